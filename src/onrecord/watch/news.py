"""What changed in a record since it was last told: disputes, altered quotations, revised figures, answers, outcomes."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.ledger import Ledger
from onrecord.ledger.figures import Given
from onrecord.ledger.said import Said
from onrecord.ledger.together import Course, Disputed, Quoted

KINDS = ("dispute", "altered", "revised", "answered", "outcome")
"""A new dispute, an altered quotation, a revised figure, a question that was answered, an expectation that ended."""

Key = tuple[str, tuple[str, ...], tuple[str, ...]]
"""What tells one change from another: a word, and the ids of rows on one side and on the other.

Two are the same where the words are, and some row of either side is. So a dispute stays the one that it was when more
reports take a side.
"""


@dataclass(frozen=True, slots=True)
class Event:
    """One change: its kind (`KINDS`), its key, a line that tells it, and its row as plain values."""

    kind: str
    key: Key
    text: str
    row: Mapping[str, Any]

    def to_dict(self) -> dict[str, Any]:
        """The event as one JSON object: `event`, `text`, `row`."""
        return {"event": self.kind, "text": self.text, "row": dict(self.row)}


class Known:
    """What was told already."""

    def __init__(self, keys: Mapping[str, Sequence[Key]]) -> None:
        self._by_row: defaultdict[tuple[str, str, str], list[tuple[set[str], set[str]]]] = defaultdict(list)
        for kind, its in keys.items():
            for word, first, second in its:
                sides = set(first), set(second)
                for row in (*first, *second):
                    self._by_row[kind, word, row].append(sides)

    def has(self, event: Event) -> bool:
        """Whether the event is one of them."""
        word, first, second = event.key
        return any(
            same(first, second, sides) or same(second, first, sides)
            for row in (*first, *second)
            for sides in self._by_row.get((event.kind, word, row), ())
        )


def same(first: tuple[str, ...], second: tuple[str, ...], sides: tuple[set[str], set[str]]) -> bool:
    """Whether two pairs of sides have rows in common on either side; sides without rows are alike."""
    return all(not its.isdisjoint(ids) or not (its or ids) for its, ids in zip(sides, (first, second), strict=True))


def events(ledger: Ledger, before: Mapping[str, Sequence[Key]] | None) -> list[Event]:
    """What the record holds that was not known `before`, by kind and then in its order; nothing for None."""
    if before is None:
        return []
    seen = Known(before)
    return [event for event in everything(ledger) if not seen.has(event)]


def known(ledger: Ledger) -> dict[str, list[Key]]:
    """The keys of what the record holds by now."""
    found: dict[str, list[Key]] = {kind: [] for kind in KINDS}
    for event in everything(ledger):
        found[event.kind].append(event.key)
    return found


def everything(ledger: Ledger) -> Iterator[Event]:
    """Everything of the record that can be news."""
    for dispute in ledger.disputes():
        yield disputed(dispute)
    for quoted in ledger.quotes():
        if quoted.is_altered:
            yield altered(quoted)
    for course in ledger.series():
        if course.superseded:
            yield revised(course)
    for asking in ledger.questions():
        if asking.answer:
            told = f"answered: {line(asking.text)} ({place(asking.answer.report)}: {line(asking.answer.text)})"
            yield Event("answered", ("", (asking.question.id,), ()), told, asking.to_dict())
    for awaited in ledger.expectations():
        if awaited.told:
            words = f"({place(awaited.told.report)}: {line(awaited.told.text)})"
            told = f"{awaited.outcome}: {line(awaited.said.quote)} {words}"
            yield Event("outcome", (awaited.outcome, (awaited.said.id,), ()), told, awaited.to_dict())


def disputed(dispute: Disputed) -> Event:
    """A dispute."""
    first, second = (tuple(map(id_of, side)) for side in (dispute.first, dispute.second))
    text = f"{dispute.kind.replace('_', ' ')}: {worded(dispute.first[0])} / {worded(dispute.second[0])}"
    return Event("dispute", (dispute.kind, first, second), text, dispute.to_dict())


def altered(quoted: Quoted) -> Event:
    """A quotation in other words than before, whichever report turns out to have it first."""
    text = (
        f"quotation {quoted.kind}: {place(quoted.variant.report)} has {line(quoted.variant.quote)}; "
        f"{place(quoted.original.report)} had {line(quoted.original.quote)}"
    )
    return Event("altered", ("", (quoted.variant.id,), ()), text, quoted.to_dict())


def revised(course: Course) -> Event:
    """A figure in place of earlier ones, known by its value."""
    *earlier, last = course.given
    text = f"revised: {course.series.name}: {worded(last)}, before {earlier[-1].text} ({place(earlier[-1].report)})"
    its = last.figure
    value = " ".join(str(part) for part in (its.value, its.low, its.high) if part is not None)
    return Event("revised", (value, tuple(map(id_of, course.given)), ()), text, course.to_dict())


def id_of(row: Said | Given) -> str:
    """The id of a statement or a figure."""
    return row.id if isinstance(row, Said) else row.figure.id


def worded(row: Said | Given) -> str:
    """The words of a row, and who gives them where."""
    words = line(row.quote) if isinstance(row, Said) else row.text
    who = row.speaker.name if row.speaker else row.source_text
    return f"{words} ({', '.join(part for part in (line(who or ''), place(row.report)) if part)})"


def place(report: Any) -> str:
    """Where it stands: the outlet, else the address or the file."""
    return str(report.outlet or report.url or report.path or report.id)


def line(words: str) -> str:
    """Words on one line."""
    return " ".join(words.split())
