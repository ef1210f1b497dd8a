"""JSON-LD: every row once, in words of schema.org, with selectors that hit the words."""

import io
import json
from typing import Any

import pytest

from onrecord.export import export_json, write_jsonld
from onrecord.ledger import Ledger
from tests.ledger.build import make


@pytest.fixture
def graph(story: Ledger) -> list[dict[str, Any]]:
    """The graph as written."""
    stream = io.StringIO()
    write_jsonld(story, stream)
    data = json.loads(stream.getvalue())
    assert data["@context"]["@vocab"] == "https://schema.org/"
    assert all(isinstance(value, str) for value in data["@context"].values())  # nothing is fetched
    found: list[dict[str, Any]] = data["@graph"]
    return found


def test_every_row_is_there(story: Ledger, graph: list[dict[str, Any]]) -> None:
    record = export_json(story)
    bodies = [thing.get("oa:hasBody", thing) for thing in graph]
    assert len(bodies) == sum(len(rows) for table, rows in record.items() if table != "onrecord")
    ids = {body["id"] for body in bodies if "id" in body}
    for table in ("reports", "entities", "statements", "figures", "movements", "questions", "disputes", "series"):
        assert {f"urn:onrecord:{row['id']}" for row in record[table]} <= ids
    kinds = {body["type"] for body in bodies}
    assert {"NewsArticle", "Person", "Quotation", "QuantitativeValue", "Place", "Question", "MoveAction"} <= kinds


def test_selectors_hit_the_words(story: Ledger, graph: list[dict[str, Any]]) -> None:
    texts = {f"urn:onrecord:{report.id}": report.text for report in story.reports()}
    targets = [target for thing in graph for target in thing.get("oa:hasTarget", ())]
    assert targets
    for target in targets:
        position, words = target["oa:hasSelector"]
        text = texts[target["oa:hasSource"]["id"]]
        assert text[position["oa:start"] : position["oa:end"]] == words["oa:exact"]
        whole = words["oa:prefix"] + words["oa:exact"] + words["oa:suffix"]
        assert whole in text


def test_references_lead_somewhere(graph: list[dict[str, Any]]) -> None:
    ids = {body["id"] for thing in graph for body in [thing.get("oa:hasBody", thing)] if "id" in body}

    def references(value: Any) -> set[str]:
        if isinstance(value, dict):
            if set(value) == {"id"}:
                return {value["id"]}
            return {found for one in value.values() for found in references(one)}
        return {found for one in value for found in references(one)} if isinstance(value, list) else set()

    assert references(graph)
    assert references(graph) <= ids


def test_who_said_what(story: Ledger, graph: list[dict[str, Any]]) -> None:
    bodies = {body["id"]: body for thing in graph for body in [thing.get("oa:hasBody", thing)] if "id" in body}
    for row in story.said():
        body = bodies[f"urn:onrecord:{row.id}"]
        assert body["type"] == ("Quotation" if row.mode == "direct" else "Claim")
        assert body["onrecord:act"] == row.act
        assert (body.get("author") or {}).get("id") == (f"urn:onrecord:{row.speaker.id}" if row.speaker else None)


def test_a_place_near_another_has_no_point_of_its_own(ledger: Ledger) -> None:
    ledger.add_reports([make("one", "2031-03-05", "In Arnholt, near Rønne, roads were shut.")])
    stream = io.StringIO()
    write_jsonld(ledger, stream)
    bodies = [thing["oa:hasBody"] for thing in json.loads(stream.getvalue())["@graph"] if "oa:hasBody" in thing]
    found = {body["name"]: body for body in bodies if body["type"] == "Place"}
    assert found["Arnholt"]["onrecord:near"] == "Rønne"
    assert "geo" not in found["Arnholt"]
    assert "geo" in found["Rønne"]
    assert "onrecord:near" not in found["Rønne"]
