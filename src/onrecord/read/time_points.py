"""Points in time as written, not yet placed in the calendar, and dates of the calendar among them."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from onrecord.read.data import table
from onrecord.read.time_tokens import Tokens, digits, ordinal, year_number

HOLIDAYS = {tuple(name.split()): rule for name, rule in table("time_holidays")}
LONGEST_HOLIDAY = max(map(len, HOLIDAYS))
IN_YEAR = ("in", "since", "of", "from", "until", "till", "by", "during", "before", "after", "through", "mid", "for")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A date, a clock time or a part of the day.

    `base` says how it is anchored: `calendar` (year, month, day as far as given), `weekday`, `offset` (`amount`
    times `unit` from publication), `anchored` (from the date last mentioned), `season`, `quarter` and `half`
    (`number`), `decade`, `century`, `holiday` (`name` is its rule), `here` (no date: the date last mentioned).
    `shift` is -1 for "last", 0 for "this", 1 for "next"; `part` a TIMEX3 part of the day (MO, AF, EV, NI),
    `clock` is HH:MM, `minutes` what is added to it.
    """

    base: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    number: int | None = None
    name: str = ""
    unit: str = ""
    amount: int = 0
    shift: int | None = None
    part: str = ""
    clock: str = ""
    zone: str = ""
    minutes: int = 0


Parsed = tuple[Point, int] | None


def longest(t: Tokens, i: int, parsers: tuple[Callable[[Tokens, int], Parsed], ...]) -> Parsed:
    """The result of the parser that reads furthest; of equals the first."""
    best: Parsed = None
    for parse in parsers:
        found = parse(t, i)
        if found and (best is None or found[1] > best[1]):
            best = found
    return best


def month_at(t: Tokens, i: int) -> tuple[int, int] | None:
    """A month's name: its number and the index behind it ("Sept." with its full stop)."""
    if t.raw(i)[:1].isupper():
        value = t.get("month", i)
        if value:
            return int(value), i + 1
        value = t.get("month_short", i)
        if value:
            return int(value), i + 2 if t.reads(i + 1, ".") and t.joined(i + 1) else i + 1
    return None


def day_at(t: Tokens, i: int) -> tuple[int, int] | None:
    """A day of the month: "5", "05", "5th", "fifth"."""
    value = digits(t.at(i))
    decimal = t.at(i + 1) in (",", ".") and t.joined(i + 1) and t.joined(i + 2) and t.at(i + 2)[:1].isdigit()
    if value is not None and len(t.at(i)) <= 2 and 1 <= value <= 31 and not decimal:
        return value, i + 1
    found = ordinal(t, i)
    return found if found and 1 <= found[0] <= 31 else None


def year_behind(t: Tokens, i: int) -> tuple[int, int] | None:
    """A year that closes a date: "2031", ", 2031", "of 2031"."""
    at = i + 1 if t.at(i) in (",", "of") else i
    return year_number(t, at)


def written_date(t: Tokens, i: int) -> Parsed:
    """ "5 March 2031", "the 5th of March" or "of this month", "March 5, 2031", "June last year", "March"."""
    at = i + 1 if t.reads(i, "the") else i
    day = day_at(t, at)
    if day and not (at == i and t.joined(i) and t.at(i - 1) in (":", ".", ",", "-", "/", "$")):
        month = month_at(t, day[1] + 1 if t.reads(day[1], "of") else day[1])
        if month:
            point = Point(base="calendar", month=month[0], day=day[0])
            return with_year(t, point, month[1])
        shift = t.get("shift", day[1] + 1) if t.reads(day[1], "of") and t.reads(day[1] + 2, "month") else None
        if shift is not None and at > i:
            return Point(base="calendar", day=day[0], unit="M", amount=int(shift)), day[1] + 3
    month = month_at(t, i)
    if not month:
        return None
    point = Point(base="calendar", month=month[0])
    at = month[1] + 1 if t.reads(month[1], "the") else month[1]
    day = day_at(t, at)
    if day and not (t.reads(day[1], ":") and t.joined(day[1] + 1)):
        return with_year(t, replace(point, day=day[0]), day[1])
    if t.get("month_short", i) and not t.reads(i + 1, ".") and not year_behind(t, month[1]):
        return None
    return with_year(t, point, month[1]) if year_behind(t, month[1]) or lone_month(t, i, month[1]) else None


def with_year(t: Tokens, point: Point, end: int) -> Parsed:
    """The date with the year behind it, where one stands there ("2031", "last year")."""
    year = year_behind(t, end)
    if year and (t.at(end) != "of" or point.day is None):
        return replace(point, year=year[0]), year[1]
    at = end + 1 if t.at(end) == "of" else end
    if t.get("shift", at) and t.reads(at + 1, "year"):
        return replace(point, amount=int(t.get("shift", at) or 0), unit="Y"), at + 2
    return point, end


def lone_month(t: Tokens, i: int, end: int) -> bool:
    """Whether a month's name without day and year is a month: not a person's name, not "May" as a verb."""
    before, behind = t.at(i - 1), t.raw(end)
    leads = before in IN_YEAR or t.get("edge", i - 1) is not None or t.get("shift", i - 1) is not None
    if leads or before in ("-", "this", "last", "next", "each", "every", "and", "or", "to"):
        return not (behind[:1].isupper() and behind.isalpha() and before in ("for", "after", "before", "and", "or"))
    if behind[:1].isupper() and behind.isalpha() and not t.get("month", end):
        return False
    if t.raw(i - 1)[:1].isupper() and not t.get("month", i - 1):
        return False
    return not (t.at(i) in ("may", "march") and (i == 0 or not t.raw(i - 1).isalnum()))


def numeric_date(t: Tokens, i: int) -> Parsed:
    """ "2031-03-05", "05/03/2031", "5.3.2031".

    Where both day and month could be either, the day comes first, as in most countries; "03/25/2031" is read with
    the month first because only that is a date.
    """
    mark = t.at(i + 1)
    if mark not in ("-", "/", ".") or t.at(i + 3) != mark or not all(t.joined(k) for k in range(i + 1, i + 5)):
        return None
    parts = [digits(t.at(k)) for k in (i, i + 2, i + 4)]
    if None in parts or (t.joined(i) and t.at(i - 1) in ("-", "/", ".", ":")):
        return None
    a, b, c = (part or 0 for part in parts)
    if len(t.at(i)) == 4:
        year, month, day = a, b, c
    elif len(t.at(i + 4)) == 4 and mark != "-":
        year, month, day = (c, a, b) if b > 12 else (c, b, a)
    else:
        return None
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1000 <= year <= 2999):
        return None
    return Point(base="calendar", year=year, month=month, day=day), i + 5


def holiday(t: Tokens, i: int) -> Parsed:
    """A holiday of `time_holidays.tsv`, with a year or without."""
    if not t.raw(i)[:1].isupper():
        return None
    for size in range(LONGEST_HOLIDAY, 0, -1):
        rule = HOLIDAYS.get(t.low[i : i + size])
        if rule:
            point = Point(base="holiday", name=rule)
            year = year_behind(t, i + size)
            return (replace(point, year=year[0]), year[1]) if year else (point, i + size)
    return None
