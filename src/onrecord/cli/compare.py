"""`onrecord compare`: two reports side by side."""

from typing import Annotated

import typer

from onrecord.cli.opening import existing
from onrecord.cli.options import DEFAULT_LEDGER, Csv, Json, LedgerFile, form_of
from onrecord.cli.output import layout, show, write

EXAMPLE = "onrecord compare 01-fjord-wire.txt 03-buzz.txt"
NAMES = "Its address, its file, or the beginning of its id (see: onrecord reports)."


def compare(
    report: Annotated[str, typer.Argument(metavar="REPORT", help=NAMES)],
    other: Annotated[str, typer.Argument(metavar="REPORT", help="The other one.")],
    ledger: LedgerFile = DEFAULT_LEDGER,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """Show two reports side by side, the changes marked.

    The older report stands on the left; what the younger leaves out is marked [-so-], what it puts in {+so+}.
    """
    form = form_of(json, csv)
    with existing(ledger) as opened:
        from onrecord.show.beside import beside, heads

        found = opened.compare(report, other)
        if form == "table":
            write(heads(found, layout()))
        show(beside(found), form)
