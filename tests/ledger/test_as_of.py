"""The record as it stood."""

from pathlib import Path

import pytest

from onrecord.errors import UsageError
from onrecord.ledger import Ledger
from onrecord.ledger.asof import origin_of
from onrecord.ledger.schema import reports
from onrecord.records import Report
from tests.ledger.build import STORY, make, open_ledger


def test_only_what_was_out_by_the_end_of_the_day(story: Ledger) -> None:
    assert len(story.reports(as_of="2031-03-04")) == 0
    assert [report.outlet for report in story.reports(as_of="2031-03-05")] == ["Norden"]
    assert len(story.reports(as_of="2031-03-12")) == 4
    assert len(story.said(as_of="2031-03-06")) == 6
    assert len(story.said(as_of="2031-03-06", about="inspectors")) == 0
    assert len(story.figures(as_of="2031-03-05")) == 2
    assert len(story.timeline(as_of="2031-03-06")) == 2
    assert [(place.name, place.count) for place in story.places(as_of="2031-03-05")] == [
        ("Rønne", 2),
        ("Gdynia", 1),
        ("Ystad", 1),
    ]
    assert {hit.report.outlet for hit in story.search("ferry", as_of="2031-03-06")} == {"Norden", "Kurier"}
    assert {hit.report.outlet for hit in story.search("ferry")} == {"Norden", "Kurier", "Posten"}


def test_entities_have_the_names_used_by_then(story: Ledger) -> None:
    (early,) = story.entities(as_of="2031-03-06")
    assert (early.name, early.aliases) == ("Jørgen K. Dahl", ("Dahl",))
    late = next(entity for entity in story.entities() if entity.id == early.id)
    assert late.aliases == ("Dahl", "Jørgen Dahl")


def test_a_copy_of_what_came_later_is_no_copy(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.add_reports(STORY)
        by_outlet = {report.outlet: report for report in ledger.reports()}
        norden, gazeta = by_outlet["Norden"].id, by_outlet["Gazeta"].id
        values = {"copy_of": gazeta, "copy_kind": "edited", "copy_share": 0.5}
        with ledger._store.writing() as connection:
            connection.execute(reports.update().where(reports.c.id == norden), values)
        then = ledger.reports(as_of="2031-03-07")
        assert [(report.outlet, report.copy_of) for report in then] == [("Norden", None), ("Kurier", norden)]
        assert (then[0].copy_kind, then[0].copy_share) == (None, None)
        now = {report.outlet: report for report in ledger.reports(as_of="2031-03-08")}
        assert (now["Norden"].copy_of, now["Norden"].copy_share) == (gazeta, 0.5)
        assert ledger.brief(as_of="2031-03-07").origins == 1
        exported = [row for table, row in ledger.dump(as_of="2031-03-07") if table == "reports"]
        assert {row["copy_of"] for row in exported} == {None, norden}


def test_a_chain_of_copies_goes_back_to_its_beginning() -> None:
    first = Report(title="first", text="one")
    second = Report(title="second", text="one", copy_of=first.id, copy_kind="verbatim")
    third = Report(title="third", text="one", copy_of=second.id, copy_kind="verbatim")
    among = {report.id: report for report in (first, second, third)}
    assert origin_of(third, among) is first
    assert origin_of(first, among) is first
    del among[first.id]
    assert origin_of(third, among) is second


def test_a_ring_of_copies_comes_to_an_end() -> None:
    one, other = Report(title="one"), Report(title="other")
    ring = {
        one.id: Report(title="one", copy_of=other.id, copy_kind="edited"),
        other.id: Report(title="other", copy_of=one.id, copy_kind="edited"),
    }
    assert origin_of(ring[one.id], ring).id in ring


@pytest.mark.parametrize("question", ["reports", "entities", "figures", "times", "timeline", "places", "brief"])
def test_a_date_that_is_none_is_named(story: Ledger, question: str) -> None:
    with pytest.raises(UsageError, match="2031-03-05"):
        getattr(story, question)(as_of="soon")
    with pytest.raises(UsageError):
        list(story.dump(as_of="soon"))
    with pytest.raises(UsageError):
        story.search("ferry", as_of="soon")


def test_who_is_who_follows_from_the_reports_out_by_then(path: Path) -> None:
    early = 'Jørgen Dahl said "the ferry is afloat again". Dahl said "nobody knows why".'
    with open_ledger(path) as ledger:
        ledger.add_reports([make("early", "2031-03-04", early), *STORY])
        then, now = ledger.entities("2031-03-04"), ledger.entities()
        assert [(entity.name, entity.aliases) for entity in then] == [("Jørgen Dahl", ("Dahl",))]
        assert [entity.name for entity in now] == ["Jørgen K. Dahl", "Marta Zielińska"]
        assert {said.speaker for said in ledger.said(as_of="2031-03-04")} == {*then}
        exported = {r["id"] for table, r in ledger.dump("2031-03-04") if table == "entities"}
        assert exported == {then[0].id}
        assert {r["speaker"] for table, r in ledger.dump("2031-03-04") if table == "statements"} == exported
        ledger.judge("Ida").speaker(ledger.said("Zielińska")[0].id, "Coast Guard", kind="organization")
        assert [entity.name for entity in ledger.entities("2031-03-06")] == ["Jørgen K. Dahl"]
        assert "Coast Guard" in [entity.name for entity in ledger.entities("2031-03-08")]


def test_a_judgement_holds_for_every_day(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.add_reports(STORY)
        ledger.judge("Ida").same("Jørgen K. Dahl", "Marta Zielińska")
        for day in ("2031-03-08", None):
            assert [entity.name for entity in ledger.entities(day)] == ["Jørgen K. Dahl"]
            assert {said.speaker.name for said in ledger.said(as_of=day) if said.speaker} == {"Jørgen K. Dahl"}
