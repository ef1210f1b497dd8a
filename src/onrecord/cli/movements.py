"""`onrecord movements`: who or what goes from where to where."""

from onrecord.cli.opening import existing
from onrecord.cli.options import DEFAULT_LEDGER, AsOf, Csv, Ids, Json, LedgerFile, form_of
from onrecord.cli.output import show
from onrecord.cli.plotting import Plot, check_alone, draw

EXAMPLE = "onrecord movements --csv"


def movements(
    as_of: AsOf = None,
    ledger: LedgerFile = DEFAULT_LEDGER,
    json: Json = False,
    csv: Csv = False,
    ids: Ids = False,
    plot: Plot = None,
) -> None:
    """List who or what goes from where to where.

    Troops, ships, aid, people, goods: by what means and when, and who says so; --plot draws a map.
    """
    form = form_of(json, csv)
    check_alone(plot, form, ids)
    with existing(ledger) as opened:
        from onrecord.show import across

        rows = opened.movements(as_of)
        if plot is None:
            show(across.movements(rows), form, ids)
        else:
            places = opened.places(as_of)
            draw(plot, lambda charts: charts.movements_map(places, rows))
