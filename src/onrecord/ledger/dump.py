"""Every row of the ledger in the order of the export, from one snapshot, a few at a time."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, select

from onrecord.ledger import entities as who
from onrecord.ledger.asof import reports_at, visible
from onrecord.ledger.rows import DAMAGE, EXPECTATIONS, FIGURES, MOVEMENTS, PLACES, QUESTIONS, STATEMENTS, TIMES, Kind
from onrecord.ledger.schema import expectations, local_entities, mentions, reports, statements

TABLES = (
    "reports",
    "entities",
    "statements",
    "figures",
    "times",
    "places",
    "movements",
    "questions",
    "expectations",
    "damage",
    "same_claims",
    "disputes",
    "quote_variants",
    "series",
)
"""The tables of the record, in the order of the export."""

OF_REPORT: dict[str, Kind[Any]] = {
    "figures": FIGURES,
    "times": TIMES,
    "places": PLACES,
    "movements": MOVEMENTS,
    "questions": QUESTIONS,
    "damage": DAMAGE,
}
CHUNK = 1000


def dump(connection: Connection, as_of: str | None) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each row with the name of its table, as plain values: tables as in `TABLES`, rows by id or by report and span.

    A statement's speaker is the entity across reports; an entity has `mentions`, `{report, span}` each.
    """
    for report in sorted(reports_at(connection, as_of).values(), key=lambda report: report.id):
        yield "reports", report.to_dict()
    for entity in entities(connection, as_of):
        yield "entities", entity
    for statement in said(connection, as_of):
        yield "statements", statement
    for table, kind in OF_REPORT.items():
        if table == "damage":
            for expectation in expected(connection, as_of):
                yield "expectations", expectation
        joined = kind.table.join(reports, kind.table.c.report == reports.c.id)
        query = select(*kind.columns).select_from(joined).execution_options(yield_per=CHUNK)
        for row in connection.execute(query.where(visible(as_of)).order_by(*kind.order)):
            yield table, kind.make(row).to_dict()


def entities(connection: Connection, as_of: str | None) -> Iterator[dict[str, Any]]:
    """The entities across reports by id, each with its mentions by report and span."""
    query = (
        select(local_entities.c.entity, mentions.c.report, mentions.c.span_start, mentions.c.span_end)
        .select_from(mentions.join(local_entities).join(reports, mentions.c.report == reports.c.id))
        .where(visible(as_of))
        .order_by(local_entities.c.entity, mentions.c.report, mentions.c.span_start, mentions.c.span_end)
        .distinct()
    )
    named = {
        entity: [{"report": report, "span": [start, end]} for _, report, start, end in rows]
        for entity, rows in groupby(connection.execute(query), key=lambda row: row[0])
    }
    for entity in sorted(who.known(connection, as_of), key=lambda entity: entity.id):
        yield {**entity.to_dict(), "mentions": named.get(entity.id, [])}


def said(connection: Connection, as_of: str | None) -> Iterator[dict[str, Any]]:
    """The statements by id, each with its speaker across reports."""
    joined = statements.join(reports).outerjoin(local_entities, statements.c.speaker == local_entities.c.id)
    query = (
        select(*STATEMENTS.columns, local_entities.c.entity)
        .select_from(joined)
        .where(visible(as_of))
        .order_by(statements.c.id)
    )
    for row in connection.execute(query.execution_options(yield_per=CHUNK)):
        yield {**STATEMENTS.make(row[:-1]).to_dict(), "speaker": row[-1]}


def expected(connection: Connection, as_of: str | None) -> Iterator[dict[str, Any]]:
    """The expectations by statement."""
    joined = expectations.join(statements, expectations.c.statement == statements.c.id)
    joined = joined.join(reports, statements.c.report == reports.c.id)
    query = select(*EXPECTATIONS.columns).select_from(joined).where(visible(as_of)).order_by(*EXPECTATIONS.order)
    for row in connection.execute(query):
        yield EXPECTATIONS.make(row).to_dict()
