"""`onrecord backup`: a checked copy of a ledger."""

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.add import progress
from onrecord.cli.options import DEFAULT_LEDGER, LedgerFile
from onrecord.cli.output import write
from onrecord.show.clean import visible
from onrecord.show.listing import count

EXAMPLE = "onrecord backup monday.db --ledger story.db"


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the copy goes: one file, itself a ledger.")],
    ledger: LedgerFile = DEFAULT_LEDGER,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
) -> None:
    """Copy a ledger while others use it, and check the copy.

    The copy is a ledger of its own, as the other was when the copying began. To go back to it, put it in the place of
    the damaged one.
    """
    from onrecord.ledger.backup import backup as save
    from onrecord.ledger.store import open_store

    store = open_store(ledger, create=False)
    try:
        with progress(0) as (_, name):
            saved = save(store, file, force=force, progress=lambda done, total: name(f"{done:,} of {total:,}"))
    finally:
        store.close()
    reports = count(saved.reports, ("report", "reports"))
    write(f"{reports}, {saved.size:,} bytes, checked: {visible(str(saved.path))}\n")
