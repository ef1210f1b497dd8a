"""`onrecord said`: statements."""

from typing import Annotated, Literal

import typer

from onrecord.cli.opening import existing
from onrecord.cli.options import DEFAULT_LEDGER, Act, AsOf, Certainty, Csv, Ids, Json, LedgerFile, Since, Until, form_of
from onrecord.cli.output import show
from onrecord.cli.plotting import Plot, check_alone, draw

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
    plot: Plot = None,
    by: Annotated[Literal["day", "act"], typer.Option(help="With --plot: speakers by day or by act.")] = "day",
) -> None:
    """List who said what, when and how surely.

    With --plot: who speaks when, drawn.
    """
    form = form_of(json, csv)
    check_alone(plot, form, ids)
    with existing(ledger) as opened:
        from onrecord.show.listings import statements

        rows = opened.said(
            who, about=about, act=act, certainty=certainty, since=since, until=until, as_of=as_of, limit=limit
        )
        if plot is None:
            show(statements(rows), form, ids)
        else:
            draw(plot, lambda charts: charts.matrix(rows, by))
