"""Five reports on one ferry that have everything to do with each other: copies, a rival, and a follow-up."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from onrecord.ledger import Ledger
from onrecord.records import Reading, Report
from onrecord.show.brief import brief_markdown, brief_text
from tests.ledger.build import Stores, make

WIRE = """\
The ferry Havørn ran aground off Rønne on 2031-03-04 with 1,200 people on board, and boats took them off before dark.

Jørgen K. Dahl said "every passenger was brought ashore in Rønne before midnight and nobody was hurt on board".
Marta Zielińska said "the lifeboats of the Havørn had not been tested since the winter before last".
Dahl said "the line will refloat the Havørn before the end of March with two tugs from Gdynia".
An official said "it is not known why the radar failed that night off the coast".
The Havørn sailed from Ystad via Rønne to Gdynia. Who was on the bridge when the ferry struck the reef?
"""
TRIM = "\n".join(line for line in WIRE.splitlines() if "An official" not in line).replace("before dark", "by nightfall")
SPUN = WIRE.replace("nobody was hurt", "somebody was hurt").replace("1,200 people", "1,900 people")
RIVAL = """\
Rønne took in the passengers of the Havørn on 2031-03-05. There were 1,450 people on board, the town hall counted.

Jørgen Dahl said "every passenger was brought ashore in Rønne before midnight and nobody was hurt on board".
Dahl denied "that the lifeboats of the Havørn had not been tested since the winter before last".
Petra Lund said "the harbour will send a bill to the line before the summer".
"""
LATE = """\
The owners of the Havørn spoke in Ystad on 2031-04-02, four weeks after the ferry ran aground off Rønne.

Jørgen Dahl said "we refloated the Havørn on 28 March with two tugs from Gdynia, before the end of the month as planned".
Petra Lund said "the captain Ove Krag was on the bridge when the ferry struck the reef".
"""  # noqa: E501
PILE = (
    make("wire", "2031-03-05T09:00:00Z", WIRE),
    make("trim", "2031-03-05T12:00:00Z", TRIM),
    make("spun", "2031-03-06T07:00:00Z", SPUN),
    make("rival", "2031-03-06T18:00:00Z", RIVAL),
    make("late", "2031-04-02T08:00:00Z", LATE),
)

LISTINGS = (
    "reports", "entities", "said", "figures", "times", "timeline", "places", "claims", "disputes", "quotes", "series",
    "questions", "expectations", "movements", "outlets",
)  # fmt: skip


def record(ledger: Ledger, as_of: str | None) -> dict[str, Any]:
    """Every listing, the brief and the export, but for the moment at which reports were added."""
    listed = {name: [row.to_dict() for row in getattr(ledger, name)(as_of=as_of)] for name in LISTINGS}
    brief = ledger.brief(as_of)
    told = {"text": brief_text(brief), "markdown": brief_markdown(brief), "export": list(ledger.dump(as_of))}
    return {name: without_added(rows) for name, rows in {**listed, **told}.items()}


def without_added(value: Any) -> Any:
    """The value without any `added_at`."""
    if isinstance(value, dict):
        return {key: without_added(part) for key, part in value.items() if key != "added_at"}
    return [without_added(part) for part in value] if isinstance(value, list | tuple) else value


def only_earlier(path: Path, whole: Ledger, day: str, read: Callable[[Report], Reading]) -> Ledger:
    """A ledger of the reports that the whole one has of the day or before, added a year later."""
    ledger = Ledger.open(Stores.at(path), read=read, clock=lambda: datetime(2032, 3, 20, tzinfo=UTC))
    ledger.add_reports([report for report in whole.reports() if (report.published or "9999")[:10] <= day])
    return ledger


def days(ledger: Ledger) -> list[str]:
    """The days on which reports came out."""
    return sorted({report.published[:10] for report in ledger.reports() if report.published})
