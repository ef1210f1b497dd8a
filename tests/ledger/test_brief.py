"""The brief: one agency story counts once."""

from dataclasses import replace
from pathlib import Path

from onrecord.ledger import Ledger, Told
from onrecord.ledger.brief import in_turn
from onrecord.records import Damage, Reading, Report
from tests.ledger.build import ORIGIN_TEXT, STORY, Stores, make, noon, open_ledger
from tests.ledger.pile import PILE


def test_counts(story: Ledger) -> None:
    brief = story.brief()
    assert brief.reports == 4
    assert brief.origins == 3
    assert brief.copies == {"edited": 1}
    assert brief.outlets == ("Gazeta", "Kurier", "Norden", "Posten")
    assert brief.statements == 10
    assert brief.published == ("2031-03-05T09:20:00Z", "2031-03-12T18:00:00Z")
    assert brief.told == ("2031-03-04", "2031-04-01")
    assert [place.name for place in brief.places] == ["Rønne", "Gdynia", "Ystad"]


def test_what_a_copy_repeats_counts_once(story: Ledger) -> None:
    brief = story.brief()
    assert [(row.entity.name, row.statements, row.denials, row.reports) for row in brief.speakers] == [
        ("Jørgen K. Dahl", 4, 2, 3),
        ("Marta Zielińska", 2, 0, 1),
    ]
    assert [row.report.outlet for row in brief.denials] == ["Norden", "Posten"]
    assert [(row.act, row.certainty) for row in brief.unknown] == [("say", "unknown"), ("decline", "stated")]


def test_what_a_copy_adds_counts(path: Path) -> None:
    added = ORIGIN_TEXT + '\nPetra Lund said "the harbour will pay for the night in the hotel by the sea".\n'
    with open_ledger(path) as ledger:
        ledger.add_reports([STORY[0], make("plus", "2031-03-07", added)])
        brief = ledger.brief()
        assert brief.origins == 1
        assert [(row.entity.name, row.statements) for row in brief.speakers] == [
            ("Jørgen K. Dahl", 2),
            ("Petra Lund", 1),
        ]


def test_key_figures_by_how_many_origins_give_them(story: Ledger) -> None:
    figures = story.brief().figures
    assert [(row.of, row.unit, row.origins, [given.text for given in row.given]) for row in figures] == [
        ("board", "people", 2, ["1,200 people on board", "1,150 people on board"]),
        ("deck", "people", 1, ["1,200 people on deck"]),
        (None, "tonnes", 1, ["3.5 tonnes"]),
    ]


def test_of_one_number_from_one_origin_the_stated_one_is_kept(path: Path) -> None:
    text = 'There were 40 people on board. Ida Falk said "we had 40 people on board" and later "no more".'
    with open_ledger(path) as ledger:
        ledger.add_reports([make("one", "2031-03-05", text)])
        (figure,) = ledger.brief().figures
        (given,) = figure.given
        assert given.speaker is not None
        assert given.speaker.name == "Ida Falk"


def test_durations_stand_behind_everything_else(path: Path) -> None:
    texts = ("They worked for 9 hours.", "After 8 hours it was over. Then 3 tonnes were gone.")
    with open_ledger(path) as ledger:
        ledger.add_reports(make(f"n{i}", f"2031-03-0{i + 1}", text) for i, text in enumerate(texts))
        assert [(row.unit, row.origins) for row in ledger.brief().figures] == [("tonnes", 1), ("hours", 2)]


def test_as_of(story: Ledger) -> None:
    brief = story.brief(as_of="2031-03-06")
    assert (brief.reports, brief.origins, brief.copies, brief.statements) == (2, 1, {"edited": 1}, 6)
    assert [row.entity.name for row in brief.speakers] == ["Jørgen K. Dahl"]
    assert [figure.origins for figure in brief.figures] == [1, 1]
    assert story.brief(as_of="2031-03-01").reports == 0


def test_reports_with_much_damage_look_rewritten(path: Path) -> None:
    rows = ((0, 3, "fragment"), (4, 7, "dangling"), (8, 11, "fragment"))

    def reading(report: Report) -> Reading:
        kinds = rows if report.outlet == "Spun" else rows[:2]
        return Reading(report=report, damage=tuple(Damage(report=report.id, span=(a, b), kind=k) for a, b, k in kinds))

    with Ledger.open(Stores.at(path), read=reading, clock=noon) as ledger:
        ledger.add_reports([make(name, "2031-03-07", f"A harbour report from {name}.") for name in ("spun", "sound")])
        assert [report.outlet for report in ledger.brief().rewritten] == ["Spun"]


def test_relations_are_part_of_it(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.add_reports(PILE)
        brief = ledger.brief()
        assert [row.kind for row in brief.altered][:1] == ["negated"]
        assert {row.kind for row in brief.disputes} == {"denied", "figures_differ"}
        assert {row.kind for row in ledger.disputes()} == {"denied", "figures_differ", "contradicted"}
        first, *others = brief.figures
        assert (first.relation, [row.text for row in first.given]) == (
            "conflicting",
            ["1,200 people on board", "1,450 people on board"],
        )
        # What only the falsified copy has stands alone, not beside the origin's number that it repeats.
        assert ["1,900 people on board"] in [[row.text for row in other.given] for other in others]
        assert [row.outcome for row in brief.expected if "refloat" in row.said.quote] == ["met"]
        assert (len(brief.open), len(ledger.brief("2031-03-06").open)) == (0, 1)
        assert len(brief.movements) == 1
        # The denial is one side of a dispute, and not listed twice.
        assert brief.denials == ()


def test_expectations_come_in_turn(path: Path) -> None:
    said = '{} said "the quay will {} before the spring is over this year".'
    with open_ledger(path) as ledger:
        ledger.add_reports(
            make(f"n{i}", "2031-03-05", said.format(name, f"be {what}"))
            for i, (name, what) in enumerate(
                {"Ida Falk": "closed", "Ove Krag": "painted", "Petra Lund": "sold"}.items()
            )
        )
        first, *rest = ledger.expectations()
        made = [
            replace(first, left=left, expectation=replace(first.expectation, due=due))
            for left, due in ((-9, "2031-03-01"), (-2, "2031-03-08"), (3, "2031-03-13"), (4, "2031-03-14"))
        ]
        ended = replace(first, left=None, outcome="met", told=Told(rest[0].said.report, rest[0].said, None))
        never = replace(first, left=None, expectation=replace(first.expectation, due=None))
        found = in_turn([never, *made, ended])
        assert [row.left for row in found] == [3, None, -2, 4, -9, None]
        assert [row.outcome for row in found][1] == "met"
        assert found[-1] is never
