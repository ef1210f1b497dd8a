"""How outlets report."""

from pathlib import Path

from onrecord.ledger import Outlet
from onrecord.ledger.outlets import site
from onrecord.records import Report
from tests.ledger.build import make, open_ledger
from tests.ledger.pile import PILE, SPUN, WIRE


def test_own_reports_copies_and_altered_quotations(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.add_reports(PILE)
        rows = {row.name: row for row in ledger.outlets()}
        assert rows["Wire"] == Outlet(
            name="Wire", reports=1, own=1, copies=(), copied=2, statements=4, named=3, altered=0
        )
        assert rows["Spun"] == Outlet(
            name="Spun", reports=1, own=0, copies=(("edited", 1),), copied=0, statements=4, named=3, altered=1
        )
        assert [row.own for row in ledger.outlets()] == [1, 1, 1, 0, 0]
        assert rows["Wire"].to_dict() == {
            "outlet": "Wire", "reports": 1, "own": 1, "copies": {}, "copied": 2, "statements": 4, "named": 3,
            "share_named": 0.75, "altered": 0,
        }  # fmt: skip
        assert [row.name for row in ledger.outlets("2031-03-05")] == ["Wire", "Trim"]


def test_a_speaker_whom_somebody_set_counts_as_named(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.add_reports(PILE[:1])
        (row,) = [said for said in ledger.said() if said.speaker is None]
        ledger.judge("Ida").speaker(row.id, "Petra Lund", kind="person")
        assert [(one.statements, one.named) for one in ledger.outlets()] == [(4, 4)]
        ledger.judge("Ida").reject(row.id)
        assert [(one.statements, one.named) for one in ledger.outlets()] == [(3, 3)]


def test_an_outlet_is_not_copied_by_itself(path: Path) -> None:
    again = make("again", "2031-03-05T10:00:00Z", WIRE + "\nMore will follow.", outlet="Wire")
    with open_ledger(path) as ledger:
        ledger.add_reports([PILE[0], again, make("spun", "2031-03-06T07:00:00Z", SPUN)])
        rows = {row.name: row for row in ledger.outlets()}
        assert (rows["Wire"].own, rows["Wire"].reports, rows["Wire"].copied) == (1, 2, 1)


def test_without_a_name_an_outlet_goes_by_its_site() -> None:
    assert site(Report(outlet="Fjord Post", url="https://fjord.example/a", text="x")) == "Fjord Post"
    assert site(Report(url="https://fjord.example:8080/a?b", text="x")) == "fjord.example:8080"
    assert site(Report(path="a.txt", text="x")) == "—"


def test_an_outlet_that_quotes_nobody_has_no_share(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.add_reports([make("dull", "2031-03-05", "It rains in Ystad.")])
        (row,) = ledger.outlets()
        assert (row.share_named, row.to_dict()["share_named"]) == (None, None)
