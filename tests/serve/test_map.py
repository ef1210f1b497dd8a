"""The map and the pages of places."""

import re
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from onrecord.ledger import Ledger
from onrecord.serve.whereabouts import Names, place_id
from tests.ledger.build import make
from tests.serve.patience import page_of

RONNE = "2614600"


def test_places_are_listed_with_links_to_their_pages(site: TestClient, ledger: Ledger) -> None:
    page = page_of(site, "/map")
    for row in ledger.places():
        assert f'href="/places/{place_id(row)}"' in page
    rows = site.get("/map.json").json()["rows"]
    assert [(row["name"], row["count"]) for row in rows] == [("Rønne", 12), ("Gdynia", 7), ("Ystad", 4)]


def test_places_by_name_and_country(site: TestClient) -> None:
    assert [row["name"] for row in site.get("/map.json?name=ronne").json()["rows"]] == ["Rønne"]
    assert [row["name"] for row in site.get("/map.json?country=PL").json()["rows"]] == ["Gdynia"]
    assert site.get("/map.json?country=XX").json()["rows"] == []


def test_a_place_shows_the_sentences_that_name_it_and_the_movements_there(site: TestClient) -> None:
    page = site.get(f"/places/{RONNE}")
    assert page.status_code == 200
    assert "<h1><bdi>Rønne</bdi></h1>" in page.text
    assert "<mark>Rønne</mark> took in the passengers" in page.text
    assert 'id="m-' in page.text
    data = site.get(f"/places/{RONNE}.json").json()
    assert data["total"] == 5
    assert sum(len(row["mentions"]) for row in data["rows"]) == data["place"]["count"] == 12
    assert len(data["movements"]) == 3
    assert all(found["text"] == "Rønne" for row in data["rows"] for found in row["mentions"])


def test_a_place_as_of_a_day(site: TestClient) -> None:
    data = site.get(f"/places/{RONNE}.json?as_of=2031-03-05").json()
    assert data["total"] == 2
    assert site.get("/places/3099424?as_of=2031-03-01").status_code == 404


def test_a_place_without_geonames_has_an_address_of_its_own(site_of: Callable[..., TestClient]) -> None:
    site = site_of(make("sea", "2031-03-05", "Ships crossed the Baltic Sea on 2031-03-04."))
    (row,) = site.get("/map.json").json()["rows"]
    assert row["geonames"] is None
    assert site.get(f"/places/{row['id']}").status_code == 200
    assert site.get(f"/places/{row['id'][:10]}").headers["location"] == f"/places/{row['id']}"


def test_a_place_near_another_says_so_and_shows_no_coordinates(site_of: Callable[..., TestClient]) -> None:
    site = site_of(make("arnholt", "2031-03-05", "In Arnholt, near Rønne, roads were shut on 2031-03-04."))
    row = next(row for row in site.get("/map.json").json()["rows"] if row["name"] == "Arnholt")
    assert (row["near"], row["lat"]) == ("Rønne", 55.1)
    page = page_of(site, "/map")
    assert ">near <bdi>Rønne</bdi>" in page
    assert page.count(">55.10<") == 1  # Rønne's own
    page = page_of(site, f"/places/{row['id']}")
    assert "<dd>near <bdi>Rønne</bdi></dd>" in page
    assert "<dt>GeoNames</dt>" not in page


@pytest.mark.parametrize("id_", ["1", "unknown-place", "%00", "..%2f..%2fetc"])
def test_unknown_places(site: TestClient, id_: str) -> None:
    page = site.get(f"/places/{id_}")
    assert page.status_code == 404
    assert "Traceback" not in page.text


def test_names_of_places_are_found_in_the_words_of_a_movement(ledger: Ledger) -> None:
    names = Names(ledger.places())
    found = names.pieces("the docks of GDYNIA and Ystad's harbour")
    assert [(words, place.name) for words, place in found if place] == [("GDYNIA", "Gdynia"), ("Ystad", "Ystad")]
    assert "".join(words for words, _ in found) == "the docks of GDYNIA and Ystad's harbour"
    assert names.pieces("nowhere") == [("nowhere", None)]
    assert names.pieces("") == []


def test_the_chart_stands_on_the_first_page_alone(site: TestClient) -> None:
    page = page_of(site, "/map")
    assert page.count("<svg") == 1
    assert 'role="img"' in page
    assert not re.search(r"<svg.*(style=|<script|<style|href=).*</svg>", page, re.DOTALL)
    assert "<svg" not in page_of(site, "/map?name=nowhere")
