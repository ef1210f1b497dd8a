"""Reports as they should not be: two under one address, no date or a wrong one, a crowd of copies."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from onrecord.errors import UsageError
from onrecord.ledger import Ledger
from onrecord.show.brief import brief_text
from tests.ledger.build import Stores, make, open_ledger, read
from tests.ledger.pile import LISTINGS, PILE, RIVAL, WIRE, record

DOCKS = 'Petra Lund said "the cranes in the northern dock will be sold before the winter".'


def test_two_versions_under_one_address_are_two_reports(path: Path) -> None:
    corrected = replace(PILE[0], text=WIRE.replace("1,200", "1,250") + "The harbour corrected its count.\n")
    with open_ledger(path) as ledger:
        ledger.add_reports([PILE[0], corrected])
        one, other = ledger.reports()
        assert one.url == other.url
        assert one.id != other.id
        # Of one moment, the longer version counts as the first; the other is its copy and corroborates nothing.
        origin, copy = (corrected.id, PILE[0].id)
        assert {report.id: report.copy_of for report in (one, other)} == {origin: None, copy: origin}
        assert {claim.origins for claim in ledger.claims()} == {1}
        assert ledger.outlets()[0].copied == 0
        with pytest.raises(UsageError, match="several reports are named"):
            ledger.compare(str(one.url), str(other.url))
        assert ledger.compare(one.id, other.id).common > 0


def test_two_texts_with_nothing_in_common_under_one_address(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.add_reports([PILE[0], replace(PILE[0], text=DOCKS)])
        assert [report.copy_of for report in ledger.reports()] == [None, None]
        assert ledger.brief().origins == 2


def test_a_report_from_the_future_is_out_when_it_says(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.add_reports([*PILE[:2], make("prophet", "2093-01-01T00:00:00Z", RIVAL)])
        assert [report.outlet for report in ledger.reports("2031-12-31")] == ["Wire", "Trim"]
        assert ledger.brief("2031-12-31").origins == 1
        # Days are counted up to the newest report, or to the day asked for.
        assert ledger.expectations("2031-03-31")[0].left == 1
        assert ledger.expectations()[0].left == -(datetime(2093, 1, 1) - datetime(2031, 4, 1)).days
        # More than half a year away from the others, it is compared with none of them.
        assert ledger.disputes() == []


def test_a_report_without_a_date_stands_behind_all_others(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.add_reports([make("undated", None, WIRE), PILE[0], make("bare", None, DOCKS)])
        by_outlet = {report.outlet: report for report in ledger.reports()}
        assert by_outlet["Undated"].copy_of == by_outlet["Wire"].id
        assert by_outlet["Wire"].copy_of is None
        # It is out on the day on which it was added.
        assert {report.outlet for report in ledger.reports("2031-03-19")} == {"Wire"}
        assert {report.outlet for report in ledger.reports("2031-03-20")} == {"Undated", "Wire", "Bare"}
        assert {said.date for said in ledger.said("Petra Lund")} == {"2031-03-20"}
        assert brief_text(ledger.brief()).startswith("The record\n3 reports from 3 outlets, published 2031-03-05\n")


def test_without_any_date_the_longest_comes_first(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.add_reports([make("short", None, WIRE), make("long", None, WIRE + "More will follow here.\n")])
        copies = {report.outlet: report.copy_of for report in ledger.reports()}
        assert copies["Long"] is None
        assert copies["Short"] is not None
        assert [row.left for row in ledger.expectations()] == [None]
        assert ledger.expectations("2031-03-30")[0].left == 2


def test_a_report_that_quotes_itself(path: Path) -> None:
    said = 'Ida Falk said "the quay is shut until the ice has gone and not a day less".'
    with open_ledger(path) as ledger:
        ledger.add_reports([make("twice", "2031-03-05", f"{said}\n\nIt was cold in Rønne.\n\n{said}")])
        assert len(ledger.said()) == 2
        assert ledger.quotes() == []
        assert ledger.disputes() == []
        assert all(claim.origins == 1 for claim in ledger.claims())
        own = (
            "Rønne was quiet on that day. Fishermen mended their nets and painted the boats. A dog slept by the crane."
        )
        ledger.add_reports([make("once", "2031-03-06", f"{own}\n\n{said}\n\n{DOCKS} It was the third of its kind.")])
        (claim,) = ledger.claims()
        assert (claim.origins, {row.report.outlet for row in claim.said}) == (2, {"Twice", "Once"})
        assert {row.kind for row in ledger.quotes()} == {"verbatim"}


def test_many_copies_are_one_voice(path: Path) -> None:
    crowd = [make(f"copy{i}", f"2031-03-05T{10 + i // 60:02}:{i % 60:02}:00Z", WIRE) for i in range(30)]
    with open_ledger(path) as ledger:
        ledger.add_reports([PILE[0], PILE[3], *crowd])
        assert ledger.brief().origins == 2
        claim = ledger.claims()[0]
        assert (claim.origins, len(claim.said)) == (2, 32)
        (denied,) = [row for row in ledger.disputes() if row.kind == "denied"]
        assert (len(denied.first), denied.each) == (31, (1, 1))
        rows = {row.name: row for row in ledger.outlets()}
        assert rows["Wire"].copied == 30
        assert [row.report.outlet for row in ledger.questions()] == ["Wire"]
        assert [row.said.report.outlet for row in ledger.expectations()] == ["Wire", "Rival"]
        assert ledger.brief().speakers[0].statements == 4
        text = brief_text(ledger.brief())
        assert "2 independent reports after 30 copies (30 verbatim)" in text
        assert len(text.splitlines()) <= 45


def test_a_clock_that_went_wrong_does_not_matter_to_dated_reports(path: Path, tmp_path: Path) -> None:
    with (
        open_ledger(path) as ledger,
        Ledger.open(
            Stores.at(tmp_path / "early.db"), read=read, clock=lambda: datetime(1970, 1, 1, tzinfo=UTC)
        ) as early,
    ):
        for one in (ledger, early):
            one.add_reports(PILE)
        assert record(early, "2031-03-06") == record(ledger, "2031-03-06")
        assert record(early, None) == record(ledger, None)


def test_a_report_without_a_date_may_be_out_before_those_it_was_compared_with(path: Path) -> None:
    # Added in March, compared with a report of April: in March nobody knew of that one.
    with open_ledger(path) as ledger:
        undated = make("undated", None, PILE[4].text + WIRE)
        ledger.add_reports([PILE[4], undated])
        assert {report.outlet for report in ledger.reports("2031-03-25")} == {"Undated"}
        assert ledger.claims()
        for name in LISTINGS:
            getattr(ledger, name)(as_of="2031-03-25")
        assert ledger.claims("2031-03-25") == ledger.quotes("2031-03-25") == []
        assert ledger.brief("2031-03-25").origins == 1
        assert list(ledger.dump("2031-03-25"))
