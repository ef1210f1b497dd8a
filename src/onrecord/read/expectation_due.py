"""By when something is to happen: the last day of a horizon."""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta

from onrecord.read.data import table
from onrecord.read.document import Document
from onrecord.records import Time

BEFORE = frozenset(next(words for kind, words in table("expectation_words") if kind == "before").split())
DAY = timedelta(days=1)
LENGTH = re.compile(r"P(?:(\d+(?:\.\d+)?)([DWMY])|T(\d+(?:\.\d+)?)([HMS]))")
DAYS = {"D": 1.0, "W": 7.0}
HOURS = {"H": 1.0, "M": 1 / 60, "S": 1 / 3600}
SHARES = {"early": 1 / 3, "mid": 1 / 2, "middle": 1 / 2, "late": 1.0, "end": 1.0, "close": 1.0}
SHARES |= {"start": 0.0, "beginning": 0.0}
"""How much of a month, week or year has gone by the end of its part."""
PARTS = frozenset({"early", "mid", "late"})
NEAR = 2
"""Words before a date among which "early" or "late" and the preposition stand."""


def due_of(document: Document, time: Time, said: date | None) -> date | None:
    """The last day by which what is to happen at `time` must have happened, None where the words give no day.

    "by Friday" is due on Friday, "by March" on the last of March, "before April" and "until April" on the first of
    April, "in mid-April" on the fifteenth, "within 48 hours" two days after `said`, the day of the saying.
    """
    if time.start is None or time.end is None:
        return after(said, time.value) if said and time.type == "DURATION" else None
    start, end = datetime.fromisoformat(time.start).date(), last_day(time.end)
    words = lead_and_own(document, time)
    if "overnight" in words:
        return datetime.fromisoformat(time.end).date()
    if "T" in time.value or end <= start:
        return start
    edge = next((word for word in own_words(document, time) if word in SHARES), None)
    if edge is not None:
        return start + max(0, round((end - start + DAY).days * SHARES[edge]) - 1) * DAY
    eve = not BEFORE.isdisjoint(words) or ("by" in words and time.value.isdigit())
    return start if eve else end


def last_day(end: str) -> date:
    """The last day of an interval that ends at `end` (exclusive)."""
    moment = datetime.fromisoformat(end)
    return (moment - timedelta(seconds=1)).date()


def own_words(document: Document, time: Time) -> list[str]:
    """The words of the time in lower case, with an "early", "mid" or "late" right before it."""
    inside = document.words_in(time.span)
    before = [w for w in document.lower[max(0, inside.start - NEAR) : inside.start] if w in PARTS]
    return before + list(document.lower[inside.start : inside.stop])


def lead_and_own(document: Document, time: Time) -> list[str]:
    """The words of the time and the one or two before it in its sentence, in lower case."""
    inside = document.words_in(time.span)
    first = max(document.words_in((document.sentence_at(time.span[0])[0], time.span[1])).start, inside.start - NEAR)
    return list(document.lower[first : inside.stop])


def after(day: date, length: str) -> date | None:
    """The day a TIMEX3 duration later: whole days, the day itself for less; None for a length without a number."""
    found = LENGTH.fullmatch(length)
    if not found:
        return None
    try:
        if found[3]:
            return day + timedelta(hours=float(found[3]) * HOURS[found[4]])
        count = float(found[1])
        if found[2] in DAYS:
            return day + timedelta(days=round(count * DAYS[found[2]]))
        return months_after(day, round(count * (12 if found[2] == "Y" else 1)))
    except (OverflowError, ValueError):
        return None


def months_after(day: date, count: int) -> date:
    """The same day of the month `count` months later, or that month's last day."""
    months = day.year * 12 + day.month - 1 + count
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def end_of(unit: str, day: date) -> date:
    """The last day of the day's own week, month or year."""
    if unit == "week":
        return date.fromordinal(min(day.toordinal() + 6 - day.weekday(), date.max.toordinal()))
    if unit == "month":
        return day.replace(day=monthrange(day.year, day.month)[1])
    return date(day.year, 12, 31) if unit == "year" else day
