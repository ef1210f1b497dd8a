"""The timeline: days in order, what copies repeat left out, months and days to go to."""

import re
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from onrecord.ledger import Ledger
from onrecord.serve.days import Period, period_of_day
from tests.ledger.build import make
from tests.serve.patience import page_of


def headings(page: str) -> list[str]:
    """The headings of the days."""
    return re.findall(r'<h2 id="d-[^"]*">([^<]*)</h2>', page)


def test_days_stand_in_order_each_with_its_times_and_its_statements(site: TestClient) -> None:
    page = page_of(site, "/timeline")
    assert headings(page) == ["4 March 2031", "5 March 2031", "6 March 2031", "2 April 2031"]
    of_the_fifth = page.partition('id="d-2031-03-05"')[2].partition('id="d-2031-03-06"')[0]
    assert of_the_fifth.index("Told of this day") < of_the_fifth.index("Said on it")
    assert "<mark>2031-03-05</mark>" in of_the_fifth
    assert "had not been tested since the winter" in of_the_fifth


def test_what_copies_repeat_is_left_out_unless_asked_for(site: TestClient) -> None:
    own = site.get("/timeline.json").json()
    whole = site.get("/timeline.json?copies=1").json()
    # The wire report's time and four statements stand in two copies, of which one has an altered statement.
    assert own["total"] < whole["total"]
    assert len([row for row in own["rows"] if row["kind"] == "time" and row["from"] == "2031-03-04"]) == 1
    assert len([row for row in whole["rows"] if row["kind"] == "time" and row["from"] == "2031-03-04"]) == 3


def test_every_resolved_time_and_every_statement_is_there_with_the_copies(site: TestClient, ledger: Ledger) -> None:
    rows = site.get("/timeline.json?copies=1").json()["rows"]
    assert len(rows) == len(ledger.timeline()) + len(ledger.said())
    assert {row["id"] for row in rows if row["kind"] == "statement"} == {row.id for row in ledger.said()}
    assert [row["from"] for row in rows] == sorted(row["from"] for row in rows)


@pytest.mark.parametrize(
    ("query", "days"),
    [
        ("since=2031-03-05", {"2031-03-05", "2031-03-06", "2031-04-02"}),
        ("until=2031-03-04", {"2031-03-04"}),
        ("since=2031-03-05&until=2031-03-05", {"2031-03-05"}),
        ("since=2031-05-01", set()),
    ],
)
def test_a_range_of_days(site: TestClient, query: str, days: set[str]) -> None:
    assert {row["from"] for row in site.get(f"/timeline.json?{query}").json()["rows"]} == days


def test_only_times_or_only_statements(site: TestClient) -> None:
    for show, kind in (("times", "time"), ("statements", "statement")):
        rows = site.get(f"/timeline.json?show={show}").json()["rows"]
        assert {row["kind"] for row in rows} == {kind}


def test_a_month_leads_to_its_days(site: TestClient) -> None:
    page = site.get("/timeline?since=2031-03-01&until=2031-03-31").text
    assert 'href="/timeline?since=2031-03-01&amp;until=2031-03-31">March</a>' in page
    assert 'href="/timeline?since=2031-03-04&amp;until=2031-03-04"' in page
    assert headings(page) == ["4 March 2031", "5 March 2031", "6 March 2031"]


def test_as_of_a_day_later_reports_are_not_there(site: TestClient) -> None:
    rows = site.get("/timeline.json?as_of=2031-03-05").json()["rows"]
    assert rows
    assert all(row["published"] <= "2031-03-05T23:59:59Z" for row in rows)
    assert "as_of=2031-03-05" in site.get("/timeline?as_of=2031-03-05").text


@pytest.mark.parametrize("query", ["since=yesterday", "until=2031-02-30", "show=all", "copies=yes", "day=1", "page=0"])
def test_filters_that_cannot_be_are_refused(site: TestClient, query: str) -> None:
    assert site.get(f"/timeline?{query}").status_code == 400
    assert site.get(f"/timeline.json?{query}").json()["status"] == 400


def test_a_page_behind_the_last_is_not_there(site: TestClient) -> None:
    assert site.get("/timeline?page=99").status_code == 404


def test_long_lists_are_paged(site_of: Callable[..., TestClient]) -> None:
    lines = [f'Anna Berg said "the crew repaired pump number {n} of the old station on the quay".' for n in range(120)]
    site = site_of(make("long", "2031-03-05T09:00:00Z", "\n".join(lines)))
    first, third = site.get("/timeline.json").json(), site.get("/timeline.json?page=3").json()
    assert (first["total"], first["pages"], len(first["rows"]), len(third["rows"])) == (120, 3, 50, 20)
    assert 'rel="next"' in page_of(site, "/timeline")


@pytest.mark.parametrize(
    ("value", "label", "days"),
    [
        ("2031-03-05", "5 March 2031", 1),
        ("2031-03", "March 2031", 31),
        ("2031-W11", "10 March 2031 to 16 March 2031", 7),
        ("2031", "2031", 365),
        ("soon", "soon", 1),
        ("", "No date", 1),
    ],
)
def test_days_weeks_months_and_years(value: str, label: str, days: int) -> None:
    period = period_of_day(value)
    assert (period.label, period.days) == (label, days)


def test_longer_periods_come_before_the_day_they_begin_with() -> None:
    year, month = period_of_day("2031"), period_of_day("2031-01")
    day, next_day = period_of_day("2031-01-01"), Period("2031-01-02", "2031-01-03")
    assert sorted([next_day, day, month, year], key=lambda row: row.key) == [year, month, day, next_day]


def test_the_chart_stands_on_the_first_page_alone(site: TestClient) -> None:
    page = page_of(site, "/timeline")
    assert page.count("<svg") == 1
    assert 'role="img"' in page
    assert not re.search(r"<svg.*(style=|<script|<style|href=).*</svg>", page, re.DOTALL)
    assert "<svg" not in page_of(site, "/timeline?show=times")
