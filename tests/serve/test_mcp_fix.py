"""Judgements by tools: there only where they are allowed, and with the rules of `onrecord fix`."""

from collections.abc import Iterator
from pathlib import Path

import anyio
import pytest

pytest.importorskip("mcp", reason="needs the extra: pip install 'onrecord[mcp]'")

from mcp import Client

from onrecord.ledger import Ledger
from onrecord.serve.mcp.fixing import TOOLS
from onrecord.serve.mcp.server import make_server
from onrecord.serve.mcp.story import Story
from tests.serve.mcp_calls import Asker

WHY = "the report says otherwise"


@pytest.fixture
def asker(path: Path) -> Iterator[Asker]:
    """Asks a server that takes judgements in the name of Ida."""
    made = Asker(path, by="Ida")
    yield made
    made.close()


def test_the_tools_are_marked_as_changing_something(asker: Asker) -> None:
    async def ask() -> None:
        async with Client(make_server(asker.story)) as client:
            assert "propose them" in (client.instructions or "")
            tools = {tool.name: tool for tool in (await client.list_tools()).tools}
            for name in (tool.name for tool in TOOLS):
                hints = tools[name].annotations
                assert hints is not None
                assert hints.read_only_hint is (name == "judgements")
            assert tools["reject"].annotations.destructive_hint is True
            assert tools["statements"].annotations.read_only_hint is True

    anyio.run(ask)


def test_without_permission_there_are_none(path: Path) -> None:
    async def ask() -> set[str]:
        with Story(path) as story:
            async with Client(make_server(story)) as client:
                assert "judgements" not in (client.instructions or "")
                return {tool.name for tool in (await client.list_tools()).tools}

    assert not anyio.run(ask) & {tool.name for tool in TOOLS}


def test_a_row_is_rejected_restored_and_the_rejection_undone(asker: Asker, ledger: Ledger) -> None:
    row = asker.rows("statements", act="deny")[0]
    judgement = asker.ask("reject", row=row["id"][:8], why=WHY)
    assert (judgement["kind"], judgement["who"], judgement["why"]) == ("reject", "Ida", WHY)
    assert judgement["subject"] == [[row["id"]]]
    assert asker.rows("statements", act="deny") == []
    assert ledger.said(act="deny") == []
    assert not [one for one in asker.rows("disputes") if one["kind"] == "denied"]
    asker.ask("restore", row=row["id"], why=WHY)
    assert asker.rows("statements", act="deny") == [row]
    again = asker.ask("reject", row=row["id"], why=WHY)
    message = asker.refused("reject", row=row["id"], why=WHY)
    assert f"undo it with undo(judgement='{again['id'][:8]}')" in message
    asker.ask("undo", judgement=again["id"], why=WHY)
    assert asker.rows("statements", act="deny") == [row]
    listed = asker.rows("judgements")
    assert [one["id"] for one in listed] == [again["id"], judgement["id"]]
    assert {one["undone_by"] for one in listed} == {"Ida"}
    assert "was undone on" in asker.refused("undo", judgement=again["id"], why=WHY)


def test_a_dispute_and_a_relation_are_rejected(asker: Asker) -> None:
    dispute = next(row for row in asker.rows("disputes") if row["kind"] == "denied")
    asker.ask("reject", row=dispute["id"], why=WHY)
    assert dispute["id"] not in {row["id"] for row in asker.rows("disputes")}
    pair = asker.rows("quotes", kind="negated")[0]
    asker.ask("reject", row=pair["original"]["id"], other=pair["variant"]["id"], why=WHY)
    assert asker.rows("quotes", kind="negated") == []


def test_a_speaker_is_set(asker: Asker) -> None:
    row = asker.rows("statements", who="official")[0]
    asker.ask("set_speaker", statement=row["id"], name="Petra Lund", why=WHY)
    assert asker.rows("statements", claim=row["id"])[0]["speaker"] == "Petra Lund"
    asker.ask("set_speaker", statement=row["id"], name="Radar Office", kind="organization", why=WHY)
    assert asker.ask("speaker", who="Radar Office")["entity"]["kind"] == "organization"
    asker.ask("set_speaker", statement=row["id"], nobody=True, why=WHY)
    assert "speaker" not in asker.rows("statements", claim=row["id"])[0]
    for wrong in ({}, {"nobody": True, "name": "Petra Lund"}):
        assert "give name, or nobody=true" in asker.refused("set_speaker", statement=row["id"], why=WHY, **wrong)
    message = asker.refused("set_speaker", statement=row["id"], name="Nobody Atall", why=WHY)
    assert message == "nobody is called 'Nobody Atall'; look up names with the tool entities"


def test_entities_are_joined_and_told_apart(asker: Asker) -> None:
    before = {row["name"] for row in asker.rows("entities", kind="person")}
    assert {"Petra Lund", "Marta Zielińska"} <= before
    judgement = asker.ask("same", entity="Petra Lund", other="Marta Zielińska", why=WHY)
    assert len(asker.rows("entities", kind="person")) == len(before) - 1
    asker.ask("undo", judgement=judgement["id"], why=WHY)
    assert {row["name"] for row in asker.rows("entities", kind="person")} == before
    asker.ask("different", entity="Petra Lund", other="Marta Zielińska", why=WHY)
    message = asker.refused("same", entity="Petra Lund", other="Petra Lund", why=WHY)
    assert "name two" in message


def test_a_claim_is_split(asker: Asker) -> None:
    claim = next(row for row in asker.rows("claims", limit=100) if row["count"] > 2)
    ids = [row["id"] for row in asker.rows("statements", claim=claim["statement"])]
    asker.ask("split", statements=ids[-1:], why=WHY)
    assert ids[-1] not in [row["id"] for row in asker.rows("statements", claim=claim["statement"])]
    alone = next(
        row["id"] for row in asker.rows("statements", limit=100) if row["id"] not in ids and not row.get("repeats")
    )
    whole = asker.rows("statements", claim=alone)
    message = asker.refused("split", statements=[row["id"] for row in whole], why=WHY)
    assert "not in one claim with other statements; see the tool claims" in message


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("reject", {"row": "abcdef"}, "why: is needed"),
        ("reject", {"row": "abcdef", "why": WHY}, "no statement or figure or movement or question has an id"),
        ("reject", {"row": "abcdef", "why": WHY}, "every row that a tool lists has its id"),
        ("restore", {"row": "abcdef", "why": WHY}, "every row that a tool lists has its id"),
        ("undo", {"judgement": "abcdef", "why": WHY}, "the tool judgements lists them"),
        ("same", {"entity": "Nobody", "other": "Noone", "why": WHY}, "look up names with the tool entities"),
        ("split", {"statements": [], "why": WHY}, "statements: "),
        ("set_speaker", {"statement": "abcdef", "name": "x", "kind": "robot", "why": WHY}, "'robot' is none of person"),
    ],
)
def test_wrong_judgements_change_nothing(asker: Asker, tool: str, arguments: dict[str, object], said: str) -> None:
    message = asker.refused(tool, **arguments)
    assert said in message
    assert "onrecord " not in message
    assert asker.rows("judgements") == []


def test_a_row_that_is_not_rejected_is_not_restored(asker: Asker) -> None:
    row = asker.rows("statements", limit=1)[0]["id"]
    assert "not rejected; the tool judgements lists the judgements" in asker.refused("restore", row=row, why=WHY)
