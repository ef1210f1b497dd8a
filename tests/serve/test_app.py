"""The frame: addresses, JSON, days, lists in pages, and what is said where something cannot be."""

import re
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from onrecord.errors import LedgerError
from onrecord.ledger import Ledger
from onrecord.serve.addresses import FORMS, PAGES, PARAMETER, address
from onrecord.serve.app import NAVIGATION, local, make_app
from onrecord.serve.page import Asked, Page, Shown
from onrecord.serve.pages import actions, pages
from onrecord.serve.pages.search import FILTERS, search
from onrecord.serve.settings import Settings
from tests.ledger.build import make, open_ledger

LISTS = [page for page in pages() if not PARAMETER.search(page.path)]


def links(page: str) -> list[str]:
    """The addresses that a page leads to."""
    return [str(link) for link in html.document_fromstring(page).xpath("//a/@href")]


@pytest.mark.parametrize("page", LISTS, ids=[page.name for page in LISTS])
def test_every_list_has_a_page_and_json(site: TestClient, page: Page) -> None:
    shown = site.get(page.path)
    assert shown.status_code == 200
    root = html.document_fromstring(shown.text)
    assert len(root.xpath("//h1")) == 1
    assert root.xpath("//main")
    assert root.xpath("//title/text()")[0].endswith("onrecord")
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    (plain,) = root.xpath("//link[@rel='alternate']/@href")
    data = site.get(plain)
    assert data.headers["content-type"] == "application/json"
    assert data.json()["page"] == page.name


@pytest.mark.parametrize("day", [None, "2031-03-05", "2031-03-06", "2020-01-01", "2099-12-31"])
def test_every_link_of_every_page_leads_somewhere(site: TestClient, day: str | None) -> None:
    seen: set[str] = set()
    waiting = ["/" if day is None else f"/?as_of={day}"]
    while waiting and len(seen) < 400:
        asked = waiting.pop(0).partition("#")[0]
        if asked in seen:
            continue
        seen.add(asked)
        answer = site.get(asked)
        assert answer.status_code in (200, 302), (asked, answer.status_code)
        if answer.status_code == 302:
            waiting.append(answer.headers["location"])
        elif answer.headers["content-type"].startswith("text/html"):
            found = [link for link in links(answer.text) if link.startswith("/")]
            if day is not None:
                rest = [link for link in found if f"as_of={day}" not in link and not link.startswith("/static/")]
                assert len(rest) == 1, "every link keeps the day but the one back to now"
            waiting += [link for link in found if day is None or f"as_of={day}" in link]
    assert len(seen) > (8 if day == "2020-01-01" else 20)


def test_anchors_of_links_are_there(site: TestClient) -> None:
    pages_seen: dict[str, set[str]] = {}
    for asked in ("/", "/search?q=ferry", "/search?act=deny"):
        for link in links(site.get(asked).text):
            target, _, anchor = link.partition("#")
            if target.startswith("/reports/") and anchor:
                if target not in pages_seen:
                    pages_seen[target] = set(html.document_fromstring(site.get(target).text).xpath("//@id"))
                assert anchor in pages_seen[target], link
    assert pages_seen


def test_every_page_of_the_navigation_is_there() -> None:
    assert {page.name for page in pages() if page.label} == set(NAVIGATION)
    assert {page.name for page in pages()} <= set(PAGES)
    assert {action.name for action in actions()} <= set(FORMS)


def test_addresses_quote_what_they_are_given() -> None:
    assert address("report", id="a1", _at="s-b2") == "/reports/a1#s-b2"
    assert address("outlet", name="News/Wire & Co?") == "/outlets/News%2FWire%20%26%20Co%3F"
    assert address("search", q="a&b", as_of=None, act="") == "/search?q=a%26b"
    with pytest.raises(KeyError):
        address("nowhere")
    with pytest.raises(KeyError):
        address("report")


