"""`onrecord timeline`: what is told of which day."""

from onrecord.cli.opening import existing
from onrecord.cli.options import DEFAULT_LEDGER, AsOf, Csv, Json, LedgerFile, form_of
from onrecord.cli.output import show

EXAMPLE = "onrecord timeline --csv > timeline.csv"


def timeline(
    as_of: AsOf = None,
    ledger: LedgerFile = DEFAULT_LEDGER,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """List the times that the reports speak of."""
    form = form_of(json, csv)
    with existing(ledger) as opened:
        from onrecord.show.listings import timeline

        show(timeline(opened.timeline(as_of)), form)
