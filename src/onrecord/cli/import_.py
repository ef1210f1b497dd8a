"""`onrecord import`: an exported record into a ledger."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from onrecord.cli.add import progress, relating, tell
from onrecord.cli.options import DEFAULT_LEDGER, LedgerFile
from onrecord.cli.output import note
from onrecord.errors import UsageError

EXAMPLE = "onrecord import story.json --ledger copy.db"


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What onrecord export --to json wrote.")],
    ledger: LedgerFile = DEFAULT_LEDGER,
) -> None:
    """Take an exported record into a ledger.

    Its reports and what people have judged are taken. The reports are read and related anew, so that no row is taken
    on trust; a ledger that was empty then holds the same record as the one that was exported. What the ledger holds
    already stays as it is.
    """
    from onrecord.ledger import Ledger

    record = loaded(file)
    with Ledger.open(ledger) as opened:
        found = record.get("reports")
        with progress(len(found) if isinstance(found, list) else 0) as (advance, name):
            done = 0

            def watch(at: Any) -> None:
                nonlocal done
                name(at.current or relating(at.left))
                while done < at.done:
                    advance()
                    done += 1

            taken = opened.take(record, progress=watch)
    if taken.judgements:
        note(f"{taken.judgements:,} judgements taken over")
    if tell(taken.reports, str(ledger)):
        raise typer.Exit(1)


def loaded(file: Path) -> dict[str, Any]:
    """The object in the file. UsageError where there is none."""
    try:
        record = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror or error}") from error
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise UsageError(
            f"{file} is no export: it is not JSON ({error}); write one with: onrecord export LEDGER"
        ) from error
    if not isinstance(record, dict) or "onrecord" not in record:
        raise UsageError(f"{file} is no export of onrecord: the key onrecord is not in it")
    return record
