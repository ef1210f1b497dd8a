"""Folders of CSV and Parquet files: every row, its types, and nothing overwritten that is no export."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pyarrow.parquet as pq
import pytest

from onrecord.errors import Error, UsageError
from onrecord.export import export_json, write_csv, write_parquet
from onrecord.export.csv import harmless, told
from onrecord.export.tables import SCHEMAS
from onrecord.ledger import Ledger
from onrecord.ledger.dump import TABLES
from tests.ledger.build import make, open_ledger


def told_by(ledger: Ledger) -> dict[str, Any]:
    """The tables of the JSON export; an entity across reports is in no report of its own."""
    record = {table: rows for table, rows in export_json(ledger).items() if table in SCHEMAS}
    for row in record["entities"]:
        assert row.pop("report") is None
    return record


def spans(value: Any) -> Any:
    """Spans of Parquet as the JSON export has them."""
    return [[span["start"], span["end"]] for span in value]


def test_parquet_holds_every_row(story: Ledger, tmp_path: Path) -> None:
    write_parquet(story, tmp_path / "story")
    record = told_by(story)
    for table in TABLES:
        rows = pq.read_table(tmp_path / "story" / f"{table}.parquet").to_pylist()
        assert len(rows) == len(record[table])
        for row, told_row in zip(rows, record[table], strict=True):
            for name in ("id", "report", "name", "kind", "value", "text"):
                if isinstance(told_row, dict) and name in told_row:
                    assert row[name] == told_row[name]
    statements = pq.read_table(tmp_path / "story" / "statements.parquet").to_pylist()
    assert [spans(row["content"]) for row in statements] == [row["content"] for row in record["statements"]]
    said_on = [row["said_on"] and row["said_on"].isoformat() for row in statements]
    assert said_on == [row["said_on"] for row in record["statements"]]


def test_every_column_of_the_record_is_there(story: Ledger) -> None:
    for table, rows in told_by(story).items():
        assert all(set(row) <= set(SCHEMAS[table]) for row in rows if isinstance(row, dict))


def test_duckdb_and_polars_open_it(story: Ledger, tmp_path: Path) -> None:
    write_parquet(story, tmp_path / "story")
    folder = tmp_path / "story"
    said = duckdb.sql(
        "SELECT e.name, r.text[s.content[1].start + 1 : s.content[1].end] "
        f"FROM '{folder}/statements.parquet' s JOIN '{folder}/entities.parquet' e ON s.speaker = e.id "
        f"JOIN '{folder}/reports.parquet' r ON s.report = r.id ORDER BY ALL"
    ).fetchall()
    wanted = sorted((row.speaker.name, row.report.text[slice(*row.content[0])]) for row in story.said() if row.speaker)
    assert said == wanted
    frame = pl.read_parquet(tmp_path / "story" / "statements.parquet")
    assert frame.schema["said_on"] == pl.Date
    days = [row.said_on and date.fromisoformat(row.said_on) for row in story.said()]
    assert sorted(filter(None, frame["said_on"].to_list())) == sorted(filter(None, days))


def test_csv_holds_every_row(story: Ledger, tmp_path: Path) -> None:
    write_csv(story, tmp_path / "story")
    record = told_by(story)
    for table in TABLES:
        with (tmp_path / "story" / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        assert len(rows) == len(record[table])
        for row, given in zip(rows, record[table], strict=True):
            for name, value in given.items() if isinstance(given, dict) else ():
                if isinstance(value, str):
                    assert told(row[name]) == value
                elif value is not None:
                    assert json.loads(row[name]) == value
                else:
                    assert row[name] == ""


@pytest.mark.parametrize("text", ["=1+1", "+47 22", "-5", "@you", "\tx", "\rx", "'=1", "''-1"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert harmless(text).startswith("'")
    assert told(harmless(text)) == text


@pytest.mark.parametrize("text", ["", "plain", "'quoted'", "a=b", "'", "''"])
def test_other_text_stays(text: str) -> None:
    assert harmless(text) == text == told(text)


def test_a_formula_in_a_report_is_guarded(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "one.db") as ledger:
        ledger.add_reports([make("=HYPERLINK(0)", "2031-03-05", '=cmd|x said "nothing".')])
        write_csv(ledger, tmp_path / "out")
    with (tmp_path / "out" / "reports.csv").open(encoding="utf-8", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert row["text"].startswith("'=cmd")
    assert not any(value.startswith(("=", "+", "-", "@")) for value in row.values())


@pytest.mark.parametrize("write", [write_csv, write_parquet])
def test_only_an_earlier_export_is_replaced(write: Any, story: Ledger, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(story, out)
    before = {file.name: file.read_bytes() for file in out.iterdir()}
    write(story, out)
    assert {file.name: file.read_bytes() for file in out.iterdir()} == before
    (out / "notes.txt").write_text("mine")
    with pytest.raises(UsageError, match="no earlier export"):
        write(story, out)
    assert (out / "notes.txt").read_text() == "mine"
    (tmp_path / "file").write_text("mine")
    with pytest.raises(UsageError):
        write(story, tmp_path / "file")
    with pytest.raises(Error, match="cannot be written"):
        write(story, tmp_path / "file" / "below")
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix == ".part") == []


def test_nothing_is_left_where_a_row_fails(story: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Any:
        raise UsageError("broken off")
        yield

    monkeypatch.setattr("onrecord.export.csv.chunks", broken)
    with pytest.raises(UsageError, match="broken off"):
        write_csv(story, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert not (tmp_path / "out.part").exists()
