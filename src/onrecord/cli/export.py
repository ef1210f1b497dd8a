"""`onrecord export`: the whole record for other programs."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from onrecord.cli.opening import existing
from onrecord.cli.options import AsOf, LedgerArgument
from onrecord.cli.output import standard_output
from onrecord.errors import Error, UsageError

EXAMPLE = "onrecord export story.db --to parquet --out story"

FORMS = "One JSON object, JSON Lines or JSON-LD; or with --out a folder of a CSV or Parquet file for each table."


def export(
    ledger: LedgerArgument,
    to: Annotated[Literal["json", "jsonl", "jsonld", "csv", "parquet"], typer.Option(help=FORMS)] = "json",
    out: Annotated[Path | None, typer.Option(metavar="PATH", help="Write there, not to standard output.")] = None,
    as_of: AsOf = None,
) -> None:
    """Print the whole record: every table, every row."""
    with existing(ledger) as opened:
        from onrecord.export import write_csv, write_json, write_jsonl, write_jsonld, write_parquet

        if to in ("csv", "parquet"):
            if out is None:
                raise UsageError(f"--to {to} writes a folder; name it with --out FOLDER")
            (write_csv if to == "csv" else write_parquet)(opened, out, as_of)
            return
        emit = {"json": write_json, "jsonl": write_jsonl, "jsonld": write_jsonld}[to]
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
