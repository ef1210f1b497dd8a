"""Judging: what somebody asks for is looked up in the ledger, checked, and stored as a judgement."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import Connection, Table, select

from onrecord.errors import UsageError
from onrecord.ledger import judgements
from onrecord.ledger.entities import forms, known
from onrecord.ledger.joining import join, read
from onrecord.ledger.judgements import Judged, Judgement
from onrecord.ledger.names import folded_words
from onrecord.ledger.relations import relations
from onrecord.ledger.schema import figures, movements, questions, reports, statements
from onrecord.ledger.store import Store
from onrecord.records import ENTITY_KINDS, Dispute, Entity
from onrecord.relate.entities import Name, Names, goes_by, join_forms

ROWS: dict[str, Table] = {"statement": statements, "figure": figures, "movement": movements, "question": questions}
"""The kinds of rows that a judgement can name by their ids."""
NAMED = ROWS | {"report": reports}
"""The kinds of rows that have ids of their own."""
SHORTEST = 4
"""Characters of an id that name a row, at least."""
SHOWN = 8
"""Characters of an id in messages."""

Subject = tuple[object, ...]


class By(NamedTuple):
    """Who judges, why, and at what moment."""

    who: str
    why: str | None
    moment: datetime

    @property
    def at(self) -> str:
        """The moment as the ledger has it."""
        return self.moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def made(kind: str, subject: Subject, value: str | None, by: By) -> Judgement:
    """A judgement not stored yet."""
    if not by.who.strip():
        raise UsageError("nobody is named as the one who judges; give --by NAME")
    return Judgement(id="", kind=kind, subject=subject, value=value, who=by.who, why=by.why, made_at=by.at)


def entities(store: Store, kind: str, one: str, other: str, by: By) -> Judgement:
    """Judge that two entities are the same, or different (`kind`), each named by one of its names or by its id.

    UsageError, and nothing is stored, where the judgement would have no effect.
    """
    with store.writing() as connection:
        (first, name), (second, other_name) = named(connection, one), named(connection, other)
        if name == other_name and first.kind == second.kind:
            raise UsageError(f"{one!r} and {other!r} are one name: {name}; name two")
        if first.kind != second.kind and kind == "same":
            raise UsageError(f"{name} is a {first.kind} and {other_name} a {second.kind}: they cannot be the same")
        pair = judgements.ordered(frozenset(((first.kind, name), (second.kind, other_name))))
        before = groups(connection, pair)
        judgement = judgements.write(connection, made(kind, (*pair[0], *pair[1]), None, by))
        for (_, its), found in zip(pair, before, strict=True):
            if not found:
                raise UsageError(f"{its} is in no report, only in a judgement on a speaker; set that one anew")
        if not has_effect(kind, before, groups(connection, pair)):
            raise UsageError(no_effect(kind, pair))
    join(store)
    return judgement


Groups = tuple[frozenset[Entity], frozenset[Entity]]
"""The entities across reports that go by one name and by another, as the judgements have them."""


def groups(connection: Connection, pair: Names) -> Groups:
    """The entities of both names when all that is judged is applied."""
    judged = Judged(connection)
    told = [form for form, _ in read(connection).values()]
    joined = join_forms(told, judged.same, judged.different)

    def of(name: Name) -> frozenset[Entity]:
        return frozenset(joined[form.as_told] for form in told if goes_by(form, name))

    return of(pair[0]), of(pair[1])


def has_effect(kind: str, before: Groups, after: Groups) -> bool:
    """Whether a judgement on two names came true: it changed who is who, or says what holds anyway."""
    together = not after[0].isdisjoint(after[1])
    return before != after or together == (kind == "same")


def no_effect(kind: str, pair: Names) -> str:
    """Why a judgement on two names cannot come true, and what to do."""
    (_, one), (_, other) = pair
    if kind == "same":
        return (
            f"{one} and {other} cannot be made one: that would join two who were judged to be different; "
            "see: onrecord fix --list"
        )
    return (
        f"{one} and {other} cannot be told apart: a report gives both as names of one entity; set the speakers of "
        "its statements instead: onrecord fix speaker"
    )


def speaker(store: Store, statement: str, name: str | None, kind: str | None, by: By) -> Judgement:
    """Judge who makes a statement: an entity's name or id, a new name with its kind, or nobody with a name (None)."""
    with store.writing() as connection:
        _, id_ = row(connection, statement, ("statement",))
        if name is None:
            return judgements.write(connection, made("speaker", (id_, ""), None, by))
        if kind is not None and kind not in ENTITY_KINDS:
            raise UsageError(f"kind is {kind!r}; allowed: {', '.join(ENTITY_KINDS)}")
        if not name.strip():
            raise UsageError("the speaker's name is blank; give a name, or --nobody")
        if kind is None:
            entity, words = named(connection, name)
            return judgements.write(connection, made("speaker", (id_, entity.kind), words, by))
        return judgements.write(connection, made("speaker", (id_, kind), name.strip(), by))


def reject(store: Store, ids: Sequence[str], by: By) -> Judgement:
    """Judge that a row is wrong, or that the relation between two rows, or a dispute, is; UsageError when it was."""
    with store.writing() as connection:
        subject, dispute = rejected(connection, ids)
        for judgement in rejections(connection):
            if judgement.subject in (subject, subject[::-1]) and (judgement.value is None) == (dispute is None):
                raise UsageError(
                    f"{' and '.join(ids)}: rejected already, by {judgement.who} on {judgement.made_at}; "
                    f"undo it with: onrecord fix undo {judgement.id[:SHOWN]}"
                )
        return judgements.write(connection, made("reject", subject, dispute, by))


