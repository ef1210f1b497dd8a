"""Asking the MCP server as a host does, by the SDK's own client."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from anyio.from_thread import start_blocking_portal
from mcp import Client
from mcp_types import CallToolResult

from onrecord.serve.mcp.server import make_server
from onrecord.serve.mcp.story import Story

NEEDED: dict[str, dict[str, str]] = {
    "report": {"report": "wire"},
    "text": {"report": "wire"},
    "compare": {"report": "wire", "other": "trim"},
    "speaker": {"who": "Dahl"},
    "search": {"query": "ferry"},
}
"""What tools must be asked with, reports by the names that the pile gives them."""


class Asker:
    """Asks the tools over one ledger, in the same process."""

    def __init__(self, path: Path, by: str | None = None) -> None:
        self.story = Story(path, by)
        self._open = ExitStack()
        portal = self._open.enter_context(start_blocking_portal())
        self.portal = portal
        self.client = self._open.enter_context(portal.wrap_async_context_manager(Client(make_server(self.story))))

    def close(self) -> None:
        """Hang up, and let go of the ledger."""
        self._open.close()
        self.story.close()

    def call(self, tool: str, **arguments: Any) -> CallToolResult:
        """What a tool gives; the client checks it against the tool's output schema."""
        return self.portal.call(self.client.call_tool, tool, arguments)

    def ask(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """What a tool answers."""
        result = self.call(tool, **arguments)
        assert not result.is_error, result.content
        data: dict[str, Any] = result.structured_content
        return data

    def refused(self, tool: str, **arguments: Any) -> str:
        """What a tool says where it does not answer."""
        result = self.call(tool, **arguments)
        assert result.is_error, result.structured_content
        assert result.structured_content is None
        (block,) = result.content
        text: str = block.text
        return text

    def rows(self, tool: str, **arguments: Any) -> list[dict[str, Any]]:
        """The rows that a tool answers with."""
        found: list[dict[str, Any]] = self.ask(tool, **arguments)["rows"]
        return found

    def ids(self) -> Mapping[str, str]:
        """The reports' ids by the names of the pile."""
        return {row["outlet"].lower(): row["report"] for row in self.rows("reports", limit=100)}

    def needed(self, tool: str) -> dict[str, str]:
        """The arguments without which a tool cannot be asked."""
        ids = self.ids()
        return {name: ids.get(value, value) for name, value in NEEDED.get(tool, {}).items()}


def inside(answer: Any) -> Iterator[dict[str, Any]]:
    """Every object in an answer, however deep."""
    if isinstance(answer, dict):
        yield answer
        for part in answer.values():
            yield from inside(part)
    elif isinstance(answer, list):
        for part in answer:
            yield from inside(part)
