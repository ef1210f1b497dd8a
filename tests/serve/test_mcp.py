"""The MCP server's tools, asked by the SDK's own client in the same process."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest

pytest.importorskip("mcp", reason="needs the extra: pip install 'onrecord[mcp]'")

from mcp import Client, MCPError
from mcp_types import ListToolsResult

from onrecord.ledger import Ledger
from onrecord.serve.mcp.server import READING, make_server
from onrecord.serve.mcp.story import Story
from tests.ledger.build import make, open_ledger
from tests.ledger.pile import PILE
from tests.serve.mcp_calls import Asker, inside

TOOLS = [tool.name for tool in READING]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of five reports on one ferry that no test changes."""
    made = tmp_path_factory.mktemp("mcp") / "story.db"
    with open_ledger(made) as ledger:
        ledger.add_reports(PILE)
    return made


@pytest.fixture(scope="module")
def asker(file: Path) -> Iterator[Asker]:
    """Asks the server over that ledger."""
    made = Asker(file)
    yield made
    made.close()


@pytest.fixture(scope="module")
def story(file: Path) -> Iterator[Ledger]:
    """That ledger, opened beside the server."""
    with Ledger.open(file, create=False) as opened:
        yield opened


@pytest.fixture(scope="module")
def texts(story: Ledger) -> dict[str, str]:
    """The reports' texts by id."""
    return {report.id: report.text for report in story.reports()}


def listed(asker: Asker) -> ListToolsResult:
    """The tools as a host sees them."""

    async def ask() -> ListToolsResult:
        async with Client(make_server(asker.story)) as client:
            return await client.list_tools()

    return anyio.run(ask)


def test_every_tool_tells_what_it_does_and_changes_nothing(asker: Asker) -> None:
    tools = listed(asker).tools
    assert [tool.name for tool in tools] == TOOLS
    for tool in tools:
        assert tool.title
        assert len(tool.description or "") > 80, tool.name
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint is True
        assert tool.annotations.destructive_hint is False
        assert tool.annotations.open_world_hint is False
        assert tool.input_schema["type"] == "object"
        assert tool.input_schema["additionalProperties"] is False
        assert "as_of" in tool.input_schema["properties"]
        for name, schema in tool.input_schema["properties"].items():
            assert schema.get("description") or schema.get("enum"), f"{tool.name}.{name}"
        assert tool.output_schema is not None
        assert tool.output_schema["type"] == "object"


def test_lists_are_paged_and_counted(asker: Asker) -> None:
    for tool in listed(asker).tools:
        properties = (tool.output_schema or {})["properties"]
        if "rows" in properties:
            assert {"total", "offset", "next_offset"} <= set(properties)
            assert {"limit", "offset"} <= set(tool.input_schema["properties"])


def test_instructions_say_that_texts_are_data_and_that_nobody_is_right(asker: Asker) -> None:
    async def ask() -> str:
        async with Client(make_server(asker.story)) as client:
            return client.instructions or ""

    told = anyio.run(ask)
    assert "never says who is right" in told
    assert "Nothing in `words`" in told
    assert all(f"`{name}`" in told for name in TOOLS)


@pytest.mark.parametrize("tool", TOOLS)
def test_every_row_is_grounded(asker: Asker, texts: dict[str, str], tool: str) -> None:
    answer = asker.ask(tool, **asker.needed(tool))
    for row in inside(answer):
        if "words" in row and "spans" in row:
            text = texts[row["report"]]
            assert row["words"] == " … ".join(text[start:end] for start, end in row["spans"])
            assert row["words"]
            assert row["outlet"]
            assert row["published"]
            assert row["url"].startswith("https://")
        for name in ("source", "cue", "hedge"):
            for start, end in row.get(f"{name}_spans", ()):
                assert texts[row["report"]][start:end] in row[name]


@pytest.mark.parametrize("tool", TOOLS)
def test_text_and_data_are_the_same(asker: Asker, tool: str) -> None:
    result = asker.call(tool, **asker.needed(tool))
    (block,) = result.content
    assert json.loads(block.text) == json.loads(json.dumps(result.structured_content))


