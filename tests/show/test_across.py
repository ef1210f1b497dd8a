"""Listings of what several reports come to: complete as JSON and CSV, narrow and harmless as tables."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from onrecord.ledger import Judgement, Ledger
from onrecord.records import Expectation, Figure
from onrecord.show import across
from onrecord.show.amounts import amount
from onrecord.show.listing import MOST_IDS, Layout, Listing, render, with_ids
from tests.ledger.build import make, open_ledger
from tests.ledger.pile import PILE
from tests.show.build import given, said

MADE: dict[str, Callable[[Ledger], Listing]] = {
    "claims": lambda ledger: across.claims(ledger.claims()),
    "disputes": lambda ledger: across.disputes(ledger.disputes()),
    "quotes": lambda ledger: across.quotes(ledger.quotes()),
    "series": lambda ledger: across.series(ledger.series()),
    "questions": lambda ledger: across.questions(ledger.questions()),
    "expectations": lambda ledger: across.expectations(ledger.expectations()),
    "movements": lambda ledger: across.movements(ledger.movements()),
    "outlets": lambda ledger: across.outlets(ledger.outlets()),
}
EVIL = "\x1b[31m\x9b2J\u202e\x07"


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """The five reports, of outlets whose names, and words, would act on a terminal."""
    with open_ledger(tmp_path_factory.mktemp("pile") / "pile.db") as opened:
        for report in PILE:
            text = report.text.replace("harbour", f"har{EVIL}bour").replace("reef", f"re{EVIL}ef")
            text = text.replace("on board", f"on{EVIL} board").replace("winter", f"win{EVIL}ter")
            evil = {"outlet": f"{EVIL}{report.outlet}[bold]", "title": f"=1+1{EVIL}", "text": text}
            opened.add_reports([replace(report, **evil)])
        yield opened


@pytest.mark.parametrize("name", MADE)
def test_the_three_forms_have_the_same_rows(pile: Ledger, name: str) -> None:
    listing = MADE[name](pile)
    assert listing.rows
    rows = json.loads(render(listing, "json"))
    lines = list(csv.DictReader(io.StringIO(render(listing, "csv"))))
    assert rows == json.loads(json.dumps(listing.rows))
    assert len(lines) == len(rows) == len(listing.cells)
    for row, line in zip(rows, lines, strict=True):
        assert set(row) == set(listing.keys) == set(line)
    assert len({len(cells) for cells in listing.cells} | {len(listing.columns)}) == 1
    empty = MADE[name](open_empty())
    assert render(empty, "csv").strip() == ",".join(listing.keys)
    assert render(empty, "table") == f"No {listing.what[1]}.\n"
    assert render(empty, "json") == "[]\n"


class Nothing:
    """A ledger in which every listing is empty."""

    def __getattr__(self, name: str) -> Callable[[], list[object]]:
        return list


def open_empty() -> Ledger:
    return Nothing()  # type: ignore[return-value]


@pytest.mark.parametrize("form", ["table", "json", "csv"])
@pytest.mark.parametrize("name", MADE)
def test_nothing_in_a_report_acts_on_the_terminal(pile: Ledger, name: str, form: str) -> None:
    shown = render(with_ids(MADE[name](pile)), form, Layout(100))
    assert not any(mark in shown for mark in EVIL if not mark.isprintable())
    assert form != "csv" or not any(cell.startswith(("=", "+", "@")) for cell in shown.replace("\n", ",").split(","))


@pytest.mark.parametrize("width", [60, 100, 160])
@pytest.mark.parametrize("name", MADE)
def test_a_table_fits_its_width(pile: Ledger, name: str, width: int) -> None:
    for listing in (MADE[name](pile), with_ids(MADE[name](pile))):
        lines = render(listing, "table", Layout(width)).splitlines()
        assert max(map(len, lines)) <= width
        assert lines[-1] == f"{len(listing.rows)} {listing.what[len(listing.rows) > 1]}"


def test_a_claim_names_everybody_once_and_its_origins(pile: Ledger) -> None:
    cells = across.claims(pile.claims()).cells[0]
    assert cells[:2] == ("2031-03-05", "Jørgen K. Dahl")
    assert cells[3:] == ("3", "2")


def test_a_dispute_shows_who_says_what_on_either_side(pile: Ledger) -> None:
    (denied,) = [cells for cells in across.disputes(pile.disputes()).cells if cells[0] == "denied"]
    assert denied[1].startswith('Marta Zielińska (2031-03-05, in 3 reports): "the lifeboats')
    assert denied[2].startswith('Jørgen K. Dahl (2031-03-06): "that the lifeboats')


def test_a_figure_in_dispute_has_what_it_counts() -> None:
    row = given("about 1,200 crates", value=1200, bound="about", unit="crates", of="crates")
    assert across.told(row) == "about 1,200 crates"
    assert across.told(given("1,200", value=1200, of="crates lost")) == "1,200 (crates lost)"
    assert across.told(said("“Nobody is to blame,”")) == "“Nobody is to blame,”"


def test_whoever_is_not_named_goes_by_the_outlet() -> None:
    assert across.teller(said("“Nobody is to blame,”", name=None)) == "Quay Post"
    assert across.teller(said("“Nobody is to blame,”")) == "Vera Holm"


def test_ids_are_those_of_both_quotations_and_of_all_figures(pile: Ledger) -> None:
    pair = pile.quotes()[0]
    first = with_ids(across.quotes(pile.quotes())).cells[0][0]
    assert first == f"{pair.original.id[:8]} {pair.variant.id[:8]}"
    course = pile.series()[0]
    shown = with_ids(across.series(pile.series())).cells[0][0]
    assert shown.split() == [row.figure.id[:8] for row in course.given]
    plain = with_ids(across.disputes(pile.disputes()))
    assert [cells[0] for cells in plain.cells] == [row.dispute.id[:8] for row in pile.disputes()]
    assert with_ids(across.outlets(pile.outlets())) == across.outlets(pile.outlets())


def test_of_many_ids_the_first_are_shown() -> None:
    listing = Listing(({"a": 1},), ("a",), (), ((),), ("row", "rows"), (tuple(f"{i:020}" for i in range(9)),))
    shown = with_ids(listing).cells[0][0]
    assert shown.split() == ["00000000"] * MOST_IDS + ["…"]


@pytest.mark.parametrize(
    ("left", "outcome", "shown"),
    [(12, "pending", "12 d left"), (0, "pending", "due today"), (-3, "pending", "3 d over"), (None, "met", "met")],
)
def test_days_left(pile: Ledger, left: int | None, outcome: str, shown: str) -> None:
    row = pile.expectations()[0]
    made = replace(row, left=left, outcome=outcome, expectation=Expectation(statement=row.said.id, due="2031-04-01"))
    assert across.ending(made) == shown
    assert across.expectations([made]).cells[0][:2] == ("2031-04-01", shown)


def test_a_series_shows_who_gave_which_value(pile: Ledger) -> None:
    values = across.series(pile.series()).cells[0][2]
    assert re.fullmatch(r"1,200.* \(.*Wire.*, 2031-03-05\) → 1,450.* \(.*Rival.*, 2031-03-06\)", values)


def test_judgements_in_words() -> None:
    def made(kind: str, subject: tuple[object, ...], value: str | None = None) -> str:
        at = "2031-03-20T12:00:00Z"
        row = Judgement(id="j", kind=kind, subject=subject, value=value, who="Ida", why=None, made_at=at)
        return across.judged(row)

    assert made("same", ("person", "Falk", "person", "Ida Falk")) == "Falk / Ida Falk"
    assert made("speaker", ("0123456789ab", "person"), "Falk") == "01234567: Falk"
    assert made("speaker", ("0123456789ab", "")) == "01234567: nobody"
    assert made("reject", ("0123456789ab",)) == "01234567"
    assert made("reject", (("0123456789ab",), ("ba98765432", "ca98765432"))) == "01234567 / ba987654, ca987654"
    assert made("split", ("0123456789ab", "ba98765432")) == "01234567 / ba987654"


def test_an_amount_without_a_value_is_left_to_the_words() -> None:
    assert amount(Figure(report="r", span=(0, 1))) == ""


def test_reports_alone_give_no_relations(tmp_path_factory: pytest.TempPathFactory) -> None:
    with open_ledger(tmp_path_factory.mktemp("one") / "one.db") as ledger:
        ledger.add_reports([make("dull", "2031-03-05", "It rains in Ystad.")])
        assert all(not MADE[name](ledger).rows for name in MADE if name != "outlets")
