"""`onrecord said`: statements."""

from typing import Annotated

import typer

from onrecord.cli.opening import existing
from onrecord.cli.options import DEFAULT_LEDGER, Act, AsOf, Certainty, Csv, Ids, Json, LedgerFile, Since, Until, form_of
from onrecord.cli.output import show

EXAMPLE = 'onrecord said "the mayor" --act deny --since 2031-03-05'


def said(
    who: Annotated[str | None, typer.Argument(help="Speaker: words of a name or a role.")] = None,
    about: Annotated[str | None, typer.Option(metavar="TEXT", help="Only statements with these words.")] = None,
    act: Act = None,
    certainty: Certainty = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    limit: Annotated[int | None, typer.Option(min=0, metavar="N", help="At most so many statements.")] = None,
    ledger: LedgerFile = DEFAULT_LEDGER,
    json: Json = False,
    csv: Csv = False,
    ids: Ids = False,
) -> None:
    """List who said what, when and how surely."""
    form = form_of(json, csv)
    with existing(ledger) as opened:
        from onrecord.show.listings import statements

        rows = opened.said(
            who, about=about, act=act, certainty=certainty, since=since, until=until, as_of=as_of, limit=limit
        )
        show(statements(rows), form, ids)
