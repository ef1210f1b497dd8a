"""`onrecord figures`: figures and who gave them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.opening import existing
from onrecord.cli.options import DEFAULT_LEDGER, AsOf, Csv, Ids, Json, LedgerFile, form_of
from onrecord.cli.output import note, show
from onrecord.cli.plotting import Plot, check_alone, draw
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.ledger import Course

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
    plot: Plot = None,
) -> None:
    """List the figures in order of time, with who gave each.

    With --plot, the quantity that was given most values is drawn, of those that WHAT names.
    """
    form = form_of(json, csv)
    check_alone(plot, form, ids)
    with existing(ledger) as opened:
        from onrecord.show import across
        from onrecord.show.listings import numbers

        rows = opened.figures(what, as_of=as_of)
        if not series and plot is None:
            show(numbers(rows), form, ids)
            return
        wanted = {row.figure.id for row in rows}
        courses = [row for row in opened.series(as_of) if wanted.intersection(row.series.figures)]
        if plot is None:
            show(across.series(courses), form, ids)
        else:
            draw_first(plot, courses)


def draw_first(plot: Path, courses: "list[Course]") -> None:
    """Draw the first of some series, and say how many more there are."""
    if not courses:
        raise UsageError(
            "no quantity that was given several values is to be drawn; onrecord figures --series lists them"
        )
    draw(plot, lambda charts: charts.series(courses[0]))
    if len(courses) > 1:
        drawn = courses[0].series.name
        note(f"of {len(courses)} quantities, {drawn!r} is drawn; name another: onrecord figures WHAT --plot")
