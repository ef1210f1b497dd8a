"""What several reports come to together, and as of which day."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.ledger import Disputed, Ledger
from tests.ledger.build import STORY, open_ledger, read
from tests.ledger.pile import PILE, days, only_earlier, record

ASHORE = '"every passenger was brought ashore in Rønne before midnight and nobody was hurt on board"'


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger of the five reports."""
    with open_ledger(tmp_path_factory.mktemp("pile") / "pile.db") as opened:
        opened.add_reports(PILE)
        yield opened


def of_kind(ledger: Ledger, kind: str) -> list[Disputed]:
    return [row for row in ledger.disputes() if row.kind == kind]


def test_the_pile_holds_what_it_is_meant_to(pile: Ledger) -> None:
    origins = {report.outlet: report.copy_of for report in pile.reports()}
    wire = next(report.id for report in pile.reports() if report.outlet == "Wire")
    assert origins == {"Wire": None, "Trim": wire, "Spun": wire, "Rival": None, "Late": None}


def test_copies_do_not_corroborate_a_claim(pile: Ledger) -> None:
    first, *others = pile.claims()
    assert first.to_dict() == {
        "claim": ASHORE,
        "statement": first.said[0].id,
        "statements": [row.id for row in first.said],
        "speakers": ["Jørgen K. Dahl"],
        "outlets": ["Wire", "Trim", "Rival"],
        "origins": 2,
        "since": "2031-03-05",
    }
    lifeboats = next(claim for claim in others if "lifeboats" in claim.said[0].quote)
    assert lifeboats.origins == 1
    assert {row.report.outlet for row in lifeboats.said} >= {"Wire", "Trim", "Spun"}
    assert [claim.origins for claim in pile.claims()] == sorted((c.origins for c in pile.claims()), reverse=True)


def test_a_dispute_has_two_sides_with_who_when_and_how_many_origins(pile: Ledger) -> None:
    (row,) = of_kind(pile, "denied")
    assert {said.report.outlet for said in row.first} == {"Wire", "Trim", "Spun"}
    assert [said.report.outlet for said in row.second] == ["Rival"]
    assert (row.each, row.origins) == ((1, 1), 2)
    plain = row.to_dict()
    assert (plain["id"], plain["kind"], plain["origins"]) == (row.dispute.id, "denied", 2)
    assert plain["second"] == {
        "words": '"that the lifeboats of the Havørn had not been tested since the winter before last"',
        "rows": [row.second[0].id],  # type: ignore[union-attr]
        "speakers": ["Jørgen K. Dahl"],
        "outlets": ["Rival"],
        "origins": 1,
        "since": "2031-03-06",
    }


def test_figures_are_in_dispute_beside_statements(pile: Ledger) -> None:
    sides = [{row.first[0].text, row.second[0].text} for row in of_kind(pile, "figures_differ")]  # type: ignore[union-attr]
    assert {"1,200 people on board", "1,450 people on board"} in sides
    assert {"1,200 people on board", "1,900 people on board"} in sides


def test_a_quotation_stands_beside_the_earliest_wording(pile: Ledger) -> None:
    kinds = {(row.kind, row.variant.report.outlet) for row in pile.quotes() if row.original.quote == ASHORE}
    assert kinds == {("verbatim", "Trim"), ("negated", "Spun"), ("verbatim", "Rival")}
    (negated,) = [row for row in pile.quotes() if row.kind == "negated"]
    assert negated.is_altered
    assert [row.is_altered for row in pile.quotes() if row.kind == "verbatim"].count(True) == 0
    plain = negated.to_dict()
    assert plain["changes"] == [["replace", "nobody", "somebody"]]
    assert (plain["original_row"]["outlet"], plain["variant_row"]["outlet"]) == ("Wire", "Spun")
    assert (plain["original"], plain["variant"]) == (plain["original_row"]["id"], plain["variant_row"]["id"])


def test_a_series_has_its_figures_whole(pile: Ledger) -> None:
    (course,) = pile.series()
    assert [row.text for row in course.given] == ["1,200 people on board", "1,450 people on board"]
    plain = course.to_dict()
    assert [row["value"] for row in plain["figures"]] == [1200, 1450]
    # Two counts of one moment: neither replaces the other.
    assert course.series.relation == "conflicting"
    assert {row["superseded"] for row in plain["figures"]} == {False}


@pytest.mark.parametrize("story", [PILE, STORY], ids=["pile", "story"])
def test_as_of_a_day_is_what_a_ledger_of_the_reports_until_then_holds(tmp_path: Path, story: tuple) -> None:  # type: ignore[type-arg]
    with open_ledger(tmp_path / "whole.db") as whole:
        whole.add_reports(story)
        for day in days(whole):
            with only_earlier(tmp_path / f"{day}.db", whole, day, read) as then:
                now, earlier = record(whole, day), record(then, day)
                assert {name: rows for name, rows in now.items() if rows != earlier[name]} == {}


def test_of_earlier_reports_alone_there_is_less(pile: Ledger) -> None:
    assert [claim.origins for claim in pile.claims("2031-03-05")] == [1] * len(pile.claims("2031-03-05"))
    assert pile.disputes("2031-03-05") == []
    assert {row.kind for row in pile.quotes("2031-03-05")} == {"verbatim"}
    assert pile.series("2031-03-05") == []
    assert pile.claims("2031-03-04") == []
