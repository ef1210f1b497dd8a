"""`onrecord mcp` as a host starts it: a process of its own, asked over its standard input and output."""

import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import anyio
import pytest

pytest.importorskip("mcp", reason="needs the extra: pip install 'onrecord[mcp]'")

from mcp import Client, StdioServerParameters, stdio_client

from onrecord.errors import UsageError
from onrecord.serve.mcp.fixing import TOOLS as FIXING
from onrecord.serve.mcp.server import READING

HELLO = (
    '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},'
    '"clientInfo":{"name":"test","version":"1"}}}\n{"jsonrpc":"2.0","method":"notifications/initialized"}\n'
)
START = "from onrecord.cli import main; main()"


def over_stdio(arguments: list[str], ask: Callable[[Client], Awaitable[Any]], log: Path, mode: Any = "auto") -> Any:
    """What `ask` finds out from a server started with these arguments; `log` gets its standard error."""
    command = StdioServerParameters(command=sys.executable, args=["-W", "error", "-c", START, "mcp", *arguments])

    async def run() -> Any:
        with log.open("w") as errors:
            async with Client(stdio_client(command, errlog=errors), mode=mode) as client:
                return await ask(client)

    return anyio.run(run)


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_a_session(path: Path, tmp_path: Path, mode: str) -> None:
    async def ask(client: Client) -> tuple[list[str], Any, Any]:
        names = [tool.name for tool in (await client.list_tools()).tools]
        rows = await client.call_tool("disputes", {"kind": "denied"})
        wrong = await client.call_tool("statements", {"as_of": "soon"})
        assert client.instructions
        assert wrong.is_error
        return names, rows.structured_content, wrong.content[0].text

    log = tmp_path / "log.txt"
    names, answer, wrong = over_stdio(["--ledger", str(path)], ask, log, mode)
    assert names == [tool.name for tool in READING]
    assert answer["rows"][0]["first"]["oldest"][0]["outlet"] == "Wire"
    assert "a date like 2031-03-05 is wanted" in wrong
    assert log.read_text() == ""


def test_judgements_of_a_session_are_kept(path: Path, tmp_path: Path) -> None:
    async def judge(client: Client) -> Any:
        names = [tool.name for tool in (await client.list_tools()).tools]
        assert names == [tool.name for tool in (*READING, *FIXING)]
        row = (await client.call_tool("statements", {"act": "deny"})).structured_content["rows"][0]["id"]
        await client.call_tool("reject", {"row": row, "why": "read wrongly"})
        return (await client.call_tool("statements", {"act": "deny"})).structured_content["total"]

    async def look(client: Client) -> Any:
        return (await client.call_tool("statements", {"act": "deny"})).structured_content["total"]

    log = tmp_path / "log.txt"
    assert over_stdio(["--ledger", str(path), "--allow-fix", "--as", "Ida"], judge, log) == 0
    assert over_stdio(["--ledger", str(path)], look, log) == 0
    assert log.read_text() == ""


def test_the_ledger_may_come_later(tmp_path: Path) -> None:
    async def ask(client: Client) -> str:
        result = await client.call_tool("brief", {})
        assert result.is_error
        return str(result.content[0].text)

    log = tmp_path / "log.txt"
    message = over_stdio(["--ledger", str(tmp_path / "none.db")], ask, log)
    assert "no ledger at" in message
    assert "onrecord add REPORTS" in message
    assert "no ledger at" in log.read_text()


def test_nothing_but_the_protocol_on_standard_output(path: Path) -> None:
    hello = (
        f"{HELLO}this is no message\n"
        '{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"brief","arguments":{"limit":0}}}\n'
        '{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"nothing"}}\n'
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", START, "mcp", "--ledger", str(path)],
        input=hello.encode(), capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    for line in done.stdout.decode("utf-8").splitlines():
        assert line.startswith('{"jsonrpc":"2.0"'), line
    assert b'"serverInfo"' in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"allow_fix": True}, "--allow-fix needs to know whose judgements they are; give --as NAME"),
        ({"allow_fix": True, "by": "  "}, "give --as NAME"),
        ({"by": "Ida"}, "--as Ida has no effect without --allow-fix"),
    ],
)
def test_wrong_options(tmp_path: Path, arguments: dict[str, Any], said: str) -> None:
    from onrecord.cli.mcp import mcp

    with pytest.raises(UsageError, match=said):
        mcp(tmp_path / "story.db", **{"allow_fix": False, "by": None, **arguments})


def test_without_the_extra_it_says_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.cli.mcp import mcp

    monkeypatch.setitem(sys.modules, "mcp", None)
    with pytest.raises(UsageError, match=r"pip install 'onrecord\[mcp\]'"):
        mcp(tmp_path / "story.db", allow_fix=False, by=None)


def test_the_server_needs_nothing_of_the_other_extras() -> None:
    code = (
        "import sys; sys.modules.update(altair=None, vl_convert=None, uvicorn=None); import onrecord.serve.mcp.server"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
def test_an_interrupt_ends_it_at_once(path: Path) -> None:
    command = [sys.executable, "-c", START, "mcp", "--ledger", str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(HELLO.encode())
        server.stdin.flush()
        assert server.stdout.readline().startswith(b'{"jsonrpc"')
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=20) == -signal.SIGINT
        assert server.stderr is not None
        assert server.stderr.read() == b""
