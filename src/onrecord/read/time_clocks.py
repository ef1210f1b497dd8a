"""Clock times and parts of the day as written, with the date beside them."""

from dataclasses import replace

from onrecord.read.time_dates import date
from onrecord.read.time_points import Parsed, Point, longest
from onrecord.read.time_tokens import Tokens, digits, number, phrases, words

MONEY = frozenset(words("money"))
LEADS = ("at", "by", "until", "till", "before", "after", "since", "around", "about", "from", "past")
QUARTERLY = ("at", "by", "until", "till", "before", "after", "since", "about", "around")
"""Words before "a quarter to ten" that tell it from a share."""
ROUGHLY = phrases("roughly")
PART_PHRASES = phrases("part")
"""Phrases that name a part of the day, with its code."""


def point(t: Tokens, i: int) -> Parsed:
    """A date, a clock time or both from `i` on."""
    return longest(t, i, (dated_clock, clocked_date, parted_date, rough_clock, counted_clock))


def rough_clock(t: Tokens, i: int) -> Parsed:
    """ "shortly after 2 a.m.", "about 7.20 a.m."."""
    for phrase, _ in ROUGHLY.get(t.at(i), ()):
        if t.reads(i, *phrase):
            return dated_clock(t, i + len(phrase))
    return None


def counted_clock(t: Tokens, i: int) -> Parsed:
    """ "twenty minutes before midnight on Monday"."""
    count = number(t, i)
    if not count or t.at(count[1]) not in ("minutes", "minute"):
        return None
    at = count[1] + 2 if t.reads(count[1] + 1, "prior") else count[1] + 1
    sign = {"before": -1, "to": -1, "after": 1, "past": 1}.get(t.at(at), 0)
    found = dated_clock(t, at + 1) or clocked_date(t, at + 1)
    if not sign or not found or not found[0].clock:
        return None
    return replace(found[0], minutes=sign * int(count[0])), found[1]


def dated_clock(t: Tokens, i: int) -> Parsed:
    """A clock time, with the date behind it where one stands there: "9:45 p.m. on Tuesday", "noon Friday"."""
    found = clock(t, i)
    if not found:
        return None
    time, end = found
    at = end + 1 if t.reads(end, ",") else end
    at = at + 1 if t.at(at) in ("on", "of") else at
    day = date(t, at)
    if not day or not to_the_day(day[0]) or (day[0].part and not day[0].weekday):
        return time, end
    return replace(day[0], clock=time.clock, zone=time.zone, part=""), day[1]


def to_the_day(found: Point) -> bool:
    """Whether the date is a single day."""
    if found.base == "calendar":
        return found.day is not None
    return found.base in ("weekday", "holiday") or (found.base in ("offset", "anchored") and found.unit in ("", "D"))


def clock(t: Tokens, i: int) -> Parsed:
    """A clock time without a date: "9:45 p.m.", "6.15pm", "0900 GMT", "9 in the morning", "noon"."""
    name = t.get("clock", i)
    if name:
        return Point(base="here", clock=name), i + 1
    hour = digits(t.at(i))
    if hour is None or t.raw(i - 1) in ("$", "£", "€") or (t.joined(i) and t.at(i - 1) in (".", ",", ":", "-", "/")):
        return glued_half(t, i) or spelled_hour(t, i) or spoken_clock(t, i)
    if len(t.at(i)) == 4:
        return military(t, i)
    return hour_and_minute(t, i, hour) if hour <= 24 and len(t.at(i)) <= 2 else None


def hour_and_minute(t: Tokens, i: int, hour: int) -> Parsed:
    """A clock time that begins with an hour in one or two figures."""
    minute, mark, end = minutes_behind(t, i + 1)
    half, end = half_day(t, end)
    if mark == "." and not half and not bare_dotted(t, i, end):
        return None
    return read_clock(t, hour, minute, half, end) if mark or half else spelled_hour(t, i)


def minutes_behind(t: Tokens, i: int) -> tuple[int, str, int]:
    """The minutes behind an hour: their value, the mark before them (empty where there are none), the index behind."""
    mark, word = t.at(i), t.at(i + 1)
    if mark in (":", ".") and t.joined(i) and t.joined(i + 1):
        value = digits(word)
        if value is not None and len(word) == 2 and value < 60:
            seconds = t.reads(i + 2, ":") and t.joined(i + 2) and len(t.at(i + 3)) == 2 and t.at(i + 3).isdigit()
            return value, mark, i + 4 if seconds else i + 2
        if word[2:] in ("am", "pm") and word[:2].isdigit() and int(word[:2]) < 60:
            return int(word[:2]), mark + word[2:], i + 2
    return 0, "", i


