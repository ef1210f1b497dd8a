"""An exported record comes back whole; a damaged one changes nothing."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import UsageError
from onrecord.export import export_json
from onrecord.ledger import Ledger
from tests.ledger.build import open_ledger
from tests.ledger.pile import PILE

Record = dict[str, Any]


@pytest.fixture
def record(tmp_path: Path) -> Record:
    """The export of a ledger that people have judged."""
    with open_ledger(tmp_path / "first.db") as ledger:
        ledger.add_reports(PILE)
        judge = ledger.judge("Ida", "heard it myself")
        judge.reject(ledger.said()[0].id)
        judge.undo(judge.reject(ledger.said()[1].id).id)
        judge.speaker(ledger.said()[2].id, None)
        names = [entity.name for entity in ledger.entities() if entity.kind == "person"]
        judge.same(names[0], names[1])
        claim = ledger.claims()[0]
        judge.split(claim.said[0].id)
        for dispute in ledger.disputes()[:1]:
            judge.reject(dispute.dispute.id)
        return export_json(ledger)


def taken(ledger: Ledger, record: Record) -> Record:
    """What the ledger holds after the import."""
    ledger.take(record)
    return export_json(ledger)


def test_an_empty_ledger_comes_to_hold_the_same(record: Record, tmp_path: Path) -> None:
    with open_ledger(tmp_path / "second.db") as ledger:
        assert taken(ledger, record) == record
        assert len(record["judgements"]) == 6
        again = ledger.take(record)
        assert (again.reports.added, again.judgements) == (0, 0)
        assert export_json(ledger) == record


def test_other_reports_stay(record: Record, tmp_path: Path) -> None:
    with open_ledger(tmp_path / "whole.db") as ledger:
        ledger.add_reports(PILE)
        whole = export_json(ledger)
    part = {**record, "judgements": [], "reports": record["reports"][:2]}
    with open_ledger(tmp_path / "second.db") as ledger:
        ids = {row["id"] for row in part["reports"]}
        ledger.add_reports([report for report in PILE if report.id not in ids])
        assert taken(ledger, part) == whole


def in_report(**values: object) -> Callable[[Record], None]:
    return lambda record: record["reports"][1].update(values)


def in_judgement(**values: object) -> Callable[[Record], None]:
    return lambda record: record["judgements"][0].update(values)


DAMAGE: dict[str, Callable[[Record], Any]] = {
    "row 2 of reports has the id": in_report(text="Something else."),
    "row 2 of reports is no report": in_report(text=7),
    "row 2 of reports is no report: ": in_report(shoe_size=7),
    "row 2 of reports was added at": in_report(added_at="yesterday"),
    "is there twice": lambda record: record["reports"].append(record["reports"][0]),
    "reports is NoneType": lambda record: record.pop("reports"),
    "reports is list": lambda record: record["reports"].append("no"),
    "row 1 of judgements: who is None": in_judgement(who=None),
    "row 1 of judgements is of kind 'guess'": in_judgement(kind="guess"),
    "row 1 of judgements is of kind 'reject'": in_judgement(subject=[1]),
    "row 1 of judgements has the fields": in_judgement(colour="red"),
}


@pytest.mark.parametrize("message", DAMAGE)
def test_a_damaged_record_is_refused_whole(record: Record, tmp_path: Path, message: str) -> None:
    damaged = copy.deepcopy(record)
    DAMAGE[message](damaged)
    with open_ledger(tmp_path / "second.db") as ledger:
        with pytest.raises(UsageError, match=message):
            ledger.take(damaged)
        assert ledger.reports() == []
        assert ledger.judgements() == []
