"""Figures: which number was given by whom."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select

from onrecord.ledger.asof import cite, moment, report_order, reports_at, visible
from onrecord.ledger.context import Sentences
from onrecord.ledger.entities import Speakers
from onrecord.ledger.names import singulars
from onrecord.ledger.rows import FIGURES, STATEMENTS
from onrecord.ledger.schema import figures, reports, statements
from onrecord.records import Entity, Figure, Report, Span, Statement, quote


@dataclass(frozen=True, slots=True)
class Given:
    """A figure with its report, the statement it stands in and who makes it, where there is one.

    `sentence` is the span of the sentence around it.
    """

    figure: Figure
    report: Report
    statement: Statement | None
    speaker: Entity | None
    sentence: Span

    @property
    def text(self) -> str:
        """The words of the figure."""
        return quote(self.report.text, (self.figure.span,))

    @property
    def context(self) -> str:
        """The sentence around the figure."""
        return quote(self.report.text, (self.sentence,))

    @property
    def source_text(self) -> str:
        """The words that name who gave it; empty where the report gives it in its own voice."""
        return quote(self.report.text, self.statement.source) if self.statement else ""

    @property
    def date(self) -> str:
        """The day the figure was given: of its statement, or its report's where that is not known."""
        said_on = self.statement.said_on if self.statement else None
        return said_on or moment(self.report)[:10]

    def to_dict(self) -> dict[str, Any]:
        """The figure as one flat row of plain values."""
        return {
            **self.figure.to_dict(),
            "text": self.text,
            "speaker": self.speaker.name if self.speaker else None,
            "source_text": self.source_text,
            "context": self.context,
            **cite(self.report),
        }


def given(connection: Connection, what: str | None, as_of: str | None) -> list[Given]:
    """The figures in order of time; with `what`, those whose words, unit or thing counted hold all its words."""
    joined = figures.join(reports).outerjoin(statements, figures.c.statement == statements.c.id)
    query = select(*FIGURES.columns, *STATEMENTS.columns).select_from(joined).where(visible(as_of))
    width = len(FIGURES.columns)
    rows = [
        (FIGURES.make(row[:width]), STATEMENTS.make(row[width:]) if row[width] is not None else None)
        for row in connection.execute(query)
    ]
    where = reports_at(connection, as_of, {figure.report for figure, _ in rows})
    if what is not None:
        wanted = set(singulars(what))
        rows = [row for row in rows if is_about(row[0], where[row[0].report], wanted)]
    who = Speakers(connection, as_of)
    rejected = who.judged.rejected
    sentences = Sentences()
    found = []
    for figure, statement in rows:
        if figure.id in rejected:
            continue
        report = where[figure.report]
        sentence = sentences.around(report, figure.span)
        if statement is None or statement.id in rejected:
            found.append(Given(replace(figure, statement=None), report, None, None, sentence))
        else:
            said, speaker = who.of(statement)
            found.append(Given(figure, report, said, speaker, sentence))
    return sorted(found, key=lambda row: (row.date, report_order(row.report), row.figure.span))


def is_about(figure: Figure, report: Report, wanted: set[str]) -> bool:
    """Whether the figure's own words, its unit and what it counts hold all the wanted words."""
    words = " ".join((quote(report.text, (figure.span,)), figure.unit or "", figure.of or ""))
    return bool(wanted) and wanted.issubset(singulars(words))
