"""Words as pages show them: the sentence around a figure, and two wordings with what differs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from onrecord.ledger import Given, Said
from onrecord.records import Span
from onrecord.show.changes import Change, changes, text, tokens
from onrecord.show.clean import shorten, visible

AROUND = 220
"""Characters of a sentence that are shown on either side of a figure."""
LONGEST = 900
"""Characters of one of two wordings put side by side in a list; more is cut."""

TITLE = 100
"""Characters of a row's words that a heading shows."""
MARKS = " \n\"“”'‘’«»„"
"""What is taken off around them."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words, and what stands before and behind them in their sentence."""

    before: str
    words: str
    after: str


def passage(row: Given) -> Passage:
    """A figure in its sentence."""
    return around(row.report.text, row.figure.span, row.sentence)


def around(whole: str, span: Span, sentence: Span) -> Passage:
    """The words at a span of a report's text, in their sentence; far from them it is cut."""
    (start, end), (first, last) = span, sentence
    before, after = whole[min(first, start) : start], whole[end : max(last, end)]
    left = visible(before[::-1][: 2 * AROUND][::-1])
    cut = f"…{left[-AROUND:].partition(' ')[2]}" if len(left) > AROUND or len(before) > 2 * AROUND else left
    return Passage(spaced(before, cut, at_end=True), whole[start:end], spaced(after, shorten(after, AROUND)))


def spaced(original: str, shown: str, *, at_end: bool = False) -> str:
    """The shown words with the blank that stood between them and their neighbour."""
    if at_end:
        return f"{shown} " if original[-1:].isspace() else shown
    return f" {shown}" if original[:1].isspace() else shown


def compared(before: str, after: str) -> list[Change]:
    """What becomes of one wording in another; nothing where only case, accents and marks differ."""
    found = changes(shorten(before, LONGEST), shorten(after, LONGEST))
    return found if any(part.kind != "same" for part in found) else []


def earlier(found: Iterable[Change], before: str) -> list[Change]:
    """The changes as the first wording has them: its own words where both are the same, and what the second leaves out.

    `before` is that wording, as it was compared.
    """
    left = iter(tokens(before))
    kept = [part for part in found if part.kind != "in"]
    return [Change(part.kind, text(list(islice(left, len(tokens(part.words)))))) for part in kept]


def plain(found: Iterable[Change]) -> list[list[str]]:
    """The changes as pairs of kind ("same", "out", "in") and words."""
    return [[part.kind, part.words.strip()] for part in found]


def heading(words: str) -> str:
    """Words as part of a heading: without marks of quotation around them, cut."""
    return shorten(words.strip(MARKS), TITLE)


def row_id(row: Said | Given) -> str:
    """The id of a statement or a figure."""
    return row.id if isinstance(row, Said) else row.figure.id


def dated(since: str | None, until: str | None) -> Callable[[Any], bool]:
    """Whether a row's date lies between two days, both included, either of them open."""
    first, last = since or "", until or "9999-99-99"
    return lambda row: first <= row.date <= last