def test_tools_give_what_the_ledger_gives(asker: Asker, story: Ledger) -> None:
    ledger = story

    def ids(tool: str, **arguments: Any) -> list[str]:
        return [row["id"] for row in asker.rows(tool, limit=100, **arguments)]

    assert ids("statements") == [row.id for row in ledger.said()]
    assert ids("statements", who="Dahl") == [row.id for row in ledger.said("Dahl")]
    assert ids("statements", who="official") == [row.id for row in ledger.said("official")]
    assert ids("statements", act="deny") == [row.id for row in ledger.said(act="deny")]
    assert ids("statements", certainty="unknown") == [row.id for row in ledger.said(certainty="unknown")]
    assert ids("statements", about="lifeboats") == [row.id for row in ledger.said(about="lifeboats")]
    assert ids("statements", since="2031-03-06", until="2031-03-31") == [
        row.id for row in ledger.said(since="2031-03-06", until="2031-03-31")
    ]
    assert ids("figures") == [row.figure.id for row in ledger.figures()]
    assert ids("figures", what="people") == [row.figure.id for row in ledger.figures("people")]
    assert ids("disputes") == [row.dispute.id for row in ledger.disputes()]
    assert ids("series") == [row.series.id for row in ledger.series()]
    assert ids("questions", status="all") == [row.question.id for row in ledger.questions()]
    assert ids("movements") == [row.movement.id for row in ledger.movements()]
    assert [row["statement"] for row in asker.rows("claims")] == [row.said[0].id for row in ledger.claims()]
    assert [(row["original"]["id"], row["variant"]["id"]) for row in asker.rows("quotes", altered=False)] == [
        (row.original.id, row.variant.id) for row in ledger.quotes()
    ]
    assert [row["name"] for row in asker.rows("places")] == [row.name for row in ledger.places()]
    assert [row["words"] for row in asker.rows("timeline")] == [row.text for row in ledger.timeline()]
    assert [row["statement"]["id"] for row in asker.rows("expectations")] == [
        row.said.id for row in ledger.expectations()
    ]
    assert [row["outlet"] for row in asker.rows("outlets")] == [row.name for row in ledger.outlets()]
    assert {row["id"] for row in asker.rows("entities")} == {row.id for row in ledger.entities()}
    assert [row["report"] for row in asker.rows("reports")] == [row.id for row in ledger.reports()]


@pytest.mark.parametrize("tool", [name for name in TOOLS if name not in ("report", "text", "compare", "speaker")])
def test_as_of_leaves_out_what_came_later(asker: Asker, tool: str) -> None:
    needed = {"query": "ferry"} if tool == "search" else {}
    answer = asker.ask(tool, as_of="2031-03-05", **needed)
    came = [row["published"] for row in inside(answer) if isinstance(row.get("published"), str)]
    assert all(moment[:10] <= "2031-03-05" for moment in came)
    later = asker.ask(tool, **needed)
    assert answer != later or tool in ("places", "outlets", "movements")


def test_as_of_hides_reports_that_were_not_out(asker: Asker) -> None:
    late = asker.ids()["late"]
    for tool, arguments in (("report", {}), ("text", {}), ("compare", {"other": asker.ids()["wire"]})):
        message = asker.refused(tool, report=late, as_of="2031-03-06", **arguments)
        assert "as of 2031-03-06" in message
        assert "the tool reports" in message


def test_paging_goes_through_all_rows_once(asker: Asker) -> None:
    whole = asker.ask("statements", limit=100)
    found: list[dict[str, Any]] = []
    offset: int | None = 0
    while offset is not None:
        part = asker.ask("statements", limit=4, offset=offset)
        assert part["total"] == whole["total"]
        assert part["offset"] == offset
        assert len(part["rows"]) <= 4
        found += part["rows"]
        offset = part.get("next_offset")
    assert found == whole["rows"]
    assert asker.rows("statements", offset=whole["total"]) == []


def test_a_claim_leads_to_its_statements(asker: Asker) -> None:
    claim = next(row for row in asker.rows("claims") if row["count"] > len(row["oldest"]) or row["origins"] > 1)
    rows = asker.rows("statements", claim=claim["statement"], limit=100)
    assert len(rows) == claim["count"]
    assert {row["origins"] for row in rows} == {claim["origins"]}
    assert asker.rows("claims", statement=rows[-1]["id"]) == [claim]


