"""Relations across reports, worked out from all reports and written where they changed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, bindparam, delete, select, update

from onrecord.ledger.asof import BATCH, reports_at
from onrecord.ledger.rows import ENTITIES, LOCAL_ENTITIES
from onrecord.ledger.schema import entities, local_entities, mentions, relating, reports
from onrecord.ledger.store import Store
from onrecord.records import Entity, Report

if TYPE_CHECKING:
    from onrecord.relate import Copy, LocalEntities


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What relating reads: the reports and their entities, and how often the ledger had been related by then."""

    generation: int
    readings: "tuple[LocalEntities, ...]"

    @property
    def reports(self) -> list[Report]:
        """The reports, by id."""
        return [reading.report for reading in self.readings]


def is_pending(store: Store) -> bool:
    """Whether there are reports that have not been related to the others yet."""
    query = select(reports.c.id).where(reports.c.related == 0).limit(1)
    with store.reading() as connection:
        return connection.execute(query).first() is not None


def relate(store: Store) -> None:
    """Find the copies and join the entities of all reports; one transaction.

    Nothing is locked while that is worked out; should another process relate meanwhile, it is done anew.
    """
    from onrecord.relate import find_copies, join_entities

    while is_pending(store):
        with store.reading() as connection:
            snapshot = read(connection)
        copies = find_copies(snapshot.reports)
        joined = join_entities(snapshot.readings)
        locals_ = [entity for reading in snapshot.readings for entity in reading.entities]
        shared = {entity.id: entity for entity in joined.entities}
        links = {}
        for entity in locals_:
            link = joined.links.get(entity.id)
            if link not in shared:
                alone = replace(entity, report=None)
                link = shared.setdefault(alone.id, alone).id
            links[entity.id] = link
        with store.writing() as connection:
            if connection.execute(select(relating.c.generation)).scalar_one() != snapshot.generation:
                continue
            write_copies(connection, copies, snapshot.reports)
            write_entities(connection, shared, links)
            mark_related(connection, snapshot)
        return


def read(connection: Connection) -> Snapshot:
    """All reports as they were before relating, in the order of their ids, with their entities."""
    from onrecord.relate import LocalEntities

    generation = connection.execute(select(relating.c.generation)).scalar_one()
    counts = Counter(connection.execute(select(mentions.c.entity)).scalars())
    by_report: dict[str, list[Entity]] = {}
    query = select(*LOCAL_ENTITIES.columns).order_by(local_entities.c.id)
    for entity in map(LOCAL_ENTITIES.make, connection.execute(query)):
        by_report.setdefault(entity.report or "", []).append(entity)
    readings = []
    for id_, report in sorted(reports_at(connection, None).items()):
        found = tuple(by_report.get(id_, ()))
        alone = replace(report, copy_of=None, copy_kind=None, copy_share=None)
        readings.append(LocalEntities(alone, found, {entity.id: counts[entity.id] for entity in found}))
    return Snapshot(generation, tuple(readings))


def write_copies(connection: Connection, copies: "Iterable[Copy]", known: list[Report]) -> None:
    """Write which report copies which, where that has changed."""
    wanted: dict[str, tuple[Any, ...]] = {report.id: (None, None, None) for report in known}
    wanted.update({copy.report: (copy.copy_of, copy.kind, copy.share) for copy in copies})
    names = ("copy_of", "copy_kind", "copy_share")
    query = select(reports.c.id, *(reports.c[name] for name in names))
    stored = {row[0]: tuple(row[1:]) for row in connection.execute(query)}
    changed = [
        {"key": id_, **dict(zip(names, values, strict=True))}
        for id_, values in sorted(wanted.items())
        if stored.get(id_) != values
    ]
    if changed:
        connection.execute(update(reports).where(reports.c.id == bindparam("key")), changed)


def write_entities(connection: Connection, shared: dict[str, Entity], links: dict[str, str]) -> None:
    """Write the entities across reports, and which of each report's own they join, where that has changed."""
    stored = {row.id: row for row in map(ENTITIES.make, connection.execute(select(*ENTITIES.columns)))}
    ENTITIES.insert(connection, (shared[id_] for id_ in sorted(shared.keys() - stored.keys())))
    for id_ in sorted(shared.keys() & stored.keys()):
        if shared[id_] != stored[id_]:
            connection.execute(update(entities).where(entities.c.id == id_), ENTITIES.values(shared[id_]))
    query = select(local_entities.c.id, local_entities.c.entity)
    linked = {row.id: row.entity for row in connection.execute(query)}
    moved = [{"key": id_, "entity": link} for id_, link in sorted(links.items()) if linked.get(id_) != link]
    if moved:
        connection.execute(update(local_entities).where(local_entities.c.id == bindparam("key")), moved)
    gone = sorted(stored.keys() - shared.keys())
    for start in range(0, len(gone), BATCH):
        connection.execute(delete(entities).where(entities.c.id.in_(gone[start : start + BATCH])))


def mark_related(connection: Connection, snapshot: Snapshot) -> None:
    """Note that the snapshot's reports are related, and that the ledger was related once more."""
    ids = [report.id for report in snapshot.reports]
    for start in range(0, len(ids), BATCH):
        part = reports.c.id.in_(ids[start : start + BATCH])
        connection.execute(update(reports).where(part, reports.c.related == 0), {"related": 1})
    connection.execute(update(relating), {"generation": snapshot.generation + 1})
