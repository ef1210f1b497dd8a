"""Who is let in, what a browser is told, and that a report's words stay words."""

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from onrecord.ledger import Ledger
from onrecord.serve.settings import Settings, host_name, new_token
from tests.ledger.build import make
from tests.serve.conftest import SECRET

TOKEN = "the-token-of-the-house"
OPEN = Settings(host="0.0.0.0", token=TOKEN, secret=SECRET, names=frozenset({"desk.example"}))


@pytest.mark.parametrize("asked", ["/", "/reports.json", "/nowhere", "/static/site.css", "/?as_of=x"])
def test_every_answer_has_the_headers(site: TestClient, asked: str) -> None:
    headers = site.get(asked).headers
    assert headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'; script-src 'self'")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cache-control"]
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8765", "127.0.0.1:8765", "[::1]:8765"])
def test_the_machines_own_names_are_served(site: TestClient, host: str) -> None:
    assert site.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "10.0.0.8", "", "127.0.0.1.evil.example:8765"]
)
def test_other_names_are_not_served(site: TestClient, host: str) -> None:
    answer = site.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "Havørn" not in answer.text
    assert site.get("/index.json", headers={"host": host}).status_code == 421


def test_off_the_loopback_addresses_and_given_names_are_served(path: Path, serve: Callable[..., TestClient]) -> None:
    site = serve(path, OPEN)
    bearer = {"authorization": f"Bearer {TOKEN}"}
    for host in ("192.168.1.7:8765", "desk.example", "[fe80::1]:8765", "localhost"):
        assert site.get("/", headers={"host": host, **bearer}).status_code == 200, host
    assert site.get("/", headers={"host": "evil.example", **bearer}).status_code == 421


def test_the_token_opens_the_pages_once_and_then_the_cookie_does(path: Path, serve: Callable[..., TestClient]) -> None:
    site = serve(path, OPEN)
    for asked in ("/", "/reports.json", "/?token=wrong", "/?token=", "/reports?token=%ff"):
        refused = site.get(asked)
        assert refused.status_code == 403
        assert "Havørn" not in refused.text
    assert site.get("/static/site.css").status_code == 200
    entered = site.get(f"/reports?since=2031-03-01&token={TOKEN}")
    assert entered.status_code == 303
    assert entered.headers["location"] == "/reports?since=2031-03-01"
    cookie = entered.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert site.get("/reports?since=2031-03-01").status_code == 200
    site.cookies.clear()
    assert site.get("/").status_code == 403
    assert site.get("/", headers={"cookie": "onrecord_8765=wrong; ="}).status_code == 403


def test_a_token_is_wanted_off_the_loopback_alone() -> None:
    assert new_token("127.0.0.1") is None
    assert new_token("localhost") is None
    assert new_token("::1") is None
    first, second = new_token("0.0.0.0"), new_token("192.168.1.7")
    assert first
    assert second
    assert first != second
    assert len(first) >= 32


@pytest.mark.parametrize(
    ("header", "name"),
    [("[::1]:80", "::1"), ("[::1]", "::1"), ("A.example:1", "a.example"), ("::1", "::1"), ("a:b", "a:b"), ("", "")],
)
def test_host_names(header: str, name: str) -> None:
    assert host_name(header) == name


def reject(site: TestClient, row: str, headers: dict[str, str] | None = None, **fields: str) -> int:
    """The status of a form that rejects a row."""
    data = {"secret": SECRET, "row": row, "who": "Ida", "why": "", "back": "/", **fields}
    return site.post("/fix/reject", data=data, headers=headers or {}).status_code


def test_forms_of_other_sites_are_refused(site: TestClient, ledger: Ledger) -> None:
    row = ledger.said()[0].id
    for headers in (
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:1234"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": "http://localhost:8765"},
        {"origin": "http://["},
    ):
        assert reject(site, row, headers) == 403, headers
    assert reject(site, row, secret="guessed") == 403
    assert reject(site, row, secret="") == 403
    assert ledger.judgements() == []
    assert reject(site, row, {"origin": "http://localhost:8765", "sec-fetch-site": "same-origin"}) == 303
    assert [judgement.who for judgement in ledger.judgements()] == ["Ida"]


