"""Figures: the list, the quantities of several values, and one series."""

from collections.abc import Callable
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from onrecord.ledger import Ledger
from tests.ledger.build import make
from tests.ledger.pile import PILE, RIVAL


def text(element: Any) -> str:
    """An element's words on one line."""
    return " ".join(element.text_content().split())


def ids(site: TestClient, query: str = "") -> list[str]:
    """The ids of the figures listed."""
    return [row["id"] for row in site.get(f"/figures.json?{query}").json()["rows"]]


def test_figures_are_listed_in_their_sentences(site: TestClient, ledger: Ledger) -> None:
    rows = ledger.figures()
    assert ids(site) == [row.figure.id for row in rows]
    page = html.fromstring(site.get("/figures").text)
    for row in rows:
        (item,) = page.xpath(f'//li[@id="f-{row.figure.id}"]')
        words = item.xpath('.//p[@class="words"]')[0]
        assert text(words) == " ".join(row.context.split())
        assert words.find("mark").text == row.text
        assert item.xpath(f'.//a[@href="/reports/{row.report.id}#f-{row.figure.id}"]')


def test_filters_are_those_of_the_ledger(site: TestClient, ledger: Ledger) -> None:
    assert ids(site, "what=people+on+board") == [row.figure.id for row in ledger.figures("people on board")] != []
    assert ids(site, "what=boards") == [row.figure.id for row in ledger.figures("boards")] != []
    assert ids(site, "what=sheep") == ids(site, "what=people+sheep") == ids(site, "what=%2C") == []
    assert (
        ids(site, "since=2031-03-06") == [row.figure.id for row in ledger.figures() if row.date >= "2031-03-06"] != []
    )
    assert ids(site, "who=Dahl") == [row.figure.id for row in ledger.figures() if row.speaker]
    assert "No figures that match." in site.get("/figures?what=sheep").text


def test_figures_are_as_of_a_day(site: TestClient, ledger: Ledger) -> None:
    then = [row.figure.id for row in ledger.figures(as_of="2031-03-05")]
    assert ids(site, "as_of=2031-03-05") == then
    assert len(then) < len(ids(site))


def test_quantities_of_several_values_stand_first_and_alone(site: TestClient, ledger: Ledger) -> None:
    (course,) = ledger.series()
    link = f'//a[@href="/series/{course.series.id}"]'
    assert html.fromstring(site.get("/figures").text).xpath(link)
    page = html.fromstring(site.get("/figures?series=1").text)
    (item,) = page.xpath('//ul[@class="rows"]/li')
    assert item.xpath(f".{link}")
    assert "1,200 people (Wire, 5 March 2031) → 1,450 people (Rival, 6 March 2031)" in text(item)
    assert site.get("/figures.json?series=1").json()["rows"] == [course.to_dict()]
    assert site.get("/figures.json?series=1&what=people").json()["total"] == 1
    assert site.get("/figures.json?series=1&what=sheep").json()["total"] == 0


def test_a_series_lists_its_values_and_disputes(site: TestClient, ledger: Ledger) -> None:
    (course,) = ledger.series()
    dispute = next(row for row in ledger.disputes() if row.kind == "figures_differ")
    data = site.get(f"/series/{course.series.id}.json").json()
    assert [row["id"] for row in data["rows"]] == [row.figure.id for row in course.given]
    assert data["relation"] == "conflicting"
    assert data["disputes"][0] == dispute.dispute.id
    page = html.fromstring(site.get(f"/series/{course.series.id}").text)
    assert [one.text for one in page.iter("mark")] == ["1,200 people on board", "1,450 people on board"]
    assert page.xpath(f'//a[@href="/disputes/{dispute.dispute.id}"]')


def test_addresses_hold_on_other_days(site_of: Callable[..., TestClient]) -> None:
    counted = """\
The owners of the Havørn met in Rønne on 2031-03-07. There were 1,380 people on board the Havørn, the owners counted.

Petra Lund said "the harbour has sent a bill to the line as it said it would".
"""
    site = site_of(*PILE, make("anew", "2031-03-07T18:00:00Z", counted))
    (now,) = site.get("/figures.json?series=1").json()["rows"]
    (then,) = site.get("/figures.json?series=1&as_of=2031-03-06").json()["rows"]
    assert (len(now["figures"]), len(then["figures"])) == (3, 2)
    assert now["id"] != then["id"]
    oldest = now["figures"][0]["id"]
    answer = site.get(f"/series/{now['id']}?as_of=2031-03-06")
    assert (answer.status_code, answer.headers["location"]) == (302, f"/series/{oldest}?as_of=2031-03-06")
    assert site.get(f"/series/{oldest}.json?as_of=2031-03-06").json()["id"] == then["id"]
    assert site.get(f"/series/{now['figures'][2]['id']}.json").json()["id"] == now["id"]
    page = html.fromstring(site.get(f"/series/{then['id']}?as_of=2031-03-06").text)
    assert page.xpath('//form[contains(@class, "asof")]/@action') == [f"/series/{oldest}"]
    assert site.get(f"/series/{oldest}?as_of=2031-03-05").status_code == 404


def test_what_a_later_report_replaces_is_marked(site_of: Callable[..., TestClient]) -> None:
    later = make("later", "2031-03-13T18:00:00Z", RIVAL.replace("2031-03-05", "2031-03-13"))
    site = site_of(PILE[0], later)
    (row,) = site.get("/figures.json?series=1").json()["rows"]
    page = html.fromstring(site.get(f"/series/{row['id']}").text)
    assert row["relation"] == "revised"
    assert ["replaced later" in text(item) for item in page.xpath('//li[starts-with(@id, "f-")]')] == [True, False]
    assert [given["superseded"] for given in site.get(f"/series/{row['id']}.json").json()["rows"]] == [True, False]


def test_a_wrong_id_is_a_page_that_says_so(site: TestClient, ledger: Ledger) -> None:
    (course,) = ledger.series()
    assert site.get("/series/ffffffffff").status_code == 404
    assert site.get(f"/series/{course.series.id[:9]}").headers["location"] == f"/series/{course.series.id}"


def test_a_series_is_drawn(site: TestClient, ledger: Ledger) -> None:
    pytest.importorskip("vl_convert", reason="needs the extra: pip install 'onrecord[plot]'")
    (course,) = ledger.series()
    page = html.fromstring(site.get(f"/series/{course.series.id}").text)
    (drawing,) = page.xpath('//figure[@class="chart"]//*[local-name()="svg"]')
    assert "1,450" in text(drawing)
    assert not drawing.xpath(".//@style")
