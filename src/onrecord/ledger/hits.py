"""Search results: reports and statements, best first."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from onrecord.ledger import search
from onrecord.ledger.asof import cite, report_order, reports_at
from onrecord.ledger.judgements import Judged
from onrecord.ledger.said import Said, checked_limit, with_statements
from onrecord.records import Report, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A report or a statement that matches a query.

    `statement` is None for a report. `snippet` is a passage on one line, `marks` the spans of the found words in
    it; `score` is bm25, the higher the better.
    """

    report: Report
    statement: Said | None
    snippet: str
    marks: tuple[Span, ...]
    score: float

    @property
    def kind(self) -> str:
        """What was found: "statement" or "report"."""
        return "report" if self.statement is None else "statement"

    def to_dict(self) -> dict[str, Any]:
        """The hit as one flat row of plain values."""
        speaker = self.statement.speaker if self.statement else None
        return {
            "kind": self.kind,
            "id": self.statement.id if self.statement else self.report.id,
            "snippet": self.snippet,
            "marks": [list(mark) for mark in self.marks],
            "speaker": speaker.name if speaker else None,
            "score": self.score,
            **cite(self.report),
        }


def find(connection: Connection, query: str, as_of: str | None, limit: int) -> list[Hit]:
    """The best statements and reports for the query; of equally good ones, statements and earlier reports first."""
    checked_limit(limit)
    texts, words = search.ranked(connection, query, as_of, limit + len(Judged(connection).rejected))
    where = reports_at(connection, as_of, {row[0] for row in texts})
    hits = [
        Hit(report=where[id_], statement=None, snippet=snippet, marks=marks, score=-rank)
        for id_, rank, snippet, marks in texts
    ]
    found = with_statements(connection, [row[0] for row in words], as_of)
    for id_, rank, snippet, marks in words:
        said = found.get(id_)
        if said is None:  # rejected
            continue
        hits.append(Hit(report=said.report, statement=said, snippet=snippet, marks=marks, score=-rank))
    return sorted(hits, key=hit_order)[:limit]


def hit_order(hit: Hit) -> tuple[Any, ...]:
    """The key that puts hits in order."""
    return (-hit.score, hit.kind != "statement", report_order(hit.report), hit.statement.id if hit.statement else "")
