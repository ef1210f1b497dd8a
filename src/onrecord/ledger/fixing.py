"""Judging: what somebody asks for is looked up in the ledger, checked, and stored as a judgement."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import Connection, Table, select

from onrecord.errors import UsageError
from onrecord.ledger import judgements
from onrecord.ledger.entities import forms, known
from onrecord.ledger.joining import join
from onrecord.ledger.judgements import Judgement
from onrecord.ledger.names import folded_words
from onrecord.ledger.relations import relations
from onrecord.ledger.schema import figures, movements, questions, statements
from onrecord.ledger.store import Store
from onrecord.records import ENTITY_KINDS, Entity

ROWS: dict[str, Table] = {"statement": statements, "figure": figures, "movement": movements, "question": questions}
SHORTEST = 4


class By(NamedTuple):
    """Who judges, why, and at what moment."""

    who: str
    why: str | None
    moment: datetime

    @property
    def at(self) -> str:
        """The moment as the ledger has it."""
        return self.moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def made(kind: str, subject: tuple[object, ...], value: str | None, by: By) -> Judgement:
    """A judgement not stored yet."""
    if not by.who.strip():
        raise UsageError("nobody is named as the one who judges; give --by NAME")
    return Judgement(id="", kind=kind, subject=subject, value=value, who=by.who, why=by.why, made_at=by.at)


def entities(store: Store, kind: str, one: str, other: str, by: By) -> Judgement:
    """Judge that two entities are the same, or different (`kind`), each named by one of its names or by its id."""
    with store.writing() as connection:
        first, second = named(connection, one), named(connection, other)
        pair = sorted(((first[0].kind, first[1]), (second[0].kind, second[1])))
        if pair[0] == pair[1]:
            raise UsageError(f"{one!r} and {other!r} are one name: {pair[0][1]}; name two")
        if pair[0][0] != pair[1][0] and kind == "same":
            raise UsageError(f"{pair[0][1]} is a {pair[0][0]} and {pair[1][1]} a {pair[1][0]}: they cannot be the same")
        judgement = judgements.write(connection, made(kind, (*pair[0], *pair[1]), None, by))
    join(store)
    return judgement


def speaker(store: Store, statement: str, name: str | None, kind: str | None, by: By) -> Judgement:
    """Judge who makes a statement: an entity's name or id, a new name with its kind, or nobody with a name (None)."""
    with store.writing() as connection:
        _, id_ = row(connection, statement, ("statement",))
        if name is None:
            return judgements.write(connection, made("speaker", (id_, ""), None, by))
        if kind is not None and kind not in ENTITY_KINDS:
            raise UsageError(f"kind is {kind!r}; allowed: {', '.join(ENTITY_KINDS)}")
        if kind is None:
            entity, words = named(connection, name)
            return judgements.write(connection, made("speaker", (id_, entity.kind), words, by))
        return judgements.write(connection, made("speaker", (id_, kind), name.strip(), by))


def reject(store: Store, ids: Sequence[str], by: By) -> Judgement:
    """Judge that a row is wrong, or that the relation between two rows, or a dispute, is."""
    with store.writing() as connection:
        subject = rejected(connection, ids)
        return judgements.write(connection, made("reject", subject, None, by))


def restore(store: Store, ids: Sequence[str], by: By) -> Judgement:
    """Take back the latest rejection of the row or relation; UsageError where there is none."""
    with store.writing() as connection:
        wanted = rejected(connection, ids)
        standing = [row for row in judgements.stored(connection) if row.kind == "reject" and row.undone_at is None]
        for judgement in reversed(standing):
            if judgement.subject in (wanted, wanted[::-1]):
                return judgements.undo(connection, judgement.id, by.who, by.at)
    raise UsageError(f"{' and '.join(ids)}: not rejected; list the judgements with: onrecord fix --list")


def split(store: Store, ids: Sequence[str], by: By) -> Judgement:
    """Judge that statements say something else than the rest of their claim; they stay together."""
    with store.writing() as connection:
        found = sorted({row(connection, id_, ("statement",))[1] for id_ in ids})
        groups = relations(connection, None).same_claims
        if not any(set(found) & set(group) and set(group) - set(found) for group in groups):
            raise UsageError(f"{', '.join(ids)}: not in a claim with other statements; see: onrecord claims --json")
        return judgements.write(connection, made("split", tuple(found), None, by))


def undo(store: Store, id_: str, by: By) -> Judgement:
    """Undo a judgement."""
    with store.writing() as connection:
        judgement = judgements.undo(connection, id_, by.who, by.at)
    if judgement.kind in ("same", "different"):
        join(store)
    return judgement


def rejected(connection: Connection, ids: Sequence[str]) -> tuple[object, ...]:
    """What a rejection is about: a row, or the rows of both sides of a relation."""
    if len(ids) == 1:
        for dispute in relations(connection, None).disputes:
            if len(ids[0]) >= SHORTEST and dispute.id.startswith(ids[0].lower()):
                return tuple(tuple(sorted(side)) for side in dispute.between)
        return (row(connection, ids[0], tuple(ROWS))[1],)
    if len(ids) != 2:
        raise UsageError(f"{len(ids)} rows are named; name one to reject it, or two to reject what relates them")
    (one,), (other,) = ((row(connection, id_, tuple(ROWS))[1],) for id_ in ids)
    return ((one,), (other,))


def row(connection: Connection, prefix: str, kinds: Sequence[str]) -> tuple[str, str]:
    """The kind and id of the one row whose id begins so; UsageError when there is none, or several."""
    start = prefix.strip().lower()
    if len(start) < SHORTEST:
        raise UsageError(f"the id {prefix!r} is too short; give at least its first {SHORTEST} characters")
    found: list[tuple[str, str]] = []
    for kind in kinds:
        column = ROWS[kind].c.id
        query = select(column).where(column >= start, column < start + "g").order_by(column).limit(3)
        found += [(kind, id_) for id_ in connection.execute(query).scalars()]
    if len(found) == 1:
        return found[0]
    what = " or ".join(kinds)
    if not found:
        raise UsageError(f"no {what} has an id that begins with {prefix!r}; listings show ids with --ids")
    raise UsageError(f"several rows have ids that begin with {prefix!r}; give more characters")


def named(connection: Connection, name: str) -> tuple[Entity, str]:
    """The one entity of that name or id, and the name by which a judgement knows it; UsageError for none or several."""
    everyone = known(connection)
    wanted = folded_words(name)
    exact = [entity for entity in everyone if name in forms(entity)]
    alike = [entity for entity in everyone if any(folded_words(form) == wanted for form in forms(entity))]
    by_id = [entity for entity in everyone if len(name) >= SHORTEST and entity.id.startswith(name.lower())]
    found = exact or alike or by_id
    if len(found) == 1:
        (entity,) = found
        return entity, next((form for form in forms(entity) if folded_words(form) == wanted), entity.name)
    if not found:
        raise UsageError(f"nobody is called {name!r}; look up names with: onrecord said {name!r}")
    shown = "; ".join(f"{entity.id[:8]} {entity.name} ({entity.kind})" for entity in found[:5])
    raise UsageError(f"several are called {name!r}: {shown}; give the id of one")
