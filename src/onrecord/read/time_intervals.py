"""From a TIMEX3 value to the interval that it names."""

import re
from datetime import date, datetime, time, timedelta

Interval = tuple[str | None, str | None]

NOWHERE: Interval = (None, None)
DAY = timedelta(days=1)
DATE_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d))?|W(?P<week>\d\d)(?P<end>-WE)?"
    r"|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)))?(?:T(?P<time>[\w:]+))?"
)
ROUND_YEARS = re.compile(r"(\d\d|\d\d\d)X{0,2}")
CLOCK = re.compile(r"(\d\d):(\d\d)(Z?)")
PARTS = {"MO": (0, 12), "AF": (12, 18), "EV": (18, 24), "NI": (18, 30), "MI": (11, 14), "DT": (6, 18)}
"""First and last hour of a part of the day; "before dawn" is MO too, and a night runs to six in the morning."""
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of a season in the northern hemisphere, by the meteorological reckoning; each lasts three months."""


def interval(value: str) -> Interval:
    """Start and end (exclusive) of a DATE or TIME value as ISO 8601; None twice where it names no one interval.

    "2031-03-05" gives 2031-03-05 and 2031-03-06, "2031-03-05TNI" gives 2031-03-05T18:00 and 2031-03-06T06:00,
    a clock time lasts one minute. Durations, sets and vague references have no interval.
    """
    rounded = ROUND_YEARS.fullmatch(value)
    if rounded and len(value) < 5 and not (len(value) == 4 and value.isdigit()):
        digits = rounded.group(1)
        return years(int(digits.ljust(4, "0")), 10 ** (4 - len(digits)))
    found = DATE_VALUE.fullmatch(value)
    if not found:
        return NOWHERE
    try:
        return dates(found)
    except (ValueError, OverflowError):
        return NOWHERE


def dates(found: re.Match[str]) -> Interval:
    """The interval of a matched value; raises ValueError for a day that does not exist."""
    year = int(found["year"])
    if found["day"]:
        day = date(year, int(found["month"]), int(found["day"]))
        return hours(day, found["time"]) if found["time"] else (day.isoformat(), (day + DAY).isoformat())
    if found["week"]:
        monday = date.fromisocalendar(year, int(found["week"]), 1)
        first = monday + 5 * DAY if found["end"] else monday
        return first.isoformat(), (monday + 7 * DAY).isoformat()
    for name, first_month, count in (("season", None, 3), ("quarter", 3, 3), ("half", 6, 6), ("month", 1, 1)):
        if found[name]:
            month = first_month * (int(found[name]) - 1) + 1 if first_month else SEASONS[found[name]]
            return NOWHERE if found["time"] else months(year, month, count)
    return NOWHERE if found["time"] else years(year, 1)


def hours(day: date, name: str) -> Interval:
    """The interval of a part of the day or of a clock time's minute."""
    midnight = datetime.combine(day, time())
    part = PARTS.get(name)
    if part:
        begin, end = part
        return stamp(midnight + timedelta(hours=begin)), stamp(midnight + timedelta(hours=end))
    clock = CLOCK.fullmatch(name)
    if not clock:
        return NOWHERE
    start = midnight + timedelta(hours=int(clock[1]), minutes=int(clock[2]))
    return stamp(start) + clock[3], stamp(start + timedelta(minutes=1)) + clock[3]


def stamp(moment: datetime) -> str:
    """A moment to the minute: 2031-03-05T21:45."""
    return moment.isoformat(timespec="minutes")


def months(year: int, month: int, count: int) -> Interval:
    """The interval of `count` months from `month` (1 to 12) on."""
    after = year * 12 + month - 1 + count
    return date(year, month, 1).isoformat(), date(after // 12, after % 12 + 1, 1).isoformat()


def years(first: int, count: int) -> Interval:
    """The interval of `count` years."""
    if not 1 <= first <= 9999 - count:
        return NOWHERE
    return date(first, 1, 1).isoformat(), date(first + count, 1, 1).isoformat()
