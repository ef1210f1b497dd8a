"""`onrecord read`: one report, nothing stored."""

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from onrecord.cli.options import AllowPrivate, AnyLanguage, MaxBytes, Timeout
from onrecord.cli.output import PIPED_WIDTH, layout, write
from onrecord.errors import Error, GatherError, UsageError
from onrecord.show.listing import Layout

if TYPE_CHECKING:
    from onrecord.records import Reading

EXAMPLE = "onrecord read report.txt --to html -o report.html"

Form = Literal["table", "json", "html"]


def read(
    source: Annotated[str, typer.Argument(metavar="PATH|-|URL", help="A file, - for standard input, or an address.")],
    to: Annotated[Form, typer.Option(help="Tables, one JSON object, or one HTML page.")] = "table",
    output: Annotated[
        Path | None,
        typer.Option("--output", "--out", "-o", metavar="FILE", help="Write there, not to standard output."),
    ] = None,
    max_bytes: MaxBytes = 5_000_000,
    any_language: AnyLanguage = False,
    timeout: Timeout = 20.0,
    allow_private: AllowPrivate = False,
) -> None:
    """Read one report and show what is in it.

    Statements, figures, times and places are listed in the order of the text, or marked in it on a page; nothing is
    stored.
    """
    from onrecord.gather import Failure, Options, gather

    if output is not None:
        check_output(source, output)
    options = Options(max_bytes=max_bytes, any_language=any_language, timeout=timeout, allow_private=allow_private)
    found = list(islice(gather([source], options), 2))
    if len(found) > 1:
        raise UsageError(f"{source} holds several reports and read takes one; add them with: onrecord add {source}")
    for item in found:
        if isinstance(item, Failure):
            raise GatherError(f"{item.source}: {item.reason}")
        from onrecord.read.reader import read_report

        reading = read_report(item)
        if output is None:
            write(rendered(reading, to, layout()))
        else:
            save(rendered(reading, to, Layout(PIPED_WIDTH)), output)


def rendered(reading: "Reading", to: Form, at: Layout) -> str:
    """The reading in one of the forms."""
    if to == "html":
        from onrecord.show.page import page

        return page(reading)
    from onrecord.show.reading import reading_json, reading_text

    return reading_json(reading) if to == "json" else reading_text(reading, at)


def check_output(source: str, output: Path) -> None:
    """Raise UsageError where the result would replace the report itself, or has no folder to go to."""
    if output.is_dir():
        raise UsageError(f"--output {output} is a folder; name a file in it, such as {output / 'report.html'}")
    if not output.parent.is_dir():
        raise UsageError(f"--output {output}: there is no folder {output.parent}; make it first")
    if output.exists() and Path(source).exists() and output.samefile(source):
        raise UsageError(f"--output {output} is the report that is read; give another file")


def save(text: str, output: Path) -> None:
    """Write the text to a file, whole or not at all. Raises Error."""
    special = output.exists() and not output.is_file()  # a pipe or a device is written to, never replaced
    part = output if special else output.with_name(f"{output.name}.part")
    try:
        with part.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as stream:
            stream.write(text)
        if part != output:
            part.replace(output)
    except OSError as error:
        raise Error(f"{output} cannot be written: {error.strerror or error}") from error
    finally:
        if part != output:
            part.unlink(missing_ok=True)
