"""Every page as JSON: the same rows at the same addresses, with no list that has no end."""

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.ledger import Ledger
from onrecord.records import Report
from onrecord.serve import page as page_module
from onrecord.serve.addresses import PAGES, address
from onrecord.serve.page import cut
from onrecord.serve.whereabouts import place_id
from tests.ledger.build import make

KEYS = {
    "front": {"reports", "origins", "copies", "outlets", "statements", "speakers", "figures", "disputes", "open"},
    "report": {"report", "statements", "figures", "copies"},
    "open": {"questions", "expectations"},
    "speaker": {"speaker", "portrait", "rows"},
    "claim": {"claim", "statements", "speakers", "origins", "rows"},
    "series": {"id", "name", "relation", "disputes", "rows"},
    "dispute": {"id", "kind", "first", "second", "rows"},
    "place": {"place", "movements", "rows"},
    "outlet": {"outlet", "copies_from", "copied_by", "speakers", "altered_quotations", "rows"},
    "compare": {"older", "younger", "common", "rows"},
    "fix-row": {"page", "as_of"},
}
"""What the JSON of a page has beside its rows; a list has its rows and how many there are."""


def given(ledger: Ledger) -> dict[str, dict[str, object]]:
    """What the addresses of pages on one thing are given."""
    reports = ledger.reports()
    return {
        "report": {"id": reports[0].id},
        "speaker": {"id": ledger.said("Dahl")[0].speaker.id},  # type: ignore[union-attr]
        "claim": {"id": ledger.claims()[0].said[0].id},
        "series": {"id": ledger.series()[0].series.id},
        "dispute": {"id": ledger.disputes()[0].dispute.id},
        "place": {"id": place_id(ledger.places()[0])},
        "outlet": {"name": ledger.outlets()[0].name},
        "compare": {"one": reports[0].id, "other": reports[1].id},
        "fix-row": {"id": ledger.said()[0].id},
        "row": {"id": ledger.said()[0].id},
    }


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("day", [None, "2031-04-02"])
def test_every_page_has_json(site: TestClient, ledger: Ledger, name: str, day: str | None) -> None:
    where = address(name, **given(ledger).get(name, {}), as_of=day)
    path, mark, query = where.partition("?")
    plain = f"{'/index' if path == '/' else path}.json{mark}{query}"
    shown, answer = site.get(where), site.get(plain)
    assert answer.status_code == shown.status_code, answer.text
    if name == "row":
        assert answer.headers["location"] == shown.headers["location"]
        return
    assert f'href="{plain.replace("&", "&amp;")}"' in shown.text
    data = answer.json()
    assert (data["page"], data["as_of"]) == (name, day)
    if name not in KEYS:
        assert {"total", "number", "pages", "rows"} <= data.keys()
        assert len(data["rows"]) == min(data["total"], page_module.ROWS)
    else:
        assert KEYS[name] <= data.keys()


def test_quantities_stand_at_their_own_address(site: TestClient, ledger: Ledger) -> None:
    data = site.get("/series.json").json()
    assert data["rows"] == site.get("/figures.json?series=1").json()["rows"]
    assert data["total"] == len(ledger.series()) > 0
    assert site.get("/series.json?what=nothingatall").json()["total"] == 0
    assert site.get("/series?page=2").status_code == 404


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ({"ids": [1, 2, 3]}, {"ids": [1, 2], "ids_total": 3}),
        ({"ids": [1, 2]}, {"ids": [1, 2]}),
        ({"rows": [{"ids": [1, 2, 3]}]}, {"rows": [{"ids": [1, 2], "ids_total": 3}]}),
        ({"a": {"b": [[1], [2], [3]]}}, {"a": {"b": [[1], [2]], "b_total": 3}}),
        ({"text": "abc", "none": None}, {"text": "abc", "none": None}),
    ],
)
def test_long_lists_are_cut(value: dict[str, Any], wanted: dict[str, Any]) -> None:
    assert cut(value, 2) == wanted


def test_the_json_of_a_place_in_many_reports_is_cut(site_of: Callable[..., TestClient]) -> None:
    many: list[Report] = [make(f"port{i:03}", "2031-05-01", f"Ship {i} left Gdynia at noon.") for i in range(130)]
    site = site_of(*many)
    (row,) = site.get("/map.json").json()["rows"]
    assert (len(row["reports"]), row["reports_total"]) == (page_module.LISTED, 130)
    (place,) = site.get("/index.json").json()["places"]
    assert (len(place["reports"]), place["reports_total"]) == (20, 130)
