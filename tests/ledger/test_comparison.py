"""Two reports side by side."""

from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.errors import UsageError
from onrecord.ledger import Comparison, Ledger
from tests.ledger.build import make, open_ledger
from tests.ledger.pile import PILE

FIRST = "The harbour at Rønne was closed for two days after the ferry Havørn had run aground on the southern reef."
SECOND = "Divers found a crack of eleven metres in the hull and a bent propeller shaft under the engine room."
THIRD = "The line has hired two tugs from Gdynia, and the pilots expect to pull the ship free on the next spring tide."
ONLY = "Nobody at the town hall would say who is to pay for the beds."
NEW = "Fishermen complain that their boats could not leave."


def compared(path: Path, one: str, other: str) -> Comparison:
    """Two reports side by side."""
    with open_ledger(path) as ledger:
        ledger.add_reports([make("old", "2031-03-05", one), make("new", "2031-03-06", other)])
        return ledger.compare("https://new.example/", "https://old.example/")


def words(found: Comparison) -> list[tuple[str, str]]:
    return [found.words(row) for row in found.rows]


def test_what_only_one_of_them_has(path: Path) -> None:
    found = compared(path, f"{FIRST} {ONLY} {SECOND}\n\n{THIRD}", f"{FIRST} {SECOND} {NEW}\n\n{THIRD}")
    assert (found.older.outlet, found.younger.outlet) == ("Old", "New")
    assert words(found) == [(FIRST, FIRST), (ONLY, ""), (SECOND, SECOND), ("", NEW), (THIRD, THIRD)]
    assert found.common == 3


def test_a_sentence_that_was_split_and_one_that_was_joined(path: Path) -> None:
    one, other = SECOND.split(" and ")
    split = f"{one}. Divers found {other}"
    found = compared(path, f"{FIRST} {SECOND} {THIRD}", f"{FIRST} {split} {THIRD}")
    assert words(found) == [(FIRST, FIRST), (SECOND, split), (THIRD, THIRD)]
    back = compared(path.with_name("back.db"), f"{FIRST} {split} {THIRD}", f"{FIRST} {SECOND} {THIRD}")
    assert words(back) == [(FIRST, FIRST), (split, SECOND), (THIRD, THIRD)]


def test_every_sentence_stands_on_one_row(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.add_reports(PILE)
        wire, spun, rival = (next(r for r in ledger.reports() if r.outlet == o) for o in ("Wire", "Spun", "Rival"))
        for one, other in ((wire, spun), (wire, rival), (spun, rival)):
            found = ledger.compare(one.id, other.id)
            for side, report in (("older", found.older), ("younger", found.younger)):
                spans = sorted(span for row in found.rows for span in getattr(row, side))
                assert len(spans) == len(set(spans))
                assert " ".join(report.text[a:b] for a, b in spans).split() == report.text.split()


def test_reports_with_nothing_in_common_stand_one_behind_the_other(path: Path) -> None:
    found = compared(path, FIRST, "Onions were dear in Łódź.")
    assert found.common == 0
    assert sorted(words(found)) == sorted([(FIRST, ""), ("", "Onions were dear in Łódź.")])


def test_an_empty_report_can_be_compared(path: Path) -> None:
    assert compared(path, FIRST, "").rows[0].younger == ()
    assert compared(path.with_name("both.db"), "", " ").rows == ()


def test_as_plain_values(path: Path) -> None:
    plain = compared(path, FIRST, f"{FIRST} {NEW}").to_dict()
    assert (plain["older"]["outlet"], plain["younger"]["outlet"]) == ("Old", "New")
    assert plain["rows"][0]["older_spans"] == [[0, len(FIRST)]]
    assert (plain["rows"][1]["older"], plain["rows"][1]["younger"]) == ("", NEW)


def test_names_of_reports(ledger: Ledger) -> None:
    ledger.add_reports([*PILE, make("wire", "2031-03-07", "The address of the wire report, but other words.")])
    ids = {report.title: report.id for report in ledger.reports()}
    trim = ids["The trim report"]
    for name in ("https://trim.example/", trim, trim[:6].upper()):
        assert ledger.compare("https://spun.example/", name).older.id == trim
    with pytest.raises(UsageError, match=r"several reports are named 'https://wire\.example/'; give the id"):
        ledger.compare("https://wire.example/", trim)
    with pytest.raises(UsageError, match="no report has an address, a file or an id that begins with 'nowhere'"):
        ledger.compare(trim, "nowhere")
    with pytest.raises(UsageError, match="are one report; name two"):
        ledger.compare(trim, "https://trim.example/")
    with pytest.raises(UsageError, match="too short"):
        ledger.compare(trim, " ")


def test_a_report_is_named_by_its_file(path: Path) -> None:
    reports = [replace(report, url=None, path=f"folder/{report.outlet}.txt") for report in PILE[:2]]
    with open_ledger(path) as ledger:
        ledger.add_reports(reports)
        assert ledger.compare("Trim.txt", "folder/Wire.txt").older.outlet == "Wire"
