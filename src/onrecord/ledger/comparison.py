"""Two reports side by side: which sentence of one stands for which of the other."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from onrecord.errors import UsageError
from onrecord.ledger.asof import cite, named_report
from onrecord.ledger.readings import reading
from onrecord.records import Report, Span, Spans, quote
from onrecord.relate.parallel import parallel
from onrecord.relate.view import View


@dataclass(frozen=True, slots=True)
class Beside:
    """Sentences that tell the same: spans in the older and in the younger report, one side empty where it has none."""

    older: Spans
    younger: Spans


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two reports, the older one first, and their sentences side by side in the order of the younger one.

    What only the older one has stands before the first sentence that comes after it there.
    """

    older: Report
    younger: Report
    rows: tuple[Beside, ...]

    @property
    def common(self) -> int:
        """How many rows both reports have a part in; 0 for reports with nothing in common."""
        return sum(bool(row.older and row.younger) for row in self.rows)

    def words(self, row: Beside) -> tuple[str, str]:
        """The words of both sides of a row."""
        return quote(self.older.text, row.older, " "), quote(self.younger.text, row.younger, " ")

    def to_dict(self) -> dict[str, Any]:
        """Both reports and the rows as plain values."""
        rows = []
        for row in self.rows:
            old, new = self.words(row)
            spans = {"older_spans": list(map(list, row.older)), "younger_spans": list(map(list, row.younger))}
            rows.append({"older": old, "younger": new, **spans})
        return {"older": cite(self.older), "younger": cite(self.younger), "rows": rows}


def compare(connection: Connection, one: str, other: str) -> Comparison:
    """Put two reports side by side; each is named by its id, address or file. UsageError for one report twice."""
    reports = [named_report(connection, name) for name in (one, other)]
    if reports[0].id == reports[1].id:
        raise UsageError(f"{one!r} and {other!r} are one report; name two")
    older, younger = sorted((View(reading(connection, report.id)) for report in reports), key=lambda view: view.age)
    return Comparison(older.report, younger.report, tuple(side_by_side(older, younger)))


def side_by_side(older: View, younger: View) -> list[Beside]:
    """The sentences of both, those that tell the same on one row, however one report splits or joins the other's."""
    partners: defaultdict[int, set[int]] = defaultdict(set)
    origins: defaultdict[int, set[int]] = defaultdict(set)
    for a, b in parallel(older, younger).sentences:
        partners[a].add(b)
        origins[b].add(a)
    rows: list[Beside] = []
    shown = 0
    told: set[int] = set()
    for b, span in enumerate(younger.sentences):
        if b in told:
            continue
        olds, news = connected(b, origins, partners)
        told |= news
        if not olds:
            rows.append(Beside((), (span,)))
            continue
        rows += only_older(older, range(shown, min(olds)), partners)
        shown = max(shown, min(olds))
        rows.append(Beside(spans(older, olds), spans(younger, news)))
    return rows + only_older(older, range(shown, len(older.sentences)), partners)


def connected(
    start: int, origins: defaultdict[int, set[int]], partners: defaultdict[int, set[int]]
) -> tuple[set[int], set[int]]:
    """The sentences of the older report, and of the younger one, that tell the same as the younger one's `start`."""
    olds: set[int] = set()
    news = {start}
    todo = [start]
    while todo:
        for a in origins.get(todo.pop(), set()) - olds:
            olds.add(a)
            todo += partners[a] - news
            news |= partners[a]
    return olds, news


def only_older(older: View, places: range, partners: defaultdict[int, set[int]]) -> list[Beside]:
    """Rows for those of the sentences that the younger report has not."""
    return [Beside((older.sentences[place],), ()) for place in places if place not in partners]


def spans(view: View, places: set[int]) -> tuple[Span, ...]:
    """The spans of the sentences at the places, in order."""
    return tuple(view.sentences[place] for place in sorted(places))
