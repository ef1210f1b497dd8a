"""The record as one JSON object: a key a table, rows in a fixed order, one row a line."""

import json
from importlib.metadata import version
from itertools import groupby
from typing import Any, TextIO

from onrecord.hidden import escaped
from onrecord.ledger import Ledger
from onrecord.ledger.dump import TABLES


def export_json(ledger: Ledger, as_of: str | None = None) -> dict[str, Any]:
    """The record as plain lists, numbers and strings.

    `onrecord` is the version that wrote it, `judgements` what people have judged (it is applied already); the other
    keys are the tables, all of them, rows sorted by id, or by report and span where they have none.
    """
    judged = [row.to_dict() for row in ledger.judgements()]
    record: dict[str, Any] = {"onrecord": version("onrecord"), "judgements": judged, **{table: [] for table in TABLES}}
    for table, row in ledger.dump(as_of):
        record[table].append(row)
    return record


def write_json(ledger: Ledger, stream: TextIO, as_of: str | None = None) -> None:
    """Write the object of `export_json` to a text stream as the rows are read; the same record gives the same bytes."""
    judged = ",".join(f"\n{line(row.to_dict())}" for row in ledger.judgements())
    stream.write(f'{{"onrecord": {line(version("onrecord"))},\n"judgements": [{judged}]')
    left = iter(TABLES)
    for name, rows in groupby(ledger.dump(as_of), key=lambda pair: pair[0]):
        for empty in left:
            if empty == name:
                break
            stream.write(f',\n"{empty}": []')
        stream.write(f',\n"{name}": [')
        for count, (_, row) in enumerate(rows):
            stream.write(f"{',' if count else ''}\n{line(row)}")
        stream.write("\n]")
    for empty in left:
        stream.write(f',\n"{empty}": []')
    stream.write("\n}\n")


def line(value: Any) -> str:
    """The value as JSON on one line; characters that could act on a terminal are escaped."""
    return escaped(json.dumps(value, ensure_ascii=False, allow_nan=False))
