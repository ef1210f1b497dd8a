"""Open questions and expectations: how they ended, and the days that are left."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.ledger import Ledger
from onrecord.ledger.awaited import days
from tests.ledger.build import make, open_ledger
from tests.ledger.pile import PILE

BRIDGE = "Who was on the bridge when the ferry struck the reef?"


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger of the five reports."""
    with open_ledger(tmp_path_factory.mktemp("pile") / "pile.db") as opened:
        opened.add_reports(PILE)
        yield opened


def test_a_question_is_open_until_a_report_answers_it(pile: Ledger) -> None:
    (before,) = pile.questions("2031-04-01")
    assert (before.text, before.status, before.answer) == (BRIDGE, "open", None)
    (row,) = pile.questions()
    assert (row.text, row.status) == (BRIDGE, "answered")
    assert row.answer is not None
    assert row.answer.said is not None
    assert row.answer.text == '"the captain Ove Krag was on the bridge when the ferry struck the reef"'
    plain = row.to_dict()
    late = next(report.id for report in pile.reports() if report.outlet == "Late")
    assert (plain["status"], plain["answered_by"], plain["answered_in"]) == ("answered", row.answer.said.id, late)
    assert (plain["answer"], plain["text"], plain["outlet"]) == (row.answer.text, BRIDGE, "Wire")


def test_an_expectation_is_pending_until_a_report_tells_how_it_ended(pile: Ledger) -> None:
    (row,) = [one for one in pile.expectations("2031-03-06") if "refloat" in one.said.quote]
    assert (row.outcome, row.told, row.left) == ("pending", None, 26)
    (row,) = [one for one in pile.expectations("2031-04-01") if "refloat" in one.said.quote]
    assert (row.outcome, row.left) == ("pending", 0)
    (row,) = [one for one in pile.expectations() if "refloat" in one.said.quote]
    assert (row.outcome, row.left) == ("met", None)
    plain = row.to_dict()
    assert plain["outcome_in"] == next(report.id for report in pile.reports() if report.outlet == "Late")
    assert plain["outcome_text"].startswith('"we refloated the Havørn on 28 March')
    assert (plain["days_left"], plain["due"], plain["speaker"]) == (None, "2031-04-01", "Jørgen K. Dahl")


def test_what_nobody_tells_is_overdue(path: Path) -> None:
    text = 'Ida Falk said "the quay will be open again soon after the winter storms".'
    with open_ledger(path) as ledger:
        ledger.add_reports([make("one", "2031-03-05", text), make("two", "2031-04-11", "It rains in Ystad.")])
        (row,) = ledger.expectations()
        assert (row.outcome, row.left) == ("pending", -10)
        assert ledger.expectations("2031-03-30")[0].left == 2
        assert ledger.expectations("2031-03-30")[0].to_dict()["days_left"] == 2


def test_what_a_copy_repeats_is_asked_and_expected_once(pile: Ledger) -> None:
    assert [row.report.outlet for row in pile.questions()] == ["Wire"]
    assert [row.said.report.outlet for row in pile.expectations() if "refloat" in row.said.quote] == ["Wire"]


def test_a_rejected_question_answer_or_statement_is_gone(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.add_reports(PILE)
        (question,) = ledger.questions()
        assert question.answer is not None
        assert question.answer.said is not None
        answer = question.answer.said.id
        ledger.judge("Ida").reject(answer)
        assert ledger.questions()[0].status == "open"
        ledger.judge("Ida").restore(answer)
        assert ledger.questions()[0].status == "answered"
        ledger.judge("Ida").reject(question.question.id)
        # The copies ask it in their own right now.
        assert question.question.id not in {row.question.id for row in ledger.questions()}
        (expected,) = [row for row in ledger.expectations() if row.said.report.outlet == "Wire"]
        ledger.judge("Ida").reject(expected.said.id)
        assert expected.said.id not in {row.said.id for row in ledger.expectations()}
        exported = [row for table, row in ledger.dump() if table == "expectations"]
        assert expected.said.id not in {row["statement"] for row in exported}


@pytest.mark.parametrize(("first", "last", "left"), [("2031-02-27", "2031-03-01", 2), ("2032-03-01", "2032-02-28", -2)])
def test_days(first: str, last: str, left: int) -> None:
    assert days(first, last) == left
