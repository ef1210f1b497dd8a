"""Movements: who or what goes from where to where."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select

from onrecord.ledger.asof import cite, report_order, reports_at, visible
from onrecord.ledger.judgements import Judged
from onrecord.ledger.rows import MOVEMENTS
from onrecord.ledger.said import Said, with_statements
from onrecord.ledger.schema import movements as table
from onrecord.ledger.schema import reports
from onrecord.records import Movement, Report, quote


@dataclass(frozen=True, slots=True)
class Moved:
    """A movement with its report, and the statement it stands in, where there is one."""

    movement: Movement
    report: Report
    said: Said | None

    @property
    def text(self) -> str:
        """The words of the movement."""
        return quote(self.report.text, (self.movement.span,))

    @property
    def date(self) -> str:
        """When it was told: the day of its statement, or its report's."""
        return self.said.date if self.said else (self.report.published or "")[:10]

    def to_dict(self) -> dict[str, Any]:
        """The movement as one flat row of plain values."""
        return {
            **self.movement.to_dict(),
            "text": self.text,
            "speaker": self.said.speaker.name if self.said and self.said.speaker else None,
            "source_text": self.said.source_text if self.said else "",
            **cite(self.report),
        }


def moved(connection: Connection, as_of: str | None) -> list[Moved]:
    """The movements in the order of the reports and of their place in the text; in no statement that was rejected."""
    query = select(*MOVEMENTS.columns).select_from(table.join(reports)).where(visible(as_of))
    rejected = Judged(connection).rejected
    rows = [row for row in map(MOVEMENTS.make, connection.execute(query)) if row.id not in rejected]
    where = reports_at(connection, as_of, {row.report for row in rows})
    said = with_statements(connection, {row.statement for row in rows if row.statement}, as_of)
    rows = [replace(row, statement=None) if row.statement not in said else row for row in rows]
    found = [Moved(row, where[row.report], said.get(row.statement or "")) for row in rows]
    return sorted(found, key=lambda row: (report_order(row.report), row.movement.span))