def restore(store: Store, ids: Sequence[str], by: By) -> Judgement:
    """Take back the rejection of the row, relation or dispute; UsageError where there is none."""
    with store.writing() as connection:
        standing = rejections(connection)
        found = [row for row in standing if len(ids) == 1 and row.value and begins(row.value, ids[0])]
        if not found:
            subject = tuple_of(connection, ids)
            found = [row for row in standing if row.value is None and row.subject in (subject, subject[::-1])]
        if not found:
            raise UsageError(f"{' and '.join(ids)}: not rejected; list the judgements with: onrecord fix --list")
        return judgements.undo(connection, found[-1].id, by.who, by.at)


def split(store: Store, ids: Sequence[str], by: By) -> Judgement:
    """Judge that statements of one claim say something else than the rest of it; they stay together."""
    with store.writing() as connection:
        found = sorted({row(connection, id_, ("statement",))[1] for id_ in ids})
        claims = map(set, relations(connection, None).same_claims)
        if not any(claim > set(found) for claim in claims):
            raise UsageError(f"{', '.join(ids)}: not in one claim with other statements; see: onrecord claims --json")
        return judgements.write(connection, made("split", tuple(found), None, by))


def undo(store: Store, id_: str, by: By) -> Judgement:
    """Undo a judgement."""
    with store.writing() as connection:
        judgement = judgements.undo(connection, id_, by.who, by.at)
    if judgement.kind in ("same", "different"):
        join(store)
    return judgement


def rejections(connection: Connection) -> list[Judgement]:
    """The rejections that hold."""
    return [row for row in judgements.stored(connection) if row.kind == "reject" and row.undone_at is None]


def rejected(connection: Connection, ids: Sequence[str]) -> tuple[Subject, str | None]:
    """What a rejection is about: a row, or the rows of both sides of a relation; with the id of a dispute it names."""
    if len(ids) == 1 and len(ids[0].strip()) >= SHORTEST:
        found = [row for row in relations(connection, None).disputes if begins(row.id, ids[0])]
        others = rows(connection, ids[0], tuple(ROWS))
        if len(found) + len(others) > 1:
            raise UsageError(f"several rows have ids that begin with {ids[0]!r}; give more characters")
        if found:
            return sides(found[0]), found[0].id
    return tuple_of(connection, ids), None


def sides(dispute: Dispute) -> Subject:
    """The rows of both sides, each sorted."""
    return tuple(tuple(sorted(side)) for side in dispute.between)


def tuple_of(connection: Connection, ids: Sequence[str]) -> Subject:
    """One row, or two between which there is a relation."""
    if len(ids) not in (1, 2):
        raise UsageError(f"{len(ids)} rows are named; name one to reject it, or two to reject what relates them")
    found = [row(connection, id_, tuple(ROWS))[1] for id_ in ids]
    if len(found) == 1:
        return (found[0],)
    if found[0] == found[1]:
        raise UsageError(f"{' and '.join(ids)} are one row; name two to reject what relates them")
    return ((found[0],), (found[1],))


def row(connection: Connection, prefix: str, kinds: Sequence[str]) -> tuple[str, str]:
    """The kind and id of the one row whose id begins so; UsageError when there is none, or several."""
    if len(prefix.strip()) < SHORTEST:
        raise UsageError(f"the id {prefix!r} is too short; give at least its first {SHORTEST} characters")
    found = rows(connection, prefix, kinds)
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"several rows have ids that begin with {prefix!r}; give more characters")
    elsewhere = next(iter(rows(connection, prefix, tuple(NAMED))), None)
    is_one = f": that is a {elsewhere[0]}" if elsewhere else ""
    raise UsageError(
        f"no {' or '.join(kinds)} has an id that begins with {prefix!r}{is_one}; listings show ids with --ids"
    )


def rows(connection: Connection, prefix: str, kinds: Sequence[str]) -> list[tuple[str, str]]:
    """Kinds and ids of the rows whose ids begin so, a few of each kind at most."""
    start = prefix.strip().lower()
    found: list[tuple[str, str]] = []
    for kind in kinds:
        column = NAMED[kind].c.id
        query = select(column).where(column >= start, column < start + "g").order_by(column).limit(3)
        found += [(kind, id_) for id_ in connection.execute(query).scalars()]
    return found


def begins(id_: str, prefix: str) -> bool:
    """Whether an id begins so, with enough characters to tell."""
    start = prefix.strip().lower()
    return len(start) >= SHORTEST and id_.startswith(start)


def named(connection: Connection, name: str) -> tuple[Entity, str]:
    """The one entity of that name or id, and the name by which a judgement knows it; UsageError for none or several."""
    everyone = known(connection)
    wanted = folded_words(name)
    exact = [entity for entity in everyone if name in forms(entity)]
    alike = [entity for entity in everyone if wanted and any(folded_words(form) == wanted for form in forms(entity))]
    by_id = [entity for entity in everyone if begins(entity.id, name)]
    found = exact or alike or by_id
    if len(found) == 1:
        (entity,) = found
        return entity, next((form for form in forms(entity) if folded_words(form) == wanted), entity.name)
    if not found:
        raise UsageError(f"nobody is called {name!r}; look up names with: onrecord said {name!r}")
    shown = "; ".join(f"{entity.id[:SHOWN]} {entity.name} ({entity.kind})" for entity in found[:5])
    raise UsageError(f"several are called {name!r}: {shown}; give the id of one")
