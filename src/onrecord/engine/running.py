"""From sources to a folder of tables, by one of the engines."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa

from onrecord.engine.folder import Folder
from onrecord.engine.parts import Part, Unit, parts, units
from onrecord.engine.processes import over_processes
from onrecord.engine.reading import read_table
from onrecord.engine.tables import Tables, joined, tables_of
from onrecord.errors import UsageError
from onrecord.gather import Options

ENGINES = ("process", "processes", "ray")
"""Where is read: in this process, over several of this machine, or over a Ray cluster."""


@dataclass(frozen=True, slots=True)
class Done:
    """How far it has come, in all parts: reports read, `kept` of them in an earlier run; sources skipped and failed.

    `units` is how many pieces of work there are, `unit` the number of the one at hand, from 1.
    """

    reports: int = 0
    kept: int = 0
    skipped: int = 0
    failed: int = 0
    unit: int = 0
    units: int = 0

    def further(self, tables: Tables, unit: int) -> "Done":
        """How far it has come with one part more."""
        kinds = tables["failures"]["kind"].to_pylist()
        return replace(
            self,
            reports=self.reports + tables["reports"].num_rows,
            skipped=self.skipped + kinds.count("skipped"),
            failed=self.failed + kinds.count("failed"),
            unit=unit,
        )


def run(
    sources: Sequence[str], folder: Folder, *, engine: str = "process", workers: int = 1, options: Options = Options()
) -> Iterator[Done]:
    """Read the sources into the folder, part by part; yields how far it has come, before the first and after each.

    What is read is the same whatever the engine and the number of workers. A folder in which the same command stopped
    half-way is gone on with. UsageError for another engine, or a folder of something else; ModelError where the model
    cannot be loaded; Error where the folder cannot be written.
    """
    if engine not in ENGINES:
        raise UsageError(f"the engine is {engine!r}; allowed: {', '.join(ENGINES)}")
    if workers < 1:
        raise UsageError(f"{workers} workers; at least one is wanted")
    folder.begin(sources)
    work = units(sources)
    there = frozenset(folder.parts())
    done = Done(units=len(work))
    for name in sorted(there):
        done = done.further({table: folder.table(table, name) for table in ("reports", "failures")}, unit_of(name))
    done = replace(done, kept=done.reports)
    yield done
    for name, tables in read_parts(work, there, options, engine, workers):
        folder.write(name, tables)
        done = done.further(tables, unit_of(name))
        yield done
    folder.end(reports=done.reports, skipped=done.skipped, failed=done.failed)


def unit_of(part: str) -> int:
    """The number of the piece of work, from 1, that a part is of."""
    return int(part.partition("-")[0]) + 1


def read_parts(
    work: Sequence[Unit], there: frozenset[str], options: Options, engine: str, workers: int
) -> Iterator[tuple[str, Tables]]:
    """The parts that are not there yet, by name, read; in their order save over a cluster."""
    if engine == "ray":
        from onrecord.engine.cluster import over_ray

        yield from over_ray(work, there, options, workers)
        return
    gathered = (part for unit in work for part in parts(unit, options) if part.name not in there)
    if engine == "process":
        yield from assembled(gathered, lambda slices: map(read_table, slices))
    else:
        yield from assembled(gathered, lambda slices: over_processes(slices, workers))


def assembled(
    gathered: Iterable[Part], read: Callable[[Iterator[pa.Table]], Iterator[Tables]]
) -> Iterator[tuple[str, Tables]]:
    """The parts, put together again from slices that were read; `read` keeps their order."""
    waiting: deque[Part] = deque()

    def slices() -> Iterator[pa.Table]:
        for part in gathered:
            waiting.append(part)
            yield from part.slices()

    found: list[Tables] = []
    for tables in read(slices()):
        found.append(tables)
        if len(found) == waiting[0].count:
            part = waiting.popleft()
            yield part.name, joined([*found, tables_of((), part.failures)])
            found = []
