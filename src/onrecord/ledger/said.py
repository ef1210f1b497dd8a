"""Statements: who said what, when and how surely."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any, TypedDict

from sqlalchemy import Connection, func, select

from onrecord.errors import UsageError
from onrecord.ledger import search
from onrecord.ledger.asof import BATCH, checked_date, checked_word, cite, day, moment, reports_at, visible
from onrecord.ledger.entities import Speakers, forms
from onrecord.ledger.judgements import Judged
from onrecord.ledger.names import Wanted
from onrecord.ledger.rows import STATEMENTS
from onrecord.ledger.schema import reports, statements
from onrecord.records import ACTS, CERTAINTIES, Entity, Report, Spans, Statement, quote


class SaidFilters(TypedDict, total=False):
    """What a listing of statements can be narrowed to.

    `about` is looked up in the words said; `since` and `until` are ISO dates, both included, of the day the
    statement was made, or of its report where that is not known.
    """

    about: str | None
    act: str | None
    certainty: str | None
    since: str | None
    until: str | None
    as_of: str | None
    limit: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question to the statements; UsageError when a date, a word or the limit is off."""

    who: str | None = None
    about: str | None = None
    act: str | None = None
    certainty: str | None = None
    since: str | None = None
    until: str | None = None
    as_of: str | None = None
    limit: int | None = None

    def __post_init__(self) -> None:
        for name in ("since", "until", "as_of"):
            object.__setattr__(self, name, checked_date(getattr(self, name), name))
        checked_word(self.act, "act", ACTS)
        checked_word(self.certainty, "certainty", CERTAINTIES)
        checked_limit(self.limit)


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with its speaker and its report; the statement's other fields are at hand as attributes."""

    statement: Statement
    speaker: Entity | None
    report: Report

    @property
    def quote(self) -> str:
        """The words said; pieces of a split content joined by " … "."""
        return quote(self.report.text, self.statement.content)

    @property
    def source_text(self) -> str:
        """The words that name the speaker; empty where none do."""
        return quote(self.report.text, self.statement.source)

    @property
    def cue_text(self) -> str:
        """The words that say that somebody speaks; empty where none do."""
        return quote(self.report.text, self.statement.cue)

    @property
    def date(self) -> str:
        """The day the statement was made, or its report's where that is not known."""
        return self.statement.said_on or moment(self.report)[:10]

    @property
    def id(self) -> str:
        """The statement's id."""
        return self.statement.id

    @property
    def content(self) -> Spans:
        """Spans of the words said."""
        return self.statement.content

    @property
    def source(self) -> Spans:
        """Spans of the words that name the speaker."""
        return self.statement.source

    @property
    def cue(self) -> Spans:
        """Spans of the words that say that somebody speaks."""
        return self.statement.cue

    @property
    def speaker_kind(self) -> str:
        """What kind of speaker it is (`SPEAKER_KINDS`)."""
        return self.statement.speaker_kind

    @property
    def mode(self) -> str:
        """How much of it is in quotation marks (`MODES`)."""
        return self.statement.mode

    @property
    def act(self) -> str:
        """What the speaker does (`ACTS`)."""
        return self.statement.act

    @property
    def certainty(self) -> str:
        """How sure the speaker is (`CERTAINTIES`)."""
        return self.statement.certainty

    @property
    def hedge(self) -> Spans:
        """Spans of the words that give the certainty; none where it is stated."""
        return self.statement.hedge

    @property
    def hedge_text(self) -> str:
        """The words that give the certainty; empty where it is stated."""
        return quote(self.report.text, self.statement.hedge)

    @property
    def negated(self) -> bool:
        """Whether the saying is negated."""
        return self.statement.negated

    @property
    def said_on(self) -> str | None:
        """The day the statement was made, where the text tells."""
        return self.statement.said_on

    @property
    def within(self) -> str | None:
        """The id of the statement that relays this one."""
        return self.statement.within

    def to_dict(self) -> dict[str, Any]:
        """The statement as one flat row of plain values: its own fields, its words, its speaker's name, its report."""
        return {
            **self.statement.to_dict(),
            "speaker": self.speaker.name if self.speaker else None,
            "quote": self.quote,
            "source_text": self.source_text,
            "cue_text": self.cue_text,
            **cite(self.report),
        }


def checked_limit(limit: int | None) -> None:
    """Raise UsageError for a negative limit."""
    if limit is not None and limit < 0:
        raise UsageError(f"limit is {limit}; a number of rows, 0 or more, is wanted")


def said_order(row: Said) -> tuple[Any, ...]:
    """The key that puts statements in order of time, then of their place in the report."""
    return (row.date, moment(row.report), row.report.id, row.statement.content, row.statement.id)


def said(connection: Connection, asked: Asked) -> list[Said]:
    """The statements asked for, in order of time."""
    query = select(*STATEMENTS.columns).select_from(statements.join(reports)).where(visible(asked.as_of))
    if asked.act is not None:
        query = query.where(statements.c.act == asked.act)
    if asked.certainty is not None:
        query = query.where(statements.c.certainty == asked.certainty)
    date = func.coalesce(statements.c.said_on, day())
    if asked.since is not None:
        query = query.where(date >= asked.since)
    if asked.until is not None:
        query = query.where(date <= asked.until)
    rows = [STATEMENTS.make(row) for row in connection.execute(query)]
    if asked.about is not None:
        about = search.statements_about(connection, asked.about)
        rows = [row for row in rows if row.id in about]
    found = with_context(connection, rows, asked.as_of)
    if asked.who is not None:
        wanted = Wanted(asked.who)
        nobody = {id_ for id_, entity in Judged(connection).speakers.items() if entity is None}
        found = [row for row in found if row.id not in nobody and is_by(row, wanted)]
    return sorted(found, key=said_order)[: asked.limit]


def with_context(connection: Connection, rows: list[Statement], as_of: str | None) -> list[Said]:
    """The statements with their speakers and reports; those of reports not out by `as_of` are left out.

    So are those that were rejected; a speaker that somebody set stands in place of the program's.
    """
    who = Speakers(connection, as_of)
    where = reports_at(connection, as_of, {row.report for row in rows})
    rejected = who.judged.rejected
    kept = (row for row in rows if row.report in where and row.id not in rejected)
    whole = (replace(row, within=None) if row.within in rejected else row for row in kept)
    return [Said(*who.of(row), where[row.report]) for row in whole]


def with_statements(connection: Connection, ids: Collection[str], as_of: str | None) -> dict[str, Said]:
    """The statements of these ids, by id, with their speakers and reports."""
    wanted = sorted(ids)
    rows: list[Statement] = []
    for start in range(0, len(wanted), BATCH):
        query = select(*STATEMENTS.columns).where(statements.c.id.in_(wanted[start : start + BATCH]))
        rows += map(STATEMENTS.make, connection.execute(query))
    return {row.id: row for row in with_context(connection, rows, as_of)}


def is_by(row: Said, wanted: Wanted) -> bool:
    """Whether the statement's speaker goes by the wanted words; of an unnamed one, the source says who it is."""
    if row.speaker is None:
        return wanted.among((row.source_text,))
    return wanted.among(forms(row.speaker), row.speaker.role)
