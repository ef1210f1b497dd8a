"""Relating: report by report, only what changed, and never a stale result."""

from itertools import permutations
from pathlib import Path

import pytest

from onrecord.ledger import Ledger, joining, relating
from onrecord.ledger.schema import relating as generations
from onrecord.records import Entity
from onrecord.relate.entities import Form, Names
from tests.ledger.build import STORY, make, open_ledger


def generation(ledger: Ledger) -> int:
    """How often the ledger was related."""
    with ledger._store.reading() as connection:
        return int(connection.execute(generations.select()).one().generation)


def test_once_a_report_then_the_entities_and_not_for_nothing(ledger: Ledger) -> None:
    ledger.add_reports(STORY)
    assert generation(ledger) == len(STORY) + 1
    ledger.add_reports(STORY)
    ledger.add_reports([])
    assert generation(ledger) == len(STORY) + 1


def test_the_order_of_adding_does_not_matter(tmp_path: Path) -> None:
    seen = []
    for i, order in enumerate(permutations(STORY)):
        if i % 5 == 0:
            with open_ledger(tmp_path / f"{i}.db") as ledger:
                for report in order:
                    ledger.add_reports([report])
                seen.append(list(ledger.dump()))
    assert len(seen) == 5
    assert all(rows == seen[0] for rows in seen)


def test_a_fuller_name_that_comes_later_replaces_the_entity(ledger: Ledger) -> None:
    ledger.add_reports([make("a", "2031-03-05", 'Jørgen Dahl said "the ferry is afloat again".')])
    assert [entity.name for entity in ledger.entities()] == ["Jørgen Dahl"]
    ledger.add_reports([STORY[0]])
    (entity,) = ledger.entities()
    assert entity.name == "Jørgen K. Dahl"
    assert {said.speaker for said in ledger.said("dahl")} == {entity}


def test_what_another_process_related_meanwhile_is_not_overwritten(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def meanwhile(forms: list[Form], *judged: list[Names]) -> dict[Entity, Entity]:
        calls.append(len(forms))
        if len(calls) == 1:
            with open_ledger(path) as other:
                other.add_reports(STORY[1:])
        return join(forms, *judged)

    join = joining.join_forms
    with open_ledger(path) as ledger:
        monkeypatch.setattr(joining, "join_forms", meanwhile)
        ledger.add_reports(STORY[:1])
        monkeypatch.undo()
        # The other process joined those of the first on opening, then of all; this one's result was dropped.
        assert calls == [1, 1, 4, 4]
        assert [bool(report.copy_of) for report in ledger.reports()] == [False, True, False, False]
        assert len(ledger.entities()) == 2
        assert not relating.is_pending(ledger._store)


def test_a_relating_that_was_cut_short_is_made_up_for_on_opening(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut_short(*given: object) -> dict[Entity, Entity]:
        raise KeyboardInterrupt

    with open_ledger(path) as ledger:
        monkeypatch.setattr(joining, "join_forms", cut_short)
        with pytest.raises(KeyboardInterrupt):
            ledger.add_reports(STORY)
        # Not related yet, but all there: the reports' own entities speak.
        assert {said.speaker.name for said in ledger.said("dahl") if said.speaker} == {
            "Dahl",
            "Jørgen Dahl",
            "Jørgen K. Dahl",
        }
        assert ledger.entities() == []
        monkeypatch.undo()
    if path.exists():  # a file may be marked read-only
        path.chmod(0o444)
        with open_ledger(path) as ledger:
            assert ledger.entities() == []
        path.chmod(0o644)
    with open_ledger(path) as ledger:
        assert len(ledger.entities()) == 2
