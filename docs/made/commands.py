"""The reference of the commands, made from the program's own help."""

import re
from collections.abc import Iterator
from typing import Any

import typer

from onrecord.cli.app import app

BAR = r"\|"
MARKS = re.compile(r"[\\`*_<>\[\]|]")
MARKED = r"\\\g<0>"


def commands() -> str:
    """The program and every command with arguments and options as Markdown, a heading each."""
    root = typer.main.get_command(app)
    return "\n".join(line for name, command in listed(root) for line in described(name, command))


def listed(root: Any) -> Iterator[tuple[str, Any]]:
    """The program, then its commands in the order of `--help`, by their full names; behind a group those in it."""
    yield "onrecord", root
    for name, command in root.commands.items():
        if command.hidden:
            continue
        yield f"onrecord {name}", command
        for inner, its in getattr(command, "commands", {}).items():
            yield f"onrecord {name} {inner}", its


def described(name: str, command: Any) -> Iterator[str]:
    """One command: what it does, how it is called, what it takes."""
    yield f"{'###' if name.count(' ') > 1 else '##'} {name}\n"
    yield f"{paragraphs(command.help)}\n"
    context = typer.Context(command, info_name=name)
    yield f"```text\n{context.get_usage().removeprefix('Usage: ')}\n```\n"
    rows = [row for parameter in command.params if (row := described_parameter(parameter, context)) is not None]
    if rows:
        yield "| argument or option | what it does |\n| --- | --- |"
        yield from (f"| `{called.replace('|', BAR)}` | {MARKS.sub(MARKED, told)} |" for called, told in rows)
        yield ""
    if command.epilog:
        title, _, example = command.epilog.partition(": ")
        yield f"{title}:\n\n```sh\n{example}\n```\n"


def described_parameter(parameter: Any, context: typer.Context) -> tuple[str, str] | None:
    """How a parameter is written and what it does, as `--help` tells it; None for hidden ones."""
    record = parameter.get_help_record(context)
    if record is None:
        return None
    called, told = record
    return " ".join(called.split()), " ".join(told.split())


def paragraphs(text: str | None) -> str:
    """The words of a docstring, a line each paragraph."""
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", text or ""))
