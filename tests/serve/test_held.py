"""What is kept in memory follows the ledger."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onrecord.ledger import Ledger
from onrecord.serve import held as held_module
from onrecord.serve.held import DAYS, Held
from onrecord.serve.record import Record, id_of
from tests.ledger.build import STORY, open_ledger
from tests.ledger.pile import days


@pytest.fixture
def held(path: Path) -> Iterator[Held]:
    """What is kept of the small ledger."""
    made = Held(path)
    yield made
    made.close()


def until(condition: Callable[[], bool]) -> None:
    """Wait until something holds."""
    for _ in range(200):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("it never held")


@pytest.mark.parametrize("at", [None, 0, 1, -1])
def test_a_record_holds_what_the_ledger_lists(held: Held, ledger: Ledger, at: int | None) -> None:
    day = None if at is None else days(ledger)[at]
    record = held.at(day)
    assert list(record.reports.values()) == ledger.reports(day)
    assert list(record.said.values()) == ledger.said(as_of=day)
    assert list(record.figures.values()) == ledger.figures(as_of=day)
    assert list(record.claims) == ledger.claims(day)
    assert list(record.disputes.values()) == ledger.disputes(day)
    assert list(record.quotes) == ledger.quotes(day)
    assert list(record.series.values()) == ledger.series(day)
    assert list(record.questions.values()) == ledger.questions(day)
    assert list(record.expectations.values()) == ledger.expectations(day)
    assert list(record.movements.values()) == ledger.movements(day)
    assert list(record.places) == ledger.places(day)
    assert list(record.timeline) == ledger.timeline(day)
    assert list(record.outlets.values()) == ledger.outlets(day)
    assert record.brief == ledger.brief(day)
    assert tuple(record.speakers) == record.brief.speakers


def test_an_earlier_day_has_the_judgements_of_now(path: Path, ledger: Ledger) -> None:
    first, second, third, *_ = ledger.said()
    judge = ledger.judge("Ida")
    judge.speaker(first.id, "Petra Lund")
    judge.speaker(second.id, "Signe Aas", "person")
    judge.speaker(third.id, None)
    judge.reject(ledger.said()[-1].id)
    judge.reject(ledger.figures()[0].figure.id)
    judge.same("Marta Zielińska", "Petra Lund")
    kept = Held(path)
    for day in days(ledger):
        record = kept.at(day)
        assert list(record.said.values()) == ledger.said(as_of=day)
        assert list(record.figures.values()) == ledger.figures(as_of=day)
        assert list(record.entities.values())[: len(ledger.entities(day))] == ledger.entities(day)
        assert record.brief == ledger.brief(day)
    kept.close()


def test_indices_lead_to_the_rows(held: Held) -> None:
    record = held.at(None)
    assert all(row in record.said_in[row.report.id] for row in record.said.values())
    assert sum(map(len, record.said_by.values())) == len(record.said)
    assert all(record.claim_of[row.id] is claim for claim in record.claims for row in claim.said)
    for dispute in record.disputes.values():
        for row in (*dispute.first, *dispute.second):
            assert dispute in record.disputes_of[id_of(row)]
    assert all(copy.copy_of == id_ for id_, rows in record.copies.items() for copy in rows)


def test_a_complete_record_lets_go_of_the_ledger(held: Held) -> None:
    until(lambda: held.at(None).is_complete)
    record = held.at(None)
    assert all(name in vars(record) for name in Record.parts())
    assert record._together is None


def test_another_process_changes_the_ledger(held: Held, path: Path) -> None:
    before = held.at(None)
    assert len(before.reports) == 5
    until(lambda: held.at(None).is_complete)
    with open_ledger(path) as ledger:
        ledger.add_reports(STORY)
    until(lambda: len(held.at(None).reports) == 9)
    assert held.at(None) is not before


def test_a_large_record_is_made_anew_behind_the_pages(
    path: Path, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held_module, "QUICK", 0)
    kept = Held(path)
    until(lambda: kept.at(None).is_complete)
    before = kept.at(None)
    statement = ledger.said()[0].id
    ledger.judge("Ida").reject(statement)
    until(lambda: kept.at(None) is not before)
    assert kept.at(None).is_complete
    assert statement not in kept.at(None).said
    kept.close()


def test_after_a_correction_no_former_state_is_shown(held: Held, ledger: Ledger) -> None:
    day = days(ledger)[-1]
    statement = ledger.said()[0].id
    assert statement in held.at(None).said
    assert statement in held.at(day).said
    ledger.judge("Ida").reject(statement)
    held.corrected()
    assert statement not in held.at(None).said
    assert statement not in held.at(day).said


def test_few_earlier_days_are_kept(held: Held) -> None:
    first = held.at("2031-03-05")
    assert held.at("2031-03-05") is first
    for day in range(1, DAYS + 1):
        held.at(f"2031-04-{day:02}")
    assert held.at("2031-03-05") is not first


def test_parts_are_made_once_for_all_threads(held: Held) -> None:
    record = held.at("2031-03-06")
    found = []
    threads = [threading.Thread(target=lambda: found.append(record.claims)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(claims is found[0] for claims in found)


def test_a_folder_that_cannot_be_written_is_read(path: Path) -> None:
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        kept = Held(path)
        assert len(kept.at(None).reports) == 5
        kept.close()
    finally:
        path.parent.chmod(0o755)
