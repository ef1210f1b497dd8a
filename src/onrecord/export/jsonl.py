"""The record as JSON Lines: one row a line, each with the name of its table."""

from collections.abc import Iterator
from typing import Any, TextIO

from onrecord.export.json import line
from onrecord.ledger import Ledger


def export_jsonl(ledger: Ledger, as_of: str | None = None) -> Iterator[dict[str, Any]]:
    """The rows of the record in the order of the JSON export; the first key of each is `table`.

    A row of `same_claims` has its ids under `statements`.
    """
    for table, row in ledger.dump(as_of):
        yield {"table": table, **(row if isinstance(row, dict) else {"statements": row})}


def write_jsonl(ledger: Ledger, stream: TextIO, as_of: str | None = None) -> None:
    """Write the rows to a text stream, one a line."""
    for row in export_jsonl(ledger, as_of):
        stream.write(line(row) + "\n")
