"""Readings as tables and back: nothing is lost, and nothing is believed that does not follow from a report."""

import pyarrow as pa
import pytest

from onrecord.demo import reports
from onrecord.engine import SCHEMAS, read_table, readings
from onrecord.engine.tables import Tables, reports_table, table_of, tables_of
from onrecord.errors import ModelError, RecordError
from onrecord.gather import gather
from onrecord.read.reader import read_report
from onrecord.records import Reading, Report
from tests.engine.deadly import fail_at_seven

from .conftest import text


def some() -> list[Report]:
    """The reports of the packaged story."""
    with reports() as folder:
        return [row for row in gather([str(folder)]) if isinstance(row, Report)]


def test_tables_hold_the_readings() -> None:
    tables = read_table(reports_table(some()))
    assert list(tables) == list(SCHEMAS)
    assert list(readings(tables)) == [read_report(report) for report in some()]
    for name in ("entities", "mentions", "statements", "figures", "times", "places", "movements", "questions"):
        assert tables[name].num_rows > 0, name
    assert tables["failures"].num_rows == 0
    assert tables["statements"].schema.field("content").type.value_type.num_fields == 2


def test_reading_is_pure() -> None:
    table = reports_table(some())
    assert read_table(table) == read_table(table)


def test_a_report_that_cannot_be_read_is_a_failure() -> None:
    table = reports_table(Report(title=f"Quay {number}", text=text(number)) for number in (6, 7, 8))
    tables = read_table(table, fail_at_seven)
    assert tables["reports"]["title"].to_pylist() == ["Quay 6", "Quay 8"]
    (failure,) = tables["failures"].to_pylist()
    assert failure == {"source": "Quay 7", "reason": "could not be read: ZeroDivisionError: seven", "kind": "failed"}


def test_a_missing_model_ends_it() -> None:
    def broken(report: Report) -> Reading:
        raise ModelError("the packaged model cannot be loaded")

    with pytest.raises(ModelError):
        read_table(reports_table(some()[:1]), broken)


def changed(tables: Tables, name: str, column: str, value: object) -> Tables:
    """The tables with another value in the first row."""
    table = tables[name]
    values = table[column].to_pylist()
    values[0] = value
    place = table.schema.get_field_index(column)
    return {**tables, name: table.set_column(place, column, pa.array(values, table.schema.field(column).type))}


@pytest.mark.parametrize(
    ("name", "column", "value"),
    [
        ("reports", "text", "Something else was said."),
        ("reports", "id", "0" * 20),
        ("statements", "content", [{"start": 0, "end": 10**6}]),
        ("statements", "content", [{"start": 0, "end": 3}]),
        ("statements", "act", "boast"),
        ("statements", "speaker", "0" * 20),
        ("figures", "span", {"start": 5, "end": 4}),
        ("mentions", "span", None),
    ],
)
def test_rows_that_do_not_fit_their_report_are_refused(name: str, column: str, value: object) -> None:
    tables = read_table(reports_table(some()[:1]))
    assert tables[name].num_rows
    with pytest.raises(RecordError):
        list(readings(changed(tables, name, column, value)))


def test_empty_tables_have_their_columns() -> None:
    tables = tables_of(())
    assert all(tables[name].schema.names == list(SCHEMAS[name]) for name in SCHEMAS)
    assert list(readings(tables)) == []
    assert table_of("failures", []).num_rows == 0
