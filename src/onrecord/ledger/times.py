"""Times: what is told of which day."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from onrecord.ledger.asof import cite, report_order, reports_at, visible
from onrecord.ledger.context import Sentences
from onrecord.ledger.rows import TIMES
from onrecord.ledger.schema import reports
from onrecord.ledger.schema import times as table
from onrecord.records import Report, Span, Time, quote


@dataclass(frozen=True, slots=True)
class Dated:
    """A time expression with its report; `sentence` is the span of the sentence around it."""

    time: Time
    report: Report
    sentence: Span

    @property
    def start(self) -> str | None:
        """Where the time begins, when it could be resolved."""
        return self.time.start

    @property
    def end(self) -> str | None:
        """Where the time ends, exclusive."""
        return self.time.end

    @property
    def text(self) -> str:
        """The words of the time expression."""
        return quote(self.report.text, (self.time.span,))

    @property
    def context(self) -> str:
        """The sentence around it."""
        return quote(self.report.text, (self.sentence,))

    def to_dict(self) -> dict[str, Any]:
        """The time as one flat row of plain values."""
        return {**self.time.to_dict(), "text": self.text, "context": self.context, **cite(self.report)}


def times(connection: Connection, as_of: str | None, *, resolved: bool = False) -> list[Dated]:
    """The times in order of reports and place in the text; `resolved` ones alone are in order of when they begin."""
    query = select(*TIMES.columns).select_from(table.join(reports)).where(visible(as_of))
    if resolved:
        query = query.where(table.c.start.is_not(None))
    rows = [TIMES.make(row) for row in connection.execute(query)]
    where = reports_at(connection, as_of, {row.report for row in rows})
    sentences = Sentences()
    found = [Dated(row, where[row.report], sentences.around(where[row.report], row.span)) for row in rows]

    def order(row: Dated) -> tuple[Any, ...]:
        when = (row.start or "", row.end or "") if resolved else ()
        return (when, report_order(row.report), row.time.span)

    return sorted(found, key=order)
