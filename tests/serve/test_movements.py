"""Movements: the list, its filters, and ways to places and reports."""

import pytest
from starlette.testclient import TestClient

from onrecord.ledger import Ledger


def test_movements_show_who_goes_where(site: TestClient, ledger: Ledger) -> None:
    page = site.get("/movements")
    assert page.status_code == 200
    for row in ledger.movements():
        assert f'id="m-{row.movement.id}"' in page.text
        assert f'href="/reports/{row.report.id}#m-{row.movement.id}"' in page.text
        assert f'href="/fix/{row.movement.id}"' in page.text
    assert '<a href="/places/2614600">Rønne</a>' in page.text
    rows = site.get("/movements.json").json()["rows"]
    assert [(row["from"], row["via"], row["to"]) for row in rows] == [("Ystad", ["Rønne"], "Gdynia")] * 3


def test_movements_without_copies_by_place_by_words_and_by_day(site: TestClient, ledger: Ledger) -> None:
    def found(query: str) -> list[str]:
        return [row["id"] for row in site.get(f"/movements.json?{query}").json()["rows"]]

    everything = [row.movement.id for row in ledger.movements()]
    assert found("own=1") == everything[:1]
    assert found("place=2614600") == everything
    assert found("q=havorn+gdynia") == everything
    assert found("q=train") == []
    assert found("since=2031-03-06") == everything[2:]
    assert found("until=2031-03-05") == everything[:2]
    assert found("as_of=2031-03-05") == everything[:2]


@pytest.mark.parametrize(("query", "status"), [("place=7", 404), ("page=2", 404), ("page=x", 400), ("since=x", 400)])
def test_what_cannot_be(site: TestClient, query: str, status: int) -> None:
    assert site.get(f"/movements?{query}").status_code == status
