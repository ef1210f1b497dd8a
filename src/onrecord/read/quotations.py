"""Quotations that leave their paragraph: run on into the next, follow a colon, or carry a signature."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from onrecord.records import Span, Spans

OPENING = '“"‘«„'
SIGNATURE = re.compile(r"[”\"’]\s*([―—–]|--)\s*([^\s.!?“\"][^.!?“\"\n]{1,80}?)\s*$")
LEAD_IN = re.compile(r":[\s*]*$")


@dataclass(frozen=True, slots=True)
class Said:
    """One linked attribution in character spans of the report; a content-less one waits for a quotation."""

    content: Spans
    source: Spans
    cue: Spans


def runs_on(text: str, paragraph: Span) -> bool:
    """Whether a quotation is still open at the end of the paragraph: its last double mark opens, or marks are odd."""
    start, end = paragraph
    if text.find("“", start, end) >= 0:
        return text.rfind("“", start, end) > text.rfind("”", start, end)
    return text.startswith('"', start) and text.count('"', start, end) % 2 == 1


def quoted_whole(text: str, paragraph: Span) -> bool:
    """Whether the paragraph begins with an opening double mark and holds nothing after the closing one, if any."""
    start, end = paragraph
    if text[start] not in '“"':
        return False
    body = text[start + 1 : end].rstrip()
    close = body.find("”" if text[start] == "“" else '"')
    return close < 0 or close == len(body) - 1


def signature(text: str, paragraph: Span) -> tuple[Span, Span, Span] | None:
    """(content, cue, source) of a quotation signed with a dash: "“We will rebuild.” — Ana Ruiz"."""
    start, end = paragraph
    if text[start] not in '“"‘':
        return None
    found = SIGNATURE.search(text, max(start, end - 120), end)
    if not found or not any(c.isupper() for c in found.group(2)):
        return None
    return (start, found.start() + 1), found.span(1), found.span(2)


def join_paragraphs(text: str, paragraphs: Sequence[Span], said: Sequence[list[Said]]) -> list[Said]:
    """The attributions of all paragraphs, those of neighbouring paragraphs joined where a quotation runs on.

    `said[i]` are the attributions found in `paragraphs[i]`. A paragraph that continues an open quotation and names
    no source of its own belongs to the attribution before; a quotation after a paragraph that ends with "he
    said:" gets that cue and source. A paragraph that is one quotation without a source, right behind a paragraph with
    a quotation, belongs to the speaker of that one.
    """
    done: list[Said] = []
    open_at: int | None = None  # index in `done` of the attribution whose quotation is open
    quoted_at: int | None = None  # of the last quotation of the paragraph before
    waiting: Said | None = None
    further: dict[int, list[Span]] = {}  # index in `done` -> contents from later paragraphs
    for paragraph, read in zip(paragraphs, said, strict=True):
        signed = signature(text, paragraph)
        rows = [Said((signed[0],), (signed[2],), (signed[1],))] if signed else read
        own = [row for row in rows if row.content]
        sourced = any(row.cue or row.source for row in own)
        continued = text[paragraph[0]] in OPENING
        first = len(done)
        onto = open_at if open_at is not None or not (own and quoted_whole(text, paragraph)) else quoted_at
        goes_on = onto is not None and continued and not sourced
        if onto is not None and goes_on:
            further.setdefault(onto, []).append(whole_quotation(text, paragraph))
            own = []
            open_at = onto
        elif waiting is not None and not sourced and (own or quoted_whole(text, paragraph)):
            content_spans = tuple(s for row in own for s in row.content) or (whole_quotation(text, paragraph),)
            done.append(replace(waiting, content=content_spans))
            own = []
            open_at = first
        else:
            done.extend(own)
            open_at = None
        if runs_on(text, paragraph):
            if own:
                last = max(range(first, len(done)), key=lambda i: done[i].content[-1][1])
                ends = done[last].content[-1][1] >= paragraph[1] - 2
                open_at = last if ends else None
        else:
            open_at = None
        if not (goes_on and onto == len(done) - 1 and done[-1].source and text[paragraph[0]] in OPENING[:2]):
            onto = last_quoted(text, done, paragraph)
        quoted_at = onto
        waiting = (
            next((row for row in rows if not row.content), None) if LEAD_IN.search(text, *tail(paragraph)) else None
        )
    for at, spans in further.items():
        done[at] = replace(done[at], content=(*done[at].content, *spans))
    return done


def last_quoted(text: str, done: Sequence[Said], paragraph: Span) -> int | None:
    """The index of the last attribution if it has a source and a quotation in `paragraph`."""
    if not done or not done[-1].source:
        return None
    here = takewhile(lambda start: start >= paragraph[0], (start for start, _ in reversed(done[-1].content)))
    return len(done) - 1 if any(text[start] in OPENING[:2] for start in here) else None


def tail(paragraph: Span) -> Span:
    """The last few characters of a paragraph."""
    return max(paragraph[0], paragraph[1] - 5), paragraph[1]


def whole_quotation(text: str, paragraph: Span) -> Span:
    """From the paragraph's start to the closing mark that ends its quotation, else to its end."""
    start, end = paragraph
    mark = "”" if text[start] == "“" else '"' if text[start] == '"' else ""
    close = text.rfind(mark, start + 1, end) if mark else -1
    return start, close + 1 if close > start else end
