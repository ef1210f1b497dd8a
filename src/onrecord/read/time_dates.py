"""Dates as written: weekdays, "last week", "that day", and what stands before a date ("early", "the end of")."""

from dataclasses import replace

from onrecord.read.time_periods import century, decade, lone_year, named_season, quarter
from onrecord.read.time_points import IN_YEAR, Parsed, Point, holiday, longest, month_at, numeric_date, written_date
from onrecord.read.time_tokens import Tokens, once

EARLY = ("early", "beginning", "start", "outset")
NIGHTS = ((("tonight",), 0, ""), (("last", "night"), -1, ""), (("overnight",), 0, "overnight"))
COARSE = ("W", "M", "Y", "Q", "WE", "10Y", "100Y")


@once
def date(t: Tokens, i: int) -> Parsed:
    """A date of any granularity from `i` on, with "early", "the end of" and the like before it."""
    return longest(t, i, (plain_date, edged_date, later_date))


def plain_date(t: Tokens, i: int) -> Parsed:
    """A date without such words before it."""
    return longest(
        t, i, (written_date, numeric_date, weekday_date, day_word, shifted, same, named_season, quarter, decade,
               century, holiday, lone_year),
    )  # fmt: skip


def edged_date(t: Tokens, i: int) -> Parsed:
    """ "early March", "mid-1996", "the end of the month", "late on Tuesday"."""
    at = i + 1 if t.reads(i, "the") else i
    if t.get("edge", at) is not None and t.at(at + 1) in ("to", "and", "or") and t.get("edge", at + 2) is not None:
        at += 2
    word = t.at(at)
    if t.get("edge", at) is None:
        return None
    at += 1
    loose = word in ("early", "late", "mid")
    if t.at(at) in ("-", "of") or (loose and t.at(at) in ("in", "on")):
        at += 1
    elif not loose:
        return None
    found = plain_date(t, at) or containing_unit(t, at)
    if not found:
        return None
    point, end = found
    single_day = point.base == "weekday" or (point.base == "offset" and point.unit == "D")
    if single_day and word not in ("mid", "middle") and not point.part:
        point = replace(point, part="MO" if word in EARLY else "NI")
    return point, end


def containing_unit(t: Tokens, i: int) -> Parsed:
    """ "the month" in "the end of the month"."""
    unit = t.get("unit", i + 1)
    if t.reads(i, "the") and unit in ("D", "W", "M", "Y", "Q", "WE"):
        return Point(base="offset", unit=unit, shift=0), i + 2
    return None


def later_date(t: Tokens, i: int) -> Parsed:
    """ "earlier this week", "later in the day", "sometime next year"."""
    if t.at(i) not in ("earlier", "later", "sometime", "late", "early"):
        return None
    if t.reads(i + 1, "in"):
        return containing_unit(t, i + 2) if t.at(i) in ("earlier", "later", "late", "early") else None
    found = shifted(t, i + 1) or day_word(t, i + 1) or weekday_date(t, i + 1)
    return found if t.at(i) in ("earlier", "later", "sometime") else None


def weekday_date(t: Tokens, i: int) -> Parsed:
    """ "Tuesday", "Tuesday, March 5", "Friday the 13th of June", "Tuesday of last week"."""
    value = t.get("weekday", i) if t.raw(i)[:1].isupper() else None
    end = i + 1
    if value is None:
        value = t.get("weekday_short", i) if t.raw(i)[:1].isupper() else None
        end = i + 2 if t.reads(i + 1, ".") and t.joined(i + 1) else i + 1
        if value is None or not written_date(t, end + 1 if t.reads(end, ",") else end):
            return None
    at = end + 1 if t.reads(end, ",") else end
    exact = written_date(t, at) or numeric_date(t, at)
    if exact and exact[0].day:
        return exact
    at = end + 1 if t.reads(end, "of") else end
    week = shifted(t, at) if t.get("shift", at) and t.reads(at + 1, "week") else None
    if week:
        return replace(week[0], weekday=int(value)), week[1]
    return Point(base="weekday", weekday=int(value)), end


