"""Two reports side by side."""

from collections.abc import Callable
from typing import Any

from lxml import html
from starlette.testclient import TestClient

from onrecord.ledger import Ledger
from onrecord.records import Report
from tests.ledger.build import make


def text(element: Any) -> str:
    """An element's words on one line."""
    return " ".join(element.text_content().split())


def by(ledger: Ledger, outlet: str) -> Report:
    """The report of that outlet."""
    return next(row for row in ledger.reports() if row.outlet == outlet)


def cells(item: Any) -> tuple[Any, Any]:
    """The words of both sides of a row."""
    left, right = item.xpath("./div/p[last()]")
    return left, right


def test_a_copy_stands_beside_its_origin_with_its_changes(site: TestClient, ledger: Ledger) -> None:
    wire, spun = by(ledger, "Wire"), by(ledger, "Spun")
    page = html.fromstring(site.get(f"/compare/{spun.id}/{wire.id}").text)
    assert "Edited copy: 98% of its words" in text(page.xpath('//p[@class="kicker"]')[0])
    assert [text(one) for one in page.xpath("//section/h2")] == ["The wire report", "The spun report"]
    rows = [cells(item) for item in page.xpath('//ol[@class="beside"]/li')]
    changed = [(list(left.iter("del")), list(right.iter("ins"))) for left, right in rows]
    told = [(olds[0].text, news[0].text) for olds, news in changed if olds or news]
    assert told == [("1,200", "1,900"), ("nobody", "somebody")]


def test_both_sides_stand_as_they_were_printed(site: TestClient, ledger: Ledger) -> None:
    wire, rival = by(ledger, "Wire"), by(ledger, "Rival")
    page = html.fromstring(site.get(f"/compare/{wire.id}/{rival.id}").text)
    rows = [cells(item) for item in page.xpath('//ol[@class="beside"]/li')]
    for side, report in enumerate((wire, rival)):
        whole = " ".join(report.text.split())
        shown = [text(row[side]) for row in rows]
        assert all(words == "–" or words in whole for words in shown)
        assert sum(len(words) for words in shown if words != "–") > 0.9 * len(whole)


def test_json_has_the_ledgers_rows_and_their_changes(site: TestClient, ledger: Ledger) -> None:
    wire, spun = by(ledger, "Wire"), by(ledger, "Spun")
    data = site.get(f"/compare/{wire.id}/{spun.id}.json").json()
    found = ledger.compare(wire.id, spun.id)
    assert [(row["older"], row["younger"]) for row in data["rows"]] == [found.words(row) for row in found.rows]
    assert (data["copy_kind"], data["common"]) == ("edited", found.common)
    assert data["older"]["report"] == wire.id
    parts = [part for row in data["rows"] for part in row["changes"] if part[0] != "same"]
    assert parts == [["out", "1,200"], ["in", "1,900"], ["out", "nobody"], ["in", "somebody"]]


def test_only_what_differs_is_shown_where_asked_for(site: TestClient, ledger: Ledger) -> None:
    wire, spun = by(ledger, "Wire"), by(ledger, "Spun")
    data = site.get(f"/compare/{wire.id}/{spun.id}.json?changed=1").json()
    assert data["total"] == 2
    assert all(row["changes"] for row in data["rows"])


def test_reports_must_be_there_on_the_day_and_two(site: TestClient, ledger: Ledger) -> None:
    wire, late = by(ledger, "Wire"), by(ledger, "Late")
    assert site.get(f"/compare/{wire.id}/{late.id}?as_of=2031-03-06").status_code == 404
    answer = site.get(f"/compare/{wire.id}/{wire.id}")
    assert (answer.status_code, answer.headers["location"]) == (302, f"/reports/{wire.id}")
    answer = site.get(f"/compare/{wire.id[:8]}/{late.id}")
    assert answer.headers["location"] == f"/compare/{wire.id}/{late.id}"
    assert site.get(f"/compare/{wire.id}/nothing").status_code == 404


def test_long_reports_are_shown_in_pages(site_of: Callable[..., TestClient]) -> None:
    lines = [f"Line {n} of the log says that tug {n} went out at hour {n} and came back." for n in range(70)]
    one = make("one", "2031-03-05T09:00:00Z", "\n".join(lines))
    two = make("two", "2031-03-06T09:00:00Z", "\n".join(lines).replace("hour 60", "hour 61"))
    site = site_of(one, two)
    first = site.get(f"/compare/{one.id}/{two.id}.json").json()
    assert (first["total"], first["pages"], len(first["rows"])) == (70, 2, 50)
    page = html.fromstring(site.get(f"/compare/{one.id}/{two.id}?page=2").text)
    assert [each.text for each in page.iter("ins")][-1] == "61"
    assert site.get(f"/compare/{one.id}/{two.id}?page=3").status_code == 404


def test_words_cannot_inject_markup(site_of: Callable[..., TestClient]) -> None:
    one = make("one", "2031-03-05T09:00:00Z", "The <b>ferry</b> ran aground off the coast of the island at dawn.\n")
    two = make("two", "2031-03-06T09:00:00Z", "The <i>ferry</i> ran aground off the coast of the island at noon.\n")
    page = site_of(one, two).get(f"/compare/{one.id}/{two.id}").text
    assert "<b>ferry" not in page
    assert "<i>ferry" not in page
    assert "&lt;" in page
