"""Each report's rows against its text: grounded, of the ids that follow from them, and of one report."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, and_, func, select
from sqlalchemy.exc import SQLAlchemyError

from onrecord.errors import Error
from onrecord.ledger.finding import PUT_BACK, Finding
from onrecord.ledger.judgements import KINDS, Judgement, stored
from onrecord.ledger.rows import (
    DAMAGE,
    EXPECTATIONS,
    FIGURES,
    LOCAL_ENTITIES,
    MENTIONS,
    MOVEMENTS,
    PLACES,
    QUESTIONS,
    REPORTS,
    STATEMENTS,
    TIMES,
    Kind,
)
from onrecord.ledger.schema import expectations, figures, judgements, movements, questions, reports, statements
from onrecord.records import Report, Row, Statement, as_spans, content_id, quote

OWN: tuple[Kind[Any], ...] = (
    LOCAL_ENTITIES, MENTIONS, STATEMENTS, FIGURES, TIMES, PLACES, MOVEMENTS, QUESTIONS, DAMAGE,
)  # fmt: skip
"""The tables whose rows belong to a report each."""
WRONG = (Error, ValueError, TypeError, KeyError, ArithmeticError, RecursionError)
"""What making a row of stored values can raise."""

R = TypeVar("R", bound=Row)


def fault(table: str, where: object, what: str) -> Finding:
    """A fault of a row that was read from a report."""
    return Finding("rows", f"{table} {where}", what, PUT_BACK)


def made(connection: Connection, kind: Kind[R], which: ColumnElement[bool]) -> tuple[list[R], list[Finding]]:
    """The rows of a table, and those that cannot be rows, one by one."""
    try:
        return [kind.make(values) for values in connection.execute(select(*kind.columns).where(which))], []
    except WRONG:
        pass
    except SQLAlchemyError:
        if connection.dialect.name != "sqlite":
            raise
    found: list[R] = []
    wrong: list[Finding] = []
    keys = list(kind.table.primary_key)
    for key in connection.execute(select(*keys).where(which)).all():
        its = and_(*(column == value for column, value in zip(keys, key, strict=True)))
        try:
            found.append(kind.make(connection.execute(select(*kind.columns).where(its)).one()))
        except (*WRONG, SQLAlchemyError) as error:
            reason = getattr(error, "orig", None) or error
            wrong.append(fault(kind.table.name, " ".join(map(str, key)), f"cannot be: {reason}"))
    return found, wrong


class Rows:
    """One report with all its rows; `count` of them, `wrong` those that cannot be."""

    def __init__(self, connection: Connection, report: str) -> None:
        self.id = report
        self.wrong: list[Finding] = []
        self.tables: dict[str, list[Row]] = {}
        found = self._read(connection, REPORTS, reports.c.id == report)
        self.report: Report | None = found[0] if found else None
        for kind in OWN:
            self._read(connection, kind, kind.table.c.report == report)
        its = select(statements.c.id).where(statements.c.report == report)
        self._read(connection, EXPECTATIONS, expectations.c.statement.in_(its))
        self.count = sum(map(len, self.tables.values()))

    def _read(self, connection: Connection, kind: Kind[R], which: ColumnElement[bool]) -> list[R]:
        found, wrong = made(connection, kind, which)
        self.tables[kind.table.name] = list(found)
        self.wrong += wrong
        return found

    @property
    def statements(self) -> list[Statement]:
        """The report's statements."""
        return [row for row in self.tables["statements"] if isinstance(row, Statement)]

    def findings(self) -> Iterator[Finding]:
        """What is wrong with the report and its rows."""
        yield from self.wrong
        if self.report is None:
            return
        yield from self.dated(self.report)
        for table, rows in self.tables.items():
            for row in rows:
                yield from grounded(table, row, self.report.text)
        yield from self.related()

    def dated(self, report: Report) -> Iterator[Finding]:
        """Whether the moment at which the report was added is one."""
        try:
            datetime.fromisoformat(report.added_at or "")
        except ValueError:
            yield fault("reports", report.id, f"added_at is {report.added_at!r}: no moment in ISO 8601")

    def related(self) -> Iterator[Finding]:
        """Whether the rows refer to rows of the same report."""
        own = {id_of(row) for row in self.tables["local_entities"]}
        contents = {row.id: row.content for row in self.statements}
        for row in self.tables["mentions"]:
            yield from among("mentions", row, "entity", own)
        for row in self.tables["statements"]:
            yield from among("statements", row, "speaker", own)
            yield from among("statements", row, "within", contents)
        for table in ("figures", "movements"):
            for row in self.tables[table]:
                yield from among(table, row, "statement", contents)
        for row in self.tables["figures"]:
            (start, end), its = getattr(row, "span", (0, 0)), getattr(row, "statement", None)
            if its in contents and not any(a <= start and end <= b for a, b in contents[its]):
                yield fault("figures", id_of(row), f"does not stand in the words of its statement {its}")


