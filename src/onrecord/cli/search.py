"""`onrecord search`: full text over statements and reports."""

from typing import Annotated

import typer

from onrecord.cli.opening import existing
from onrecord.cli.options import DEFAULT_LEDGER, AsOf, Csv, Json, LedgerFile, form_of
from onrecord.cli.output import show

EXAMPLE = "onrecord search '\"boil water\" reservoir*'"


def search(
    query: Annotated[str, typer.Argument(help='Words, all of them; "a phrase"; begin* for words that begin so.')],
    as_of: AsOf = None,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="At most so many matches.")] = 20,
    ledger: LedgerFile = DEFAULT_LEDGER,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """Search statements and reports, best match first."""
    form = form_of(json, csv)
    with existing(ledger) as opened:
        from onrecord.show.listings import hits

        show(hits(opened.search(query, as_of=as_of, limit=limit)), form)
