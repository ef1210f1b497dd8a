"""Outlets and the pages of outlets."""

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from onrecord.ledger import Ledger
from tests.ledger.build import make
from tests.serve.patience import page_of


def test_outlets_are_listed_as_the_ledger_has_them(site: TestClient, ledger: Ledger) -> None:
    assert site.get("/outlets.json").json()["rows"] == [row.to_dict() for row in ledger.outlets()]
    page = site.get("/outlets").text
    assert 'href="/outlets/Wire"' in page
    assert "75 %" in page


def test_outlets_by_name(site: TestClient) -> None:
    assert [row["outlet"] for row in site.get("/outlets.json?name=RI").json()["rows"]] == ["Rival", "Trim"]


def test_an_outlet_shows_what_it_copies_and_who_copies_it(site: TestClient, ledger: Ledger) -> None:
    wire = site.get("/outlets/Wire.json").json()
    assert wire["copied_by"] == {"Trim": 1, "Spun": 1}
    assert wire["copies_from"] == {}
    spun = site.get("/outlets/Spun.json").json()
    assert spun["copies_from"] == {"Wire": 1}
    assert len(spun["altered_quotations"]) == 1
    assert {row["name"] for row in spun["speakers"]} == {"Jørgen K. Dahl", "Marta Zielińska"}
    page = page_of(site, "/outlets/Spun")
    origin, copy = (next(row for row in ledger.reports() if row.outlet == name) for name in ("Wire", "Spun"))
    assert f'href="/compare/{origin.id}/{copy.id}"' in page
    assert "1 edited copy" in page
    assert "75 %: 3 of 4 statements" in page


def test_own_reports_and_copies_apart(site: TestClient) -> None:
    assert site.get("/outlets/Wire.json?show=own").json()["total"] == 1
    assert site.get("/outlets/Wire.json?show=copies").json()["total"] == 0
    assert "that match" in page_of(site, "/outlets/Wire?show=copies")


def test_another_spelling_leads_to_the_outlet(site: TestClient) -> None:
    answer = site.get("/outlets/wire?as_of=2031-03-06")
    assert (answer.status_code, answer.headers["location"]) == (302, "/outlets/Wire?as_of=2031-03-06")


def test_an_outlet_that_was_not_there_yet(site: TestClient) -> None:
    assert site.get("/outlets/Late?as_of=2031-03-06").status_code == 404
    assert site.get("/outlets/Nobody").status_code == 404


@pytest.mark.parametrize("name", ["A/B News?", "The 100 % Paper", "<b>Bold</b>", "Ærlig # Avis", "..", "x.json"])
def test_names_of_any_kind_have_an_address(site_of: Callable[..., TestClient], name: str) -> None:
    text = 'Anna Berg said "the ferry will sail again from the old quay in the morning".'
    site = site_of(make("odd", "2031-03-05", text, outlet=name))
    listed = site.get("/outlets").text
    assert f'href="/outlets/{quote(name, safe="")}"' in listed or name == ".."
    if name not in ("..", "x.json"):
        page = site.get(f"/outlets/{quote(name, safe='')}")
        assert page.status_code == 200
        assert "<b>Bold" not in page.text


def test_the_chart_stands_where_there_are_copies(site: TestClient) -> None:
    page = page_of(site, "/outlets/Spun")
    assert page.count("<svg") == 1
    assert 'role="img"' in page
    assert not re.search(r"<svg.*(style=|<script|<style|href=).*</svg>", page, re.DOTALL)
    assert "<svg" not in page_of(site, "/outlets/Late")
