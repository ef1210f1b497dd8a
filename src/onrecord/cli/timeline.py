"""`onrecord timeline`: what is told of which day."""

from onrecord.cli.opening import existing
from onrecord.cli.options import DEFAULT_LEDGER, AsOf, Csv, Json, LedgerFile, form_of
from onrecord.cli.output import show
from onrecord.cli.plotting import Plot, check_alone, draw

EXAMPLE = "onrecord timeline --csv > timeline.csv"


def timeline(
    as_of: AsOf = None,
    ledger: LedgerFile = DEFAULT_LEDGER,
    json: Json = False,
    csv: Csv = False,
    plot: Plot = None,
) -> None:
    """List the times that the reports speak of."""
    form = form_of(json, csv)
    check_alone(plot, form)
    with existing(ledger) as opened:
        from onrecord.show.listings import timeline

        rows = opened.timeline(as_of)
        if plot is None:
            show(timeline(rows), form)
        else:
            draw(plot, lambda charts: charts.timeline(rows))
