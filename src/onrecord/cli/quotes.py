"""`onrecord quotes`: quotations that stand in several reports."""

from typing import Annotated

import typer

from onrecord.cli.opening import existing
from onrecord.cli.options import DEFAULT_LEDGER, AsOf, Csv, Ids, Json, LedgerFile, checked_word, form_of
from onrecord.cli.output import show
from onrecord.records import VARIANT_KINDS

EXAMPLE = "onrecord quotes --altered"


def quotes(
    altered: Annotated[bool, typer.Option("--altered", help="Only reworded, negated and misattributed ones.")] = False,
    kind: Annotated[
        str | None,
        typer.Option(
            metavar="KIND", help=f"One of {', '.join(VARIANT_KINDS)}.", callback=checked_word("--kind", VARIANT_KINDS)
        ),
    ] = None,
    as_of: AsOf = None,
    ledger: LedgerFile = DEFAULT_LEDGER,
    json: Json = False,
    csv: Csv = False,
    ids: Ids = False,
) -> None:
    """List quotations in several reports, and how they differ.

    Each is compared with the earliest wording; what is left out and put in is marked.
    """
    form = form_of(json, csv)
    with existing(ledger) as opened:
        from onrecord.show import across

        rows = [row for row in opened.quotes(as_of) if kind is None or row.kind == kind]
        show(across.quotes([row for row in rows if row.is_altered or not altered]), form, ids)
