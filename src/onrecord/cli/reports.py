"""`onrecord reports`: the reports of the ledger."""

from onrecord.cli.opening import existing
from onrecord.cli.options import DEFAULT_LEDGER, AsOf, Csv, Json, LedgerFile, form_of
from onrecord.cli.output import show

EXAMPLE = "onrecord reports --as-of 2031-03-05"


def reports(as_of: AsOf = None, ledger: LedgerFile = DEFAULT_LEDGER, json: Json = False, csv: Csv = False) -> None:
    """List the reports in order of publication.

    With the beginnings of their ids, and what each was copied from.
    """
    form = form_of(json, csv)
    with existing(ledger) as opened:
        from onrecord.show.listings import reports

        show(reports(opened.reports(as_of)), form)
