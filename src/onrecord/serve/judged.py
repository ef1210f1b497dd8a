"""Judgements as pages tell them: what was done to what, with the words of the rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.ledger import Judgement
from onrecord.ledger.entities import forms
from onrecord.records import Entity
from onrecord.serve.page import Asked
from onrecord.serve.stored import Stored, flat, named_ids

DID = {
    "same": "One and the same",
    "different": "Not the same",
    "speaker": "Speaker",
    "reject": "Rejected",
    "split": "Another claim",
}
"""What a judgement of each kind says."""
SHOWN = 6
"""Rows of one judgement that are shown, at most."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that a judgement is about: its words, where it stands, and where it is corrected; None for nowhere."""

    words: str
    address: str | None
    fix: str | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A judgement, what it did in a few words, and to what; `more` pieces are left out."""

    judgement: Judgement
    did: str
    pieces: tuple[Piece, ...]
    more: int
    by_words: Mapping[str, str]

    @property
    def holds(self) -> bool:
        """Whether it was not undone."""
        return self.judgement.undone_at is None

    def to_dict(self) -> dict[str, Any]:
        """The judgement as plain values, with the words of its rows by their ids."""
        return {**self.judgement.to_dict(), "words": dict(self.by_words)}


def listed(asked: Asked, rows: Sequence[Judgement]) -> list[Listed]:
    """The judgements with the words of their rows, which may have been rejected."""
    found = asked.record.stored({id_ for row in rows for id_ in named_ids(row)})
    return [one(asked, row, found) for row in rows]


def one(asked: Asked, row: Judgement, found: Mapping[str, Stored]) -> Listed:
    """One judgement with the words of its rows."""
    if row.kind in ("same", "different"):
        return Listed(row, DID[row.kind], tuple(named(asked, row)), 0, {})
    ids = [row.subject[0]] if row.kind == "speaker" else list(flat(row.subject))
    its = [found[id_] for id_ in ids if id_ in found]
    did = DID[row.kind]
    if row.kind == "speaker":
        did = f"{did}: {row.value}" if row.value else f"{did}: nobody with a name"
    elif row.kind == "reject":
        did = f"{did}: {rejected(row, its)}"
    pieces = tuple(Piece(part.words, standing(asked, part), asked.url("fix-row", id=part.id)) for part in its[:SHOWN])
    return Listed(row, did, pieces, max(0, len(its) - SHOWN), {part.id: part.words for part in its})


def rejected(row: Judgement, its: Sequence[Stored]) -> str:
    """What a judgement rejects: a row of some kind, a dispute, or what relates two rows."""
    if row.value:
        return "a dispute"
    if isinstance(row.subject[0], str):
        return its[0].kind if its else "a row"
    return "what relates two rows"


def standing(asked: Asked, row: Stored) -> str:
    """Where a row stands in its report."""
    return asked.url("report", id=row.report.id, _at=row.anchor)


def named(asked: Asked, row: Judgement) -> Iterator[Piece]:
    """The two names of a judgement on entities."""
    kind, name, other_kind, other = row.subject
    for its_kind, its_name in ((kind, name), (other_kind, other)):
        id_ = Entity(name=its_name, kind=its_kind).id
        id_ = id_ if id_ in asked.record.entities else asked.record.formerly.get(id_, "")
        yield Piece(its_name, asked.url("speaker", id=id_) if id_ else None)


def about_row(rows: Iterable[Judgement], id_: str) -> list[Judgement]:
    """The judgements on a row or a dispute, the latest first."""
    return [row for row in rows if id_ in named_ids(row)][::-1]


def about_entity(rows: Iterable[Judgement], entity: Entity) -> list[Judgement]:
    """The judgements on an entity's names, the latest first."""
    own = {(entity.kind, name) for name in forms(entity)}
    on_names = [row for row in rows if row.kind in ("same", "different")]
    return [row for row in on_names if not own.isdisjoint((row.subject[:2], row.subject[2:]))][::-1]


def rejects(rows: Iterable[Judgement], id_: str) -> bool:
    """Whether one of the judgements rejects this row or dispute, and holds."""
    return any(
        row.kind == "reject" and row.undone_at is None and (row.value == id_ or row.subject == (id_,)) for row in rows
    )
