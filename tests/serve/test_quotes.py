"""Quotations that stand in several reports, word by word."""

from collections.abc import Callable
from typing import Any

from lxml import html
from starlette.testclient import TestClient

from onrecord.ledger import Ledger
from tests.ledger.build import make


def text(element: Any) -> str:
    """An element's words on one line."""
    return " ".join(element.text_content().split())


def pairs(site: TestClient, query: str = "") -> list[tuple[str, str]]:
    """The ids of the originals and variants listed."""
    return [(row["original"], row["variant"]) for row in site.get(f"/quotes.json?{query}").json()["rows"]]


def test_all_pairs_are_listed_in_order_of_time(site: TestClient, ledger: Ledger) -> None:
    assert pairs(site) == [(row.original.id, row.variant.id) for row in ledger.quotes()]
    page = html.fromstring(site.get("/quotes").text)
    ids = page.xpath('//ol[contains(@class, "rows")]/li/@id')
    assert ids == [f"q-{one}-{other}" for one, other in pairs(site)]


def test_an_altered_quotation_shows_what_was_left_out_and_put_in(site: TestClient, ledger: Ledger) -> None:
    (row,) = (row for row in ledger.quotes() if row.kind == "negated")
    page = html.fromstring(site.get("/quotes?kind=negated").text)
    (item,) = page.xpath('//ol[contains(@class, "rows")]/li')
    assert [one.text for one in item.iter("del")] == ["nobody"]
    assert [one.text for one in item.iter("ins")] == ["somebody"]
    assert text(item.find(".//blockquote")).replace("nobody ", "") == row.variant.quote
    for said in (row.original, row.variant):
        assert item.xpath(f'.//a[@href="/reports/{said.report.id}#s-{said.id}"]')
    assert item.xpath(f'.//a[@href="/compare/{row.original.report.id}/{row.variant.report.id}"]')
    (data,) = site.get("/quotes.json?kind=negated").json()["rows"]
    assert data["altered"] is True
    assert [part for part in data["words"] if part[0] != "same"] == [["out", "nobody"], ["in", "somebody"]]


def test_a_quotation_given_to_somebody_else_names_both(site: TestClient) -> None:
    page = html.fromstring(site.get("/quotes?kind=misattributed").text)
    (item,) = page.xpath('//ol[contains(@class, "rows")]/li')
    assert "Marta Zielińska given to Jørgen K. Dahl" in text(item)


def test_filters(site: TestClient, ledger: Ledger) -> None:
    def ids(*kinds: str) -> list[tuple[str, str]]:
        return [(row.original.id, row.variant.id) for row in ledger.quotes() if row.kind in kinds]

    assert pairs(site, "altered=1") == ids("negated", "misattributed")
    assert pairs(site, "kind=verbatim") == ids("verbatim")
    assert pairs(site, "kind=verbatim&altered=1") == []
    assert pairs(site, "kind=trimmed") == []
    lifeboats = [row for row in ledger.quotes() if "lifeboats" in row.original.quote]
    assert pairs(site, "q=lifeboats") == [(row.original.id, row.variant.id) for row in lifeboats] != []
    assert pairs(site, "who=zielinska") == pairs(site, "q=lifeboats")
    original = lifeboats[0].original.id
    assert pairs(site, f"of={original}") == pairs(site, "q=lifeboats")
    assert pairs(site, "of=none") == []
    assert pairs(site, "since=2031-03-06&altered=1") == ids("negated", "misattributed")
    assert pairs(site, "until=2031-03-05&altered=1") == []
    assert "No quotations that match." in site.get("/quotes?kind=trimmed").text
    assert site.get("/quotes?kind=inverted").status_code == 400


def test_quotations_are_as_of_a_day(site: TestClient, ledger: Ledger) -> None:
    then = [(row.original.id, row.variant.id) for row in ledger.quotes("2031-03-05")]
    assert pairs(site, "as_of=2031-03-05") == then
    assert len(then) < len(pairs(site))


def test_words_of_a_quotation_cannot_inject_markup(site_of: Callable[..., TestClient]) -> None:
    said = 'Ida Brandt said "the <b>bridge</b> at Ystad was closed to all heavy lorries before the storm came in".\n'
    site = site_of(
        make("one", "2031-05-01T08:00:00Z", said),
        make("two", "2031-05-02T08:00:00Z", f"More came on Monday.\n{said.replace('closed', '<img src=x onerror=x>')}"),
    )
    page = site.get("/quotes").text
    assert "&lt;b" in page
    assert "<b>bridge" not in page
    assert "<img" not in page
