"""Who speaks and is spoken of."""

from dataclasses import replace
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, select

from onrecord.ledger.asof import visible
from onrecord.ledger.rows import ENTITIES, LOCAL_ENTITIES
from onrecord.ledger.schema import entities, local_entities, reports, statements
from onrecord.records import Entity


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
    return sorted(found, key=lambda entity: (entity.name, entity.id))


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
