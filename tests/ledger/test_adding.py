"""Adding: once is enough, whole reports only, and going on where it stopped."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from onrecord.errors import LedgerError, ModelError
from onrecord.gather import Failure
from onrecord.ledger import Ledger, Progress
from onrecord.ledger.store import open_store
from onrecord.records import Entity, Mention, Reading, Report
from tests.ledger.build import STORY, Stores, make, noon, open_ledger, read

TABLES = ("entities", "mentions", "statements", "figures", "times", "places", "movements", "questions", "damage")


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    """What the file itself holds."""
    connection = sqlite3.connect(path)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


@pytest.mark.parametrize("report", STORY, ids=lambda report: report.outlet)
def test_a_reading_comes_back_as_it_was_read(story: Ledger, report: Report) -> None:
    stored, fresh = story.reading(report.id), read(report)
    for table in (*TABLES, "expectations"):
        assert sorted(getattr(stored, table), key=repr) == sorted(getattr(fresh, table), key=repr), table
    assert stored.report.text == report.text
    assert stored.report.added_at == "2031-03-20T12:00:00Z"


def test_whole_and_broken_numbers_keep_their_kind(story: Ledger) -> None:
    values = {given.text: given.figure.value for given in story.figures()}
    assert repr(values["1,200 people on board"]) == "1200"
    assert repr(values["3.5 tonnes"]) == "3.5"


def test_adding_again_changes_nothing_and_reads_nothing(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.add_reports(STORY)
        before = list(ledger.dump())

    def refuse(report: Report) -> Reading:
        raise AssertionError(report.title)

    later = datetime(2032, 1, 1, tzinfo=UTC)
    with Ledger.open(Stores.at(path), read=refuse, clock=lambda: later) as ledger:
        added = ledger.add_reports(STORY)
        assert (added.added, added.unchanged, added.failures) == (0, 4, ())
        assert list(ledger.dump()) == before


def test_the_same_report_twice_in_one_batch(ledger: Ledger) -> None:
    added = ledger.add_reports([STORY[0], STORY[0]])
    assert (added.added, added.unchanged) == (1, 1)


def test_the_moment_of_adding_is_no_part_of_what_is_read(path: Path) -> None:
    seen = []

    def watch(report: Report) -> Reading:
        seen.append((report.added_at, report.copy_of))
        return read(report)

    with Ledger.open(Stores.at(path), read=watch, clock=noon) as ledger:
        ledger.add_reports(STORY)
    assert seen == [(None, None)] * 4


def test_a_report_that_cannot_be_read_is_a_failure_and_the_rest_goes_on(path: Path) -> None:
    def stumble(report: Report) -> Reading:
        if report is STORY[1] or report.id == STORY[1].id:
            raise RuntimeError("no such thing as a sentence")
        return read(report)

    gone = Failure("nowhere.txt", "no such file: nowhere.txt")
    with Ledger.open(Stores.at(path), read=stumble, clock=noon) as ledger:
        added = ledger.add_reports([gone, *STORY])
        assert (added.added, added.unchanged) == (3, 0)
        assert added.failures[0] is gone
        assert added.failures[1].source == "kurier.txt"
        assert "no such thing as a sentence" in added.failures[1].reason
        assert len(ledger.reports()) == 3
    with open_ledger(path) as ledger:
        assert ledger.add_reports(STORY).added == 1


def of_another_report(report: Report) -> Reading:
    """A reading of some other report."""
    return read(make("other", None, "Nothing."))


def with_stray_mention(report: Report) -> Reading:
    """A reading whose mention names no entity of it."""
    return Reading(report=report, mentions=(Mention(report=report.id, entity="none", span=(0, 1)),))


def with_nameless_entity(report: Report) -> Reading:
    """A reading with an entity without a name."""
    return Reading(report=report, entities=(Entity(name=" ", kind="person", report=report.id),))


@pytest.mark.parametrize("reader", [of_another_report, with_stray_mention, with_nameless_entity])
def test_rows_that_cannot_be_are_a_failure_and_leave_no_trace(path: Path, reader: object) -> None:
    with Ledger.open(Stores.at(path), read=reader, clock=noon) as ledger:  # type: ignore[arg-type]
        added = ledger.add_reports(STORY[:1])
        assert added.added == 0
        assert len(added.failures) == 1
        assert ledger.reports() == []
        assert ledger.search("ferry") == []


def test_without_a_model_the_batch_stops(path: Path) -> None:
    def no_model(report: Report) -> Reading:
        raise ModelError("the model is missing")

    with Ledger.open(Stores.at(path), read=no_model) as ledger, pytest.raises(ModelError):
        ledger.add_reports(STORY)


def test_interrupted_half_way_whole_reports_stay_and_the_next_add_goes_on(path: Path) -> None:
    calls = []

    def interrupted(report: Report) -> Reading:
        calls.append(report.id)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return read(report)

    with Ledger.open(Stores.at(path), read=interrupted, clock=noon) as ledger, pytest.raises(KeyboardInterrupt):
        ledger.add_reports(STORY)
    store = open_store(Stores.at(path), create=False)
    with store.reading() as connection:
        assert tuple(connection.execute(text("SELECT count(*), sum(related) FROM reports")).one()) == (2, 0)
    store.close()
    with open_ledger(path) as ledger:
        # Opening has related what the interrupted call had left.
        assert [bool(report.copy_of) for report in ledger.reports()] == [False, True]
        added = ledger.add_reports(STORY)
        assert (added.added, added.unchanged) == (2, 2)
        resumed = list(ledger.dump())
    straight = path.with_name("straight.db")
    with open_ledger(straight) as ledger:
        ledger.add_reports(STORY)
        assert list(ledger.dump()) == resumed


def test_a_source_that_breaks_off_keeps_what_came_before(ledger: Ledger) -> None:
    def breaks() -> Iterator[Report]:
        yield STORY[0]
        raise OSError("the line is dead")

    with pytest.raises(OSError, match="the line is dead"):
        ledger.add_reports(breaks())
    assert len(ledger.reports()) == 1


def test_progress_of_reports(ledger: Ledger) -> None:
    seen: list[Progress] = []
    ledger.add_reports(STORY, progress=seen.append)
    assert seen[0] == Progress(0, 4, "norden.txt")
    assert seen[-1] == Progress(4, 4, None, 1)
    ledger.add_reports(iter(STORY), progress=seen.append)
    assert seen[-1] == Progress(4, None, None)


def test_add_gathers_files_and_counts_them(ledger: Ledger, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for report in STORY:
        head = f"Title: {report.title}\nOutlet: {report.outlet}\nPublished: {report.published}\nUrl: {report.url}\n"
        (folder / f"{report.outlet}.txt").write_text(f"{head}\n{report.text}", encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    seen: list[Progress] = []
    added = ledger.add(str(folder), progress=seen.append)
    assert (added.added, added.unchanged, len(added.failures)) == (4, 0, 1)
    assert added.failures[0].source.endswith("empty.txt")
    assert seen[-1] == Progress(5, 5, None, 1)
    assert ledger.add(str(folder)).unchanged == 4
    assert {report.outlet for report in ledger.reports()} == {report.outlet for report in STORY}


def test_a_closed_ledger_says_so(path: Path) -> None:
    ledger = open_ledger(path)
    ledger.close()
    ledger.close()
    with pytest.raises(LedgerError, match="is closed"):
        ledger.reports()