def test_disputes_have_both_sides_and_lead_to_their_rows(asker: Asker) -> None:
    dispute = next(row for row in asker.rows("disputes") if row["kind"] == "denied")
    assert {row["act"] for side in ("first", "second") for row in dispute[side]["oldest"]} == {"say", "deny"}
    for side in ("first", "second"):
        assert asker.rows("disputes", row=dispute[side]["ids"][0])[0]["id"] == dispute["id"]
        assert dispute[side]["origins"] == 1
    assert asker.rows("disputes", dispute=dispute["id"][:8]) == [dispute]
    kinds = {row["kind"] for row in asker.rows("disputes", kind="figures_differ")}
    assert kinds == {"figures_differ"}


def test_quotes_show_the_altered_ones(asker: Asker) -> None:
    (row,) = asker.rows("quotes", kind="negated")
    assert row["altered"]
    assert row["original"]["outlet"] == "Wire"
    assert row["variant"]["outlet"] == "Spun"
    assert row["variant"]["altered_from"] == [row["original"]["id"]]
    assert any("somebody" in after for _, _, after in row["changes"])
    assert asker.rows("quotes", kind="negated", statement=row["variant"]["id"]) == [row]


def test_a_speaker(asker: Asker) -> None:
    told = asker.ask("speaker", who="Marta Zielińska")
    assert told["entity"]["name"] == "Marta Zielińska"
    assert asker.ask("speaker", who=told["entity"]["id"]) == told
    denier = asker.ask("speaker", who="Jørgen Dahl")
    assert denier["denials"][0]["act"] == "deny"
    assert denier["acts"]["deny"] == 1
    assert denier["disputes"]
    assert asker.rows("entities", name="lund", kind="person")[0]["name"] == "Petra Lund"


def test_a_report_with_its_rows(asker: Asker) -> None:
    answer = asker.ask("report", report=asker.ids()["wire"], limit=100)
    assert answer["about"]["title"] == "The wire report"
    assert answer["about"]["copies"] == 2
    assert sum(answer["counts"].values()) == answer["total"] == len(answer["rows"])
    assert {row["row"] for row in answer["rows"]} == {"statement", "figure", "time", "place", "movement", "question"}
    starts = [row["spans"][0][0] for row in answer["rows"]]
    assert starts == sorted(starts)
    only = asker.ask("report", report=asker.ids()["wire"], kinds=["movement"])
    assert [(row["from"], row["via"], row["to"]) for row in only["rows"]] == [("Ystad", ["Rønne"], "Gdynia")]


def test_copies_are_told_from_independent_reports(asker: Asker) -> None:
    ids = asker.ids()
    assert {row["report"] for row in asker.rows("reports", copies=True)} == {ids["trim"], ids["spun"]}
    assert {row["report"] for row in asker.rows("reports", copy_of=ids["wire"])} == {ids["trim"], ids["spun"]}
    assert {row["report"] for row in asker.rows("reports", copies=False)} == {ids["wire"], ids["rival"], ids["late"]}
    assert [row["report"] for row in asker.rows("reports", outlet="Rival")] == [ids["rival"]]
    repeats = [row for row in asker.rows("statements", limit=100) if row.get("repeats")]
    assert repeats
    assert {row["copy_of"] for row in repeats} == {ids["wire"]}
    assert len(asker.rows("statements", limit=100, repeats=False)) == asker.ask("statements")["total"] - len(repeats)


def test_a_text_is_read_part_by_part(asker: Asker, texts: dict[str, str]) -> None:
    wire = asker.ids()["wire"]
    text, offset = "", 0
    while True:
        part = asker.ask("text", report=wire, offset=offset, limit=100)
        text += part["text"]
        if "next_offset" not in part:
            break
        offset = part["next_offset"]
    assert text == texts[wire]


def test_search_finds_statements_and_passages(asker: Asker, texts: dict[str, str]) -> None:
    said = asker.rows("search", query="lifeboats", within="statements")
    assert said
    assert all("lifeboats" in row["statement"]["words"] for row in said)
    passages = asker.rows("search", query='"ran aground"', within="reports")
    assert {row["passage"]["outlet"] for row in passages} >= {"Wire", "Late"}
    for row in passages:
        (start, end) = row["passage"]["spans"][0]
        assert "ran aground" in texts[row["passage"]["report"]][start:end].replace("\n", " ")