def day_word(t: Tokens, i: int) -> Parsed:
    """ "yesterday", "the day after tomorrow", "tonight", "last night", "this morning"."""
    value = t.get("day", i)
    if value is not None:
        return Point(base="offset", unit="D", amount=int(value)), i + 1
    at = i + 1 if t.reads(i, "the") else i
    if t.reads(at, "day", "before", "yesterday") or t.reads(at, "day", "after", "tomorrow"):
        return Point(base="offset", unit="D", amount=-2 if t.at(at + 1) == "before" else 2), at + 3
    for words, amount, name in NIGHTS:
        if t.reads(i, *words):
            return Point(base="offset", unit="D", amount=amount, name=name, part="NI"), i + len(words)
    part = t.get("part", i + 1)
    return (Point(base="offset", unit="D", part=part), i + 2) if t.reads(i, "this") and part else None


def shifted(t: Tokens, i: int) -> Parsed:
    """ "last week", "this coming Sunday", "next March", "the previous year", "the weekend"."""
    fixed = named_period(t, i)
    definite = t.reads(i, "the")
    at = i + 1 if definite else i
    word, value = t.at(at), t.get("shift", at)
    if fixed or value is None or (word == "current" and not definite):
        return fixed
    shift, at = int(value), at + 1
    if word == "this" and t.get("shift", at) and t.at(at) != "current":
        shift, at = int(t.get("shift", at) or 0), at + 1
    if t.at(at) in ("fiscal", "financial", "calendar"):
        at += 1
    unit = t.get("unit", at)
    if unit in COARSE or unit == "D":
        return shifted_unit(word, definite, Point(base="offset", unit=unit or "", shift=shift, amount=shift), at + 1)
    return shifted_name(t, at, word, shift)


def named_period(t: Tokens, i: int) -> Parsed:
    """ "the weekend", "the full year", "year-end"."""
    if t.reads(i, "the", "full", "year"):
        return Point(base="offset", unit="Y", shift=0), i + 3
    if year_end(t, i):
        return Point(base="offset", unit="Y", shift=0), year_end(t, i)
    if t.reads(i, "the", "weekend"):
        return Point(base="offset", unit="WE"), i + 2
    return (Point(base="offset", unit="WE"), i + 3) if t.reads(i, "the", "week", "end") else None


def shifted_name(t: Tokens, at: int, word: str, shift: int) -> Parsed:
    """A weekday, month or season behind "last", "this" or "next"."""
    weekday, season = t.get("weekday", at), t.get("season", at)
    if weekday:
        exact = written_date(t, at + 2 if t.reads(at + 1, ",") else at + 1)
        if exact and exact[0].day:
            return exact
        base = "anchored" if word in ("following", "previous", "preceding") else "weekday"
        return Point(base=base, weekday=int(weekday), shift=shift), at + 1
    month = month_at(t, at)
    if month:
        return Point(base="calendar", month=month[0], shift=shift), month[1]
    return (Point(base="season", name=season, shift=shift), at + 1) if season else None


def year_end(t: Tokens, i: int) -> int:
    """The index behind "year-end", "year end" or "year's end" at `i`; 0 where none stands."""
    if t.reads(i, "year", "-", "end"):
        return i + 3
    if t.reads(i, "year", "end") and t.at(i - 1) in (*IN_YEAR, "around", "at"):
        return i + 2
    return i + 4 if t.reads(i, "year") and t.at(i + 1) in ("'", "’") and t.reads(i + 2, "s", "end") else 0


def shifted_unit(word: str, definite: bool, point: Point, end: int) -> Parsed:
    """ "last week" counts from publication, "the following week" from the date last mentioned."""
    relative = word in ("following", "previous", "preceding") or (definite and word == "next")
    if relative:
        return replace(point, base="anchored"), end
    spanning = definite and word != "current" and point.unit != "Y"
    return None if spanning or point.unit in ("D", "100Y") else (point, end)


def same(t: Tokens, i: int) -> Parsed:
    """ "that day", "the same week", "that night", "the day before", "the latest quarter"."""
    end = i + 2 if t.reads(i, "the", "same") else i + 1
    unit, part = t.get("unit", end), t.get("part", end)
    if end == i + 2 or t.reads(i, "that"):
        if part:
            return Point(base="anchored", unit="D", part=part), end + 1
        if unit in ("D", "W", "M", "Y", "WE", "Q"):
            return Point(base="anchored", unit=unit or ""), end + 1
    if t.reads(i, "the", "day", "before") or t.reads(i, "the", "day", "after"):
        return Point(base="anchored", unit="D", amount=-1 if t.at(i + 2) == "before" else 1), i + 3
    return None
