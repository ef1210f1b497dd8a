"""The front page: the brief, with a way from every line into the record."""

import pytest
from lxml import html
from starlette.testclient import TestClient

from onrecord.ledger import Ledger


@pytest.mark.parametrize("day", [None, "2031-03-05", "2031-03-06"])
def test_the_front_page_is_the_brief_of_that_day(site: TestClient, ledger: Ledger, day: str | None) -> None:
    brief = ledger.brief(day)
    text = site.get("/", params={"as_of": day} if day else {}).text
    root = html.document_fromstring(text)
    lede = " ".join(root.xpath("//p[@class='lede']")[0].text_content().split())
    assert lede.startswith(f"{brief.reports} report")
    assert f"{brief.origins} independent report" in lede
    assert f"{brief.statements} statements." in lede
    headings = [" ".join(h.text.split()) for h in root.xpath("//main//h2[not(@class)]")]
    wanted = {
        "Disputes": brief.disputes,
        "Altered quotations": brief.altered,
        "Figures": brief.figures,
        "Expected": brief.expected,
        "Not known": brief.open,
        "Denied": brief.denials,
        "Declined, or called unknown": brief.unknown,
        "Movements": brief.movements,
    }
    assert headings == [heading for heading, rows in wanted.items() if rows]
    counts = [more.text.split()[-1] for more in root.xpath("//main//a[@class='more']")]
    assert counts == [str(len(rows)) for rows in wanted.values() if rows]
    for speaking in brief.speakers:
        assert root.xpath(f"//main//a[starts-with(@href, '/speakers/{speaking.entity.id}')]")
    for dispute in brief.disputes:
        assert root.xpath(f"//main//a[starts-with(@href, '/disputes/{dispute.dispute.id}')]")


def test_the_front_page_as_json(site: TestClient, ledger: Ledger) -> None:
    data, brief = site.get("/index.json").json(), ledger.brief()
    assert data["reports"] == brief.reports
    assert data["copies"] == dict(brief.copies)
    assert [row["id"] for row in data["speakers"]] == [row.entity.id for row in brief.speakers]
    for name in ("disputes", "altered", "expected", "open", "denials", "unknown", "movements", "places"):
        assert data[name] == [row.to_dict() for row in getattr(brief, name)]
    given = [[row["id"] for row in figure["figures"]] for figure in data["figures"]]
    assert given == [[row.figure.id for row in figure.given] for figure in brief.figures]


def test_reports_are_listed_the_latest_first(site: TestClient, ledger: Ledger) -> None:
    rows = site.get("/reports.json").json()["rows"]
    assert [row["id"] for row in rows] == [report.id for report in ledger.reports()[::-1]]
    assert all("text" not in row for row in rows)
    origins = site.get("/reports.json?origins=1").json()["rows"]
    assert {row["id"] for row in origins} == {report.id for report in ledger.reports() if report.copy_of is None}
    assert 0 < len(origins) < len(rows)
    assert [row["outlet"] for row in site.get("/reports.json?outlet=Rival").json()["rows"]] == ["Rival"]
    between = site.get("/reports.json?since=2031-03-06&until=2031-03-06").json()["rows"]
    assert [row["published"][:10] for row in between] == ["2031-03-06"] * 2
    assert site.get("/reports.json?outlet=Nobody").json()["rows"] == []
    assert "No reports that match." in html.document_fromstring(site.get("/reports?outlet=Nobody").text).text_content()
