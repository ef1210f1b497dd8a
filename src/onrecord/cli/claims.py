"""`onrecord claims`: what several reports assert."""

from onrecord.cli.opening import existing
from onrecord.cli.options import DEFAULT_LEDGER, AsOf, Csv, Ids, Json, LedgerFile, form_of
from onrecord.cli.output import show

EXAMPLE = "onrecord claims --as-of 2031-03-05"


def claims(
    as_of: AsOf = None, ledger: LedgerFile = DEFAULT_LEDGER, json: Json = False, csv: Csv = False, ids: Ids = False
) -> None:
    """List what several reports assert, and from how many origins.

    Copies do not corroborate: they count with their origin.
    """
    form = form_of(json, csv)
    with existing(ledger) as opened:
        from onrecord.show import across

        show(across.claims(opened.claims(as_of)), form, ids)
