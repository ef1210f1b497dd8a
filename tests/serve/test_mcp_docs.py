"""docs/mcp.md says what the server does: its tools, their arguments, and the dialogue on the packaged story."""

import ast
import json
import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("mcp", reason="needs the extra: pip install 'onrecord[mcp]'")

from onrecord.ledger import Ledger
from onrecord.serve.mcp.asking import LARGEST, MOST, USUAL
from onrecord.serve.mcp.fixing import TOOLS as FIXING
from onrecord.serve.mcp.harmless import WORDS
from onrecord.serve.mcp.server import READING, TEXTS
from tests.serve.mcp_calls import Asker

DOCS = Path(__file__).parents[2] / "docs" / "mcp.md"
ROW = re.compile(r"^\| `(\w+)` \| [^|]+ \| ([^|]*)\|$", re.MULTILINE)
EXCHANGE = re.compile(r"```text\n(\w+\(.*?\))\n```.*?```json\n(.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def text() -> str:
    """The page."""
    return DOCS.read_text("utf-8")


@pytest.fixture(scope="module")
def asker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asker]:
    """Asks a server over the packaged story."""
    file = tmp_path_factory.mktemp("mcp-docs") / "story.db"
    with Ledger.open(file) as ledger:
        ledger.add(str(resources.files("onrecord.demo") / "reports"))
    made = Asker(file)
    yield made
    made.close()


def test_every_tool_is_described_with_its_arguments(text: str) -> None:
    described = {name: set(re.findall(r"`(\w+)`", arguments)) for name, arguments in ROW.findall(text)}
    everywhere = {"as_of", "limit", "offset"}
    for tool in READING:
        own = set(tool.listed.input_schema["properties"]) - everywhere
        assert described[tool.name] - everywhere == own, tool.name
    for tool in FIXING:
        assert f"`{tool.name}`" in text


def test_the_limits_are_those_of_the_program(text: str) -> None:
    assert f"`limit` ({USUAL}, at most {MOST})" in text
    assert f"some {LARGEST:,} characters" in text
    assert f"more than {WORDS:,} characters" in text
    assert TEXTS.uri_template == "onrecord://reports/{report}/text{?offset}"


def test_the_dialogue_is_what_the_tools_answer(text: str, asker: Asker) -> None:
    exchanges = EXCHANGE.findall(text)
    assert len(exchanges) == 3
    for call, answer in exchanges:
        node = ast.parse(call, mode="eval").body
        assert isinstance(node, ast.Call)
        assert isinstance(node.func, ast.Name)
        arguments = {word.arg or "": ast.literal_eval(word.value) for word in node.keywords}
        found = asker.ask(node.func.id, **arguments)
        assert holds(found, json.loads(answer)), (call, found)


def holds(found: Any, wanted: Any) -> bool:
    """Whether everything that is wanted stands in what was found, lists in their order and length."""
    if isinstance(wanted, dict):
        return isinstance(found, dict) and all(holds(found.get(name), part) for name, part in wanted.items())
    if isinstance(wanted, list):
        return len(found) == len(wanted) and all(map(holds, found, wanted))
    return bool(found == wanted)
