"""Verifying a ledger: the store itself, every row against its report, what is derived, and the judgements.

Nothing is changed by it. What is found is either damage to what reports say, for which the ledger must be put back from
a copy or an export, or damage to what follows from the reports, which can be made anew (`repair`).
"""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, select, text, update
from sqlalchemy.exc import DBAPIError

from onrecord.errors import Error
from onrecord.ledger import check_relations, check_rows, check_search
from onrecord.ledger.finding import MADE_ANEW, PUT_BACK, Finding
from onrecord.ledger.joining import is_unjoined
from onrecord.ledger.relating import is_outdated, relate
from onrecord.ledger.schema import (
    compared,
    entities,
    forms,
    links,
    local_entities,
    metadata,
    named,
    prints,
    relating,
    reports,
    standing,
)
from onrecord.ledger.store import Store
from onrecord.relate.order import age

SHOWN = 5
"""Broken references of one kind that are named one by one."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was looked at and what was found: `findings` are faults, `notes` are not."""

    reports: int
    rows: int
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        """Whether there is no fault."""
        return not self.findings

    def to_dict(self) -> dict[str, Any]:
        """All of it as plain values."""
        return {
            "sound": self.is_sound,
            "reports": self.reports,
            "rows": self.rows,
            "findings": [asdict(one) for one in self.findings],
            "notes": list(self.notes),
        }


def check(store: Store, progress: Callable[[int, int], None] | None = None) -> Checked:
    """Verify the ledger in one snapshot; `progress` is told of reports done and of how many there are."""
    findings: list[Finding] = []
    notes: list[str] = []
    known: dict[str, check_relations.Known] = {}
    done = rows = 0
    with store.reading() as connection:
        try:
            findings += integrity(connection)
            findings += references(connection)
            total = connection.execute(select(func.count()).select_from(reports)).scalar_one()
            indexed = check_search.Index(connection)
            ids = list(connection.execute(select(reports.c.id).order_by(reports.c.id)).scalars())
            for id_ in ids:
                its = check_rows.Rows(connection, id_)
                findings += its.findings()
                findings += indexed.compare(its)
                if its.report is not None:
                    known[id_] = check_relations.Known(age(its.report), len(its.report.text))
                done, rows = done + 1, rows + its.count
                if progress:
                    progress(done, total)
            findings += indexed.left()
            notes += unfinished(connection)
            if any(one.part == "rows" for one in findings):
                notes.append("relations were not looked at: they follow from the rows, of which some are damaged")
            else:
                findings += check_relations.findings(connection, known)
            found, said = check_rows.judged(connection)
            findings += found
            notes += said
        except (DBAPIError, Error) as error:
            reason = getattr(error, "orig", None) or error
            findings.append(Finding("store", "the ledger", f"cannot be read any further: {reason}", PUT_BACK))
    if store.writable and not findings:
        findings += check_search.deep(store)
    return Checked(done, rows, tuple(findings), tuple(notes))


def integrity(connection: Connection) -> Iterator[Finding]:
    """What SQLite says of its own file; PostgreSQL looks after its own."""
    if connection.dialect.name != "sqlite":
        return
    for line in connection.execute(text("PRAGMA integrity_check(20)")).scalars():
        if line != "ok":
            yield Finding("store", "the file", " ".join(str(line).split()), PUT_BACK)


def references(connection: Connection) -> Iterator[Finding]:
    """Columns that name a row which is not there."""
    for table in metadata.sorted_tables:
        for key in table.foreign_keys:
            column, other = key.parent, key.column
            target = other.table.alias("target")
            joined = table.outerjoin(target, column == target.c[other.key])
            lost = select(column).select_from(joined).where(column.is_not(None), target.c[other.key].is_(None))
            names = [str(name) for name in connection.execute(lost.limit(SHOWN + 1)).scalars()]
            for name in names[:SHOWN]:
                what = f"{column.name} names {name}, and {other.table.name} has no such row"
                yield Finding("references", table.name, what, advice(table.name, column.name))
            if len(names) > SHOWN:
                more = f"further rows whose {column.name} is not in {other.table.name}"
                yield Finding("references", table.name, more, advice(table.name, column.name))


DERIVED = (links, compared, prints, named, standing, forms, entities)
"""Tables that follow from the reports' own rows, those that refer to others first."""


def advice(table: str, column: str) -> str:
    """What to do about a reference that leads nowhere."""
    derived = {one.name for one in DERIVED}
    joined = {("local_entities", "entity"), ("local_entities", "form"), ("reports", "copy_of")}
    return MADE_ANEW if table in derived or (table, column) in joined else PUT_BACK


def unfinished(connection: Connection) -> Iterator[str]:
    """What an interrupted add left to be done; the next command that opens the ledger for writing does it."""
    left = connection.execute(select(func.count()).select_from(reports).where(reports.c.related == 0)).scalar_one()
    if is_outdated(connection):
        yield "the reports were related by another version; the next command relates them anew"
    elif left:
        yield f"{left:,} reports are not related to the others yet; the next command does it"
    elif is_unjoined(connection):
        yield "entities are not joined across reports yet; the next command does it"


def repair(store: Store, left: Callable[[int], None] = lambda count: None) -> None:
    """Make anew what follows from the reports' own rows: the search index, relations, entities across reports.

    Nothing that was read from a report and nothing that people judged is touched. `left` is told how many reports are
    still to be related. Raises LedgerError where the ledger cannot be written.
    """
    with store.writing() as connection:
        check_search.rebuild(connection)
        connection.execute(update(local_entities), {"entity": None, "form": None})
        stems = {"copy_of": None, "copy_kind": None, "copy_share": None, "related": 0}
        connection.execute(update(reports), stems)
        for table in DERIVED:
            connection.execute(delete(table))
        generation = connection.execute(select(relating.c.generation)).scalar_one()
        connection.execute(update(relating), {"generation": generation + 1})
    relate(store, left)
