"""Two reports side by side: which sentence of one stands for which of the other."""

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

    What only the older one has stands behind what goes before it there.
    """

    older: Report
    younger: Report
    rows: tuple[Beside, ...]

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
    """The sentences of both, those that tell the same on one row."""
    left: dict[int, list[int]] = {}
    right: dict[int, list[int]] = {}
    for a, b in parallel(older, younger).sentences:
        left.setdefault(b, []).append(a)
        right.setdefault(a, []).append(b)
    rows: list[Beside] = []
    done: set[int] = set()
    told: set[int] = set()

    def only_older(before: int) -> None:
        for at in range(before):
            if at not in right and at not in done:
                done.add(at)
                rows.append(Beside((older.sentences[at],), ()))

    for b, span in enumerate(younger.sentences):
        if b in told:
            continue
        olds = sorted(left.get(b, []))
        if not olds:
            rows.append(Beside((), (span,)))
            continue
        only_older(olds[0])
        news = sorted({other for a in olds for other in right[a]})
        told.update(news)
        rows.append(Beside(spans(older, olds), spans(younger, news)))
    only_older(len(older.sentences))
    return rows


def spans(view: View, places: list[int]) -> tuple[Span, ...]:
    """The spans of the sentences at the places."""
    return tuple(view.sentences[place] for place in places)
