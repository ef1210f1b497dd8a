"""What is not known, and what is expected: open questions and expectations, and how they ended."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from onrecord.ledger.asof import cite, report_order, visible
from onrecord.ledger.context import Sentences
from onrecord.ledger.relations import out_by
from onrecord.ledger.rows import EXPECTATIONS, QUESTIONS
from onrecord.ledger.said import Said
from onrecord.ledger.schema import expectations, links, questions, reports, statements
from onrecord.ledger.together import Together, in_time
from onrecord.records import Expectation, Question, Report, Span, quote
from onrecord.relate.outcomes import Answer, Outcome


@dataclass(frozen=True, slots=True)
class Told:
    """Where a later report tells how something ended: a statement, or a passage in the report's own voice."""

    report: Report
    said: Said | None
    span: Span | None

    @property
    def text(self) -> str:
        """The words that tell."""
        if self.said is not None:
            return self.said.quote
        return quote(self.report.text, (self.span,)) if self.span else ""


@dataclass(frozen=True, slots=True)
class Asking:
    """An open question, or one that was answered; `sentence` is the span of the sentence around it."""

    question: Question
    report: Report
    sentence: Span
    answer: Told | None

    @property
    def text(self) -> str:
        """The words of the question."""
        return quote(self.report.text, (self.question.span,))

    @property
    def status(self) -> str:
        """Whether it is open (`QUESTION_STATES`)."""
        return "answered" if self.answer else "open"

    def to_dict(self) -> dict[str, Any]:
        """The question as one flat row of plain values."""
        told = self.answer
        return {
            **self.question.to_dict(),
            "status": self.status,
            "answered_by": told.said.id if told and told.said else None,
            "answered_in": told.report.id if told else None,
            "answer": told.text if told else None,
            "text": self.text,
            **cite(self.report),
        }


@dataclass(frozen=True, slots=True)
class Awaited:
    """An expectation with the statement that voices it, and where a later report tells how it ended.

    `left` are the days until it is due as of the day asked for, negative when it is overdue, None where nothing says
    when, or where it has ended.
    """

    expectation: Expectation
    said: Said
    outcome: str
    told: Told | None
    left: int | None

    def to_dict(self) -> dict[str, Any]:
        """The expectation as one flat row of plain values, the statement's included."""
        told = self.told
        return {
            **self.said.to_dict(),
            **self.expectation.to_dict(),
            "outcome": self.outcome,
            "outcome_in": told.report.id if told else None,
            "outcome_text": told.text if told else None,
            "days_left": self.left,
        }


def asked(together: Together) -> list[Asking]:
    """The questions in the order of the reports; what a copy repeats of its origin is left out."""
    repeated = repeating(together)
    query = select(*QUESTIONS.columns).select_from(questions.join(reports)).where(visible(together.as_of))
    sentences = Sentences()
    found = []
    for row in map(QUESTIONS.make, together.connection.execute(query)):
        if row.id in together.judged.rejected or row.id in repeated:
            continue
        report = together.reports[row.report]
        answer = told(together, together.gathered.answers.get(row.id))
        found.append(Asking(row, report, sentences.around(report, row.span), answer))
    found.sort(key=lambda row: (report_order(row.report), row.question.span))
    return [row for row in found if not together.origins.repeats_words(row.report.id, row.text)]


def expected(together: Together) -> list[Awaited]:
    """The expectations, those due first first; what a copy repeats of its origin is left out."""
    joined = expectations.join(statements, expectations.c.statement == statements.c.id).join(
        reports, statements.c.report == reports.c.id
    )
    query = select(*EXPECTATIONS.columns).select_from(joined).where(visible(together.as_of))
    found = []
    for row in map(EXPECTATIONS.make, together.connection.execute(query)):
        said = together.said.get(row.statement)
        if said is None:
            continue
        end = together.gathered.outcomes.get(row.statement)
        left = None if end or not row.due or not together.today else days(together.today, row.due)
        found.append(Awaited(row, said, end.outcome if end else "pending", told(together, end), left))
    found.sort(key=lambda row: (row.expectation.due or "9999", in_time(row.said)))
    return [row for row in found if not together.repeats(row.said)]


def repeating(together: Together) -> frozenset[str]:
    """The questions of copies that are one of their origin's in other words."""
    query = select(links.c.first, links.c.second).where(links.c.kind == "asks")
    rows = together.connection.execute(out_by(query, together.as_of))
    return frozenset(second for first, second in rows if together.judged.rejected.isdisjoint((first, second)))


def told(together: Together, end: Answer | Outcome | None) -> Told | None:
    """Where the end is told."""
    if end is None:
        return None
    said = together.said.get(end.statement) if end.statement else None
    return Told(together.reports[end.report], said, end.span)


def days(first: str, last: str) -> int:
    """Days from one ISO date to another."""
    return (date.fromisoformat(last) - date.fromisoformat(first)).days
