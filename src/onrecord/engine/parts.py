"""Sources cut into parts: so many reports each, in a fixed order, under names that are the same in every run."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa

from onrecord.engine.tables import reports_table
from onrecord.gather import Failure, Options, Source, expand, gather, holds_many
from onrecord.records import Report

PART = 256
"""Reports of a part: what is written at once, and read anew after a stop."""
SLICE = 16
"""Reports that a worker is given at once."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Sources that are gathered together, in their order: one that holds many reports, or some that hold few."""

    number: int
    sources: tuple[Source | Failure, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Some reports and failures of a unit; `name` sorts as the parts follow one another."""

    name: str
    reports: pa.Table
    failures: tuple[Failure, ...]

    @property
    def count(self) -> int:
        """How many slices it has: one without a report where there is none."""
        rows: int = self.reports.num_rows
        return max(1, -(-rows // SLICE))

    def slices(self) -> Iterator[pa.Table]:
        """The reports, a few at a time."""
        for number in range(self.count):
            yield self.reports.slice(number * SLICE, SLICE)


def units(sources: Sequence[str]) -> list[Unit]:
    """What the words of a call stand for, in order."""
    found: list[list[Source | Failure]] = []
    is_full = True
    for item in expand(sources):
        is_alone = isinstance(item, Source) and holds_many(item.name)
        if is_full or is_alone or len(found[-1]) == PART:
            found.append([])
        found[-1].append(item)
        is_full = is_alone
    return [Unit(number, tuple(items)) for number, items in enumerate(found)]


def parts(unit: Unit, options: Options) -> Iterator[Part]:
    """The parts of a unit, gathered as they are asked for."""
    reports: list[Report] = []
    failures: list[Failure] = []
    number = 0

    def part() -> Part:
        return Part(f"{unit.number:06}-{number:06}", reports_table(reports), tuple(failures))

    for item in gather(unit.sources, options):
        if isinstance(item, Report):
            reports.append(item)
        else:
            failures.append(item)
        if len(reports) + len(failures) == PART:
            yield part()
            number += 1
            reports, failures = [], []
    if reports or failures:
        yield part()