def half_day(t: Tokens, i: int) -> tuple[str, int]:
    """ "am", "p.m.", "o'clock", "in the morning" behind an hour: "a", "p" or "o", empty for none."""
    if i and t.at(i - 1)[-2:] in ("am", "pm") and t.at(i - 1)[:1].isdigit():
        return t.at(i - 1)[-2], i
    if t.at(i) in ("am", "pm"):
        return t.at(i)[0], i + 1
    if t.at(i) in ("a", "p") and t.reads(i + 1, ".", "m"):
        return t.at(i), i + 4 if t.reads(i + 3, ".") and t.joined(i + 3) else i + 3
    half, at = ("", i)
    if t.at(i) == "o" and t.at(i + 1) in ("'", "’") and t.reads(i + 2, "clock"):
        half, at = "o", i + 3
    part = t.get("part", at + 2)
    if t.reads(at, "in", "the") and part in ("MO", "AF", "EV"):
        return "a" if part == "MO" else "p", at + 3
    if t.reads(at, "at", "night"):
        return "n", at + 2
    return half, at


def read_clock(t: Tokens, hour: int, minute: int, half: str, end: int) -> Parsed:
    """The clock time with its time zone; None where the hour cannot be."""
    if half in ("a", "p", "n") and not 1 <= hour <= 12:
        return None
    if half == "p" or (half == "n" and hour >= 6):
        hour = hour % 12 + 12
    elif half in ("a", "n"):
        hour = hour % 12
    if hour > 24 or (hour == 24 and minute):
        return None
    at = end + 1 if t.reads(end, "of") and t.get("zone", end + 1) else end
    zone = t.get("zone", at)
    return Point(base="here", clock=f"{hour:02}:{minute:02}", zone=zone or ""), at + 1 if zone is not None else end


def glued_half(t: Tokens, i: int) -> Parsed:
    """ "10pm"."""
    word = t.at(i)
    hour = digits(word[:-2]) if word[-2:] in ("am", "pm") else None
    return read_clock(t, hour, 0, word[-2], i + 1) if hour is not None and len(word) <= 4 else None


def spelled_hour(t: Tokens, i: int) -> Parsed:
    """ "nine in the morning", "four o'clock"; "at four on Thursday morning"."""
    value = t.get("number", i) or (t.at(i) if digits(t.at(i)) is not None else None)
    if value is None or not 1 <= int(value) <= 12:
        return None
    hour = int(value)
    half, end = half_day(t, i + 1)
    if half and end > i + 1:
        return read_clock(t, hour, 0, half, end)
    day = date(t, i + 2) if t.reads(i + 1, "on") and t.at(i - 1) in LEADS else None
    part = t.get("part", day[1]) if day and to_the_day(day[0]) else None
    if day and part:
        return replace(day[0], clock=f"{hour + 12 * (part != 'MO') * (hour < 12):02}:00"), day[1] + 1
    return None


def spoken_clock(t: Tokens, i: int) -> Parsed:
    """ "half past nine", "a quarter to ten in the evening"."""
    at = i + 1 if t.at(i) in ("a", "half") else i
    half = t.reads(i, "half", "past")
    if not half and not (t.reads(at, "quarter") and t.at(at + 1) in ("past", "to") and t.at(i - 1) in QUARTERLY):
        return None
    word = at + 1 if half else at + 2
    value = t.get("number", word) or (t.at(word) if digits(t.at(word)) is not None else None)
    if value is None or not 1 <= int(value) <= 12:
        return None
    minute = 30 if half else 15 if t.reads(at + 1, "past") else 45
    behind, end = half_day(t, word + 1)
    return read_clock(t, (int(value) - (minute == 45)) or 12, minute, behind, end)


def military(t: Tokens, i: int) -> Parsed:
    """ "0900 GMT", "1830 hours"."""
    hour, minute = int(t.at(i)[:2]), int(t.at(i)[2:])
    zone = t.get("zone", i + 1)
    if hour > 24 or minute > 59 or (zone is None and not (t.reads(i + 1, "hours") and t.at(i)[0] in "012")):
        return None
    if zone is None and t.at(i - 1) != "at":
        return None
    return Point(base="here", clock=f"{hour:02}:{minute:02}", zone=zone or ""), i + 2


def bare_dotted(t: Tokens, i: int, end: int) -> bool:
    """Whether "7.35" without "a.m." is a clock time: behind "at" or "by", no money or shares near it."""
    if t.get("zone", end) is not None:
        return True
    near = {t.at(k) for k in range(max(0, i - 12), min(len(t.low), end + 6))}
    closes = not t.at(end)[:1].isalnum() or t.at(end) in ("on", "and", "in", "that", "when", "as")
    return t.at(i - 1) in ("at", "by", "until", "since") and closes and not near & MONEY


