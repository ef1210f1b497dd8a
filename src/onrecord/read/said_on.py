"""When something was said: a time expression in the words that report it, outside what is said."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from onrecord.read.acts import acts_of_words
from onrecord.read.clauses import AUXILIARIES
from onrecord.read.document import Document
from onrecord.read.modes import quoted_regions
from onrecord.read.stance_words import MODALS, Token, tokens_in
from onrecord.records import Span, Spans, Time

DATED = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?|-W\d\d))(?:T|$)")
DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T|$)")
NOT_OF_SAYING = re.compile(
    r"\b(?:since|until|till|by|before|for|from|through|to|after|about)\s+(?:the\s+)?$", re.IGNORECASE
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
AROUND = 1500
"""Characters of a paragraph, before and after a saying, in which the same speaker's dated saying is looked for."""
NEAREST = 6
"""Time expressions around a saying that are tried as the date of the same speaker's other saying."""
CLOSE = 8
"""Words between a reporting verb and the time that dates it, at most, for the date to be carried on."""
TELLING = frozenset({"say", "deny", "confirm", "decline", "warn", "ask"})
DETERMINERS = frozenset({"the", "a", "an", "its", "his", "her", "their", "our", "my", "this", "that", "one", "two"})
SAME = frozenset({"he", "she", "they", "it", "i", "we", "him", "her", "them", "who", "me"})


def said_on_of(document: Document, content: Spans, source: Spans, cue: Spans, times: Sequence[Time]) -> str | None:
    """The ISO date (or month, or week) of the time expression that dates the saying, or None.

    `times` are the report's, in order of their spans. Those in the sentences of source and cue are looked at; where
    none of them dates the saying, the same speaker's dated saying in the same paragraph does.
    """
    if not cue:
        return None
    anchors = sorted([*cue, *source])
    low, high = document.sentence_at(anchors[0][0])[0], document.sentence_at(anchors[-1][1] - 1)[1]
    low, high = max(low, anchors[0][0] - 2 * NEAR), min(high, max(anchors[-1][1], content[-1][1]) + 2 * NEAR)
    best: tuple[int, str] | None = None
    for time in times_between(times, low, high):
        found = DATED.match(time.value)
        if not found or any(start < time.span[1] and time.span[0] < end for start, end in content):
            continue
        distance = distance_to(document, time.span, (cue, source, content), low)
        if distance is not None and (best is None or distance < best[0]):
            best = (distance, found[1])
    return best[1] if best else carried(document, content, source, cue, times)


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
        return start - before
    closing = max((b for _, b in content if b <= start), default=None)
    if closing is not None and cue[-1][1] <= content[0][0] and AFTER_CONTENT.fullmatch(text, closing, start):
        return start - closing
    return leads(document, time, parts, low)


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
    return token.tag in {"VBD", "VBZ", "VBP", "MD"} or token.word in AUXILIARIES | MODALS


def carried(document: Document, content: Spans, source: Spans, cue: Spans, times: Sequence[Time]) -> str | None:
    """The day of the same speaker's dated saying in the same paragraph, or None.

    A pronoun is the speaker of the saying right before; a name must stand in the sentence of the dated saying.
    """
    at = cue[0][0]
    first, last = document.paragraph_at(at)
    names = [token for span in source for token in tokens_in(document, span)]
    pronoun = bool(names) and names[0].word in SAME
    bare = names[: next((i for i, t in enumerate(names) if t.word == ","), len(names))]
    name = next((t.word for t in reversed(bare) if t.capital and t.word.isalpha() and t.word not in DETERMINERS), "")
    if not names or not (pronoun or name):
        return None
    low, high = max(first, at - AROUND), at if pronoun else min(last, at + AROUND)
    near = sorted(times_between(times, low, high), key=lambda time: abs(time.span[0] - at))[:NEAREST]
    for time in near:
        day = DAY.match(time.value)
        if not day or any(a < time.span[1] and time.span[0] < b for a, b in content):
            continue
        words = dated_saying(document, time.span, first)
        if words and (pronoun or name in words):
            return day[1]
    return None


def dated_saying(document: Document, time: Span, low: int) -> frozenset[str]:
    """The words outside quotations of the sentence that `time` stands in, none if it does not date their saying.

    It dates the first reporting verb, if that verb is active and no past perfect, and stands near it: "the minister
    told reporters on Friday", "on Friday she wrote".
    """
    begin, end = document.sentence_at(time[0])
    begin, end = max(low, begin, time[0] - 2 * NEAR), min(end, time[1] + 2 * NEAR)
    quoted = list(quoted_regions(document.text, max(low, begin - AROUND), end))
    if any(a < time[0] < b for a, b in quoted):
        return frozenset()
    tokens = [t for t in tokens_in(document, (begin, end)) if not any(a < t.start < b for a, b in quoted)]
    at = next((i for i, t in enumerate(tokens) if reports(t)), None)
    if at is None or AUXILIARIES & {t.word for t in tokens[max(0, at - 2) : at]}:
        return frozenset()
    verb = tokens[at]
    between = sum(verb.end <= t.start < time[0] for t in tokens)
    after = verb.end <= time[0] and between <= CLOSE and dates(document, verb.end, time[0])
    before = time[1] <= verb.start <= time[1] + NEAR // 2 and heads_clause(document, tokens[0].start, time[0])
    if not after and not (before and dates(document, time[1], verb.start)):
        return frozenset()
    return frozenset(t.word for t in tokens)


def reports(token: Token) -> bool:
    """Whether a word is a verb that reports what was said, as an event in time."""
    return acts_of_words().get(token.word) in TELLING and (token.tag.startswith("VB") or not token.tag)
