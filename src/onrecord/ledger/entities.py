"""Who speaks and is spoken of."""

from dataclasses import replace
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, select

from onrecord.ledger.asof import visible
from onrecord.ledger.judgements import Judged
from onrecord.ledger.rows import ENTITIES, LOCAL_ENTITIES
from onrecord.ledger.schema import entities, local_entities, reports, statements
from onrecord.records import Entity, Statement


def known(connection: Connection, as_of: str | None = None) -> list[Entity]:
    """The entities across reports, by name; with `as_of`, those of the reports out by then, with aliases used by then.

    Names are in the order of Unicode, entities of one name in the order of their ids.
    """
    local = LOCAL_ENTITIES.columns
    query = (
        select(*ENTITIES.columns, *local)
        .select_from(entities.join(local_entities).join(reports))
        .where(visible(as_of))
        .order_by(entities.c.id, local_entities.c.id)
    )
    width = len(ENTITIES.columns)

    def identity(row: Row[Any]) -> Any:
        return row[0]

    found = []
    for _, group in groupby(connection.execute(query), key=identity):
        rows = list(group)
        entity = ENTITIES.make(rows[0][:width])
        if as_of is not None:
            used = {form for row in rows for form in forms(LOCAL_ENTITIES.make(row[width:]))}
            entity = replace(entity, aliases=tuple(alias for alias in entity.aliases if alias in used))
        found.append(entity)
    there = {entity.id for entity in found}
    judged = (known_as(connection, entity) for entity in Judged(connection).speakers.values() if entity)
    found += {entity.id: entity for entity in judged if entity.id not in there}.values()
    return sorted(found, key=lambda entity: (entity.name, entity.id))


class Speakers:
    """Who speaks in statements, judgements laid over."""

    def __init__(self, connection: Connection) -> None:
        self.judged = Judged(connection)
        self._found = speakers(connection)
        self._set = {id_: entity and known_as(connection, entity) for id_, entity in self.judged.speakers.items()}

    def of(self, statement: Statement) -> tuple[Statement, Entity | None]:
        """The statement and its speaker; where somebody set that, with the kind of speaker that follows."""
        if statement.id not in self._set:
            return statement, self._found.get(statement.speaker) if statement.speaker else None
        entity = self._set[statement.id]
        if entity is None:
            return replace(statement, speaker=None, speaker_kind=unnamed(statement.speaker_kind)), None
        return replace(statement, speaker_kind=SPEAKING.get(entity.kind, entity.kind)), entity


SPEAKING = {"place": "organization"}
"""Kind of speaker that an entity is, where the words differ: a place speaks for its government."""


def unnamed(kind: str) -> str:
    """The kind of a speaker who turns out to have no name."""
    return {"person": "role", "organization": "group"}.get(kind, kind)


def known_as(connection: Connection, entity: Entity) -> Entity:
    """The entity across reports of that kind and name; the given one where there is none."""
    query = select(*ENTITIES.columns).where(entities.c.kind == entity.kind).order_by(entities.c.id)
    for row in map(ENTITIES.make, connection.execute(query.where(entities.c.name == entity.name))):
        return row
    for row in map(ENTITIES.make, connection.execute(query)):
        if entity.name in row.aliases:
            return row
    return entity


def speakers(connection: Connection) -> dict[str, Entity]:
    """Who speaks in statements: the entity across reports by the id of the report's own one.

    Before the reports are related, the report's own entity.
    """
    spoken = select(statements.c.speaker).where(statements.c.speaker.is_not(None))
    joined = local_entities.outerjoin(entities)
    query = select(*LOCAL_ENTITIES.columns, *ENTITIES.columns).select_from(joined)
    width = len(LOCAL_ENTITIES.columns)
    shared: dict[str, Entity] = {}
    found = {}
    for row in connection.execute(query.where(local_entities.c.id.in_(spoken))):
        local = LOCAL_ENTITIES.make(row[:width])
        name = row[width]
        if name is not None and name not in shared:
            shared[name] = ENTITIES.make(row[width:])
        found[local.id] = local if name is None else shared[name]
    return found


def forms(entity: Entity) -> tuple[str, ...]:
    """Every name the entity goes by."""
    return (entity.name, *entity.aliases)
