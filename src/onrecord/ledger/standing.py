"""Where a report stands among the others: written when it is related, and what that changes for younger ones."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, bindparam, delete, exists, func, insert, select, update

from onrecord.ledger.schema import named, prints, reports, standing
from onrecord.ledger.shelf import Memory, naming, parts, signed
from onrecord.records import Report
from onrecord.relate import neighbours
from onrecord.relate.copies import PRINTS, Entry
from onrecord.relate.order import age

Rows = frozenset[tuple[int, int, int]]
"""Kind, whether kept, and print."""
PRINT = ("kind", "kept", "print", "number")


@dataclass(frozen=True, slots=True)
class Standing:
    """A report's number, None while it has none, its digest and its prints as the ledger has them."""

    number: int | None
    digest: str | None
    prints: Rows

    @property
    def kept(self) -> Rows:
        """The prints under which later reports find it."""
        return frozenset(row for row in self.prints if row[1])


def standing_of(connection: Connection, report: Report, memory: Memory) -> Standing:
    """How the report stands."""
    query = select(standing.c.number, standing.c.digest).where(standing.c.report == report.id)
    row = connection.execute(query).one_or_none()
    if row is None:
        return Standing(None, None, frozenset())
    possible = {
        "words": memory.texts.get(connection, report.id).prints,
        "anchors": memory.anchors.get(connection, report.id).prints,
    }
    found: set[tuple[int, int, int]] = set()
    columns = (prints.c.kind, prints.c.kept, prints.c.print)
    for kind, values in possible.items():
        for part in parts(sorted(map(signed, values))):
            its = (prints.c.kind == PRINTS.index(kind), prints.c.kept.in_((0, 1)), prints.c.print.in_(part))
            query_prints = select(*columns).where(*its, prints.c.number == row.number)
            found.update(map(tuple, connection.execute(query_prints)))
    return Standing(row.number, row.digest, frozenset(found))


def rows_of(entry: Entry) -> Rows:
    """The prints of an entry as the ledger has them."""
    return frozenset(
        (PRINTS.index(kind), int(value in entry.kept.get(kind, ())), signed(value))
        for kind, values in entry.prints.items()
        for value in values
    )


def place(connection: Connection, report: Report, entry: Entry, before: Standing) -> int:
    """Write where the report stands; returns its number."""
    number = before.number
    if number is None:
        number = 1 + (connection.execute(select(func.max(standing.c.number))).scalar_one() or 0)
        row = {"number": number, "report": report.id, "age": age(report), "day": day_of(report)}
        connection.execute(insert(standing), {**row, "digest": entry.digest})
    rows = rows_of(entry)
    if gone := sorted(before.prints - rows):
        its = [prints.c[name] == bindparam(f"its_{name}") for name in PRINT]
        keys = [{f"its_{name}": value for name, value in zip(PRINT, (*row, number), strict=True)} for row in gone]
        connection.execute(delete(prints).where(*its), keys)
    if new := sorted(rows - before.prints):
        connection.execute(insert(prints), [dict(zip(PRINT, (*row, number), strict=True)) for row in new])
    return number


def day_of(report: Report) -> str | None:
    """The ISO date of publication."""
    return (report.published or "")[:10] or None


def name(connection: Connection, number: int, keys: neighbours.Keys, *, copy: bool, again: bool) -> None:
    """Write whom and what the report names; `again` where that was written before."""
    for part in parts(sorted(keys) if again else ()):
        its = (named.c.copy.in_((0, 1)), named.c.key.in_(part), named.c.number == number)
        connection.execute(delete(named).where(*its))
    rows = [{"copy": int(copy), "key": key, "number": number, "weight": neighbours.weight(key)} for key in sorted(keys)]
    if rows:
        connection.execute(insert(named), rows)


def has_younger(connection: Connection, report: Report) -> bool:
    """Whether the ledger has related reports younger than this one."""
    return connection.execute(select(exists().where(standing.c.age > age(report)))).scalar_one()


def unsettle_by_words(connection: Connection, report: Report, digest: str | None, changed: Rows) -> int:
    """Mark the younger reports whose origin may be another now that these prints have changed; how many."""
    found = unsettle(connection, report, standing.c.digest == digest) if digest is not None else 0
    for kind, _ in enumerate(PRINTS):
        for part in parts(sorted({value for its, _, value in changed if its == kind})):
            its = (prints.c.kind == kind, prints.c.kept.in_((0, 1)), prints.c.print.in_(part))
            found += unsettle(connection, report, standing.c.number.in_(select(prints.c.number).where(*its)))
    return found


def unsettle_by_names(connection: Connection, report: Report, keys: neighbours.Keys) -> int:
    """Mark the younger reports that may be compared with others now that this one has come or has moved; how many."""
    scores: dict[str, int] = {}
    query = naming(day_of(report)).where(named.c.copy.in_((0, 1)), standing.c.age > age(report))
    for part in parts(sorted(keys)):
        for report_id, _, _, score in connection.execute(query.where(named.c.key.in_(part))):
            scores[report_id] = scores.get(report_id, 0) + score
    near = sorted(report_id for report_id, score in scores.items() if score >= neighbours.ENOUGH)
    return sum(marked(connection, reports.c.id.in_(part)) for part in parts(near))


def unsettle(connection: Connection, report: Report, condition: ColumnElement[bool]) -> int:
    """Mark the younger reports for which the condition holds; how many were not marked already."""
    younger = select(standing.c.report).where(standing.c.age > age(report), condition)
    return marked(connection, reports.c.id.in_(younger))


def marked(connection: Connection, condition: ColumnElement[bool]) -> int:
    """Mark the reports as not related; how many were related before."""
    return connection.execute(update(reports).where(condition, reports.c.related == 1).values(related=0)).rowcount