@pytest.mark.parametrize(
    ("asked", "status", "told"),
    [
        ("/nowhere", 404, "there is no page"),
        ("/reports/zz", 404, "there is no report"),
        ("/reports/" + "0" * 20, 404, "there is no report"),
        ("/rows/ffffffff", 404, "there is no row"),
        ("/?as_of=2031-13-01", 400, "a date like 2031-03-05 is wanted"),
        ("/?as_of=yesterday", 400, "a date like 2031-03-05 is wanted"),
        ("/search?since=0", 400, "since is"),
        ("/search?act=shout", 400, "allowed: say, deny"),
        ("/search?certainty=%00", 400, "certainty is"),
        ("/reports?page=0", 400, "the number of a page"),
        ("/reports?page=-1", 400, "the number of a page"),
        ("/reports?page=1e9", 400, "the number of a page"),
        ("/reports?page=" + "9" * 400, 400, "the number of a page"),
        ("/reports?page=٣", 400, "the number of a page"),
        ("/reports?page=2", 404, "this list has 1 page"),
        ("/reports?origins=yes", 400, "1 is wanted"),
        ("/reports?sort=size", 400, "no filter 'sort'"),
        ("/search?q=" + "x" * 1001, 400, "at most 1,000"),
        ("/search?" + "&".join(f"a{i}=1" for i in range(60)), 400, "more than 50"),
        ("/reports/%2e%2e/%2e%2e/etc/passwd", 404, "there is no page"),
    ],
)
def test_what_cannot_be_gets_a_page_that_says_so(site: TestClient, asked: str, status: int, told: str) -> None:
    answer = site.get(asked)
    assert answer.status_code == status
    assert told in html.document_fromstring(answer.text).text_content()
    assert "Traceback" not in answer.text
    path, _, query = asked.partition("?")
    plain = site.get(("/index" if path == "/" else path) + ".json" + (f"?{query}" if query else ""))
    assert plain.status_code == status
    assert told in plain.json()["error"]


def test_a_form_that_is_only_looked_at_is_no_page(site: TestClient) -> None:
    assert site.post("/reports").status_code == 405
    assert site.delete("/").status_code in (403, 405)


