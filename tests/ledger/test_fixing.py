"""Judgements: they win over the program, survive relating anew, and can be undone."""

from pathlib import Path

import pytest

from onrecord.errors import UsageError
from onrecord.ledger import Ledger
from tests.ledger.build import STORY, make, open_ledger


@pytest.fixture
def judged(ledger: Ledger) -> Ledger:
    """A ledger with the story, in which somebody is about to judge."""
    ledger.add_reports(STORY)
    return ledger


def names(ledger: Ledger) -> list[str]:
    return [entity.name for entity in ledger.entities()]


def test_two_names_are_made_one_and_parted_again(judged: Ledger) -> None:
    assert names(judged) == ["Jørgen K. Dahl", "Marta Zielińska"]
    judgement = judged.judge("Ida", "a joke").same("Dahl", "Marta Zielińska")
    assert names(judged) == ["Jørgen K. Dahl"]
    assert {said.speaker.name for said in judged.said() if said.speaker} == {"Jørgen K. Dahl"}
    judged.judge("Ove").undo(judgement.id[:6])
    assert names(judged) == ["Jørgen K. Dahl", "Marta Zielińska"]


def test_one_entity_is_parted(judged: Ledger) -> None:
    judged.judge("Ida").different("Jørgen Dahl", "Jørgen K. Dahl")
    assert {"Jørgen Dahl", "Jørgen K. Dahl"} <= set(names(judged))


def test_the_latest_of_two_that_contradict_each_other_holds(judged: Ledger) -> None:
    judged.judge("Ida").same("Jørgen K. Dahl", "Marta Zielińska")
    judged.judge("Ove").different("Jørgen K. Dahl", "Marta Zielińska")
    assert names(judged) == ["Jørgen K. Dahl", "Marta Zielińska"]
    judged.judge("Ida").same("Jørgen K. Dahl", "Marta Zielińska")
    assert len(names(judged)) == 1


def test_a_judgement_survives_what_is_added_later(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.add_reports(STORY[:3])
        ledger.judge("Ida").same("Jørgen K. Dahl", "Marta Zielińska")
    with open_ledger(path) as ledger:
        ledger.add_reports([*STORY, make("ny", "2031-03-14", 'Marta Zielińska said "the case is closed for us now".')])
        assert len(names(ledger)) == 1


def test_the_speaker_of_a_statement(judged: Ledger) -> None:
    (row,) = [said for said in judged.said() if said.speaker is None and said.report.outlet == "Norden"]
    judged.judge("Ida").speaker(row.id, "Marta Zielińska")
    assert row.id in {said.id for said in judged.said("zielinska")}
    exported = {r["id"]: r for table, r in judged.dump() if table == "statements"}
    assert exported[row.id]["speaker"] == next(e.id for e in judged.entities() if e.name == "Marta Zielińska")
    assert exported[row.id]["speaker_kind"] == "person"
    newcomer = judged.judge("Ida").speaker(row.id, "Coast Guard", kind="organization")
    assert "Coast Guard" in names(judged)
    assert [said.speaker_kind for said in judged.said("coast guard")] == ["organization"]
    judged.judge("Ida").undo(newcomer.id)
    assert row.id in {said.id for said in judged.said("zielinska")}
    judged.judge("Ida").speaker(row.id, None)
    assert row.id not in {said.id for said in judged.said("zielinska")}


def test_a_rejected_row_is_nowhere_and_comes_back(judged: Ledger) -> None:
    before = list(judged.dump())
    figure = next(row for row in judged.figures() if row.statement and row.speaker)
    statement = figure.statement
    assert statement is not None
    judged.judge("Ida").reject(statement.id[:8])
    assert statement.id not in {said.id for said in judged.said()}
    assert statement.id not in {hit.statement.id for hit in judged.search("people") if hit.statement}
    assert all(row.get("id") != statement.id for table, row in judged.dump() if isinstance(row, dict))
    (left,) = [given for given in judged.figures() if given.figure.id == figure.figure.id]
    assert left.statement is None
    judged.judge("Ida").reject(figure.figure.id)
    assert figure.figure.id not in {given.figure.id for given in judged.figures()}
    judged.judge("Ove").restore(figure.figure.id)
    judged.judge("Ove").restore(statement.id)
    assert list(judged.dump()) == before


def test_every_judgement_is_kept_with_who_when_and_why(judged: Ledger) -> None:
    judged.judge("Ida", "one man").same("Jørgen K. Dahl", "Marta Zielińska")
    judged.judge("Ove").undo(judged.judgements()[0].id)
    (row,) = judged.judgements()
    assert (row.kind, row.who, row.why, row.undone_by) == ("same", "Ida", "one man", "Ove")
    assert row.made_at == row.undone_at == "2031-03-20T12:00:00Z"
    with pytest.raises(UsageError, match="was undone"):
        judged.judge("Ida").undo(row.id)


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (lambda by, _: by.same("Nobody Such", "Dahl"), "nobody is called 'Nobody Such'"),
        (lambda by, _: by.same("Dahl", "Dahl"), "one name"),
        (lambda by, _: by.reject("abc"), "too short"),
        (lambda by, _: by.reject("ffffffff"), "no statement or figure"),
        (lambda by, row: by.speaker(row, "Some One", kind="robot"), "allowed: person"),
        (lambda by, row: by.restore(row), "not rejected"),
        (lambda by, row: by.split(row), "not in a claim"),
        (lambda by, _: by.undo("zzzz"), "no judgements"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_stored(judged: Ledger, act, message: str) -> None:  # type: ignore[no-untyped-def]
    # The statement of the latest report stands alone there.
    row = judged.said()[-1].id
    with pytest.raises(UsageError, match=message):
        act(judged.judge("Ida"), row)
    assert judged.judgements() == []


def test_somebody_must_judge(judged: Ledger) -> None:
    with pytest.raises(UsageError, match="--by NAME"):
        judged.judge(" ").same("Jørgen K. Dahl", "Marta Zielińska")
