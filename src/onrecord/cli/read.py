"""`onrecord read`: one report, nothing stored."""

from itertools import islice
from typing import Annotated, Literal

import typer

from onrecord.cli.options import AnyLanguage, MaxBytes, Timeout
from onrecord.cli.output import layout, write
from onrecord.errors import GatherError, UsageError

EXAMPLE = "onrecord read report.txt --to json"


def read(
    source: Annotated[str, typer.Argument(metavar="PATH|-|URL", help="A file, - for standard input, or an address.")],
    to: Annotated[Literal["table", "json"], typer.Option(help="Tables or one JSON object.")] = "table",
    max_bytes: MaxBytes = 5_000_000,
    any_language: AnyLanguage = False,
    timeout: Timeout = 20.0,
) -> None:
    """Read one report and show what is in it.

    Statements, figures, times and places are listed in the order of the text; nothing is stored.
    """
    from onrecord.gather import Failure, Options, gather

    options = Options(max_bytes=max_bytes, any_language=any_language, timeout=timeout)
    found = list(islice(gather([source], options), 2))
    if len(found) > 1:
        raise UsageError(f"{source} holds several reports and read takes one; add them with: onrecord add {source}")
    for item in found:
        if isinstance(item, Failure):
            raise GatherError(f"{item.source}: {item.reason}")
        from onrecord.read.reader import read_report
        from onrecord.show.reading import reading_json, reading_text

        reading = read_report(item)
        write(reading_json(reading) if to == "json" else reading_text(reading, layout()))
