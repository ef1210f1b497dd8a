"""The rows of a record made into what the tools answer with."""

from collections.abc import Iterable
from typing import Any

from onrecord import ledger, records
from onrecord.ledger.context import Sentences
from onrecord.records import Report, Span, as_spans
from onrecord.serve.mcp.harmless import around, cut
from onrecord.serve.mcp.rows import (
    AnyRow,
    Cited,
    Damage,
    Figure,
    Movement,
    Place,
    Question,
    Spans,
    Statement,
    Time,
    Told,
)
from onrecord.serve.record import Record

MANY = 20
"""Ids that stand in one row, at most."""


def cited(report: Report) -> dict[str, Any]:
    """The fields that name a report."""
    names = ("outlet", "published", "url", "copy_of")
    return {"report": report.id, **{name: getattr(report, name) for name in names}}


def citation(report: Report) -> Cited:
    """A report as rows name it."""
    return Cited(**cited(report))


def grounded(report: Report, spans: tuple[Span, ...]) -> dict[str, Any]:
    """The fields that tell where a row was read."""
    words, end = cut(report.text, spans)
    note = None
    if end is not None:
        whole = sum(stop - start for start, stop in spans)
        note = f"cut: the words are {whole:,} characters long; read on with text(report={report.id!r}, offset={end})"
    return {**cited(report), "words": words, "spans": pairs(spans), "cut": note}


def pairs(spans: tuple[Span, ...]) -> Spans:
    """Spans as an answer has them."""
    return [(start, end) for start, end in spans]


class Maker:
    """Makes rows of one record."""

    def __init__(self, record: Record) -> None:
        self.record = record

    def statement(self, row: ledger.Said) -> Statement:
        """A statement, with what it has to do with others."""
        record = self.record
        claim = record.claim_of.get(row.id)
        altered = (pair for pair in record.quotes_of.get(row.id, ()) if pair.is_altered and pair.variant.id == row.id)
        return Statement(
            **grounded(row.report, row.content),
            row="statement",
            id=row.id,
            date=row.date,
            said_on=row.said_on,
            speaker=row.speaker.name if row.speaker else None,
            speaker_id=row.speaker.id if row.speaker else None,
            speaker_kind=row.speaker_kind,
            source=row.source_text or None,
            source_spans=pairs(row.source),
            act=row.act,
            cue=row.cue_text or None,
            cue_spans=pairs(row.cue),
            certainty=row.certainty,
            hedge=row.hedge_text or None,
            hedge_spans=pairs(row.hedge),
            negated=row.negated,
            mode=row.mode,
            within=row.within,
            repeats=row.id in record.repeated,
            origins=claim.origins if claim else 1,
            disputes=self.disputes_of(row.id),
            altered_from=[pair.original.id for pair in altered][:MANY],
        )

    def statements(self, rows: Iterable[ledger.Said]) -> list[Statement]:
        """Statements, one after the other."""
        return [self.statement(row) for row in rows]

    def disputes_of(self, id_: str) -> list[str]:
        """Ids of the disputes that a row is part of."""
        return [row.dispute.id for row in self.record.disputes_of.get(id_, ())][:MANY]

    def figure(self, row: ledger.Given, superseded: bool = False) -> Figure:
        """A figure with its sentence and who gave it."""
        its = row.figure
        return Figure(
            **grounded(row.report, (its.span,)),
            row="figure",
            id=its.id,
            date=row.date,
            value=its.value,
            low=its.low,
            high=its.high,
            bound=its.bound,
            unit=its.unit,
            of=its.of,
            per=its.per,
            holds_on=its.as_of,
            speaker=row.speaker.name if row.speaker else None,
            source=row.source_text or None,
            statement=its.statement,
            context=around(row.report.text, row.sentence, its.span),
            superseded=superseded,
            disputes=self.disputes_of(its.id),
            series=[course.series.id for course in self.record.series_of.get(its.id, ())][:MANY],
        )

    def either(self, row: ledger.Said | ledger.Given) -> Statement | Figure:
        """A statement or a figure."""
        return self.statement(row) if isinstance(row, ledger.Said) else self.figure(row)

    def time(self, row: ledger.Dated) -> Time:
        """An expression of time with its sentence."""
        its = row.time
        return Time(
            **grounded(row.report, (its.span,)),
            row="time",
            type=its.type,
            value=its.value,
            start=its.start,
            end=its.end,
            context=around(row.report.text, row.sentence, its.span),
        )

    def place(self, row: records.Place, report: Report) -> Place:
        """One naming of a place."""
        names = ("name", "country", "lat", "lon", "geonames", "near")
        its = {name: getattr(row, name) for name in names}
        return Place(**grounded(report, (row.span,)), row="place", **its)

    def movement(self, row: ledger.Moved) -> Movement:
        """A movement."""
        its = row.movement
        return Movement(
            **grounded(row.report, (its.span,)),
            row="movement",
            id=its.id,
            date=row.date,
            who=its.who,
            origin=its.origin,
            via=list(its.via),
            to=its.to,
            means=its.means,
            when=its.when,
            speaker=row.said.speaker.name if row.said and row.said.speaker else None,
            statement=its.statement,
        )

    def question(self, row: ledger.Asking) -> Question:
        """A question, and where it was answered."""
        return Question(
            **grounded(row.report, (row.question.span,)),
            row="question",
            id=row.question.id,
            status=row.status,
            answer=self.told(row.answer) if row.answer else None,
            context=around(row.report.text, row.sentence, row.question.span),
        )

    def told(self, row: ledger.Told) -> Told:
        """Where something's end is told."""
        spans = row.said.content if row.said else as_spans(row.span) if row.span else ()
        return Told(**grounded(row.report, spans), statement=row.said.id if row.said else None)

    def damage(self, row: records.Damage, report: Report) -> Damage:
        """A damaged passage."""
        return Damage(**grounded(report, (row.span,)), row="damage", kind=row.kind)

    def reading(self, report: Report, found: records.Reading) -> list[AnyRow]:
        """All rows of a report in order of the text: as related and judged where they are, else as they were read."""
        record = self.record
        rows: list[AnyRow] = [*self.statements(record.said_in.get(report.id, ()))]
        rows += map(self.figure, record.figures_in.get(report.id, ()))
        rows += (self.movement(record.movements[row.id]) for row in found.movements if row.id in record.movements)
        rows += (self.question(record.questions[row.id]) for row in found.questions if row.id in record.questions)

        sentences = Sentences()
        rows += (self.time(ledger.Dated(row, report, sentences.around(report, row.span))) for row in found.times)
        rows += (self.place(row, report) for row in found.places)
        rows += (self.damage(row, report) for row in found.damage)
        return sorted(rows, key=lambda row: (row.spans, row.row))
