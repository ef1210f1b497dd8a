"""`onrecord places`: places and how often they are named."""

from onrecord.cli.opening import existing
from onrecord.cli.options import DEFAULT_LEDGER, AsOf, Csv, Json, LedgerFile, form_of
from onrecord.cli.output import show

EXAMPLE = "onrecord places --json"


def places(
    as_of: AsOf = None,
    ledger: LedgerFile = DEFAULT_LEDGER,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """List the places that the reports name."""
    form = form_of(json, csv)
    with existing(ledger) as opened:
        from onrecord.show.listings import places

        show(places(opened.places(as_of)), form)
