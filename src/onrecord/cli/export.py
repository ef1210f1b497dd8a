"""`onrecord export`: the whole record for other programs."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from onrecord.cli.opening import existing
from onrecord.cli.options import AsOf
from onrecord.cli.output import standard_output
from onrecord.errors import Error

EXAMPLE = "onrecord export story.db --to json > story.json"


def export(
    ledger: Annotated[Path, typer.Argument(metavar="LEDGER", help="The ledger.")],
    to: Annotated[Literal["json", "jsonl"], typer.Option(help="One JSON object, or JSON Lines.")] = "json",
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write there, not to standard output.")] = None,
    as_of: AsOf = None,
) -> None:
    """Print the whole record: every table, every row."""
    with existing(ledger) as opened:
        from onrecord.export import write_json, write_jsonl

        emit = write_json if to == "json" else write_jsonl
        if out is None:
            with standard_output() as stream:
                emit(opened, stream, as_of)
            return
        part = out.with_name(out.name + ".part")
        try:
            with part.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as stream:
                emit(opened, stream, as_of)
            part.replace(out)
        except OSError as error:
            raise Error(f"{out} cannot be written: {error.strerror or error}") from error
        finally:
            part.unlink(missing_ok=True)
