"""What people have judged, and what that changes: judgements win over the program, and the latest over earlier ones.

They are laid over the record when it is asked for. Nothing that the program found is changed by them, so they survive
reading and relating anew, and one that is undone leaves no trace in what is shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from onrecord.errors import UsageError
from onrecord.ledger.schema import judgements
from onrecord.records import DISPUTE_KINDS, Dispute, Entity, content_id
from onrecord.relate.entities import Name, Names
from onrecord.relate.links import Link

KINDS = ("same", "different", "speaker", "reject", "split")
Sides = tuple[frozenset[str], frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One judgement: what was judged, by whom, when and why; `undone_at` and `undone_by` where it holds no longer.

    By `kind`, the `subject` is: of "same" and "different" the kind and name of one entity, then of the other; of
    "speaker" a statement's id and the speaker's kind, the `value` the speaker's name (None for nobody named); of
    "reject" the id of a row, or of the rows on one side of a relation and on the other, with a dispute's id as the
    `value` where only the dispute is rejected; of "split" the statements that leave their claim. Times are UTC,
    ISO 8601.
    """

    id: str
    kind: str
    subject: tuple[Any, ...]
    value: str | None
    who: str
    why: str | None
    made_at: str
    undone_at: str | None = None
    undone_by: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The judgement as one flat row of plain values."""
        row = {field.name: getattr(self, field.name) for field in fields(self)}
        return {**row, "subject": [list(part) if isinstance(part, tuple) else part for part in self.subject]}


COLUMNS = tuple(judgements.c[field.name] for field in fields(Judgement))


def stored(connection: Connection) -> list[Judgement]:
    """All judgements in the order in which they were made, those undone too."""
    names = [field.name for field in fields(Judgement)]
    query = select(*COLUMNS).order_by(judgements.c.number)
    return [Judgement(**dict(zip(names, row, strict=True))) for row in connection.execute(query)]


def write(connection: Connection, judgement: Judgement) -> Judgement:
    """Store a judgement; its id, given empty, follows from its place and fields."""
    number = 1 + (connection.execute(select(func.max(judgements.c.number))).scalar_one() or 0)
    made = (judgement.kind, judgement.subject, judgement.value, judgement.who, judgement.made_at)
    judgement = replace(judgement, id=content_id("Judgement", number, *made))
    values = {field.name: getattr(judgement, field.name) for field in fields(Judgement)}
    connection.execute(insert(judgements), {"number": number, **values})
    return judgement


def undo(connection: Connection, prefix: str, who: str, moment: str) -> Judgement:
    """Undo the judgement whose id begins so; UsageError when there is not exactly one, or it is undone already."""
    found = [row for row in stored(connection) if row.id.startswith(prefix.strip().lower())] if prefix.strip() else []
    if len(found) != 1:
        raise UsageError(
            f"{len(found) or 'no'} judgements have ids that begin with {prefix!r}; list them with: onrecord fix --list"
        )
    (judgement,) = found
    if judgement.undone_at is not None:
        raise UsageError(f"the judgement {judgement.id} was undone on {judgement.undone_at} by {judgement.undone_by}")
    undone = replace(judgement, undone_at=moment, undone_by=who)
    its = update(judgements).where(judgements.c.id == judgement.id)
    connection.execute(its.values(undone_at=undone.undone_at, undone_by=undone.undone_by))
    return undone


class Judged:
    """The judgements that hold, in the form in which they are applied.

    Of several on one pair of names, or on one statement's speaker, the latest holds.
    """

    def __init__(self, connection: Connection) -> None:
        self.rejected: set[str] = set()
        self.relations: list[Sides] = []
        self.disputes: list[Sides] = []
        self.speakers: dict[str, Entity | None] = {}
        self.apart: list[frozenset[str]] = []
        pairs: dict[frozenset[Name], str] = {}
        for row in stored(connection):
            if row.undone_at is None:
                self._take(row, pairs)
        self.same = [ordered(pair) for pair, kind in pairs.items() if kind == "same"]
        self.different = [ordered(pair) for pair, kind in pairs.items() if kind == "different"]

    def _take(self, row: Judgement, pairs: dict[frozenset[Name], str]) -> None:
        if row.kind in ("same", "different"):
            kind, name, other_kind, other = row.subject
            pair = frozenset(((kind, name), (other_kind, other)))
            pairs.pop(pair, None)
            pairs[pair] = row.kind
        elif row.kind == "speaker":
            statement, kind = row.subject
            self.speakers[statement] = Entity(name=row.value, kind=kind) if row.value else None
        elif row.kind == "split":
            self.apart.append(frozenset(row.subject))
        elif isinstance(row.subject[0], str):
            self.rejected.add(row.subject[0])
        else:
            one, other_side = row.subject
            its = self.relations if row.value is None else self.disputes
            its.append((frozenset(one), frozenset(other_side)))

    def keeps(self, link: Link) -> bool:
        """Whether the link holds: neither a row of it, nor the relation between the two, was rejected."""
        ends = {link.first, link.second or link.first}
        if not self.rejected.isdisjoint(ends):
            return False
        if link.kind == "same" and any(len(ends & part) == 1 for part in self.apart):
            return False
        apart = [*self.relations, *self.disputes] if link.kind in DISPUTE_KINDS else self.relations
        return not any(crosses(sides, (link.first,), (link.second or "",)) for sides in apart)

    def keeps_dispute(self, dispute: Dispute) -> bool:
        """Whether the dispute was not rejected, in whatever reports its sides stand by now."""
        return not any(crosses(sides, *dispute.between) for sides in (*self.relations, *self.disputes))


def ordered(pair: frozenset[Name]) -> Names:
    """The two of a pair in the order of the alphabet."""
    first, *rest = sorted(pair)
    return first, rest[-1] if rest else first


def crosses(sides: Sides, one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether some of one lie on one of the two sides and some of the other on the other side."""
    first, second = sides
    left, right = set(one), set(other)
    return bool((first & left and second & right) or (first & right and second & left))
