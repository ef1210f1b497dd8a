"""`onrecord outlets`: how each outlet reports."""

from onrecord.cli.opening import existing
from onrecord.cli.options import DEFAULT_LEDGER, AsOf, Csv, Json, LedgerFile, form_of
from onrecord.cli.output import show

EXAMPLE = "onrecord outlets"


def outlets(as_of: AsOf = None, ledger: LedgerFile = DEFAULT_LEDGER, json: Json = False, csv: Csv = False) -> None:
    """List the outlets and how each reports.

    Their own reports and copies, how often others copy them, the share of named sources, altered quotations.
    """
    form = form_of(json, csv)
    with existing(ledger) as opened:
        from onrecord.show import across

        show(across.outlets(opened.outlets(as_of)), form)
