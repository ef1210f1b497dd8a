"""Readings as tables, and tables as readings: the columns are those of the Parquet export."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

import pyarrow as pa

from onrecord.errors import RecordError
from onrecord.export.tables import SCHEMAS as EXPORTED
from onrecord.export.tables import SPAN, TEXT, columns
from onrecord.gather import Failure
from onrecord.records import (
    Damage,
    Entity,
    Expectation,
    Figure,
    Mention,
    Movement,
    Place,
    Question,
    Reading,
    Report,
    Row,
    Statement,
    Time,
)

Tables = dict[str, pa.Table]
"""Tables of rows by name."""

ROWS: dict[str, type[Row]] = {
    "entities": Entity, "mentions": Mention, "statements": Statement, "figures": Figure, "times": Time,
    "places": Place, "movements": Movement, "questions": Question, "expectations": Expectation, "damage": Damage,
}  # fmt: skip
"""The tables of one reading, by the names of its fields."""
OF_REPORT = {"report": TEXT}
SCHEMAS: dict[str, dict[str, pa.DataType]] = {
    "reports": EXPORTED["reports"],
    **{name: {**OF_REPORT, **EXPORTED.get(name, {})} for name in ROWS},
    "failures": {"source": TEXT, "reason": TEXT, "kind": TEXT},
}
"""Columns and their types, as in the Parquet export; every row names its report.

Entities stand for one report alone, their mentions have a table of their own, and nothing is related. `failures` are
the sources and reports that could not be read.
"""
del SCHEMAS["entities"]["mentions"]
SCHEMAS["mentions"] |= {"entity": TEXT, "span": SPAN}

LARGEST = 2**53
"""From here on not every whole number is a double of its own."""


def schema(table: str) -> pa.Schema:
    """The table's columns."""
    return pa.schema(list(SCHEMAS[table].items()))


def table_of(name: str, rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Plain rows, as `to_dict` gives them, as a table."""
    return columns(name, rows, SCHEMAS[name])


def reports_table(reports: Iterable[Report]) -> pa.Table:
    """Reports as a table."""
    return table_of("reports", [report.to_dict() for report in reports])


def tables_of(found: Iterable[Reading], failures: Iterable[Failure] = ()) -> Tables:
    """The readings as tables, reports in the order given."""
    rows: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for reading in found:
        rows["reports"].append(reading.report.to_dict())
        for name in ROWS:
            rows[name] += ({"report": reading.report.id, **row.to_dict()} for row in getattr(reading, name))
    rows["failures"] += ({"source": row.source, "reason": row.reason, "kind": row.kind} for row in failures)
    return {name: table_of(name, rows[name]) for name in SCHEMAS}


def joined(parts: Sequence[Tables]) -> Tables:
    """Tables of the same names, one after the other."""
    return {name: pa.concat_tables([part[name] for part in parts]) for name in SCHEMAS}


def reports_of(table: pa.Table) -> Iterator[Report]:
    """The reports of a table. RecordError where a row is none, or its id does not follow from it."""
    names = {field.name for field in fields(Report)}
    for row in table.to_pylist():
        try:
            report = Report.from_dict({name: plain(value) for name, value in row.items() if name in names})
        except (TypeError, ValueError) as error:
            raise RecordError(f"a row of reports is no report: {error}") from error
        if row.get("id") not in (None, report.id):
            raise RecordError(f"report {row['id']}: its text and headers give {report.id}")
        yield report


def readings(tables: Tables) -> Iterator[Reading]:
    """The readings that the tables were made of, in their order. RecordError where rows do not fit their report."""
    rows: dict[str, dict[str, list[Row]]] = {name: defaultdict(list) for name in ROWS}
    for name, kind in ROWS.items():
        is_own = "report" in {field.name for field in fields(kind)}  # type: ignore[arg-type]
        for row in tables[name].to_pylist():
            given = {key: plain(value) for key, value in row.items() if is_own or key != "report"}
            if "span" in kind.SPANS and not given["span"]:
                raise RecordError(f"a row of {name} has no span")
            try:
                made = kind.from_dict(given)
            except (TypeError, ValueError) as error:
                raise RecordError(f"a row of {name} cannot be: {error}") from error
            if row.get("id") not in (None, getattr(made, "id", None)):
                raise RecordError(f"row {row['id']} of {name} does not follow from its fields")
            rows[name][row["report"]].append(made)
    for report in reports_of(tables["reports"]):
        its: dict[str, Any] = {name: tuple(rows[name].get(report.id, ())) for name in ROWS}
        yield Reading(report=report, **its)


def plain(value: Any) -> Any:
    """A column's value as the export has it: records as spans, whole numbers as such, dates as text."""
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return [plain(one) for one in value.values()]
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < LARGEST:
        return int(value)
    return value
