import subprocess
import sys

import pytest

from onrecord import __version__
from onrecord.cli.app import app
from tests.cli.conftest import Command

COMMANDS = tuple(str(command.name) for command in app.registered_commands)
HEAVY = ("sqlalchemy", "onnxruntime", "numpy", "rich", "trafilatura", "httpx", "feedparser", "tokenizers")


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_ends_in_an_example_of_it(command: Command, name: str) -> None:
    done = command(name, "--help")
    assert done.status == 0
    assert done.out.splitlines()[-1].strip().startswith(f"Example: onrecord {name}")


def test_help_lists_the_commands(command: Command) -> None:
    done = command("--help")
    assert done.status == 0
    for name in COMMANDS:
        assert f"\n  {name} " in done.out
    assert "..." not in done.out.replace("[ARGS]...", "")
    assert done.out.splitlines()[-1].strip() == "Example: onrecord demo"


def test_version(command: Command) -> None:
    assert command("--version").out == f"onrecord {__version__}\n"


def test_the_command_line_starts_without_the_heavy_libraries() -> None:
    code = f"import sys, onrecord.cli.app; print(*(m for m in {HEAVY!r} if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
