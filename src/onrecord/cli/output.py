"""What a command writes: to standard output, to standard error, in the width of the terminal."""

import io
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

import typer

from onrecord.show.listing import Layout, Listing, render, with_ids

if TYPE_CHECKING:
    from onrecord.cli.options import Form

PIPED_WIDTH = 100
NARROWEST, WIDEST = 60, 160


def layout() -> Layout:
    """How to lay out text for standard output: the terminal's width, or 100 characters for a pipe or file."""
    if not sys.stdout.isatty():
        return Layout(PIPED_WIDTH)
    columns = shutil.get_terminal_size((PIPED_WIDTH, 40)).columns
    return Layout(min(max(columns, NARROWEST), WIDEST), terminal=True)


def utf8(stream: TextIO) -> None:
    """Make a stream write UTF-8 where that is not a terminal's own choice; what it cannot write is spelled out."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


@contextmanager
def standard_output() -> Iterator[TextIO]:
    """Standard output, for writing; a reader that goes away (`| head`) ends the command quietly."""
    utf8(sys.stdout)
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        # The interpreter flushes once more when it ends; that must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None


def write(text: str) -> None:
    """Write text to standard output."""
    with standard_output() as stream:
        stream.write(text)


def show(listing: Listing, form: "Form", ids: bool = False) -> None:
    """Write a listing to standard output, its table with the beginnings of the rows' `ids` where wanted."""
    write(render(with_ids(listing) if ids else listing, form, layout()))


def complain(message: str) -> None:
    """Write one message on a failure to standard error."""
    from onrecord.show.clean import visible

    typer.echo(f"Error: {visible(message)}", err=True)


def note(message: str) -> None:
    """Write one line to standard error."""
    from onrecord.show.clean import visible

    typer.echo(visible(message), err=True)
