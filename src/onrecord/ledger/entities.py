"""Who speaks and is spoken of."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import Connection, select

from onrecord.ledger.asof import BATCH, visible
from onrecord.ledger.descriptions import joined_at
from onrecord.ledger.judgements import Judged
from onrecord.ledger.rows import ENTITIES, LOCAL_ENTITIES
from onrecord.ledger.schema import entities, local_entities, reports, statements
from onrecord.records import Entity, Statement

JoinedThen = Mapping[int, Entity] | None
"""Who is who as of a day, where that is known already; see `joined_at`."""


def known(connection: Connection, as_of: str | None = None, joined: JoinedThen = None) -> list[Entity]:
    """The entities across reports, by name; with `as_of`, as the reports out by then have them.

    Names are in the order of Unicode, entities of one name in the order of their ids.
    """
    found = set(shared(connection, as_of, joined))
    judged = {id_: entity for id_, entity in Judged(connection).speakers.items() if entity}
    ids = sorted(judged)
    for start in range(0, len(ids), BATCH):
        out = select(statements.c.id).select_from(statements.join(reports)).where(visible(as_of))
        for id_ in connection.execute(out.where(statements.c.id.in_(ids[start : start + BATCH]))).scalars():
            found.add(known_as(judged[id_], found))
    return sorted(found, key=lambda entity: (entity.name, entity.id))


def shared(connection: Connection, as_of: str | None, joined: JoinedThen = None) -> Iterable[Entity]:
    """The entities across reports that the reports out by `as_of` speak of."""
    if as_of is not None:
        return (joined_at(connection, as_of) if joined is None else joined).values()
    spoken = select(local_entities.c.entity).where(local_entities.c.entity.is_not(None))
    query = select(*ENTITIES.columns).where(entities.c.id.in_(spoken))
    return map(ENTITIES.make, connection.execute(query))


class Speakers:
    """Who speaks in statements, as the reports out by `as_of` have it, judgements laid over."""

    def __init__(self, connection: Connection, as_of: str | None = None, joined: JoinedThen = None) -> None:
        self.judged = Judged(connection)
        if as_of is not None and joined is None:
            joined = joined_at(connection, as_of)
        self._found = speakers(connection, as_of, joined)
        everyone = list(shared(connection, as_of, joined)) if any(self.judged.speakers.values()) else []
        self._set = {id_: entity and known_as(entity, everyone) for id_, entity in self.judged.speakers.items()}

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


def known_as(entity: Entity, everyone: Iterable[Entity]) -> Entity:
    """The entity of that kind that goes by that name, before one that has it as an alias; the given one for none."""
    alike = sorted((one for one in everyone if one.kind == entity.kind and entity.name in forms(one)), key=by_id)
    return min(alike, key=lambda one: one.name != entity.name, default=entity)


def by_id(entity: Entity) -> str:
    """The entity's id, as a sort key."""
    return entity.id


def speakers(connection: Connection, as_of: str | None, joined: JoinedThen) -> dict[str, Entity]:
    """Who speaks in statements: the entity across reports by the id of the report's own one.

    Before the reports are related, the report's own entity.
    """
    spoken = local_entities.c.id.in_(select(statements.c.speaker).where(statements.c.speaker.is_not(None)))
    if joined is not None:
        own = select(*LOCAL_ENTITIES.columns, local_entities.c.form).select_from(local_entities.join(reports))
        made = (
            (LOCAL_ENTITIES.make(row[:-1]), row[-1]) for row in connection.execute(own.where(spoken, visible(as_of)))
        )
        return {local.id: joined.get(form, local) for local, form in made}
    query = select(*LOCAL_ENTITIES.columns, *ENTITIES.columns).select_from(local_entities.outerjoin(entities))
    width = len(LOCAL_ENTITIES.columns)
    everyone: dict[str, Entity] = {}
    found = {}
    for row in connection.execute(query.where(spoken)):
        local = LOCAL_ENTITIES.make(row[:width])
        name = row[width]
        if name is not None and name not in everyone:
            everyone[name] = ENTITIES.make(row[width:])
        found[local.id] = local if name is None else everyone[name]
    return found


def forms(entity: Entity) -> tuple[str, ...]:
    """Every name the entity goes by."""
    return (entity.name, *entity.aliases)