def test_a_page_that_fails_says_so_and_no_more(
    path: Path, serve: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(asked: object) -> Shown:
        raise ZeroDivisionError("the secret of the house")

    broken = (Page("front", fails, "Brief"), *(page for page in pages() if page.name != "front"))
    monkeypatch.setattr("onrecord.serve.app.pages", lambda: broken)
    answer = serve(path).get("/")
    assert answer.status_code == 500
    assert "This page failed" in answer.text
    assert "secret of the house" not in answer.text
    assert "secret of the house" in capsys.readouterr().err


def test_a_page_that_takes_long_says_so_and_looks_again(
    path: Path, serve: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    done, made = threading.Event(), []

    def slow(asked: Asked) -> Shown:
        made.append(asked)
        done.wait(10)
        return Shown("search.html", "Slow", search(asked).context, dict)

    slowed = (*(page for page in pages() if page.name != "search"), Page("search", slow, filters=FILTERS))
    monkeypatch.setattr("onrecord.serve.app.pages", lambda: slowed)
    monkeypatch.setattr("onrecord.serve.app.PATIENCE", 0.05)
    site = serve(path)
    for _ in range(3):
        answer = site.get("/search")
        assert answer.status_code == 503
        assert answer.headers["refresh"] == answer.headers["retry-after"] == "1"
        assert "it looks again by itself" in answer.text
    assert site.get("/search.json").json()["status"] == 503
    assert len(made) == 2, "one for the page and one for its JSON, however often they are asked for"
    done.set()
    monkeypatch.setattr("onrecord.serve.app.PATIENCE", 10)
    assert site.get("/search").status_code == 200


def test_the_day_is_kept_in_the_form_of_the_search_and_on_the_slider(site: TestClient) -> None:
    root = html.document_fromstring(site.get("/reports?as_of=2031-03-06").text)
    assert root.xpath("//form[@role='search']/input[@name='as_of']/@value") == ["2031-03-06"]
    assert root.xpath("//form[contains(@class, 'asof')]//input[@name='as_of']/@value") == ["2031-03-06"]
    (days,) = root.xpath("//*[@data-days]/@data-days")
    assert days.split() == ["2031-03-05", "2031-03-06", "2031-04-02"]
    assert len(root.xpath("//ol[contains(@class, 'rows')]/li")) == 4


def test_filters_are_kept_when_the_day_is_changed(site: TestClient) -> None:
    root = html.document_fromstring(site.get("/search?q=ferry&act=say").text)
    fields = {
        field.get("name"): field.get("value")
        for field in root.xpath("//form[contains(@class, 'asof')]/input[@type='hidden']")
    }
    assert fields == {"q": "ferry", "act": "say"}


def test_a_long_list_is_shown_in_pages(site_of: Callable[..., TestClient]) -> None:
    many = [
        make(f"outlet{i:03}", f"2031-05-{1 + i % 28:02}", f"The quay {i} opened and closed again.") for i in range(120)
    ]
    site = site_of(*many)
    seen: list[str] = []
    asked: str | None = "/reports?since=2031-05-01"
    while asked:
        root = html.document_fromstring(site.get(asked).text)
        seen += root.xpath("//ol[contains(@class, 'rows')]/li/@id")
        (asked,) = root.xpath("//a[@rel='next']/@href") or [None]
        assert asked is None or "since=2031-05-01" in asked
    assert len(seen) == len(set(seen)) == 120
    data = site.get("/reports.json?page=3").json()
    assert (data["total"], data["number"], data["pages"], len(data["rows"])) == (120, 3, 3, 20)
    assert site.get("/reports?page=4").status_code == 404


def test_the_beginning_of_an_id_leads_to_the_address(site: TestClient, ledger: Ledger) -> None:
    report = ledger.reports()[0]
    answer = site.get(f"/reports/{report.id[:8]}?as_of=2031-03-06")
    assert answer.status_code == 302
    assert answer.headers["location"] == f"/reports/{report.id}?as_of=2031-03-06"
    assert site.get(f"/reports/{report.id[:7]}").status_code == 404


def test_every_row_has_a_permanent_address(site: TestClient, ledger: Ledger) -> None:
    said, given, moved, asking = ledger.said()[0], ledger.figures()[0], ledger.movements()[0], ledger.questions()[0]
    dispute, course, report = ledger.disputes()[0].dispute, ledger.series()[0].series, ledger.reports()[1]
    leads = {
        said.id: f"/reports/{said.report.id}#s-{said.id}",
        given.figure.id: f"/reports/{given.report.id}#f-{given.figure.id}",
        moved.movement.id: f"/reports/{moved.report.id}#m-{moved.movement.id}",
        asking.question.id: f"/reports/{asking.report.id}#q-{asking.question.id}",
        dispute.id: f"/disputes/{dispute.id}",
        course.id: f"/series/{course.id}",
        report.id: f"/reports/{report.id}",
        ledger.entities()[0].id: f"/speakers/{ledger.entities()[0].id}",
    }
    for id_, target in leads.items():
        for asked in (id_, id_[:10]):
            answer = site.get(f"/rows/{asked}")
            assert (answer.status_code, answer.headers["location"]) == (302, target)
        if "#" in target:
            page, _, anchor = target.partition("#")
            assert html.document_fromstring(site.get(page).text).xpath(f"//*[@id='{anchor}']")


def test_a_ledger_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no ledger at"):
        make_app(tmp_path / "none.db", Settings())
    (tmp_path / "text.db").write_text("no ledger")
    with pytest.raises(LedgerError, match="no onrecord ledger"):
        make_app(tmp_path / "text.db", Settings())


def test_an_empty_ledger_is_shown(tmp_path: Path, serve: Callable[..., TestClient]) -> None:
    open_ledger(tmp_path / "empty.db").close()
    site = serve(tmp_path / "empty.db")
    for page in LISTS:
        assert site.get(page.path).status_code == 200, page.name
    assert "No reports." in html.document_fromstring(site.get("/").text).text_content()


@pytest.mark.parametrize(
    "given", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "", "/a\nb", "evil"]
)
def test_nobody_is_sent_to_another_site(given: str) -> None:
    assert local(given) == "/"


def test_static_files_may_be_kept_for_good(site: TestClient) -> None:
    found = re.findall(r"/static/[^\"]+", site.get("/").text)
    assert len(found) == 3
    for link in found:
        answer = site.get(link)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
    assert site.get("/static/site.css?v=old").headers["cache-control"] == "no-cache"
    assert site.get("/static/app.py").status_code == 404
    assert site.get("/static/..%2fapp.py").status_code == 404