def clocked_date(t: Tokens, i: int) -> Parsed:
    """A single day with a clock time behind it: "Wednesday at 17:25", "Monday's midnight"."""
    day = date(t, i)
    if not day or not to_the_day(day[0]):
        return None
    at = possessive(t, day[1])
    at = at + 1 if t.reads(at, ",") else at
    at = at + 1 if t.at(at) == "at" else at
    time = clock(t, at)
    if time and time[0].base == "here" and not day[0].part:
        return replace(day[0], clock=time[0].clock, zone=time[0].zone), time[1]
    return None


def possessive(t: Tokens, i: int) -> int:
    """The index behind "'s" at `i`, or `i`."""
    return i + 2 if t.at(i) in ("'", "’") and t.reads(i + 1, "s") else i


def parted_date(t: Tokens, i: int) -> Parsed:
    """A date with a part of the day, a date alone or a part of the day alone."""
    return longest(t, i, (date, part_then_date, date_then_part))


def date_then_part(t: Tokens, i: int) -> Parsed:
    """ "Tuesday night", "Thursday in the evening", "Thursday's daybreak", "tomorrow morning"."""
    day = date(t, i)
    if not day or not to_the_day(day[0]):
        return None
    at = possessive(t, day[1])
    for lead in (("in", "the"), ("at",), ("before",), ()):
        if not lead or t.reads(at, *lead):
            behind = at + len(lead)
            part = part_word(t, behind) or (part_phrase(t, behind - 1) if lead == ("in", "the") else None)
            if part:
                return replace(day[0], part=part[0]), part[1]
    if t.at(at) in ("after", "at") and t.at(at + 1) in ("lunch", "lunchtime"):
        return replace(day[0], part="AF"), at + 2
    return None


def part_word(t: Tokens, i: int) -> tuple[str, int] | None:
    """A word or phrase for a part of the day: its code and the index behind it."""
    phrase = part_phrase(t, i)
    if phrase:
        return phrase
    part = t.get("part", i) or t.get("event", i)
    return (part, i + 1) if part else None


def part_phrase(t: Tokens, i: int) -> tuple[str, int] | None:
    """A phrase of `time_phrases.tsv` for a part of the day."""
    found = ((value, i + len(phrase)) for phrase, value in PART_PHRASES.get(t.at(i), ()) if t.reads(i, *phrase))
    return next(found, None)


def part_then_date(t: Tokens, i: int) -> Parsed:
    """ "before dawn on Wednesday", "the night of March 3", "the small hours", "mid-afternoon yesterday", "dusk"."""
    at = i + 1 if t.at(i) == "before" else i + 2 if t.reads(i, "prior", "to") else i
    phrase = part_phrase(t, at)
    if phrase:
        breakfast = t.reads(at, "breakfast") and not t.reads(at + 1, "time")
        return behind_part(t, phrase) or (None if breakfast else (Point(base="here", part=phrase[0]), phrase[1]))
    definite = t.reads(at, "the")
    word = at + 1 if definite else at
    event, part = t.get("event", word), t.get("part", word)
    if event:
        return behind_part(t, (event, word + 1)) or (Point(base="here", part=event), word + 1)
    if not part or at > i:
        return None
    dated = behind_part(t, (part, word + 1))
    if dated or not bare_part(t, word, definite):
        return dated
    if part == "NI" and t.at(i - 1) in ("during", "in") and definite:
        return Point(base="offset", unit="D", name="overnight", part="NI"), word + 1
    return Point(base="here", part=part), word + 1


def behind_part(t: Tokens, part: tuple[str, int]) -> Parsed:
    """The single day behind a part of the day: "of March 3", "on Wednesday", "yesterday"."""
    at = part[1] + 1 if t.at(part[1]) in ("of", "on") else part[1]
    day = date(t, at)
    return (replace(day[0], part=part[0]), day[1]) if day and to_the_day(day[0]) and not day[0].part else None


def bare_part(t: Tokens, at: int, definite: bool) -> bool:
    """Whether "the morning" or "afternoon" by itself is a time of the day in question."""
    lead = t.at(at - 2) if definite else t.at(at - 1)
    noun = t.tag(at + 1).startswith("NN") or t.reads(at + 1, "of") or (t.reads(at + 1, "-"))
    if noun:
        return False
    if definite:
        return lead in ("in", "during", "by", "since", "for", "until", "through", "of", "later", "earlier", "overnight")
    return lead == "by"
