"""What readers see of relations: links between reports out by a date, put together."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, FromClause, Select, select

from onrecord.ledger.asof import origin_of, reports_at, visible
from onrecord.ledger.entities import JoinedThen, Speakers
from onrecord.ledger.judgements import Judged
from onrecord.ledger.rows import FIGURES, STATEMENTS
from onrecord.ledger.schema import figures, links, questions, reports, standing, statements
from onrecord.ledger.shelf import parts
from onrecord.records import Entity, Figure, QuoteVariant
from onrecord.relate.gathering import Gathered, gather
from onrecord.relate.known import Known
from onrecord.relate.links import Link
from onrecord.relate.order import age


def relations(connection: Connection, as_of: str | None, joined: JoinedThen = None) -> Gathered:
    """Same claims, disputes, variants, series and outcomes in the reports out by `as_of`.

    A younger report is out no earlier than those it is compared with, so what is found among the reports out by a day
    is what a ledger of those reports alone would hold. `joined` is who is who by then, where that is known.
    """
    judged = Judged(connection)
    found = [link for link in links_at(connection, as_of) if judged.keeps(link)]
    gathered = gather(found, known(connection, found, as_of))
    return replace(
        gathered,
        disputes=tuple(row for row in gathered.disputes if judged.keeps_dispute(row)),
        quote_variants=tuple(unless_one_speaks(connection, gathered.quote_variants, as_of, joined)),
    )


def unless_one_speaks(
    connection: Connection, rows: Sequence[QuoteVariant], as_of: str | None, joined: JoinedThen
) -> Iterator[QuoteVariant]:
    """The variants; one that is given to somebody who was judged to be the same speaker is no misattributed one."""
    given = sorted({id_ for row in rows if row.kind == "misattributed" for id_ in (row.original, row.variant)})
    who = Speakers(connection, as_of, joined) if given else None
    speaking: dict[str, Entity | None] = {}
    for part in parts(given):
        query = select(*STATEMENTS.columns).where(statements.c.id.in_(part))
        for statement in map(STATEMENTS.make, connection.execute(query)):
            speaking[statement.id] = who.of(statement)[1] if who else None
    for row in rows:
        speaker = speaking.get(row.original)
        if speaker is not None and row.kind == "misattributed" and speaker == speaking[row.variant]:
            yield replace(row, kind="reworded" if row.changes else "verbatim")
        else:
            yield row


def links_at(connection: Connection, as_of: str | None) -> Iterator[Link]:
    """The links of which both reports were out by `as_of`: one without a date is the younger, but may be out sooner."""
    columns = [links.c[name] for name in ("kind", "first", "second", "report", "detail", "changes", "reasons")]
    query = select(*columns, links.c.span_start, links.c.span_end)
    query = out_by(query, as_of).order_by(links.c.younger, links.c.older, links.c.place)
    for row in connection.execute(query):
        values = {column.key: getattr(row, column.key) for column in columns}
        yield Link(**values, span=None if row.span_start is None else (row.span_start, row.span_end))


def out_by(query: Select[Any], as_of: str | None) -> Select[Any]:
    """The query over links, of those of which both reports were out."""
    if as_of is None:
        return query
    joined: FromClause = links
    for name in ("younger", "older"):
        side, report = standing.alias(name), reports.alias(f"{name}_report")
        joined = joined.join(side, links.c[name] == side.c.number).join(report, side.c.report == report.c.id)
        query = query.where(visible(as_of, report))
    return query.select_from(joined)


def known(connection: Connection, found: Sequence[Link], as_of: str | None) -> Known:
    """What must be known of the rows of the links."""
    out = reports_at(connection, as_of)
    rows = sorted({row for link in found for row in (link.first, link.second) if row})
    report_of: dict[str, str] = {}
    day_of: dict[str, str | None] = {}
    counted: dict[str, Figure] = {}
    for part in parts(rows):
        for id_, report, said_on in connection.execute(
            select(statements.c.id, statements.c.report, statements.c.said_on).where(statements.c.id.in_(part))
        ):
            report_of[id_], day_of[id_] = report, said_on or day(out[report].published)
        for id_, report in connection.execute(
            select(questions.c.id, questions.c.report).where(questions.c.id.in_(part))
        ):
            report_of[id_], day_of[id_] = report, day(out[report].published)
        holding = figures.outerjoin(statements, figures.c.statement == statements.c.id)
        query = select(*FIGURES.columns, statements.c.said_on).select_from(holding).where(figures.c.id.in_(part))
        for row in connection.execute(query):
            figure = FIGURES.make(row[:-1])
            counted[figure.id], report_of[figure.id] = figure, figure.report
            day_of[figure.id] = figure.as_of or row[-1] or day(out[figure.report].published)
    return Known(
        report_of=report_of,
        origin_of={id_: origin_of(report, out).id for id_, report in out.items()},
        age_of={id_: age(report) for id_, report in out.items()},
        day_of=day_of,
        figures=counted,
    )


def day(moment: str | None) -> str | None:
    """The date of an ISO date and time."""
    return (moment or "")[:10] or None
