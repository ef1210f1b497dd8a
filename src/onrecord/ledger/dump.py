"""Every row of the ledger in the order of the export, from one snapshot, a few at a time."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from onrecord.ledger import entities as who
from onrecord.ledger.asof import reports_at, visible
from onrecord.ledger.descriptions import joined_at
from onrecord.ledger.entities import JoinedThen, Speakers
from onrecord.ledger.judgements import Judged
from onrecord.ledger.relations import relations
from onrecord.ledger.rows import DAMAGE, EXPECTATIONS, FIGURES, MOVEMENTS, PLACES, QUESTIONS, STATEMENTS, TIMES, Kind
from onrecord.ledger.schema import expectations, local_entities, mentions, reports, statements
from onrecord.relate.gathering import Gathered

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


def dump(connection: Connection, as_of: str | None) -> Iterator[tuple[str, Any]]:
    """Each row with the name of its table, as plain values: tables as in `TABLES`, rows by id or by report and span.

    A statement's speaker is the entity across reports; an entity has `mentions`, `{report, span}` each; a row of
    `same_claims` is a list of statement ids.
    """
    joined = None if as_of is None else joined_at(connection, as_of)
    found = relations(connection, as_of, joined)
    for report in sorted(reports_at(connection, as_of).values(), key=lambda report: report.id):
        yield "reports", report.to_dict()
    for entity in entities(connection, as_of, joined):
        yield "entities", entity
    for statement in said(connection, as_of, joined):
        yield "statements", statement
    rejected = Judged(connection).rejected
    for table, kind in OF_REPORT.items():
        if table == "damage":
            for row in expected(connection, as_of):
                if row["statement"] not in rejected:
                    yield "expectations", {**row, **outcome(found, row["statement"])}
        for row in rows_of(connection, kind, as_of):
            if row.get("id") not in rejected:
                yield table, {**row, **answer(found, row["id"])} if table == "questions" else unsaid(row, rejected)
    yield from related(found)


def related(found: Gathered) -> Iterator[tuple[str, Any]]:
    """The relations, each with the name of its table."""
    for claim in sorted(found.same_claims):
        yield "same_claims", list(claim)
    for dispute in sorted(found.disputes, key=lambda row: row.id):
        yield "disputes", dispute.to_dict()
    for variant in sorted(found.quote_variants, key=lambda row: (row.original, row.variant)):
        yield "quote_variants", variant.to_dict()
    for one in sorted(found.series, key=lambda row: row.id):
        yield "series", one.to_dict()


def rows_of(connection: Connection, kind: Kind[Any], as_of: str | None) -> Iterator[dict[str, Any]]:
    """The rows of a table that belong to a report each, in order."""
    joined = kind.table.join(reports, kind.table.c.report == reports.c.id)
    query = select(*kind.columns).select_from(joined).execution_options(yield_per=CHUNK)
    for row in connection.execute(query.where(visible(as_of)).order_by(*kind.order)):
        yield kind.make(row).to_dict()


def unsaid(row: dict[str, Any], rejected: set[str]) -> dict[str, Any]:
    """The row, in no statement where its statement was rejected."""
    return {**row, "statement": None} if row.get("statement") in rejected else row


def answer(found: Gathered, question: str) -> dict[str, Any]:
    """What is known of the question's answer."""
    its = found.answers.get(question)
    return {"status": "answered", "answered_by": its.statement} if its else {}


def outcome(found: Gathered, statement: str) -> dict[str, Any]:
    """What is known of how the expectation ended."""
    its = found.outcomes.get(statement)
    return {"outcome": its.outcome, "outcome_in": its.report} if its else {}


def entities(connection: Connection, as_of: str | None, joined: JoinedThen) -> Iterator[dict[str, Any]]:
    """The entities across reports by id, each with its mentions by report and span."""
    spans = (mentions.c.report, mentions.c.span_start, mentions.c.span_end)
    query = (
        select(local_entities.c.entity, local_entities.c.form, *spans)
        .select_from(mentions.join(local_entities).join(reports, mentions.c.report == reports.c.id))
        .where(visible(as_of))
    )
    named: defaultdict[str, set[tuple[str, int, int]]] = defaultdict(set)
    for entity, form, *span in connection.execute(query):
        named[joined[form].id if joined and form in joined else entity].add(tuple(span))
    for entity in sorted(who.known(connection, as_of, joined), key=lambda entity: entity.id):
        its = ({"report": report, "span": [start, end]} for report, start, end in sorted(named.get(entity.id, ())))
        yield {**entity.to_dict(), "mentions": list(its)}


def said(connection: Connection, as_of: str | None, joined: JoinedThen) -> Iterator[dict[str, Any]]:
    """The statements by id, each with its speaker across reports."""
    query = select(*STATEMENTS.columns).select_from(statements.join(reports)).where(visible(as_of))
    who = Speakers(connection, as_of, joined)
    for row in connection.execute(query.order_by(statements.c.id).execution_options(yield_per=CHUNK)):
        statement, speaker = who.of(STATEMENTS.make(row))
        if statement.id in who.judged.rejected:
            continue
        within = None if statement.within in who.judged.rejected else statement.within
        yield {**statement.to_dict(), "speaker": speaker.id if speaker else None, "within": within}


def expected(connection: Connection, as_of: str | None) -> Iterator[dict[str, Any]]:
    """The expectations by statement."""
    joined = expectations.join(statements, expectations.c.statement == statements.c.id)
    joined = joined.join(reports, statements.c.report == reports.c.id)
    query = select(*EXPECTATIONS.columns).select_from(joined).where(visible(as_of)).order_by(*EXPECTATIONS.order)
    for row in connection.execute(query):
        yield EXPECTATIONS.make(row).to_dict()