def id_of(row: Row) -> str:
    """The row's id, or the report and span that stand for one."""
    its = getattr(row, "id", None) or getattr(row, "statement", None)
    if its is not None:
        return str(its)
    return f"of report {getattr(row, 'report', '')} at {getattr(row, 'span', '')}"


def grounded(table: str, row: Row, text: str) -> Iterator[Finding]:
    """Whether the row's spans are words of the text."""
    for name in row.SPANS:
        for start, end in as_spans(getattr(row, name)):
            if end > len(text):
                what = f"{name} ({start}, {end}) lies outside the report's text of {len(text):,} characters"
                yield fault(table, id_of(row), what)
            elif not text[start:end].strip():
                yield fault(table, id_of(row), f"{name} ({start}, {end}) holds no words")


def among(table: str, row: Row, name: str, own: Iterable[str]) -> Iterator[Finding]:
    """Whether a field names one of the same report's rows, or none."""
    value = getattr(row, name)
    if value is not None and value not in own:
        yield fault(table, id_of(row), f"{name} names {value}, which is no row of the same report")


def words_of(report: Report, row: Statement) -> tuple[str, str]:
    """What is said, and by whom, in the report's words."""
    return quote(report.text, row.content), quote(report.text, row.source)


NAMED = (statements, figures, movements, questions, reports)
"""The tables whose rows judgements name by ids."""


def judged(connection: Connection) -> tuple[list[Finding], list[str]]:
    """Judgements that cannot be, and notes on those whose row is not there: they rest."""
    try:
        rows = stored(connection)
    except WRONG as error:
        return [Finding("judgements", "judgements", f"cannot be read: {error}", PUT_BACK)], []
    findings = []
    numbers = connection.execute(select(judgements.c.number).order_by(judgements.c.number)).scalars()
    for number, row in zip(numbers, rows, strict=True):
        if row.kind not in KINDS:
            findings.append(Finding("judgements", row.id, f"there is no kind of judgement {row.kind!r}", PUT_BACK))
        if content_id("Judgement", number, row.kind, row.subject, row.value, row.who, row.made_at) != row.id:
            findings.append(Finding("judgements", row.id, "was changed after it was made", PUT_BACK))
    resting = sum(not is_there(connection, row) for row in rows if row.undone_at is None)
    notes = [f"{resting:,} judgements rest: the rows they name are not in the ledger"] if resting else []
    return findings, notes


def is_there(connection: Connection, row: Judgement) -> bool:
    """Whether the rows that a judgement names by id are in the ledger."""
    if row.kind in ("same", "different") or row.kind not in KINDS:
        return True
    if row.kind == "speaker":
        ids = {row.subject[0]}
    else:
        ids = {id_ for part in row.subject for id_ in ((part,) if isinstance(part, str) else part)}
    found = sum(
        connection.execute(select(func.count()).select_from(table).where(table.c.id.in_(sorted(ids)))).scalar_one()
        for table in NAMED
    )
    return int(found) >= len(ids)
