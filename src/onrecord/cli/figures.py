"""`onrecord figures`: figures and who gave them."""

from typing import Annotated

import typer

from onrecord.cli.opening import existing
from onrecord.cli.options import DEFAULT_LEDGER, AsOf, Csv, Ids, Json, LedgerFile, form_of
from onrecord.cli.output import show

EXAMPLE = "onrecord figures people --as-of 2031-03-05"


def figures(
    what: Annotated[str | None, typer.Argument(help="What is counted: words of the figure or its unit.")] = None,
    series: Annotated[
        bool, typer.Option("--series", help="Only quantities that were given several values, a row each.")
    ] = False,
    as_of: AsOf = None,
    ledger: LedgerFile = DEFAULT_LEDGER,
    json: Json = False,
    csv: Csv = False,
    ids: Ids = False,
) -> None:
    """List the figures in order of time, with who gave each."""
    form = form_of(json, csv)
    with existing(ledger) as opened:
        from onrecord.show import across
        from onrecord.show.listings import numbers

        rows = opened.figures(what, as_of=as_of)
        if not series:
            show(numbers(rows), form, ids)
            return
        wanted = {row.figure.id for row in rows}
        show(across.series([row for row in opened.series(as_of) if wanted.intersection(row.series.figures)]), form, ids)
