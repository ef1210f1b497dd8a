"""`onrecord serve`: what it says, whom it serves, how it ends."""

import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from onrecord.cli.serve import EXAMPLE, serve
from onrecord.errors import LedgerError, UsageError
from onrecord.serve.running import listen
from onrecord.serve.settings import Settings

RUN = "import typer; from onrecord.cli.serve import serve; app = typer.Typer(); app.command()(serve); app()"


@contextmanager
def served(*arguments: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address at which the command serves, and its process."""
    with subprocess.Popen([sys.executable, "-c", RUN, *arguments], stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            line = process.stderr.readline()
            found = re.search(r"http://\S+", line)
            assert found, line + process.stderr.read()
            yield found[0], process
        finally:
            process.kill()


def test_it_serves_until_it_is_interrupted(path: Path) -> None:
    with served("--ledger", str(path), "--port", "0") as (address, process):
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address)
        with urllib.request.urlopen(address) as answer:
            assert answer.status == 200
            assert "Havørn" in answer.read().decode()
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="addresses of loopback interfaces differ")
def test_other_addresses_want_the_token(path: Path) -> None:
    with served("--ledger", str(path), "--host", "0.0.0.0", "--port", "0", "--read-only") as (address, _):
        port, token = re.findall(r":(\d+)/\?token=(\S+)", address)[0]
        plain = f"http://127.0.0.1:{port}/"
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(plain)
        assert refused.value.code == 403
        refused.value.close()
        request = urllib.request.Request(plain, headers={"Authorization": f"Bearer {token}"})
        with urllib.request.urlopen(request) as answer:
            assert answer.status == 200


def command(*arguments: str) -> BaseException | None:
    """What the command raises."""
    app = typer.Typer()
    app.command()(serve)
    return CliRunner().invoke(app, list(arguments)).exception


def test_what_cannot_be_served_is_refused(path: Path, tmp_path: Path) -> None:
    error = command("--ledger", str(tmp_path / "none.db"))
    assert isinstance(error, UsageError)
    assert "onrecord add" in str(error)
    (tmp_path / "text.db").write_text("no ledger")
    assert isinstance(command("--ledger", str(tmp_path / "text.db"), "--port", "0"), LedgerError)
    error = command("--ledger", str(path), "--host", "no such host")
    assert isinstance(error, UsageError)
    with listen("127.0.0.1", 0) as taken:
        taken.listen()
        error = command("--ledger", str(path), "--port", str(taken.getsockname()[1]))
    assert isinstance(error, UsageError)
    assert "--port" in str(error)


def test_without_the_extra_it_says_what_to_install(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    error = command("--ledger", str(path))
    assert isinstance(error, UsageError)
    assert "pip install 'onrecord[web]'" in str(error)


def test_the_address_that_is_told() -> None:
    assert Settings(host="127.0.0.1", port=80).address == "http://127.0.0.1:80/"
    assert Settings(host="::1", port=80).address == "http://[::1]:80/"
    assert Settings(host="10.0.0.8", port=80, token="t").address == "http://10.0.0.8:80/?token=t"
    assert Settings(host="0.0.0.0", port=80, token="t").address.startswith("http://")
    assert "0.0.0.0" not in Settings(host="0.0.0.0", port=80, token="t").address


def test_the_example_names_real_options() -> None:
    options = re.findall(r"--\w+", EXAMPLE)
    assert options
    shown = CliRunner()
    app = typer.Typer()
    app.command()(serve)
    text = shown.invoke(app, ["--help"], env={"COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb"}).output
    assert all(option in text for option in options)
