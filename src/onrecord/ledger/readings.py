"""One report's reading, put together again from its rows."""

from typing import Any, TypeVar

from sqlalchemy import Connection, select

from onrecord.ledger.asof import report_by_prefix
from onrecord.ledger.rows import (
    DAMAGE,
    EXPECTATIONS,
    FIGURES,
    LOCAL_ENTITIES,
    MENTIONS,
    MOVEMENTS,
    PLACES,
    QUESTIONS,
    STATEMENTS,
    TIMES,
    Kind,
)
from onrecord.ledger.schema import expectations, statements
from onrecord.records import Reading, Row, as_spans

R = TypeVar("R", bound=Row)


def reading(connection: Connection, report: str) -> Reading:
    """All rows of the report whose id begins with `report`, each table in order of the text."""
    found = report_by_prefix(connection, report)

    def rows(kind: Kind[R]) -> tuple[R, ...]:
        query = select(*kind.columns).where(kind.table.c.report == found.id)
        return tuple(sorted(map(kind.make, connection.execute(query)), key=in_text))

    order = {row.id: i for i, row in enumerate(rows(STATEMENTS))}
    query = select(*EXPECTATIONS.columns).select_from(expectations.join(statements, onclause()))
    expected = map(EXPECTATIONS.make, connection.execute(query.where(statements.c.report == found.id)))
    return Reading(
        report=found,
        entities=rows(LOCAL_ENTITIES),
        mentions=rows(MENTIONS),
        statements=rows(STATEMENTS),
        figures=rows(FIGURES),
        times=rows(TIMES),
        places=rows(PLACES),
        movements=rows(MOVEMENTS),
        questions=rows(QUESTIONS),
        expectations=tuple(sorted(expected, key=lambda row: order[row.statement])),
        damage=rows(DAMAGE),
    )


def onclause() -> Any:
    """How expectations and statements join: by the statement expected, not by an outcome's."""
    return expectations.c.statement == statements.c.id


def in_text(row: Row) -> tuple[Any, ...]:
    """The key that puts rows in order of the text; rows without a span in order of name."""
    spans = tuple(span for name in row.SPANS for span in as_spans(getattr(row, name)))
    return (spans, getattr(row, "name", ""), getattr(row, "id", ""), getattr(row, "entity", ""))
