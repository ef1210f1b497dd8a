"""What follows from the reports together: standings, links, copies and entities, against the rows they come from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from onrecord.ledger.finding import MADE_ANEW, Finding
from onrecord.ledger.joining import is_unjoined, read
from onrecord.ledger.judgements import Judged
from onrecord.ledger.relating import is_outdated
from onrecord.ledger.relations import relations
from onrecord.ledger.schema import (
    compared,
    entities,
    figures,
    links,
    local_entities,
    mentions,
    prints,
    questions,
    reports,
    standing,
    statements,
)
from onrecord.relate.copies import PRINTS
from onrecord.relate.entities import join_forms
from onrecord.relate.links import LINK_KINDS
from onrecord.relate.order import Age


def fault(where: str, what: str) -> Finding:
    """A fault of what can be made anew."""
    return Finding("relations", where, what, MADE_ANEW)


@dataclass(frozen=True, slots=True)
class Known:
    """Of a report: its age, and the characters of its text."""

    age: Age
    length: int


def findings(connection: Connection, known: Mapping[str, Known]) -> Iterator[Finding]:
    """What does not follow from the rows as it should; nothing of relations that are still to be worked out."""
    if is_outdated(connection):
        return
    yield from copies(connection, known)
    yield from standings(connection, known)
    yield from ends(connection)
    yield from passages(connection, known)
    yield from together(connection)
    unrelated = connection.execute(select(reports.c.id).where(reports.c.related == 0).limit(1)).first()
    if unrelated is None and not is_unjoined(connection):
        yield from joined(connection)


def copies(connection: Connection, known: Mapping[str, Known]) -> Iterator[Finding]:
    """Copies of what is younger, or of nothing."""
    query = select(reports.c.id, reports.c.copy_of, reports.c.copy_kind, reports.c.copy_share)
    for id_, origin, kind, share in connection.execute(query.where(reports.c.related == 1)):
        if (origin is None) != (kind is None) or (origin is None) != (share is None):
            yield fault(f"reports {id_}", "is half a copy: copy_of, copy_kind and copy_share stand together or not")
        elif origin in known and id_ in known and known[origin].age >= known[id_].age:
            yield fault(f"reports {id_}", f"is called a copy of {origin}, which is younger")


def standings(connection: Connection, known: Mapping[str, Known]) -> Iterator[Finding]:
    """Reports that are related but stand nowhere, or elsewhere than their fields say."""
    joined = reports.outerjoin(standing, standing.c.report == reports.c.id)
    query = select(reports.c.id.label("of"), standing).select_from(joined).where(reports.c.related == 1)
    printed: dict[tuple[int, int], int] = {}
    counted = select(prints.c.number, prints.c.kind, func.count()).group_by(prints.c.number, prints.c.kind)
    for number, kind, count in connection.execute(counted):
        printed[number, kind] = count
    for row in connection.execute(query):
        where = f"reports {row.of}"
        if row.number is None:
            yield fault(where, "counts as related but has no place among the others")
            continue
        if row.of in known and row.age != known[row.of].age:
            yield fault(where, "has a place among the others that does not follow from its date")
        for kind, name in enumerate(PRINTS):
            if printed.get((row.number, kind), 0) != getattr(row, name):
                yield fault(where, f"has lost fingerprints by which copies are found ({name})")


def ends(connection: Connection) -> Iterator[Finding]:
    """Links whose ends are no rows, or that belong to no compared pair."""
    for column in (links.c.first, links.c.second):
        query = select(links.c.kind, column, links.c.younger, links.c.older).where(column.is_not(None))
        for table in (statements, figures, questions):
            query = query.where(~select(table.c.id).where(table.c.id == column).exists())
        for kind, id_, younger, older in connection.execute(query):
            yield fault(f"links {younger} {older}", f"{kind} names {id_}, which is no row")
    apart = select(links.c.younger, links.c.older).where(
        ~select(compared.c.how).where(compared.c.younger == links.c.younger, compared.c.older == links.c.older).exists()
    )
    for younger, older in connection.execute(apart.distinct()):
        yield fault(f"links {younger} {older}", "two reports are linked that were never compared")
    for (kind,) in connection.execute(select(links.c.kind).where(links.c.kind.not_in(LINK_KINDS)).distinct()):
        yield fault("links", f"there is no kind of link {kind!r}")


def passages(connection: Connection, known: Mapping[str, Known]) -> Iterator[Finding]:
    """Links to a report's own voice that lie outside its text."""
    query = select(links.c.report, links.c.span_start, links.c.span_end).where(links.c.span_start.is_not(None))
    for report, start, end in connection.execute(query):
        if report in known and not 0 <= start < end <= known[report].length:
            yield fault(f"links in report {report}", f"({start}, {end}) lies outside the report's text")


def together(connection: Connection) -> Iterator[Finding]:
    """Whether claims, disputes, quotations and series can be put together from the links."""
    try:
        relations(connection, None)
    except (ValueError, TypeError, KeyError) as error:
        yield fault("links", f"cannot be put together: {type(error).__name__}: {error}")


def joined(connection: Connection) -> Iterator[Finding]:
    """Whether the counts of entities and who is who follow from the reports' own entities."""
    told = read(connection)
    owned = select(local_entities.c.form, func.count(func.distinct(local_entities.c.report))).group_by(
        local_entities.c.form
    )
    mentioned = (
        select(local_entities.c.form, func.count())
        .select_from(mentions.join(local_entities, mentions.c.entity == local_entities.c.id))
        .group_by(local_entities.c.form)
    )
    many: dict[int, int] = dict(tuple(row) for row in connection.execute(owned))
    times: dict[int, int] = dict(tuple(row) for row in connection.execute(mentioned))
    for number, (form, _) in told.items():
        if (form.reports, form.mentions) != (many.get(number, 0), times.get(number, 0)):
            yield fault(f"forms {number}", f"{form.as_told.name} is counted wrongly")
    judged = Judged(connection)
    expected = join_forms([form for form, _ in told.values()], judged.same, judged.different)
    for number, (form, entity) in told.items():
        if expected[form.as_told].id != entity:
            yield fault(f"forms {number}", f"{form.as_told.name} is joined to another entity than the rules give")
    stored = set(connection.execute(select(entities.c.id)).scalars())
    for id_ in sorted({entity.id for entity in expected.values()} ^ stored):
        what = "stands for no form in any report" if id_ in stored else "is missing"
        yield fault(f"entities {id_}", what)
