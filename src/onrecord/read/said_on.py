"""When something was said: a time expression in the words that report it, or "today" in the speaker's own."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.read.clauses import AUXILIARIES
from onrecord.read.document import Document
from onrecord.read.modes import mode_of
from onrecord.read.stance_words import MODALS, Token, tokens_in
from onrecord.records import Span, Spans, Time

DATED = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?|-W\d\d))(?:T|$)")
DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T|$)")
NOT_OF_SAYING = re.compile(
    r"\b(?:since|until|till|by|before|for|from|through|to|after|about|starting|beginning|effective)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
PUBLISHED = re.compile(
    r"\b(?:published|released|issued|posted|dated|broadcast|aired|put out|made public)\s+(?:on\s+)?$"
)
BREAK = re.compile(r"[;:“”\"]|\b(?:who|whom|which|whose|when|where|after|while|before|that|and|but|because|if)\b")
RELATIVE = re.compile(r"\b(?:who|whom|which|whose|when|where|that)\b", re.IGNORECASE)
LEADING = re.compile(r"(?:[\s,]|\b(?:also|however|meanwhile|later|again)\b)*", re.IGNORECASE)
AFTER_CONTENT = re.compile(r",?\s+(?:(?:on|in|early|late|at)\s+)*", re.IGNORECASE)
NEAR = 120
"""Characters between the reporting words and the time expression that are looked through."""
SPAN = re.compile(r"P(\d{1,3})([DW])")
OFFSET = re.compile(r"\s+(after|before)\s+(?:the\s+)?", re.IGNORECASE)
NOW = re.compile(r"today|tonight|this\s+(?:morning|afternoon|evening)", re.IGNORECASE)
NOT_NOW = re.compile(r"\b(?:since|until|till|by|before|for|from|or|than)\s+$", re.IGNORECASE)
HELPING = AUXILIARIES | MODALS


@dataclass(frozen=True, slots=True)
class Dating:
    """The ISO day, week, month or year of a saying, and whether the words for it stand before the saying's own."""

    value: str
    leading: bool


def dating_of(document: Document, content: Spans, source: Spans, cue: Spans, times: Sequence[Time]) -> Dating | None:
    """What dates the saying, or None.

    `times` are the report's, in order of their spans. Those in the sentences of source and cue are looked at, the
    nearest that dates the saying counts; then "two days after the minister said", then "today" in a quotation.
    """
    if not cue:
        return None
    anchors = sorted([*cue, *source])
    low, high = document.sentence_at(anchors[0][0])[0], document.sentence_at(anchors[-1][1] - 1)[1]
    low, high = max(low, anchors[0][0] - 2 * NEAR), min(high, max(anchors[-1][1], content[-1][1]) + 2 * NEAR)
    best: tuple[int, str, int] | None = None
    near = list(times_between(times, low, high))
    for time in near:
        found = DATED.match(time.value)
        if not found or any(start < time.span[1] and time.span[0] < end for start, end in content):
            continue
        distance = distance_to(document, time.span, (cue, source, content), low)
        if distance is not None and (best is None or distance < best[0]):
            best = (distance, found[1], time.span[0])
    if best:
        return Dating(best[1], best[2] < anchors[0][0])
    day = counted_from(document, anchors[0][0], near) or spoken_now(document, content, cue, times)
    return Dating(day, False) if day else None


def counted_from(document: Document, first: int, near: Sequence[Time]) -> str | None:
    """The day of "on Thursday, two days after a letter claimed", where the claim's own words begin at `first`."""
    days = [time for time in near if DAY.match(time.value)]
    for time in near:
        length = SPAN.fullmatch(time.value)
        word = OFFSET.fullmatch(document.text, time.span[1], first) if time.span[1] < first else None
        base = next((DAY.match(t.value) for t in reversed(days) if t.span[1] <= time.span[0]), None)
        if length and word and base:
            count = timedelta(days=int(length[1]) * (7 if length[2] == "W" else 1))
            return shifted(base[1], -count if word[1].lower() == "after" else count)
    return None


