"""`onrecord reports`: the reports of the ledger."""

from onrecord.cli.opening import existing
from onrecord.cli.options import DEFAULT_LEDGER, AsOf, Csv, Json, LedgerFile, form_of
from onrecord.cli.output import show
from onrecord.cli.plotting import Plot, check_alone, draw

EXAMPLE = "onrecord reports --as-of 2031-03-05"


def reports(
    as_of: AsOf = None,
    ledger: LedgerFile = DEFAULT_LEDGER,
    json: Json = False,
    csv: Csv = False,
    plot: Plot = None,
) -> None:
    """List the reports in order of publication.

    With the beginnings of their ids, and what each was copied from; --plot draws which was copied from which.
    """
    form = form_of(json, csv)
    check_alone(plot, form)
    with existing(ledger) as opened:
        from onrecord.show.listings import reports

        rows = opened.reports(as_of)
        if plot is None:
            show(reports(rows), form)
        else:
            draw(plot, lambda charts: charts.copy_tree(rows))
