"""Who is who across reports: the descriptions that reports give of entities, counted once each, and joined."""

from collections import Counter
from collections.abc import Collection

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from onrecord.ledger.asof import BATCH
from onrecord.ledger.judgements import Judged
from onrecord.ledger.rows import ENTITIES, LOCAL_ENTITIES
from onrecord.ledger.schema import entities, forms, local_entities, mentions, relating
from onrecord.ledger.shelf import parts
from onrecord.ledger.store import Store
from onrecord.records import Entity, Report
from onrecord.relate.entities import Form, LocalEntities, added, forms_of, join_forms
from onrecord.relate.order import Age

TOLD = (forms.c.name, forms.c.kind, forms.c.aliases, forms.c.role, forms.c.country)


def count(connection: Connection, report: Report) -> None:
    """Add the report's own entities to the descriptions; once a report."""
    rows = select(*LOCAL_ENTITIES.columns).where(local_entities.c.report == report.id).order_by(local_entities.c.id)
    own = tuple(map(LOCAL_ENTITIES.make, connection.execute(rows)))
    named = Counter(connection.execute(select(mentions.c.entity).where(mentions.c.report == report.id)).scalars())
    told = forms_of(LocalEntities(report, own, named))
    known = counted(connection, {form.as_told.name for form in told})
    number = connection.execute(select(func.max(forms.c.id))).scalar_one() or 0
    new: dict[int, Form] = {}
    more: list[dict[str, object]] = []
    owned: list[dict[str, object]] = []
    for entity, form in zip(own, told, strict=True):
        if form.as_told in known:
            at, first = known[form.as_told]
            if at in new:
                new[at] = added(new[at], form)
            else:
                more.append({"its": at, "times": form.mentions, "came": min(first, form.first)})
        else:
            at = number = number + 1
            known[form.as_told] = (at, form.first)
            new[at] = form
        owned.append({"whose": entity.id, "its": at})
    if new:
        connection.execute(insert(forms), [values(at, form) for at, form in new.items()])
    if more:
        connection.execute(MORE, more)
    if owned:
        connection.execute(OWNED, owned)


MORE = (
    update(forms)
    .where(forms.c.id == bindparam("its"))
    .values(reports=forms.c.reports + 1, mentions=forms.c.mentions + bindparam("times"), first=bindparam("came"))
)
OWNED = update(local_entities).where(local_entities.c.id == bindparam("whose")).values(form=bindparam("its"))


def counted(connection: Connection, names: Collection[str]) -> dict[Entity, tuple[int, Age]]:
    """The descriptions under these names, with their numbers and the ages of their oldest reports."""
    found = {}
    for part in parts(sorted(names)):
        query = select(forms.c.id, forms.c.first, *TOLD).where(forms.c.name.in_(part))
        for number, first, name, kind, aliases, role, country in connection.execute(query):
            told = Entity(name=name, kind=kind, aliases=aliases, role=role, country=country)
            found[told] = (number, first)
    return found


def values(number: int, form: Form) -> dict[str, object]:
    """A description as columns."""
    told = {column.key: getattr(form.as_told, column.key) for column in TOLD}
    return {"id": number, **told, "reports": form.reports, "mentions": form.mentions, "first": form.first}


def is_unjoined(connection: Connection) -> bool:
    """Whether some report's own entities have not been joined yet."""
    query = select(local_entities.c.id).where(local_entities.c.entity.is_(None)).limit(1)
    counted = select(forms.c.id).where(forms.c.entity.is_(None)).limit(1)
    return connection.execute(query).first() is not None or connection.execute(counted).first() is not None


def join(store: Store) -> None:
    """Join the entities of all reports; should another process do so meanwhile, anew."""
    while True:
        with store.reading() as connection:
            generation = connection.execute(select(relating.c.generation)).scalar_one()
            told = read(connection)
            judged = Judged(connection)
        joined = join_forms([form for form, _ in told.values()], judged.same, judged.different)
        moved = {
            number: joined[form.as_told] for number, (form, entity) in told.items() if joined[form.as_told].id != entity
        }
        with store.writing() as connection:
            if connection.execute(select(relating.c.generation)).scalar_one() == generation:
                write(connection, {entity.id: entity for entity in joined.values()}, moved)
                connection.execute(update(relating), {"generation": generation + 1})
                return


def read(connection: Connection) -> dict[int, tuple[Form, str | None]]:
    """The descriptions by number, with the id of the entity that each was joined to."""
    columns = (*TOLD, forms.c.reports, forms.c.mentions, forms.c.first)
    found = {}
    for number, entity, *told, many, times, first in connection.execute(
        select(forms.c.id, forms.c.entity, *columns).order_by(forms.c.id)
    ):
        name, kind, aliases, role, country = told
        described = Entity(name=name, kind=kind, aliases=aliases, role=role, country=country)
        found[number] = (Form(described, many, times, first), entity)
    return found


def write(connection: Connection, shared: dict[str, Entity], moved: dict[int, Entity]) -> None:
    """Write the entities across reports, and which descriptions are of another one now."""
    stored = {row.id: row for row in map(ENTITIES.make, connection.execute(select(*ENTITIES.columns)))}
    ENTITIES.insert(connection, (shared[id_] for id_ in sorted(shared.keys() - stored.keys())))
    for id_ in sorted(shared.keys() & stored.keys()):
        if shared[id_] != stored[id_]:
            connection.execute(update(entities).where(entities.c.id == id_), ENTITIES.values(shared[id_]))
    rows = [{"form_id": number, "entity_id": entity.id} for number, entity in sorted(moved.items())]
    if rows:
        connection.execute(
            update(forms).where(forms.c.id == bindparam("form_id")).values(entity=bindparam("entity_id")), rows
        )
        whose = update(local_entities).where(local_entities.c.form == bindparam("form_id"))
        connection.execute(whose.values(entity=bindparam("entity_id")), rows)
    its = select(forms.c.entity).where(forms.c.id == local_entities.c.form).scalar_subquery()
    connection.execute(update(local_entities).where(local_entities.c.entity.is_(None)).values(entity=its))
    gone = sorted(stored.keys() - shared.keys())
    for start in range(0, len(gone), BATCH):
        connection.execute(delete(entities).where(entities.c.id.in_(gone[start : start + BATCH])))
