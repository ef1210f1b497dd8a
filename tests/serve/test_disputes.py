"""Disputes: the list, and one dispute's page."""

from collections.abc import Callable
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from onrecord.ledger import Disputed, Ledger
from tests.ledger.build import make
from tests.ledger.pile import PILE


def of_kind(ledger: Ledger, kind: str) -> Disputed:
    """The first dispute of that kind."""
    return next(row for row in ledger.disputes() if row.kind == kind)


def text(element: Any) -> str:
    """An element's words on one line."""
    return " ".join(element.text_content().split())


def test_the_list_is_the_ledgers_with_both_sides(site: TestClient, ledger: Ledger) -> None:
    rows = site.get("/disputes.json").json()["rows"]
    assert rows == [row.to_dict() for row in ledger.disputes()]
    page = html.fromstring(site.get("/disputes").text)
    denied = of_kind(ledger, "denied")
    (item,) = page.xpath(f'//li[@id="d-{denied.dispute.id}"]')
    first, second = item.xpath('.//div[contains(@class, "side ")]')
    assert "Marta Zielińska" in text(first)
    assert "3 reports, 1 origin" in text(first)
    assert "Jørgen K. Dahl" in text(second)
    assert "denied" in text(second)


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("kind=denied", ["denied"]),
        ("q=lifeboats", ["denied"]),
        ("who=Zielinska", ["denied"]),
        ("who=Lund", []),
        ("since=2031-03-07", []),
        ("until=2031-03-05", []),
        ("q=ashore&who=Dahl", ["contradicted"]),
    ],
)
def test_the_list_is_narrowed(site: TestClient, query: str, kinds: list[str]) -> None:
    assert [row["kind"] for row in site.get(f"/disputes.json?{query}").json()["rows"]] == kinds


def test_a_speaker_is_named_by_id_too(site: TestClient, ledger: Ledger) -> None:
    dahl = next(row for row in ledger.entities() if "Dahl" in row.name)
    found = site.get(f"/disputes.json?who={dahl.id}").json()["rows"]
    assert {row["kind"] for row in found} == {"denied", "contradicted"}


def test_a_dispute_shows_every_row_of_both_sides(site: TestClient, ledger: Ledger) -> None:
    row = of_kind(ledger, "contradicted")
    page = html.fromstring(site.get(f"/disputes/{row.dispute.id}").text)
    sides = page.xpath("//section")
    for side, rows in zip(sides, (row.first, row.second), strict=True):
        assert side.xpath("./ol/li/@id") == [f"s-{one.id}" for one in rows]  # type: ignore[union-attr]
        assert [text(one) for one in side.xpath("./ol/li//blockquote")] == [one.quote for one in rows]  # type: ignore[union-attr]
    assert "2; 3 reports with copies" in text(sides[0])
    (spun,) = row.second
    (item,) = sides[1].xpath("./ol/li")
    assert item.xpath(f'.//a[@href="/compare/{spun.report.copy_of}/{spun.report.id}"]')
    assert item.xpath(f'.//a[starts-with(@href, "/reports/{spun.report.id}#s-")]')


def test_figures_stand_in_their_sentences(site: TestClient, ledger: Ledger) -> None:
    row = of_kind(ledger, "figures_differ")
    page = html.fromstring(site.get(f"/disputes/{row.dispute.id}").text)
    marks = [one.text for one in page.iter("mark")]
    assert marks == ["1,200 people on board", "1,200 people on board", "1,450 people on board"]
    (series,) = ledger.series()
    assert page.xpath(f'//a[@href="/series/{series.series.id}"]')
    assert f"f-{row.first[0].figure.id}" in page.xpath("//li/@id")  # type: ignore[union-attr]


def test_json_has_the_rows_of_the_page(site: TestClient, ledger: Ledger) -> None:
    row = of_kind(ledger, "denied")
    data = site.get(f"/disputes/{row.dispute.id}.json").json()
    assert [pair["first"]["id"] for pair in data["rows"]] == [one.id for one in row.first]  # type: ignore[union-attr]
    assert [pair["second"] and pair["second"]["id"] for pair in data["rows"]] == [row.second[0].id, None, None]  # type: ignore[union-attr]
    assert data["kind"] == "denied"


def test_addresses_hold_on_other_days(site_of: Callable[..., TestClient]) -> None:
    echo = """\
The town hall of Ystad met on 2031-03-09 to speak of the Havørn and of the harbour in the winter.

Marta Zielińska said "the lifeboats of the Havørn had not been tested since the winter before last".
"""
    site = site_of(*PILE, make("echo", "2031-03-09T18:00:00Z", echo))
    (now,) = site.get("/disputes.json?kind=denied").json()["rows"]
    (then,) = site.get("/disputes.json?kind=denied&as_of=2031-03-06").json()["rows"]
    assert now["id"] != then["id"]
    pair = f"{now['first']['rows'][0]}-{now['second']['rows'][0]}"
    answer = site.get(f"/disputes/{now['id']}?as_of=2031-03-06")
    assert (answer.status_code, answer.headers["location"]) == (302, f"/disputes/{pair}?as_of=2031-03-06")
    shown = site.get(f"/disputes/{pair}.json?as_of=2031-03-06").json()
    assert shown["id"] == then["id"]
    assert site.get(f"/disputes/{pair}.json").json()["id"] == now["id"]
    page = html.fromstring(site.get(f"/disputes/{then['id']}?as_of=2031-03-06").text)
    assert page.xpath('//form[contains(@class, "asof")]/@action') == [f"/disputes/{pair}"]
    answer = site.get(f"/disputes/{pair}?as_of=2031-03-05")
    assert answer.status_code == 404
    assert "in the reports out by 2031-03-05" in answer.text


def test_a_row_leads_to_its_dispute(site: TestClient, ledger: Ledger) -> None:
    row = of_kind(ledger, "denied")
    (denial,) = row.second
    answer = site.get(f"/disputes/{denial.id}")  # type: ignore[union-attr]
    assert answer.status_code == 302
    data = site.get(answer.headers["location"].replace("?", ".json?") + ".json").json()
    assert data["id"] == row.dispute.id
    assert site.get(f"/disputes/{row.dispute.id[:8]}").headers["location"] == f"/disputes/{row.dispute.id}"
    for wrong in ("ffffffffff", "aa-bb", f"{denial.id}-{denial.id}", "-"):  # type: ignore[union-attr]
        assert site.get(f"/disputes/{wrong}").status_code == 404


def test_a_dispute_can_be_rejected_from_its_page(site: TestClient, ledger: Ledger) -> None:
    row = of_kind(ledger, "denied")
    page = html.fromstring(site.get(f"/disputes/{row.dispute.id}").text)
    (form,) = page.xpath('//form[@action="/fix/reject"]')
    assert form.xpath('.//input[@name="row"]/@value') == [row.dispute.id]
    assert form.xpath('.//input[@name="back"]/@value') == ["/disputes"]


def test_a_rejected_dispute_is_gone(site: TestClient, ledger: Ledger) -> None:
    row = of_kind(ledger, "denied")
    ledger.judge("Ida").reject(row.dispute.id)
    for _ in range(50):
        if site.get(f"/disputes/{row.dispute.id}").status_code == 404:
            break
    assert site.get(f"/disputes/{row.dispute.id}").status_code == 404
    assert row.dispute.id not in site.get("/disputes").text
