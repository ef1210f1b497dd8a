"""The report reader: the text with what was found in it, and ways into the record across reports."""

from collections.abc import Callable
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from onrecord.ledger import Ledger, Said
from onrecord.records import Report
from tests.ledger.build import make


def read(site: TestClient, report: Report, **query: str) -> Any:
    """The report's page."""
    answer = site.get(f"/reports/{report.id}", params=query)
    assert answer.status_code == 200
    return html.document_fromstring(answer.text)


def words(element: Any) -> str:
    """The text of an element on one line."""
    return " ".join(element.text_content().split())


def ways(root: Any, row: Said) -> dict[str, str]:
    """The links beside a statement's note, but for that to the correction."""
    links = root.xpath(f"//li[@id='note-{row.id}']//li[contains(@class, 'way') and not(contains(@class, 'mend'))]/a")
    return {words(link): link.get("href") for link in links}


def by(ledger: Ledger, name: str) -> Report:
    """The report of an outlet."""
    return next(report for report in ledger.reports() if report.outlet == name)


def test_the_text_is_whole_and_its_statements_are_marked(site: TestClient, ledger: Ledger) -> None:
    for report in ledger.reports():
        root = read(site, report)
        (article,) = root.xpath("//article")
        paragraphs = [words(part) for part in article.xpath("./p")]
        assert paragraphs == [" ".join(line.split()) for line in report.text.split("\n") if line.strip()]
        found = [row for row in ledger.said() if row.report.id == report.id]
        assert found
        for row in found:
            (mark,) = root.xpath(f"//*[@id='s-{row.id}']")
            assert words(mark) == " ".join(row.quote.split())
            (note,) = root.xpath(f"//li[@id='note-{row.id}']")
            who = row.speaker.name if row.speaker else f"“{row.source_text}”"
            assert words(note).startswith(who)
            if row.speaker:
                assert f"/speakers/{row.speaker.id}" in note.xpath(".//a/@href")
        for given in ledger.figures():
            if given.report.id == report.id:
                assert words(root.xpath(f"//*[@id='f-{given.figure.id}']")[0]) == given.text


def test_notes_lead_to_the_same_claim_disputes_and_other_forms(site: TestClient, ledger: Ledger) -> None:
    claim, dispute = ledger.claims()[0], ledger.disputes()[0]
    for row in claim.said:
        found = ways(read(site, row.report), row)
        assert f"/claims/{row.id}" in found.values()
        reports = len({one.report.id for one in claim.said}) - 1
        assert any(told.startswith(f"in {reports} more report") for told in found)
    for side in (dispute.first, dispute.second):
        for row in side:
            if isinstance(row, Said):
                assert f"/disputes/{dispute.dispute.id}" in ways(read(site, row.report), row).values()
    altered = [pair for pair in ledger.quotes() if pair.is_altered]
    assert altered
    for pair in altered:
        there = ways(read(site, pair.original.report), pair.original).values()
        back = ways(read(site, pair.variant.report), pair.variant).values()
        assert f"/reports/{pair.variant.report.id}#s-{pair.variant.id}" in there
        assert f"/reports/{pair.original.report.id}#s-{pair.original.id}" in back


def test_figures_lead_to_their_series(site: TestClient, ledger: Ledger) -> None:
    course = ledger.series()[0]
    for given in course.given:
        (mark,) = read(site, given.report).xpath(f"//a[@id='f-{given.figure.id}']")
        assert mark.get("href") == f"/series/{course.series.id}"


def test_copies_lead_to_their_origin_and_back(site: TestClient, ledger: Ledger) -> None:
    copy = next(report for report in ledger.reports() if report.copy_of)
    root = read(site, copy)
    assert root.xpath(f"//main//header//a[@href='/reports/{copy.copy_of}']")
    assert root.xpath(f"//main//header//a[@href='/compare/{copy.copy_of}/{copy.id}']")
    origin = ledger.report(copy.copy_of or "")
    assert read(site, origin).xpath(f"//main//header//a[@href='/reports/{copy.id}']")
    before = {report.id for report in ledger.reports("2031-03-05")}
    links = read(site, origin, as_of="2031-03-05").xpath("//main//header//a/@href")
    assert all(link.split("/")[2].split("?")[0] in before for link in links if link.startswith("/reports/"))


def test_a_report_is_not_there_before_it_came_out(site: TestClient, ledger: Ledger) -> None:
    late = by(ledger, "Late")
    answer = site.get(f"/reports/{late.id}?as_of=2031-03-06")
    assert answer.status_code == 404
    assert "as of 2031-03-06" in answer.text


def test_judgements_are_laid_over_the_text(site: TestClient, ledger: Ledger) -> None:
    wire = by(ledger, "Wire")
    first, second = [row for row in ledger.said() if row.report.id == wire.id][:2]
    ledger.judge("Ida").reject(first.id)
    ledger.judge("Ida").speaker(second.id, "Petra Lund")
    site.app.state.site.held.corrected()  # type: ignore[attr-defined]
    root = read(site, wire)
    assert not root.xpath(f"//*[@id='s-{first.id}']")
    assert words(root.xpath(f"//li[@id='note-{second.id}']")[0]).startswith("Petra Lund")


def test_the_json_holds_all_rows_of_the_report(site: TestClient, ledger: Ledger) -> None:
    wire = by(ledger, "Wire")
    data = site.get(f"/reports/{wire.id}.json").json()
    reading = ledger.reading(wire.id)
    assert data["report"] == wire.to_dict()
    for name in ("times", "places", "movements", "questions", "damage", "expectations"):
        assert data[name] == [row.to_dict() for row in getattr(reading, name)]
    assert {row["id"] for row in data["statements"]} == {row.id for row in reading.statements}
    assert {row["id"] for row in data["figures"]} == {row.id for row in reading.figures}
    assert data["copies"]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//evil.example/", "http://["])
def test_only_web_addresses_are_links(site_of: Callable[..., TestClient], url: str) -> None:
    from dataclasses import replace

    report = replace(make("odd", "2031-05-01", "The quay was quiet.", outlet="Odd"), url=url)
    root = read(site_of(report), report)
    assert not root.xpath("//main//a[contains(., 'the report itself')]")


def test_a_report_without_words_is_shown(site_of: Callable[..., TestClient]) -> None:
    from dataclasses import replace

    report = replace(make("bare", None, "...", outlet=""), title=None, outlet=None, url=None, path=None)
    root = read(site_of(report), report)
    assert words(root.xpath("//h1")[0]) == "Report"
