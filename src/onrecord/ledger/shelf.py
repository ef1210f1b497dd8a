"""The reports of a ledger as a new one finds them: by fingerprints, and by whom and what they name."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Generic, TypeVar

from sqlalchemy import Connection, Select, func, or_, select

from onrecord.ledger.asof import BATCH
from onrecord.ledger.readings import reading
from onrecord.ledger.schema import named, prints, reports, standing
from onrecord.records import Report
from onrecord.relate import neighbours
from onrecord.relate.align import Prepared, prepare
from onrecord.relate.anchors import Anchors, find_anchors
from onrecord.relate.copies import LEAST_PRINTS, PRINTS, Source
from onrecord.relate.order import Age, age
from onrecord.relate.shingles import most_alike
from onrecord.relate.view import View

Held = TypeVar("Held")
Item = TypeVar("Item")
HELD = 400
"""Reports of which words, anchors and rows are held in memory."""


class Cache(Generic[Held]):
    """What was made of the reports asked for last, by their ids: what is made of a report never changes."""

    def __init__(self, make: Callable[[Connection, str], Held]) -> None:
        self.make = make
        self.held: dict[str, Held] = {}

    def get(self, connection: Connection, report: str) -> Held:
        """What `make` gives for the report."""
        found = self.held.pop(report, None) or self.make(connection, report)
        self.held[report] = found
        if len(self.held) > HELD:
            del self.held[next(iter(self.held))]
        return found


class Memory:
    """Words, anchors and views of reports."""

    def __init__(self) -> None:
        self.texts: Cache[Prepared] = Cache(lambda connection, report: prepare(body(connection, report)))
        self.anchors: Cache[Anchors] = Cache(lambda connection, report: find_anchors(body(connection, report)))
        self.views: Cache[View] = Cache(lambda connection, report: View(reading(connection, report)))


def body(connection: Connection, report: str) -> str:
    """The report's text."""
    text: str = connection.execute(select(reports.c.text).where(reports.c.id == report)).scalar_one()
    return text


class Shelf:
    """The reports older than one, in a snapshot of a ledger, as `relate.copies.Shelf` has them."""

    def __init__(self, connection: Connection, report: Report, memory: Memory) -> None:
        self.connection = connection
        self.before = age(report)
        self.memory = memory

    def twin(self, digest: str) -> str | None:
        """The oldest report with those words."""
        query = select(standing.c.report).where(standing.c.digest == digest, standing.c.age < self.before)
        return self.connection.execute(query.order_by(standing.c.age).limit(1)).scalar_one_or_none()

    def source(self, report: str) -> Source | None:
        """What that report was copied from."""
        query = select(reports.c.copy_of, reports.c.copy_kind, reports.c.copy_share).where(reports.c.id == report)
        row = self.connection.execute(query).one()
        return Source(*row) if row.copy_of else None

    def age(self, report: str) -> Age:
        """When that report came."""
        query = select(standing.c.age).where(standing.c.report == report)
        came: Age = self.connection.execute(query).scalar_one()
        return came

    def outlet(self, report: str) -> str | None:
        """The report's outlet."""
        query = select(reports.c.outlet).where(reports.c.id == report)
        outlet: str | None = self.connection.execute(query).scalar_one()
        return outlet

    def text(self, report: str) -> Prepared:
        """The report's words."""
        return self.memory.texts.get(self.connection, report)

    def anchors(self, report: str) -> Anchors:
        """The report's names and numbers."""
        return self.memory.anchors.get(self.connection, report)

    def near(self, kind: str, wanted: frozenset[int]) -> list[str]:
        """Those that share most of the prints of that kind."""
        postings: defaultdict[int, list[str]] = defaultdict(list)
        ages: dict[str, Age] = {}
        joined = prints.join(standing, prints.c.number == standing.c.number)
        for part in parts(sorted(map(signed, wanted))):
            query = (
                select(prints.c.print, standing.c.age, standing.c.report)
                .select_from(joined)
                .where(prints.c.kind == PRINTS.index(kind), prints.c.kept == 1, prints.c.print.in_(part))
                .where(standing.c.age < self.before)
            )
            for value, came, report in self.connection.execute(query):
                postings[value].append(report)
                ages[report] = came
        return most_alike(wanted, postings.values(), LEAST_PRINTS, ages.__getitem__)

    def nearest(self, keys: neighbours.Keys, day: str | None) -> list[neighbours.Near]:
        """The earlier reports, none of them copies, that one with those keys is compared with."""
        scores: dict[str, tuple[str, Age, str | None, int]] = {}
        query = naming(day).where(named.c.copy == 0, standing.c.age < self.before)
        for part in parts(sorted(keys)):
            for id_, came, its_day, score in self.connection.execute(query.where(named.c.key.in_(part))):
                before = scores[id_][3] if id_ in scores else 0
                scores[id_] = (id_, came, its_day, before + score)
        return neighbours.nearest(scores.values(), day)


def naming(day: str | None) -> Select[str, Age, str | None, int]:
    """Reports about as old as the ISO date `day`, with the sum of the weights of their keys."""
    query = (
        select(standing.c.report, standing.c.age, standing.c.day, func.sum(named.c.weight))
        .select_from(named.join(standing, named.c.number == standing.c.number))
        .group_by(standing.c.number)
    )
    if day is None:
        return query
    window = timedelta(neighbours.WINDOW)
    first, last = (date.fromisoformat(day) - window).isoformat(), (date.fromisoformat(day) + window).isoformat()
    return query.where(or_(standing.c.day.is_(None), standing.c.day.between(first, last)))


def parts(values: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """The values, a few at a time: databases limit the number of parameters."""
    for start in range(0, len(values), BATCH):
        yield values[start : start + BATCH]


def signed(value: int) -> int:
    """A fingerprint, 64 bits without a sign, as databases hold it."""
    return value - (1 << 64) if value >> 63 else value
