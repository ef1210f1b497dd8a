"""`onrecord open`: what is not known, and what is expected."""

from enum import StrEnum
from typing import Annotated

import typer

from onrecord.cli.opening import existing
from onrecord.cli.options import DEFAULT_LEDGER, AsOf, Csv, Ids, Json, LedgerFile, form_of
from onrecord.cli.output import show

EXAMPLE = "onrecord open expectations --all --as-of 2031-03-05"


class What(StrEnum):
    """What is open."""

    questions = "questions"
    expectations = "expectations"


def open(
    what: Annotated[What, typer.Argument(help="Questions that nobody has answered, or expectations.")] = What.questions,
    everything: Annotated[
        bool, typer.Option("--all", help="Also questions that were answered, and expectations met or missed.")
    ] = False,
    as_of: AsOf = None,
    ledger: LedgerFile = DEFAULT_LEDGER,
    json: Json = False,
    csv: Csv = False,
    ids: Ids = False,
) -> None:
    """List what is not known, or what is expected.

    Expectations come with the days left until they are due, as of the day asked for or the newest report's.
    """
    form = form_of(json, csv)
    with existing(ledger) as opened:
        from onrecord.show import across

        if what is What.questions:
            asked = opened.questions(as_of)
            show(across.questions([row for row in asked if everything or row.status == "open"]), form, ids)
        else:
            awaited = opened.expectations(as_of)
            show(across.expectations([row for row in awaited if everything or row.outcome == "pending"]), form, ids)
