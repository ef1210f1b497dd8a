"""The tables of the record for columns: the type of each, and rows a few at a time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from itertools import groupby
from typing import Any

import pyarrow as pa

from onrecord.export.jsonl import export_jsonl
from onrecord.ledger import Ledger
from onrecord.ledger.dump import TABLES

CHUNK = 5000
"""Rows that are held at a time."""

TEXT, REAL, WHOLE, TRUTH = pa.string(), pa.float64(), pa.int64(), pa.bool_()
DAY, MOMENT = pa.date32(), pa.timestamp("s", tz="UTC")
IDS = pa.list_(TEXT)
SPAN = pa.struct([("start", pa.int32()), ("end", pa.int32())])
"""Offsets into the report's text, in Unicode code points: `[start, end)`."""
SPANS = pa.list_(SPAN)
MENTION = pa.struct([("report", TEXT), ("span", SPAN)])
CHANGE = pa.struct([("operation", TEXT), ("before", TEXT), ("after", TEXT)])

SCHEMAS: dict[str, dict[str, pa.DataType]] = {
    "reports": {
        "id": TEXT, "url": TEXT, "path": TEXT, "outlet": TEXT, "title": TEXT, "byline": TEXT, "published": TEXT,
        "published_at": MOMENT, "language": TEXT, "text": TEXT, "added_at": MOMENT, "copy_of": TEXT,
        "copy_kind": TEXT, "copy_share": REAL,
    },
    "entities": {
        "id": TEXT, "name": TEXT, "kind": TEXT, "aliases": IDS, "role": TEXT, "country": TEXT,
        "mentions": pa.list_(MENTION),
    },
    "statements": {
        "id": TEXT, "report": TEXT, "content": SPANS, "source": SPANS, "cue": SPANS, "speaker": TEXT,
        "speaker_kind": TEXT, "mode": TEXT, "act": TEXT, "certainty": TEXT, "hedge": SPANS, "negated": TRUTH,
        "said_on": DAY, "within": TEXT,
    },
    "figures": {
        "id": TEXT, "report": TEXT, "span": SPAN, "value": REAL, "low": REAL, "high": REAL, "bound": TEXT,
        "unit": TEXT, "of": TEXT, "per": TEXT, "as_of": TEXT, "statement": TEXT,
    },
    "times": {"report": TEXT, "span": SPAN, "type": TEXT, "value": TEXT, "start": TEXT, "end": TEXT},
    "places": {
        "report": TEXT, "span": SPAN, "name": TEXT, "country": TEXT, "lat": REAL, "lon": REAL, "geonames": WHOLE,
        "near": TEXT,
    },
    "movements": {
        "id": TEXT, "report": TEXT, "span": SPAN, "who": TEXT, "from": TEXT, "via": IDS, "to": TEXT, "means": TEXT,
        "when": TEXT, "statement": TEXT,
    },
    "questions": {"id": TEXT, "report": TEXT, "span": SPAN, "status": TEXT, "answered_by": TEXT},
    "expectations": {"statement": TEXT, "due": DAY, "outcome": TEXT, "outcome_in": TEXT},
    "damage": {"report": TEXT, "span": SPAN, "kind": TEXT},
    "same_claims": {"statements": IDS},
    "disputes": {"id": TEXT, "kind": TEXT, "between": pa.list_(IDS)},
    "quote_variants": {"original": TEXT, "variant": TEXT, "kind": TEXT, "changes": pa.list_(CHANGE)},
    "series": {"id": TEXT, "name": TEXT, "figures": IDS, "relation": TEXT},
}  # fmt: skip
"""Columns and their types. `published` is what the report says, a day or a moment; `published_at` the moment, for a day
its beginning. A time's `start` and `end`, and a figure's `as_of`, are ISO 8601 of whatever precision the words have."""


def schema(table: str) -> pa.Schema:
    """The table's columns."""
    return pa.schema(list(SCHEMAS[table].items()))


def chunks(ledger: Ledger, as_of: str | None) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The rows of the record, as the JSON export has them, with the name of their table; at most `CHUNK` at a time."""
    for table, rows in groupby(export_jsonl(ledger, as_of), key=lambda row: row["table"]):
        held: list[dict[str, Any]] = []
        for row in rows:
            held.append(row)
            if len(held) == CHUNK:
                yield table, held
                held = []
        if held:
            yield table, held


def columns(table: str, rows: Sequence[Mapping[str, Any]], types: Mapping[str, pa.DataType] | None = None) -> pa.Table:
    """The rows as a table of the types of `SCHEMAS`, or of those given."""
    types = types or SCHEMAS[table]
    made = {name: converted([row.get(name) for row in rows], kind) for name, kind in types.items()}
    if table == "reports":
        made["published_at"] = converted([row["published"] for row in rows], MOMENT)
    return pa.table(made, schema=pa.schema(list(types.items())))


def converted(values: list[Any], kind: pa.DataType) -> list[Any]:
    """The export's values for a column of the type: spans and their like as records, dates as dates."""
    convert = converter(kind)
    return values if convert is None else [None if value is None else convert(value) for value in values]


@cache
def converter(kind: pa.DataType) -> Callable[[Any], Any] | None:
    """What makes a column's value of one of the export's, None where they are alike."""
    if pa.types.is_list(kind):
        return lambda value: converted(list(value), kind.value_type)
    if pa.types.is_struct(kind):
        parts = [(field.name, converter(field.type)) for field in kind]
        return lambda value: record(parts, value)
    if kind == DAY:
        return date.fromisoformat
    if kind == MOMENT:
        return moment
    return float if kind == REAL else None


def record(parts: list[tuple[str, Callable[[Any], Any] | None]], value: Any) -> dict[str, Any]:
    """A mapping, or values in order, as a record."""
    given = value.values() if isinstance(value, dict) else value
    return {
        name: one if convert is None or one is None else convert(one)
        for (name, convert), one in zip(parts, given, strict=True)
    }


def moment(value: str) -> datetime:
    """A moment in UTC."""
    found = datetime.fromisoformat(value)
    return found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)


__all__ = ["SCHEMAS", "TABLES", "chunks", "columns", "schema"]
