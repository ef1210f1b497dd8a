"""`onrecord movements`: who or what goes from where to where."""

from onrecord.cli.opening import existing
from onrecord.cli.options import DEFAULT_LEDGER, AsOf, Csv, Ids, Json, LedgerFile, form_of
from onrecord.cli.output import show

EXAMPLE = "onrecord movements --csv"


def movements(
    as_of: AsOf = None, ledger: LedgerFile = DEFAULT_LEDGER, json: Json = False, csv: Csv = False, ids: Ids = False
) -> None:
    """List who or what goes from where to where.

    Troops, ships, aid, people, goods: by what means and when, and who says so.
    """
    form = form_of(json, csv)
    with existing(ledger) as opened:
        from onrecord.show import across

        show(across.movements(opened.movements(as_of)), form, ids)
