"""Time expressions of a report: dates, clock times, durations and repeated times, placed in the calendar.

Values follow TIMEX3 (TimeML 1.2.1) and ISO 8601. A bare weekday is the past one nearest to publication, that day
included, unless a verb near it points ahead; a bare clock time belongs to the day last mentioned. "05/03/2031" is
the fifth of March. Where the publication date is unknown, the unknown digits of a relative date are X.
"""

from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache

from onrecord.read.data import table, word_list
from onrecord.read.document import Document
from onrecord.read.time_clocks import point as parse_point
from onrecord.read.time_intervals import interval
from onrecord.read.time_points import Point
from onrecord.read.time_sets import moved, reference, repeated
from onrecord.read.time_spans import length
from onrecord.read.time_tense import ahead
from onrecord.read.time_tokens import Tokens, classes, stretches
from onrecord.read.time_values import Clue, place
from onrecord.records import Time

REACH = 6
CORE_KINDS = (
    "unit", "units", "weekday", "weekday_short", "weekdays", "month", "month_short", "part", "event", "clock", "season",
    "day", "decade", "adverb", "shift", "tens",
)  # fmt: skip


GOES_ON = frozenset(
    {"same", "full", "final", "opening", "latest", "recent", "first", "past", "fiscal", "financial", "calendar",
     "comparable", "couple", "few", "number", "dozen", "hundred", "thousand", "half", "quarter", "while", "year", "the",
     "a", "an", "each", "these", "those", "its", "his", "her", "their", "of", "in", "on", "to", "than", "single",
     "other", "time", "'", "’", "‘", "-"}
)  # fmt: skip
"""Words in no class of `time_words.tsv` that can stand second in an expression."""
CONTEXT_KINDS = ("filler", "governor", "zone", "money", "length_lead", "bare_lead")


@dataclass(frozen=True, slots=True)
class Found:
    """An expression: its words `start` to `end` (exclusive), its type, and its value or the point to be placed.

    Of a point, `coming` tells whether the words around it say that it is coming, or past, or neither (None).
    """

    start: int
    end: int
    type: str
    value: str = ""
    point: Point | None = None
    coming: bool | None = None


def find_times(document: Document) -> list[Time]:
    """The report's time expressions in order, without overlaps; linear in the length of the text."""
    clue = Clue(published_at(document.report.published))
    times = []
    for t in stretches(document):
        clue.near = False
        times.extend(read(t, document, clue))
    return times


def published_at(text: str | None) -> datetime | None:
    """The publication date of a report; None where it is absent or no ISO 8601 date."""
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None


def read(t: Tokens, document: Document, clue: Clue) -> list[Time]:
    """The times of one stretch of text."""
    times = []
    paragraph, after = document.paragraph_at(t.spans[0][0]), 0
    starts, read_before = expressions(t)
    for i in starts:
        if i < after:
            continue
        if i not in read_before:
            read_before[i] = expression(t, i)
        found = read_before[i]
        if found is None or named(t, found, document):
            continue
        if t.spans[found.start][0] >= paragraph[1]:
            paragraph, clue.near = document.paragraph_at(t.spans[found.start][0]), False
        times.append(resolved(t, found, document, clue))
        after = found.end
    return times


Expressions = tuple[list[int], dict[int, Found | None]]
"""Where expressions may begin in a stretch of text, and what was read at those places that were asked for."""


def expressions(t: Tokens) -> Expressions:
    """The expressions of a stretch of text, as far as they have been read: they depend on nothing around them."""
    if "times" not in t.notes:
        t.notes["times"] = (candidates(t), {})
    found: Expressions = t.notes["times"]
    return found


@cache
def cores() -> frozenset[str]:
    """Words without which no expression is one: units, names of days and months, parts of the day, references."""
    found = {word for word, kind, _ in table("time_words") if kind in CORE_KINDS}
    found.update(phrase.split()[-1] for phrase, kind, _ in table("time_phrases") if kind in ("ref", "part"))
    found.update(name.split()[0] for name, _ in table("time_holidays"))
    return frozenset(found | {"tonight", "overnight", "breakfast", "clock", "half", "period", "times", "while", "time"})


@cache
def openers() -> frozenset[str]:
    """Words with which an expression may begin."""
    found = {word for word, kind, _ in table("time_words") if kind not in CONTEXT_KINDS}
    found.update(phrase.split()[0] for phrase, _, _ in table("time_phrases"))
    return frozenset(found | cores() | word_list("time_openers") | {"'", "’", "‘"})


@cache
def light_openers() -> frozenset[str]:
    """Openers with which an expression begins only where the next word belongs to times too: "the", not "recently"."""
    alone = {phrase for phrase, _, _ in table("time_phrases")}
    return openers() - cores() - classes().keys() - alone


@cache
def second_words() -> frozenset[str]:
    """Words that can stand second in an expression though in no class, and some that never do."""
    named = [phrase.split() for phrase, _, _ in table("time_phrases")]
    named += [name.split() for name, _ in table("time_holidays")]
    return GOES_ON | {word for words in named for word in words[:2]}


def candidates(t: Tokens) -> list[int]:
    """Indices of the words with which an expression may begin: an opener with a core word close behind it."""
    found, core = [], len(t.low) + REACH
    known, opening, light, second = cores(), openers(), light_openers(), second_words()
    for i in range(len(t.low) - 1, -1, -1):
        word = t.low[i]
        figure = word[0].isdigit()
        if not figure and word not in opening:
            continue
        if word in light and not (t.known_at(i + 1) or t.at(i + 1) in second):
            continue
        if figure or word in known:
            core = i
        if core - i <= REACH and not (t.joined(i) and t.at(i - 1) in ("_", "@", "#", "&")):
            found.append(i)
    return found[::-1]


def expression(t: Tokens, i: int) -> Found | None:
    """The longest expression that begins at `i`; of equally long ones a date before a duration."""
    readings = []
    for parse in (moved, parse_point):
        point = parse(t, i)
        if point:
            readings.append(Found(i, point[1], "", point=point[0]))
    size = length(t, i)
    if size:
        readings.append(Found(i, size[1], "DURATION", size[0].value))
    again = repeated(t, i)
    if again:
        readings.append(Found(i, again[1], "SET", again[0]))
    vague = reference(t, i)
    if vague:
        readings.append(Found(i, vague[1], "DATE", vague[0]))
    longest = max(readings, key=lambda found: found.end, default=None)
    return replace(longest, coming=ahead(t, i, longest.end)) if longest and longest.point else longest


def named(t: Tokens, found: Found, document: Document) -> bool:
    """Whether the expression is part of a person's, place's or organisation's name ("the Sunday Courier")."""
    start, end = t.span(found.start, found.end)
    before = bisect_right(document.names, start, key=lambda name: name.span[0])
    if not before:
        return False
    name = document.names[before - 1]
    return name.kind in ("person", "organization", "place") and end <= name.span[1]


def resolved(t: Tokens, found: Found, document: Document, clue: Clue) -> Time:
    """The expression as a row of the record."""
    value, kind = found.value, found.type
    if value in ("P6M", "P9M"):
        clue.quarter = None
    if found.point:
        value = place(found.point, clue, found.coming)
        kind = type_of(value)
    start, end = interval(value) if kind in ("DATE", "TIME") else (None, None)
    return Time(
        report=document.report.id, span=t.span(found.start, found.end), type=kind, value=value, start=start, end=end
    )


def type_of(value: str) -> str:
    """DATE, TIME or DURATION, by a value."""
    if value.endswith("_REF"):
        return "DATE"
    if value.startswith("P"):
        return "DURATION"
    return "TIME" if "T" in value else "DATE"
