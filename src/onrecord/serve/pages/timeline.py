"""The timeline: what is told of each day, and what was said on it."""

from calendar import IllegalMonthError, monthrange
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from onrecord.ledger import Dated
from onrecord.serve.days import SHOWN, Entry, Period, Told
from onrecord.serve.drawing import drawn
from onrecord.serve.page import Asked, Filter, Page, Shown
from onrecord.serve.record import Record
from onrecord.serve.wording import Passage, around
from onrecord.show.page_notes import MONTHS


def timeline(asked: Asked) -> Shown:
    """Times and statements in order of the days that they are of, a day's times before its statements."""
    chosen = asked.filters
    told = asked.record.days_told.told(chosen["show"], copies=bool(chosen["copies"]))
    paged = asked.paged(told.between(chosen["since"], chosen["until"]))
    month = one_month(chosen["since"], chosen["until"])
    context = {
        "paged": paged,
        "periods": periods(paged.rows),
        "years": years(told),
        "month": month_name(month),
        "days_of_month": told.days(month) if month else [],
        "chart": lambda: drawn(asked.record, "timeline", lambda: chart(asked.record)),
        "filtered": any(chosen.values()),
        "passage": passage,
    }

    def data() -> dict[str, Any]:
        return {"months": dict(told.months), **paged.data(plain)}

    return Shown("timeline.html", "Timeline", context, data)


def chart(record: Record) -> str:
    """The times that most reports tell of."""
    from onrecord.show import charts

    return charts.svg(charts.timeline(record.timeline))


def periods(rows: Sequence[Entry]) -> list[tuple[Period, list[Entry], list[Entry]]]:
    """The periods of the rows, each with its times and its statements."""
    found = []
    for period, group in groupby(rows, key=lambda entry: entry.period):
        its = list(group)
        found.append((period, [row for row in its if row.is_time], [row for row in its if not row.is_time]))
    return found


def passage(row: Dated) -> Passage:
    """A time in its sentence."""
    return around(row.report.text, row.time.span, row.sentence)


def years(told: Told) -> list[tuple[str, list[tuple[str, str, str, int]]]]:
    """The years, and of the months of each the first and the last day, the name, and how many rows begin in it."""
    months = [(*ends(month), month_name(month).partition(" ")[0], count) for month, count in told.months]
    return [(year, list(group)) for year, group in groupby(months, key=lambda row: row[0][:4])]


def ends(month: str) -> tuple[str, str]:
    """The first and the last day of a month, "2031-03"; of one that is none, a range that no month is in."""
    year, _, number = month.partition("-")
    try:
        return f"{month}-01", f"{month}-{monthrange(int(year), int(number))[1]:02}"
    except (ValueError, IllegalMonthError):
        return f"{month}-01", f"{month}-28"


def month_name(month: str | None) -> str:
    """ "March 2031" of "2031-03"; empty for none, and as it is where it is no month."""
    year, _, number = (month or "").partition("-")
    return f"{MONTHS[int(number) - 1]} {year}" if number.isdecimal() and 1 <= int(number) <= 12 else month or ""


def one_month(since: str | None, until: str | None) -> str | None:
    """The month in which both days lie, "2031-03"."""
    return since[:7] if since and until and since[:7] == until[:7] else None


def plain(entry: Entry) -> dict[str, Any]:
    """A row for JSON, with the first day of its period and the day after its last."""
    kind = "time" if entry.is_time else "statement"
    return {"kind": kind, "from": entry.period.first, "until": entry.period.end, **entry.row.to_dict()}


PAGES = (
    Page(
        "timeline",
        timeline,
        "Timeline",
        (
            Filter("since", "Since", "date"),
            Filter("until", "Until", "date"),
            Filter("show", "Show", "choice", SHOWN),
            Filter("copies", "With what copies repeat", "flag"),
        ),
    ),
)
