"""Odd requests: whatever is asked for, the answer is a page, and never a failure of the program."""

from itertools import product

import pytest
from starlette.testclient import TestClient

from onrecord.serve.addresses import PAGES, PARAMETER, path
from onrecord.serve.pages import pages

IDS = ("0", "-", "%00", "%ff%fe", "..%2f..", "a" * 500, "0" * 20, "%F0%9F%98%80", "'%20OR%201=1--", "%25s", "{id}", "٣")
DAYS = ("0001-01-01", "9999-12-31", "2031-02-30", "10000-01-01", "-5", "2031-W05", "0", "NaN", "2031-03-05T10:00")
WORDS = (
    '"',
    '""',
    "*",
    "(",
    "a AND",
    "NEAR(a b)",
    "col:x",
    "-",
    "^",
    "😀",
    "\x00",
    "%",
    "a" * 999,
    "' OR 1=1",
    "x*" * 90,
)
NUMBERS = ("999999", "1000000", "1000001", "00", "1.5", "+1", "0x10", "ⅷ")
GOOD = (200, 302, 400, 404)


def told(site: TestClient, asked: str, **query: str) -> None:
    """Ask, and see that the answer is a page or a refusal with words."""
    answer = site.get(asked, params=query)
    assert answer.status_code in GOOD, (asked, query, answer.status_code, answer.text[:500])
    assert "Traceback" not in answer.text
    if answer.status_code >= 400 and asked.endswith(".json"):
        assert len(answer.json()["error"]) > 10


@pytest.fixture(autouse=True)
def no_failures(capsys: pytest.CaptureFixture[str]) -> object:
    """Nothing is told of in the terminal."""
    yield
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("name", [name for name in PAGES if PARAMETER.search(path(name))])
def test_ids_that_cannot_be(site: TestClient, name: str) -> None:
    for id_, kind in product(IDS, ("", ".json")):
        told(site, PARAMETER.sub(lambda found, id_=id_: id_, path(name)) + kind)


@pytest.mark.parametrize("name", [name for name in PAGES if not PARAMETER.search(path(name))])
def test_days_and_numbers_that_cannot_be(site: TestClient, name: str) -> None:
    for day in DAYS:
        told(site, path(name), as_of=day)
    for number in NUMBERS:
        told(site, path(name), page=number)
        told(site, path(name), page=number, as_of="2031-03-06")


@pytest.mark.parametrize("page", pages(), ids=[page.name for page in pages()])
def test_filters_that_cannot_be(site: TestClient, page: object) -> None:
    where = PARAMETER.sub("0", page.path)  # type: ignore[attr-defined]
    for row in page.filters:  # type: ignore[attr-defined]
        for value in (*WORDS, *DAYS) if row.kind in ("text", "id") else (*DAYS, *WORDS[:4]):
            told(site, where, **{row.name: value})
        told(site, where, **{row.name: ""})


def test_days_before_and_behind_all_reports(site: TestClient) -> None:
    assert site.get("/reports.json?as_of=0001-01-01").json()["rows"] == []
    assert site.get("/index.json?as_of=0001-01-01").json()["reports"] == 0
    assert len(site.get("/reports.json?as_of=9999-12-31").json()["rows"]) == 5
    backwards = site.get("/search.json?since=2031-12-31&until=2031-01-01").json()
    assert (backwards["total"], backwards["rows"]) == (0, [])


def test_requests_that_are_none(site: TestClient) -> None:
    assert site.get("/" + "x" * 5000).status_code == 404
    assert site.get("/reports?" + "a=1&" * 2000).status_code == 400
    assert site.get("/search?q=%E2%80").status_code == 200
    assert site.get("/reports?=5&&&=&;").status_code in GOOD
    assert site.request("BREW", "/").status_code in (403, 405)
