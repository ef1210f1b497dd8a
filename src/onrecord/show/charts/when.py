"""Moments and days as the charts write and place them."""

from datetime import UTC, date, datetime, timedelta

from onrecord.show.page_notes import MONTHS, day

HOUR = 3_600_000
DAY = 24 * HOUR
"""An hour and a day, in milliseconds."""


def instant(value: str | None) -> float | None:
    """The moment of an ISO date or date and time, in milliseconds since 1970 UTC; None where it is none."""
    try:
        moment = datetime.fromisoformat(value or "")
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.timestamp() * 1000


def period(start: str, end: str | None) -> str:
    """A time as it is told: "16 Sept 2031", "Sept 2031", "2031", "12–14 Sept 2031"; the end is exclusive."""
    if "T" in start:
        return hours(start, end)
    try:
        first = date.fromisoformat(start[:10])
        last = date.fromisoformat(end[:10]) - timedelta(days=1) if end else first
    except (ValueError, OverflowError):
        return start
    return days(first, last)


def hours(start: str, end: str | None) -> str:
    """A time of day, with its end where it takes more than an hour."""
    low, high = instant(start), instant(end)
    if low is None or high is None or high - low >= DAY:
        return day(start[:10])
    return f"{day(start[:10])}, {start[11:16]}" + (f"–{(end or '')[11:16]}" if high - low > HOUR else "")


def days(first: date, last: date) -> str:
    """Days in as few words as they take."""
    if last <= first:
        return day(first.isoformat())
    months = first.day == 1 and (last + timedelta(days=1)).day == 1
    if months and first.month == 1 and last.month == 12:
        return f"{first.year}" if first.year == last.year else f"{first.year}–{last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{MONTHS[first.month - 1]} {first.year}" if months else f"{first.day}–{day(last.isoformat())}"
    return f"{day(first.isoformat())} – {day(last.isoformat())}"
