"""`onrecord check`: whether a ledger is sound."""

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.add import progress, relating
from onrecord.cli.options import DEFAULT_LEDGER, Json, LedgerFile
from onrecord.cli.output import note, write
from onrecord.show.clean import json_text, visible
from onrecord.show.listing import count

if TYPE_CHECKING:
    from onrecord.ledger.checking import Checked
    from onrecord.ledger.store import Store

EXAMPLE = "onrecord check --ledger story.db"


def check(
    ledger: LedgerFile = DEFAULT_LEDGER,
    repair: Annotated[
        bool, typer.Option("--repair", help="Make anew what follows from the reports: relations, the search index.")
    ] = False,
    json: Json = False,
) -> None:
    """Verify a ledger: file, rows, references, hashes.

    Every row must stand in its report's text, every id follow from its row, every reference lead somewhere, and
    relations and the search index follow from the reports. The exit status is 0 when all is sound, 1 when something is
    not; each fault is a line that says what, where, and what to do. Nothing is changed without --repair.
    """
    from onrecord.ledger.checking import repair as make_anew
    from onrecord.ledger.store import open_store

    store = open_store(ledger, create=False)
    try:
        found = checked(store)
        if repair and any(one.is_derived for one in found.findings):
            with progress(0) as (_, name):
                make_anew(store, lambda left: name(relating(left)))
            note("relations and the search index were made anew")
            found = checked(store)
    finally:
        store.close()
    write(json_text(found.to_dict()) + "\n" if json else told(found, str(ledger)))
    if not found.is_sound:
        raise typer.Exit(1)


def checked(store: "Store") -> "Checked":
    """What a check finds, with a progress bar."""
    from onrecord.ledger.checking import check as verify

    with progress(0) as (advance, name):
        return verify(store, lambda done, total: (advance(), name(f"report {done:,} of {total:,}"))[1])


def told(found: "Checked", ledger: str) -> str:
    """The outcome in lines, a fault each."""
    lines = [f"{visible(one.where)}: {visible(one.what)}; {one.advice}" for one in found.findings]
    lines += [f"note: {one}" for one in found.notes]
    holds = f"{count(found.reports, ('report', 'reports'))}, {count(found.rows, ('row', 'rows'))}"
    faults = f"{count(len(found.findings), ('fault', 'faults'))}" if found.findings else "sound"
    return "\n".join([*lines, f"{holds}: {faults}; ledger: {visible(ledger)}\n"])
