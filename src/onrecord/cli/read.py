"""`onrecord read`: one report, nothing stored; or many, into tables."""

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from onrecord.cli.options import AllowPrivate, AnyLanguage, MaxBytes, Timeout
from onrecord.cli.output import PIPED_WIDTH, layout, write
from onrecord.errors import Error, GatherError, UsageError
from onrecord.show.listing import Layout

if TYPE_CHECKING:
    from onrecord.gather import Options
    from onrecord.records import Reading

EXAMPLE = "onrecord read report.txt --to html -o report.html"

Form = Literal["table", "json", "html"]
Engine = Literal["process", "processes", "ray"]


def read(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="PATH|-|URL", help="A file, - for standard input, an address; several with --engine."),
    ],
    to: Annotated[Form, typer.Option(help="Tables, one JSON object, or one HTML page.")] = "table",
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "--out",
            "-o",
            metavar="FILE",
            help="Write there, not to standard output; with --engine a folder.",
        ),
    ] = None,
    engine: Annotated[
        Engine | None,
        typer.Option(help="Read many reports into Parquet: in one process, over several, or over a Ray cluster."),
    ] = None,
    workers: Annotated[
        int | None, typer.Option(metavar="N", help="Processes or actors that read; by default one for each core.")
    ] = None,
    max_bytes: MaxBytes = 5_000_000,
    any_language: AnyLanguage = False,
    timeout: Timeout = 20.0,
    allow_private: AllowPrivate = False,
) -> None:
    """Read one report and show what is in it.

    Statements, figures, times and places are listed in the order of the text, or marked in it on a page; nothing is
    stored. With --engine many reports are read, from any source that add takes, into a folder of Parquet files, one
    table each; the same command goes on where it was stopped, and onrecord add FOLDER takes them into a ledger.
    """
    from onrecord.gather import Options

    options = Options(max_bytes=max_bytes, any_language=any_language, timeout=timeout, allow_private=allow_private)
    if engine is None and workers is None:
        read_one(sources, options, to, None if output is None else Path(output))
        return
    from onrecord.cli.reading import read_many

    if output is None:
        raise UsageError("--engine wants a folder for the tables: --out FOLDER")
    if to != "table":
        raise UsageError(f"--engine writes Parquet tables and nothing else; leave out --to {to}")
    read_many(sources, output, engine or "processes", workers, options)


def read_one(sources: list[str], options: "Options", to: Form, output: Path | None) -> None:
    """Read the one report that the sources hold, and show it."""
    from onrecord.gather import Failure, gather

    if len(sources) > 1:
        raise UsageError(
            f"read shows one report, and {len(sources)} sources were named; add them with: onrecord add SOURCE…, or "
            "read them into tables with: --engine processes --out FOLDER"
        )
    (source,) = sources
    if output is not None:
        check_output(source, output)
    found = list(islice(gather([source], options), 2))
    if len(found) > 1:
        raise UsageError(
            f"{source} holds several reports and read shows one; add them with: onrecord add {source}, or read them "
            "into tables with: --engine processes --out FOLDER"
        )
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
