"""Dates of publication as the record keeps them: UTC ISO 8601."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
DAY_FIRST = re.compile(r"(?:[a-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?,?\s+(\d{4})\b")
MONTH_FIRST = re.compile(r"(?:[a-z]+day,?\s+)?([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
CLOCK = re.compile(r"\d:\d\d")


def normal_date(value: str | None) -> str | None:
    """`value` as `2031-03-05T10:05:00Z`, or as `2031-03-05` where it names a day alone; None if it is no date.

    Read are ISO 8601, the form of mail and RSS (RFC 5322), and days with an English month ("5 March 2031",
    "Mar. 5, 2031"; a time after these is dropped). A time without a zone is taken as UTC. Numbers like 03/05/2031,
    which two countries read differently, are no date.
    """
    text = (value or "").strip()[:80]
    if not text:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    for parse in (datetime.fromisoformat, parsedate_to_datetime if CLOCK.search(text) else None):
        try:
            moment = parse(text) if parse else None
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
        if moment is not None:
            return utc(moment)
    return named_month(text.lower())


def utc(moment: datetime) -> str | None:
    """`moment` in UTC, to the second; without a zone it is UTC already."""
    try:
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:
        return None
    return moment.replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def named_month(text: str) -> str | None:
    """The day that lower-case `text` begins with, its month a word."""
    if match := DAY_FIRST.match(text):
        day, month, year = match.groups()
    elif match := MONTH_FIRST.match(text):
        month, day, year = match.groups()
    else:
        return None
    month = "sep" if month == "sept" else month
    number = next((i for i, name in enumerate(MONTHS, 1) if name == month or name[:3] == month), 0)
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return None
