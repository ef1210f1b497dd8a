"""Search: words, filters, both, and neither."""

import pytest
from lxml import html
from starlette.testclient import TestClient

from onrecord.ledger import Ledger
from onrecord.serve import finding


def rows(site: TestClient, query: str) -> list[dict[str, object]]:
    """The rows that a search finds."""
    answer = site.get(f"/search.json?{query}")
    assert answer.status_code == 200
    found: list[dict[str, object]] = answer.json()["rows"]
    return found


def test_hits_are_those_of_the_ledger_with_the_words_marked(site: TestClient, ledger: Ledger) -> None:
    assert rows(site, "q=ferry") == [hit.to_dict() for hit in ledger.search("ferry")]
    root = html.document_fromstring(site.get("/search?q=ferry").text)
    assert {mark.text.lower() for mark in root.xpath("//mark")} == {"ferry"}
    assert len(root.xpath("//ol[contains(@class, 'rows')]/li")) == len(ledger.search("ferry"))


def test_filters_narrow_the_hits_to_statements(site: TestClient, ledger: Ledger) -> None:
    every = [hit for hit in ledger.search("lifeboats") if hit.statement]
    wanted = [hit.statement.id for hit in every if hit.statement and hit.statement.act == "deny"]
    assert 0 < len(wanted) < len(every)
    assert [row["id"] for row in rows(site, "q=lifeboats&act=deny")] == wanted
    later = [hit.statement.id for hit in every if hit.statement and hit.statement.date > "2031-03-05"]
    assert [row["id"] for row in rows(site, "q=lifeboats&since=2031-03-06")] == later


def test_filters_alone_list_statements_as_the_ledger_does(site: TestClient, ledger: Ledger) -> None:
    for query, wanted in {
        "act=deny": ledger.said(act="deny"),
        "certainty=unknown": ledger.said(certainty="unknown"),
        "who=Dahl": ledger.said("Dahl"),
        "who=dahl+jorgen": ledger.said("dahl jorgen"),
        "who=official": ledger.said("official"),
        "who=%26": ledger.said("&"),
        "since=2031-03-06&until=2031-03-31": ledger.said(since="2031-03-06", until="2031-03-31"),
        "who=Dahl&act=deny&as_of=2031-03-06": ledger.said("Dahl", act="deny", as_of="2031-03-06"),
    }.items():
        assert rows(site, query) == [row.to_dict() for row in wanted], query


def test_nothing_asked_and_nothing_found(site: TestClient) -> None:
    assert rows(site, "") == []
    assert "a phrase in quotation marks" in site.get("/search").text
    assert (
        "No statements or reports that match."
        in html.document_fromstring(site.get("/search?q=zeppelin").text).text_content()
    )


def test_any_text_is_a_query(site: TestClient) -> None:
    for query in ('"', "AND OR NOT", "a*b*", "(((", "NEAR(", "col:umn", "\x00", "’“„«", "ferr*", "%", "-"):
        answer = site.get("/search", params={"q": query})
        assert answer.status_code == 200, query
    assert rows(site, "q=ferr*")


@pytest.mark.parametrize(("window", "selective"), [(1, 20_000), (1, 0), (3, 0)])
@pytest.mark.parametrize(
    "query", ["the", "q=the&act=say", "of*", '"the ferry"', "q=a*&who=Dahl", "q=was&since=2031-03-06"]
)
def test_frequent_words_find_the_same_bit_by_bit(
    site: TestClient, monkeypatch: pytest.MonkeyPatch, query: str, window: int, selective: int
) -> None:
    asked = query if "=" in query else f"q={query}"
    whole = rows(site, asked)
    monkeypatch.setattr(finding, "WINDOW", window)
    monkeypatch.setattr(finding, "SELECTIVE", selective)
    assert rows(site, asked) == whole
    assert whole or "who" in asked


def test_of_frequent_words_the_last_are_ranked(
    site: TestClient, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "WINDOW", 1)
    monkeypatch.setattr("onrecord.serve.pages.search.MOST", 4)
    whole = {str(hit.to_dict()["id"]) for hit in ledger.search("the", limit=500)}
    found = [str(row["id"]) for row in rows(site, "q=the")]
    assert len(found) == 4 < len(whole)
    assert set(found) <= whole


def test_one_letter_is_no_beginning(site: TestClient) -> None:
    assert rows(site, "q=f*") == []
    assert rows(site, "q=fe*") == rows(site, "q=fer*") != []
