"""What is told of each day, and what was said on it: dated times and statements in one order."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from onrecord.ledger import Dated, Said
from onrecord.ledger.names import folded_words
from onrecord.ledger.origins import Origins
from onrecord.read.time_intervals import interval
from onrecord.show.page_notes import MONTHS, day

DAY = timedelta(days=1)
ALIKE = 0.6
"""Share of the words of two sentences that both have, from which on one is taken for a copy of the other."""
SHOWN = ("times", "statements")
"""What a timeline can be narrowed to."""


@dataclass(frozen=True, slots=True)
class Period:
    """A day, or a longer time: its first day and the day after its last, ISO dates; empty for no day at all."""

    first: str
    end: str

    @property
    def key(self) -> tuple[str, int]:
        """The key that puts periods in order of time; of those that begin together the longest comes first."""
        return self.first, -self.days

    @property
    def days(self) -> int:
        """How many days it has, one where that cannot be told."""
        try:
            return (date.fromisoformat(self.end) - date.fromisoformat(self.first)).days
        except ValueError:
            return 1

    @property
    def anchor(self) -> str:
        """Its anchor on the page."""
        return f"d-{self.first}" if self.days == 1 else f"d-{self.first}-{self.end}"

    @property
    def label(self) -> str:
        """ "5 March 2031", "March 2031", "2031", "10 March 2031 to 16 March 2031"."""
        if self.days <= 1:
            return day(self.first) or "No date"
        last = (date.fromisoformat(self.end) - DAY).isoformat()
        ends = (self.first[:4], last[:4])
        if self.first.endswith("-01-01") and last.endswith("-12-31"):
            return " to ".join(dict.fromkeys(ends))
        if self.first.endswith("-01") and self.end.endswith("-01"):
            months = [f"{MONTHS[int(value[5:7]) - 1]} {value[:4]}" for value in (self.first, last)]
            return " to ".join(dict.fromkeys(months))
        return f"{day(self.first)} to {day(last)}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A time or a statement and its period; `repeated` where it is a copy's, and its origin has it too."""

    period: Period
    row: Dated | Said
    repeated: bool

    @property
    def is_time(self) -> bool:
        """Whether it is a time that a report tells of."""
        return isinstance(self.row, Dated)


@dataclass(frozen=True)
class Told:
    """Entries in order of time."""

    entries: Sequence[Entry]

    @cached_property
    def firsts(self) -> list[str]:
        """The first day of each entry."""
        return [entry.period.first for entry in self.entries]

    @cached_property
    def months(self) -> list[tuple[str, int]]:
        """The months, "2031-03", with how many entries begin in each."""
        return sorted(Counter(first[:7] for first in self.firsts if first).items())

    def between(self, since: str | None, until: str | None) -> Sequence[Entry]:
        """The entries that begin between two days, both included, either of them open."""
        start = bisect_left(self.firsts, since) if since else 0
        end = bisect_right(self.firsts, until) if until else len(self.firsts)
        return self.entries[start:end]

    def days(self, month: str) -> list[tuple[str, int]]:
        """The days of a month with how many entries begin on each."""
        return sorted(Counter(e.period.first for e in self.between(f"{month}-01", f"{month}-31")).items())


class Days:
    """The timeline of a record: everything, and what is left without copies or without one of both kinds."""

    def __init__(
        self, times: Sequence[Dated], said: Iterable[Said], repeated: frozenset[str], origins: Origins
    ) -> None:
        copied = Copied(times, origins)
        found = [Entry(period_of_time(row), row, copied.has(row)) for row in times]
        found += [Entry(period_of_day(row.date), row, row.id in repeated) for row in said]
        self._all = sorted(found, key=lambda entry: entry.period.key)
        self._told: dict[tuple[str | None, bool], Told] = {}

    def told(self, show: str | None = None, *, copies: bool = False) -> Told:
        """The entries of one kind (`SHOWN`) or both, with or without what copies repeat."""
        key = (show, copies)
        if key not in self._told:
            self._told[key] = Told(
                [
                    entry
                    for entry in self._all
                    if (copies or not entry.repeated) and (show is None or entry.is_time == (show == "times"))
                ]
            )
        return self._told[key]


class Copied:
    """Tells which times of copies stand in their origins too: in the same sentence, or in one with most of its words.

    An edited copy often has one word of a sentence replaced. A sentence of the origin that tells of the same time and
    shares at least `ALIKE` of the words of both is taken for the one it was made of.
    """

    def __init__(self, times: Sequence[Dated], origins: Origins) -> None:
        self._origins = origins
        self._known: dict[tuple[str, str, str], bool] = {}
        self._told: dict[tuple[str, str], list[str]] = defaultdict(list)
        for row in times:
            self._told[row.report.id, row.start or ""].append(row.context)

    def has(self, row: Dated) -> bool:
        """Whether the sentence around a time is one of the report that its own report copies."""
        origin = self._origins.of(row.report.id)
        if origin == row.report.id:
            return False
        context = row.context
        key = (origin, row.start or "", context)
        if key not in self._known:
            stands = context in self._origins.reports[origin].text
            self._known[key] = stands or any(alike(context, told) for told in self._told[origin, row.start or ""])
        return self._known[key]


def alike(one: str, other: str) -> bool:
    """Whether two sentences share most of their words."""
    first, second = set(folded_words(one)), set(folded_words(other))
    return len(first & second) >= ALIKE * len(first | second)


def period_of_time(row: Dated) -> Period:
    """The period of a resolved time; an hour or a part of a day is of the day on which it begins."""
    start, end = (row.start or "")[:10], (row.end or "")[:10]
    return Period(start, next_day(start) if row.time.type == "TIME" or end <= start else end)


def period_of_day(value: str) -> Period:
    """The period of the day, month or week on which something was said."""
    start, end = interval(value) if len(value) != 10 or "W" in value else (value, None)
    return Period(start or value, end or next_day(start or value))


def next_day(value: str) -> str:
    """The day after an ISO date, itself where there is none."""
    try:
        return (date.fromisoformat(value) + DAY).isoformat()
    except (ValueError, OverflowError):
        return value
