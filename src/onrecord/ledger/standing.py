"""Where a report stands among the others: written when it is related, and what that changes for younger ones."""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import astuple, dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, delete, exists, func, insert, select, update

from onrecord.ledger.schema import compared, named, prints, reports, standing
from onrecord.ledger.shelf import Memory, naming, parts, signed
from onrecord.records import Report
from onrecord.relate import neighbours
from onrecord.relate.copies import LEAST_PRINTS, PRINTS, Entry
from onrecord.relate.order import Age, age
from onrecord.relate.shingles import POSTINGS

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


def kept_of(entry: Entry) -> Rows:
    """Those of the rows under which later reports find it."""
    return frozenset(row for row in rows_of(entry) if row[1])


def place(
    connection: Connection, report: Report, entry: Entry, before: Standing, farthest: neighbours.Near | None
) -> int:
    """Write where the report stands; returns its number."""
    number = before.number
    told: dict[str, Any] = {kind: len(entry.prints.get(kind, ())) for kind in PRINTS}
    told["farthest"] = json.dumps(astuple(farthest)) if farthest else None
    if number is None:
        number = 1 + (connection.execute(select(func.max(standing.c.number))).scalar_one() or 0)
        row = {"number": number, "report": report.id, "age": age(report), "day": day_of(report)}
        connection.execute(insert(standing), {**row, "digest": entry.digest, **told})
    else:
        connection.execute(update(standing).where(standing.c.number == number), told)
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


def unname(connection: Connection, number: int, keys: neighbours.Keys) -> None:
    """Forget whom and what the report names."""
    for part in parts(sorted(keys)):
        its = (named.c.copy.in_((0, 1)), named.c.key.in_(part), named.c.number == number)
        connection.execute(delete(named).where(*its))


def name(connection: Connection, number: int, keys: neighbours.Keys, *, copy: bool) -> None:
    """Write whom and what the report names."""
    rows = [{"copy": int(copy), "key": key, "number": number, "weight": neighbours.weight(key)} for key in sorted(keys)]
    if rows:
        connection.execute(insert(named), rows)


def has_younger(connection: Connection, report: Report) -> bool:
    """Whether the ledger has related reports younger than this one."""
    return connection.execute(select(exists().where(standing.c.age > age(report)))).scalar_one()


def twins(connection: Connection, report: Report, digest: str) -> set[str]:
    """The younger reports of the same words, if this one is the oldest: they have its origin, or it for theirs."""
    alike = standing.c.digest == digest
    if connection.execute(select(exists().where(standing.c.age < age(report), alike))).scalar_one():
        return set()
    return set(connection.execute(select(standing.c.report).where(standing.c.age > age(report), alike)).scalars())


def sharers(connection: Connection, report: Report, changed: Rows) -> set[str]:
    """The younger reports that may find others now that the report is found by other prints.

    Those are reports that share as many of the prints as are looked at (`LEAST_PRINTS`), and those that stand where a
    print becomes boilerplate (`POSTINGS`), or is none any more.
    """
    found: set[str] = set()
    for kind, total in enumerate((standing.c.words, standing.c.anchors)):
        values = sorted({value for its, _, value in changed if its == kind})
        shared: Counter[str] = Counter()
        least: dict[str, float] = {}
        crowds = crowded(connection, kind, values)
        queries = [sharing(report, kind, part, total) for part in parts([v for v in values if v not in crowds])]
        for value, (first, last) in crowds.items():
            alike = sharing(report, kind, [value], total)
            queries.append(alike.where(standing.c.age <= last) if last else alike)
            turning = connection.execute(queries[-1].where(standing.c.age > first))
            found.update(row.report for row in turning)
        for query in queries:
            for row in connection.execute(query):
                shared[row.report] += row.shared
                least[row.report] = LEAST_PRINTS * row.total
        found.update(report for report, count in shared.items() if count >= least[report])
    return found


def sharing(report: Report, kind: int, values: Sequence[int], total: ColumnElement[int]) -> Select[str, int, int]:
    """The reports younger than this one that were looked up by some of the prints: by how many, of how many."""
    its = (prints.c.kind == kind, prints.c.kept.in_((0, 1)), prints.c.print.in_(values))
    return (
        select(standing.c.report, func.count().label("shared"), total.label("total"))
        .select_from(prints.join(standing, prints.c.number == standing.c.number))
        .where(*its, standing.c.age > age(report))
        .group_by(standing.c.number)
    )


def crowded(connection: Connection, kind: int, values: Sequence[int]) -> dict[int, tuple[Age, Age | None]]:
    """Those of the prints that `POSTINGS` reports and more are found by, each with two ages.

    To reports up to the first one it is no boilerplate with another holder; to those after the second it is without.
    """
    holders: defaultdict[int, list[Age]] = defaultdict(list)
    for part in parts(values):
        its = (prints.c.kind == kind, prints.c.kept == 1, prints.c.print.in_(part))
        query = select(prints.c.print, standing.c.age).join(standing, prints.c.number == standing.c.number)
        for value, came in connection.execute(query.where(*its)):
            holders[value].append(came)
    full = {value: sorted(ages) for value, ages in holders.items() if len(ages) >= POSTINGS}
    return {
        v: (ages[POSTINGS - 1], ages[POSTINGS + 1] if len(ages) > POSTINGS + 1 else None) for v, ages in full.items()
    }


def namesakes(connection: Connection, report: Report, keys: neighbours.Keys) -> set[str]:
    """The younger reports that are to be compared with this one, now that it has come or is no copy any more."""
    scores: dict[str, tuple[str | None, int]] = {}
    query = naming(day_of(report)).where(named.c.copy.in_((0, 1)), standing.c.age > age(report))
    for part in parts(sorted(keys)):
        for id_, _, its_day, score in connection.execute(query.where(named.c.key.in_(part))):
            scores[id_] = its_day, score + (scores[id_][1] if id_ in scores else 0)
    own = (report.id, age(report), day_of(report))
    found = {id_: neighbours.nearness((*own, score), its_day) for id_, (its_day, score) in scores.items()}
    near = {id_: it for id_, it in found.items() if it}
    for part in parts(sorted(near)):
        full = select(standing.c.report, standing.c.farthest).where(standing.c.farthest.is_not(None))
        for id_, farthest in connection.execute(full.where(standing.c.report.in_(part))):
            if near[id_] > neighbours.Near(*json.loads(farthest)):
                del near[id_]
    return set(near)


def followers(connection: Connection, number: int) -> set[str]:
    """The younger reports that were compared with this one, which is a copy now."""
    younger = select(standing.c.report).join(compared, compared.c.younger == standing.c.number)
    its = (compared.c.older == number, compared.c.younger != number)
    return set(connection.execute(younger.where(*its)).scalars())


def unsettle(connection: Connection, found: Collection[str]) -> list[tuple[Age, str]]:
    """Mark the reports as not related; age and id of those that were related before."""
    marked: list[tuple[Age, str]] = []
    for part in parts(sorted(found)):
        its = (reports.c.related == 1, reports.c.id.in_(part))
        query = select(standing.c.age, standing.c.report).join(reports, standing.c.report == reports.c.id)
        marked += [(row.age, row.report) for row in connection.execute(query.where(*its))]
        connection.execute(update(reports).where(*its), {"related": 0})
    return marked
