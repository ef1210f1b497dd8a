"""`onrecord places`: places and how often they are named."""

from onrecord.cli.opening import existing
from onrecord.cli.options import DEFAULT_LEDGER, AsOf, Csv, Json, LedgerFile, form_of
from onrecord.cli.output import show
from onrecord.cli.plotting import Plot, check_alone, draw

EXAMPLE = "onrecord places --json"


def places(
    as_of: AsOf = None,
    ledger: LedgerFile = DEFAULT_LEDGER,
    json: Json = False,
    csv: Csv = False,
    plot: Plot = None,
) -> None:
    """List the places that the reports name."""
    form = form_of(json, csv)
    check_alone(plot, form)
    with existing(ledger) as opened:
        from onrecord.show.listings import places

        rows = opened.places(as_of)
        if plot is None:
            show(places(rows), form)
        else:
            draw(plot, lambda charts: charts.places_map(rows))
