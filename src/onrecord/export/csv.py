"""The record as a folder of CSV files, one a table, safe to open in a spreadsheet.

A list, and whatever holds several values, stands in its cell as JSON. Text that a spreadsheet would take for a formula
has an apostrophe before it: `harmless` puts it there, `told` takes it away.
"""

import csv
import re
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from onrecord.export.folder import new_folder
from onrecord.export.json import line
from onrecord.export.tables import SCHEMAS, chunks
from onrecord.ledger import Ledger

FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
"""How text begins that some spreadsheet calculates, or that would be read as guarded."""


def write_csv(ledger: Ledger, folder: Path, as_of: str | None = None) -> None:
    """Write the tables of the record to the folder, `reports.csv` and so on; an earlier export is replaced.

    UTF-8, a header line, CRLF line ends. UsageError where something else stands there, Error where it cannot be
    written.
    """
    with new_folder(folder, "csv") as part, ExitStack() as stack:
        writers = {}
        for table, types in SCHEMAS.items():
            path = part / f"{table}.csv"
            stream = stack.enter_context(path.open("w", encoding="utf-8", errors="backslashreplace", newline=""))
            names = [name for name in types if name != "published_at"]
            writers[table] = csv.DictWriter(stream, names, extrasaction="ignore")
            writers[table].writeheader()
        for table, rows in chunks(ledger, as_of):
            writers[table].writerows({name: cell(value) for name, value in row.items()} for row in rows)


def cell(value: Any) -> Any:
    """The value as a cell: nothing for none, JSON for lists and records."""
    if isinstance(value, bool | list | tuple | dict):
        return line(value)
    return harmless(value) if isinstance(value, str) else value


def harmless(text: str) -> str:
    """The text as no spreadsheet calculates it."""
    return f"'{text}" if FORMULA.match(text) else text


def told(text: str) -> str:
    """The text that `harmless` was given."""
    return text[1:] if text.startswith("'") and FORMULA.match(text[1:]) else text