def test_a_correction_is_seen_on_the_next_page_and_its_undoing_too(site: TestClient, ledger: Ledger) -> None:
    row = next(row for row in ledger.said() if row.act == "deny")
    at = f"s-{row.id}"
    assert at in site.get(f"/reports/{row.report.id}").text
    answer = site.post("/fix/reject", data={"secret": SECRET, "row": row.id, "who": "Ida", "back": "/reports"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/reports")
    assert at not in site.get(f"/reports/{row.report.id}").text
    (judgement,) = ledger.judgements()
    site.post("/fix/undo", data={"secret": SECRET, "judgement": judgement.id, "who": "Ida"})
    assert at in site.get(f"/reports/{row.report.id}").text


def test_a_correction_that_cannot_be_is_refused_with_a_way_back(site: TestClient, ledger: Ledger) -> None:
    answer = site.post("/fix/reject", data={"secret": SECRET, "row": "ffffffff", "who": "Ida", "back": "/reports"})
    assert answer.status_code == 400
    root = html.document_fromstring(answer.text)
    assert root.xpath("//h1")[0].text_content() == "Not corrected"
    assert "/reports" in root.xpath("//main//a/@href")
    away = site.post("/fix/reject", data={"secret": SECRET, "row": "f", "who": "", "back": "https://evil.example/"})
    assert "evil" not in away.text
    assert ledger.judgements() == []


def test_who_corrects_is_remembered(site: TestClient, ledger: Ledger) -> None:
    assert reject(site, ledger.said()[0].id, who="Zoë Ström; Path=/") == 303
    root = html.document_fromstring(site.get(f"/fix/{ledger.said()[0].id}").text)
    assert set(root.xpath("//input[@name='who']/@value")) == {"Zoë Ström; Path=/"}


def test_a_read_only_site_takes_no_corrections(path: Path, serve: Callable[..., TestClient], ledger: Ledger) -> None:
    site = serve(path, Settings(secret=SECRET, can_fix=False))
    assert reject(site, ledger.said()[0].id) == 403
    assert ledger.judgements() == []
    assert "correct</a>" not in site.get(f"/reports/{ledger.reports()[0].id}").text


def test_a_form_that_is_too_large_is_refused(site: TestClient) -> None:
    assert reject(site, "f" * 100_000) == 413


HOSTILE = (
    '"</p></script><script>alert(1)</script><img src=x onerror=alert(1)>'
    "'{{987654321*2}}{%x%}\u202etxt\x07\x1b[31m&amp;"
)
BAD_LINK = "javascript:alert(1)//"


def test_words_of_reports_stay_words(site_of: Callable[..., TestClient]) -> None:
    text = (
        f'Kåre Lund said "{HOSTILE.replace(chr(34), "")} and the ferry will sail on 2031-05-02".\n'
        f'<b>Moa Berg</b> Moa Berg denied "the ferry will sail {HOSTILE.replace(chr(34), "")}".\n'
        "Who is <script>alert(2)</script> then?\n"
    )
    one = make("one", "2031-05-01", text, outlet=f"Out{HOSTILE}")
    from dataclasses import replace

    bad = replace(one, title=HOSTILE, byline=HOSTILE, url=BAD_LINK)
    site = site_of(
        bad, replace(bad, outlet="../..", published="2031-05-03", text=text + "And then some more words came.")
    )
    seen, waiting = set(), ["/", "/search?q=ferry", "/search?q=%3Cscript%3Ealert(1)%3C/script%3E"]
    while waiting:
        asked = waiting.pop().partition("#")[0]
        if asked in seen or len(seen) > 150:
            continue
        seen.add(asked)
        answer = site.get(asked)
        if answer.status_code == 302:
            waiting.append(answer.headers["location"])
            continue
        assert answer.status_code in (200, 404), asked
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        assert "\u202e" not in answer.text, asked
        assert "\x1b" not in answer.text
        assert "1975308642" not in answer.text
        root = html.document_fromstring(answer.text)
        assert len(root.xpath("//script")) <= 1
        assert not root.xpath("//script[not(starts-with(@src, '/static/'))]")
        assert not root.xpath("//img | //main//b | //style | //iframe | //object")
        assert not root.xpath("//@*[starts-with(name(), 'on')] | //@style")
        for link in root.xpath("//@href | //@src | //@action"):
            assert link.startswith(("/", "#")), link
        waiting += [link for link in root.xpath("//a/@href") if link.startswith("/")]
    assert len(seen) > 15
