"""The date that a figure holds for: "As of Friday 40 boats", "stood at 0.9 on Wednesday", "On Monday, 12 died"."""

from bisect import bisect_left
from collections.abc import Sequence

from onrecord.read.contrasts import Found
from onrecord.read.number_tokens import Tokens
from onrecord.read.word_sets import word_set
from onrecord.records import Report, Span, Statement, Time

REACH = 16
NEAREST = 4
"""Dates before a figure, and as many behind it, that are looked at."""
DAY = len("2031-05-02")
BREAKS = frozenset(";:()—–?!…") | word_set("clause") | word_set("no_date")
STATIC = frozenset({"length", "time", "times", "speed"})
DEFINITE = word_set("determiners") | {"’", "'", "s"}


class Dating:
    """Dates the figures of one report by its `times`, which are in order of their spans, none overlapping."""

    def __init__(self, report: Report, times: Sequence[Time], statements: Sequence[Statement]) -> None:
        self.times = [time for time in times if time.type in ("DATE", "TIME") and time.value[:1].isdigit()]
        self.starts = [time.span[0] for time in self.times]
        self.today = (report.published or "9999-12-31")[:DAY]
        self.contents = {row.id: row.content for row in statements}

    def of(self, tokens: Tokens, found: Found, statement: str | None) -> str | None:
        """The date of the figure, None where its clause has none.

        A date behind "as of" is one for the whole clause, or for the sentence that it begins. Any other must be a day
        not later than the report's, in the same clause and the same statement; and it dates no figure that is an
        extent or definite ("the 33 seats").
        """
        at = bisect_left(self.starts, found.amount.start)
        first = max(at - NEAREST, bisect_left(self.starts, tokens.spans[0][0]))
        last = min(at + NEAREST, bisect_left(self.starts, tokens.spans[-1][1]))
        near: list[tuple[int, str]] = []
        for time in self.times[first:last]:
            at = bisect_left(tokens.spans, (time.span[0], 0))
            if tokens.word(at - 1) == "of" and tokens.word(at - 2) == "as":
                if at <= 2 or not any(tokens.word(k) in BREAKS for k in range(found.last, at - 2)):
                    return time.value[:DAY] if time.type == "TIME" else time.value
                continue
            gap = self.gap(tokens, found, at, time)
            if gap is not None and self.together((found.amount.start, found.end), time.span, statement):
                near.append((gap, time.value[:DAY]))
        return min(near)[1] if near and not static(tokens, found) else None

    def gap(self, tokens: Tokens, found: Found, at: int, time: Time) -> int | None:
        """Words between the figure and the date at word `at`, or None where the date is of another clause or no day."""
        if len(time.value) < DAY or not time.value[:DAY].replace("-", "").isdigit() or time.value[:DAY] > self.today:
            return None
        if tokens.word(at - 1) in BREAKS:
            return None
        if at >= found.last:
            between = range(found.last, at)
        else:
            behind = bisect_left(tokens.spans, (time.span[1], 0))
            between = range(behind + (at <= 2 and tokens.word(behind) == ","), found.amount.first)
        if len(between) > REACH or any(tokens.word(k) in BREAKS or tokens.word(k) == "," for k in between):
            return None
        return len(between)

    def together(self, one: Span, other: Span, statement: str | None) -> bool:
        """Whether both spans lie in the same part of the figure's statement, or the figure is in none."""
        parts = self.contents.get(statement or "")
        return parts is None or any(
            start <= min(one[0], other[0]) and max(one[1], other[1]) <= end for start, end in parts
        )


def static(tokens: Tokens, found: Found) -> bool:
    """Whether the figure is one of those that a date does not date: an extent, a compound, one of a definite whole."""
    unit = found.amount.unit
    if unit is not None and (unit.kind in STATIC or unit.adjective):
        return True
    return tokens.word(found.amount.first - 1) in DEFINITE or tokens.hyphen(found.amount.last)
