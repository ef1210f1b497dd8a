"""The export: fixed keys, fixed order, the same bytes."""

import io
import json
from pathlib import Path

import pytest

from onrecord.export import export_json, export_jsonl, write_json, write_jsonl
from onrecord.ledger import Ledger
from onrecord.records import Figure, Report, Statement, quote
from tests.ledger.build import STORY, open_ledger

KEYS = {
    "reports": "id url path outlet title byline published language text added_at copy_of copy_kind copy_share",
    "entities": "id name kind aliases role country mentions",
    "statements": "id report content source cue speaker speaker_kind mode act certainty hedge negated said_on within",
    "figures": "id report span value low high bound unit of per as_of statement",
    "times": "report span type value start end",
    "places": "report span name country lat lon geonames near",
    "movements": "id report span who from via to means when statement",
    "questions": "id report span status answered_by",
    "expectations": "statement due outcome outcome_in",
    "damage": "report span kind",
    "same_claims": "",
    "disputes": "",
    "quote_variants": "",
    "series": "",
}
RELATIONS = ("same_claims", "disputes", "quote_variants", "series")


def text(ledger: Ledger, as_of: str | None = None) -> str:
    """The export as written."""
    stream = io.StringIO()
    write_json(ledger, stream, as_of)
    return stream.getvalue()


def test_every_table_and_every_field(story: Ledger) -> None:
    record = export_json(story)
    assert list(record) == ["onrecord", "judgements", *KEYS]
    for table, fields in KEYS.items():
        assert record[table] or table in RELATIONS, table
        for row in record[table]:
            assert table == "same_claims" or set(fields.split()) <= set(row), table
    assert all(isinstance(id_, str) for claim in record["same_claims"] for id_ in claim)


def test_what_is_written_is_what_is_exported(story: Ledger) -> None:
    assert json.loads(text(story)) == export_json(story)
    stream = io.StringIO()
    write_jsonl(story, stream)
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert lines == list(export_jsonl(story))
    assert [row.pop("table") for row in lines][:4] == ["reports"] * 4
    rows = [row for table, rows in export_json(story).items() if table in KEYS for row in rows]
    assert lines == [row if isinstance(row, dict) else {"statements": row} for row in rows]


def test_the_same_bytes_from_two_orders_of_adding(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "a.db") as one, open_ledger(tmp_path / "b.db") as other:
        one.add_reports(STORY)
        for report in reversed(STORY):
            other.add_reports([report])
        assert text(one) == text(other)
        assert text(one) == text(one)


def test_rows_are_sorted(story: Ledger) -> None:
    record = export_json(story)
    for table in ("reports", "entities", "statements", "figures", "movements", "questions"):
        ids = [row["id"] for row in record[table]]
        assert ids == sorted(ids)
    for table in ("times", "places", "damage"):
        places = [(row["report"], row["span"]) for row in record[table]]
        assert places == sorted(places)
    assert [row["statement"] for row in record["expectations"]] == sorted(
        row["statement"] for row in record["expectations"]
    )


def test_references_hold(story: Ledger) -> None:
    record = export_json(story)
    ids = {table: {row["id"] for row in record[table]} for table in ("reports", "entities", "statements")}
    assert {row["speaker"] for row in record["statements"]} <= ids["entities"] | {None}
    assert {row["statement"] for row in record["figures"]} <= ids["statements"] | {None}
    for table, rows in record.items():
        if table not in ("onrecord", "judgements", "same_claims"):
            assert {row["report"] for row in rows if "report" in row} <= ids["reports"] | {None}
    assert {id_ for claim in record["same_claims"] for id_ in claim} <= ids["statements"]


def test_rows_make_records_again(story: Ledger) -> None:
    record = export_json(story)
    for row in record["statements"]:
        assert Statement.from_dict(row).id == row["id"]
    for row in record["figures"]:
        assert Figure.from_dict(row).to_dict() == row
    for row in record["reports"]:
        assert Report.from_dict(row).to_dict() == row


def test_mentions_are_grounded(story: Ledger) -> None:
    record = export_json(story)
    texts = {row["id"]: row["text"] for row in record["reports"]}
    for entity in record["entities"]:
        assert entity["mentions"]
        for mention in entity["mentions"]:
            assert quote(texts[mention["report"]], [mention["span"]]) in {entity["name"], *entity["aliases"]}


def test_as_of(story: Ledger) -> None:
    record = export_json(story, as_of="2031-03-06")
    assert len(record["reports"]) == 2
    assert len(record["entities"]) == 1
    assert len(record["statements"]) == 6
    assert len(record["entities"][0]["mentions"]) == 4
    assert json.loads(text(story, "2031-03-06")) == record
    early = export_json(story, as_of="2031-01-01")
    assert not any(early[table] for table in KEYS)


def test_an_empty_ledger(ledger: Ledger) -> None:
    assert json.loads(text(ledger)) == export_json(ledger)
    assert set(export_json(ledger)) == {"onrecord", "judgements", *KEYS}
    stream = io.StringIO()
    write_jsonl(ledger, stream)
    assert stream.getvalue() == ""


def test_the_export_is_one_snapshot(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.add_reports(STORY[:2])
        rows = ledger.dump()
        first = next(rows)
        with open_ledger(path) as other:
            other.add_reports(STORY[2:])
        tables = [first, *rows]
        assert sum(table == "reports" for table, _ in tables) == 2
        assert sum(table == "statements" for table, _ in tables) == 6
        assert len(ledger.reports()) == 4


@pytest.mark.parametrize("word", ["Rønne", "Zielińska"])
def test_letters_are_written_as_they_are(story: Ledger, word: str) -> None:
    assert word in text(story)