def test_comparison(asker: Asker) -> None:
    ids = asker.ids()
    answer = asker.ask("compare", report=ids["trim"], other=ids["wire"])
    assert answer["older"]["report"] == ids["wire"]
    assert answer["common"] > 3
    assert any("official" in row["older"] for row in answer["rows"] if "younger" not in row)


def test_the_brief_has_some_of_everything_and_counts_all(asker: Asker) -> None:
    short, long = asker.ask("brief", limit=1), asker.ask("brief", limit=20)
    assert short["counts"] == long["counts"]
    for name, count in short["counts"].items():
        if name != "places":
            assert len(short[name]) == min(1, count)
            assert len(long[name]) == min(20, count)
    assert short["origins"] == 3
    assert short["copies"]


def test_questions_and_expectations_and_what_came_of_them(asker: Asker) -> None:
    answered = asker.rows("questions", status="answered")
    assert answered[0]["answer"]["outlet"] == "Late"
    assert not {row["id"] for row in answered} & {row["id"] for row in asker.rows("questions")}
    met = asker.rows("expectations", outcome="met")
    assert met[0]["told"]["outlet"] == "Late"
    assert met[0]["statement"]["words"].startswith('"the line will refloat')
    assert asker.rows("expectations", until="2031-03-31") == []


def test_a_text_as_a_resource(asker: Asker, texts: dict[str, str]) -> None:
    wire = asker.ids()["wire"]

    async def ask(address: str) -> str:
        async with Client(make_server(asker.story)) as client:
            (template,) = (await client.list_resource_templates()).resource_templates
            assert template.uri_template == "onrecord://reports/{report}/text{?offset}"
            try:
                (content,) = (await client.read_resource(address)).contents
            except MCPError as error:
                return error.message
            return str(json.loads(content.text)["text"])

    assert anyio.run(ask, f"onrecord://reports/{wire}/text") == texts[wire]
    assert anyio.run(ask, f"onrecord://reports/{wire}/text?offset=10") == texts[wire][10:]
    assert "the tool reports" in anyio.run(ask, "onrecord://reports/nosuchid/text")
    assert "offset: " in anyio.run(ask, f"onrecord://reports/{wire}/text?offset=minus")
    assert "characters; give a smaller one" in anyio.run(ask, f"onrecord://reports/{wire}/text?offset=99999")
    assert "is no address" in anyio.run(ask, "onrecord://elsewhere")


def test_a_change_of_the_ledger_is_seen(path: Path) -> None:
    asker = Asker(path)
    before = asker.ask("reports")["total"]
    asker.ask("claims")
    with open_ledger(path) as ledger:
        ledger.add_reports([make("extra", "2031-05-01T08:00:00Z", 'Petra Lund said "the bill was paid in full".')])
    # A record that took long to put together is shown until the new one is complete.
    until = time.monotonic() + 20
    while asker.ask("reports")["total"] == before and time.monotonic() < until:
        time.sleep(0.1)
    assert asker.ask("reports")["total"] == before + 1
    assert asker.rows("statements", about="bill", since="2031-05-01")[0]["outlet"] == "Extra"
    asker.close()


def test_the_handshake_of_older_hosts(asker: Asker) -> None:
    async def ask() -> Any:
        async with Client(make_server(asker.story), mode="legacy") as client:
            assert client.server_info is not None
            assert client.server_info.name == "onrecord"
            return (await client.call_tool("statements", {"limit": 1})).structured_content

    assert len(anyio.run(ask)["rows"]) == 1


def test_many_questions_at_once(path: Path) -> None:
    answers: list[Any] = []

    async def ask() -> None:
        with Story(path) as story:
            async with Client(make_server(story)) as client, anyio.create_task_group() as group:

                async def one(tool: str, as_of: str) -> None:
                    answers.append((await client.call_tool(tool, {"as_of": as_of})).is_error)

                for tool in ("brief", "disputes", "claims", "quotes", "figures", "places"):
                    for as_of in ("2031-03-05", "2031-03-06", "2031-04-02"):
                        group.start_soon(one, tool, as_of)

    anyio.run(ask)
    assert answers == [False] * 18
