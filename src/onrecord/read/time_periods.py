"""Seasons, quarters, decades, centuries and bare years as written."""

from onrecord.read.time_points import IN_YEAR, Parsed, Point, year_behind
from onrecord.read.time_tokens import Tokens, digits, ordinal, year_number


def named_season(t: Tokens, i: int) -> Parsed:
    """ "the spring of 2030", "spring 2030", "the summer"; "fall" alone only after "in the"."""
    definite = t.reads(i, "the")
    at = i + 1 if definite else i
    name = t.get("season", at)
    if not name:
        return None
    year = year_behind(t, at + 1)
    if year:
        return Point(base="season", name=name, year=year[0]), year[1]
    if t.at(at) == "fall" and (t.at(i - 1) not in ("in", "by", "until", "since", "this") or t.reads(at + 1, "of")):
        return None
    led = t.at(i - 1) in ("in", "by", "until", "since", "during", "over", "through", "before", "after", "from")
    timed = t.at(at).endswith("time")
    noun = t.raw(at + 1).isalpha() and t.tag(at + 1).startswith("NN")
    noun = noun or (definite and not led and t.at(at + 1) in ("in", "of", "for", "on", "that"))
    return (Point(base="season", name=name), at + 1) if (led or definite or timed) and not noun else None


def quarter(t: Tokens, i: int) -> Parsed:
    """ "third-quarter", "the third quarter of 1984", "the 1988 third quarter", "the first half", "Q3 2030"."""
    at = i + 1 if t.at(i) in ("the", "its") else i
    lead = year_number(t, at)
    at = lead[1] if lead else at
    shift = None
    if t.get("shift", at) and t.reads(at + 1, "year"):
        shift, at = int(t.get("shift", at) or 0), at + 2 + 2 * (t.at(at + 2) in ("'", "’"))
    ago = t.reads(at, "year", "-") and t.at(at + 2) in ("ago", "earlier")
    at = at + 3 if ago else at
    if t.at(at) in ("fiscal", "latest", "comparable"):
        at += 2 if t.reads(at + 1, "-") else 1
    rank, after = quarter_rank(t, at)
    if t.at(after) not in ("quarter", "half", "period"):
        return None
    kind = "half" if t.at(after) == "half" else "quarter"
    latest = (
        t.at(at - 1) == "latest" or ago or (t.reads(i, "the", "quarter") and t.at(i - 1) in ("in", "for", "during"))
    )
    if (rank is None and not (latest or lead)) or (kind == "half" and rank not in (1, 2)):
        return None
    if rank is not None and (t.at(after) == "period" or rank > 4):
        return None
    year = lead or year_behind(t, after + 1)
    if kind == "half" and not year and t.reads(after + 1, "of") and not t.reads(after + 2, "the", "year"):
        return None
    point = Point(base=kind, number=rank, year=year[0] if year else None, shift=-1 if ago else shift)
    return point, max(year[1] if year else 0, after + 1)


def quarter_rank(t: Tokens, i: int) -> tuple[int | None, int]:
    """The rank before "quarter" or "half": "third-", "second "; None where none stands."""
    rank = ordinal(t, i) or ((2, i + 1) if t.reads(i, "last", "half") else None)
    if not rank:
        return None, i
    return rank[0], rank[1] + 1 if t.reads(rank[1], "-") else rank[1]


def decade(t: Tokens, i: int) -> Parsed:
    """ "the 1980s", "the '80s", "the nineties"."""
    at = i + 1 if t.reads(i, "the") else i
    at = at + 1 if t.at(at) in ("early", "late", "mid") and at > i else at
    at = at + 1 if t.reads(at, "-") else at
    word = t.at(at)
    if len(word) == 5 and word.endswith("0s") and word[:4].isdigit():
        return Point(base="decade", year=int(word[:4])), at + 1
    if t.at(at) in ("'", "’", "‘") and len(t.at(at + 1)) == 3 and t.at(at + 1).endswith("0s"):
        tens = digits(t.at(at + 1)[:2])
        return (Point(base="decade", number=tens), at + 2) if tens is not None else None
    value = t.get("decade", at)
    if value and at > i and t.at(i - 1) not in ("her", "his", "their"):
        return Point(base="decade", number=int(value)), at + 1
    return None


def century(t: Tokens, i: int) -> Parsed:
    """ "the 20th century"."""
    rank = ordinal(t, i + 1 if t.reads(i, "the") else i)
    if not rank:
        return None
    at = rank[1] + 1 if t.reads(rank[1], "-") else rank[1]
    return (Point(base="century", number=rank[0] - 1), at + 1) if t.reads(at, "century") else None


def lone_year(t: Tokens, i: int) -> Parsed:
    """ "2028", "the year 2000", "fiscal 1989": four digits that count nothing."""
    at = i
    named = False
    if t.reads(at, "the") and t.at(at + 1) in ("year", "fiscal", "financial"):
        at += 1
    while t.at(at) in ("fiscal", "financial", "calendar", "year") and at < i + 3:
        at, named = at + 1, True
    year = year_number(t, at)
    if not year:
        return None
    value, end = year
    if named:
        return Point(base="calendar", year=value), end
    return (Point(base="calendar", year=value), end) if counts_nothing(t, i, end, value) else None


def counts_nothing(t: Tokens, i: int, end: int, value: int) -> bool:
    """Whether a bare number of four digits is a year by its place."""
    before, behind = t.at(i - 1), t.at(end)
    marked = t.joined(i) and (not before[-1:].isalnum()) and before not in ("(", "[", "“", '"', "‘", "'", "—", "–")
    if before == "-" and t.at(i - 2) == "mid":
        marked = False
    if (
        marked
        or before in ("at", "no", "number", "room", "flight")
        or behind in ("%", "°")
        or (t.joined(end) and behind in ("-", ":", "/", "_", "&"))
    ):
        return False
    led = before in IN_YEAR or before == "and"
    if not t.low[i].isdigit():
        return led
    counted = (behind.endswith("s") and behind.isalpha() and len(behind) > 2) or t.get("units", end) is not None
    if behind in ("percent", "per", "people", "men", "women", "children", "million", "hours", "yen", "feet", "km"):
        return False
    if led and not (counted and before not in ("in", "since", "the")):
        return (
            before in ("in", "since", "until", "by", "of", "during") and 1000 <= value <= 2199
        ) or 1700 <= value <= 2199
    if before == "the":
        return 1900 <= value <= 2099 and bool(behind) and behind[0].isalpha()
    return 1900 <= value <= 2099 and not counted