def shifted(day: str, count: timedelta) -> str | None:
    """The ISO day `count` away, None outside the calendar."""
    try:
        return (date.fromisoformat(day) + count).isoformat()
    except (ValueError, OverflowError):
        return None


def spoken_now(document: Document, content: Spans, cue: Spans, times: Sequence[Time]) -> str | None:
    """The day of "today" or "this morning" in words quoted whole, or None."""
    text = document.text
    for start, end in content:
        for time in times_between(times, start, end):
            day = DAY.match(time.value)
            if not day or not NOW.fullmatch(text, *time.span) or NOT_NOW.search(text, start, time.span[0]):
                continue
            following = text[time.span[1] : time.span[1] + 4]
            if following[:1] not in {"'", "’"} and following != " or " and mode_of(document, content, cue) == "direct":
                return day[1]
    return None


def times_between(times: Sequence[Time], low: int, high: int) -> Iterator[Time]:
    """The time expressions that begin from `low` to `high`."""
    for i in range(bisect_left(times, low, key=lambda time: time.span[0]), len(times)):
        if times[i].span[0] >= high:
            return
        yield times[i]


def distance_to(document: Document, time: Span, parts: tuple[Spans, Spans, Spans], low: int) -> int | None:
    """Characters between the time and the reporting words (cue, source, content) if it dates them, else None."""
    text, (start, end), (cue, source, content) = document.text, time, parts
    if any(a <= start and end <= b for a, b in cue):
        return 0
    if any(a <= start and end <= b for a, b in source):
        return 0 if PUBLISHED.search(text, max(low, start - 24), start) else None
    if NOT_OF_SAYING.search(text, max(low, start - 12), start) or text[end : end + 2] in {"'s", "’s"}:
        return None
    before = max((b for _, b in (*cue, *source) if b <= start), default=start - NEAR - 1)
    if start - before <= NEAR and dates(document, before, start, content):
        return None if any(b <= start for _, b in source) and another_clause(document, end, cue) else start - before
    closing = max((b for _, b in content if b <= start), default=None)
    if closing is not None and cue[-1][1] <= content[0][0] and AFTER_CONTENT.fullmatch(text, closing, start):
        return start - closing
    return leads(document, time, parts, low)


def another_clause(document: Document, start: int, cue: Spans) -> bool:
    """Whether the time that ends at `start` belongs to a clause of its own ("who on Monday had left, said")."""
    at = min((a for a, _ in cue if a >= start), default=start)
    return "," in document.text[start:at] and finite_in(document, start, at)


def leads(document: Document, time: Span, parts: tuple[Spans, Spans, Spans], low: int) -> int | None:
    """Characters from a time at the head of the clause to the reporting words ("On Monday he said"), or None."""
    cue, source, content = parts
    after = min((a for a, _ in (*cue, *source) if a >= time[1]), default=None)
    if after is None or not LEADING.fullmatch(document.text, time[1], after):
        return None
    opening = max([low, *(b for _, b in content if b <= time[0])])
    return after - time[1] if heads_clause(document, opening, time[0]) else None


def heads_clause(document: Document, start: int, time: int) -> bool:
    """Whether only a phrase stands from the clause's start to the time ("At a meeting in Oslo on Monday")."""
    return not RELATIVE.search(document.text, start, time) and not finite_in(document, start, time)


def dates(document: Document, start: int, end: int, content: Spans = ()) -> bool:
    """Whether nothing between the reporting words and a time opens another clause."""
    if any(a < end and start < b for a, b in content) or BREAK.search(document.text, start, end):
        return False
    return not finite_in(document, start, end)


def finite_in(document: Document, start: int, end: int) -> bool:
    """Whether a finite verb stands from `start` to `end`."""
    return start < end and any(finite(token) for token in tokens_in(document, (start, end)))


def finite(token: Token) -> bool:
    """Whether the word is a finite verb: a tagged one, or an auxiliary or modal."""
    return token.tag in {"VBD", "VBZ", "VBP", "MD"} or token.word in HELPING
