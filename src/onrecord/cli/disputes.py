"""`onrecord disputes`: what is denied, contradicted, or counted differently."""

from onrecord.cli.opening import existing
from onrecord.cli.options import DEFAULT_LEDGER, AsOf, Csv, Ids, Json, LedgerFile, form_of
from onrecord.cli.output import show

EXAMPLE = "onrecord disputes --as-of 2031-03-05"


def disputes(
    as_of: AsOf = None, ledger: LedgerFile = DEFAULT_LEDGER, json: Json = False, csv: Csv = False, ids: Ids = False
) -> None:
    """List denials, contradictions and counts that differ.

    Each dispute is a row with its two sides: who says so, since when, in how many reports.
    """
    form = form_of(json, csv)
    with existing(ledger) as opened:
        from onrecord.show import across

        show(across.disputes(opened.disputes(as_of)), form, ids)
