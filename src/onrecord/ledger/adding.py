"""Adding reports: each is read, written in one transaction, and done; then all are related once."""

from collections.abc import Callable, Iterable, Iterator, Sized
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from onrecord.errors import LedgerError, ModelError, RecordError
from onrecord.ledger import relating, search
from onrecord.ledger.rows import write_reading
from onrecord.ledger.schema import reports
from onrecord.ledger.store import Store
from onrecord.records import Reading, Report

if TYPE_CHECKING:
    from onrecord.gather import Failure, Options

Read = Callable[[Report], Reading]
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far adding has come: sources or reports done, how many there are (None when not known), what is at hand.

    `current` is None once all reports are in; `left` is then how many are still to be related to the others.
    """

    done: int
    total: int | None
    current: str | None
    left: int | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding: reports added, reports that were there already, and sources that gave none."""

    added: int
    unchanged: int
    failures: "tuple[Failure, ...]"


@dataclass(frozen=True, slots=True)
class Tools:
    """What adding works with: how a report is read, what time it is, when a report was added where that is known."""

    read: Read
    clock: Clock
    added: Callable[[str], datetime | None] = lambda report: None


def read_packaged(report: Report) -> Reading:
    """Read a report with the packaged model."""
    from onrecord.read.reader import read_report

    return read_report(report)


def now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


class Watch:
    """Tells a caller how far adding has come."""

    def __init__(self, tell: Callable[[Progress], None] | None, total: int | None) -> None:
        self.tell = tell
        self.total = total
        self.done = 0

    def at(self, current: str | None) -> None:
        """Say which report is at hand."""
        if self.tell is not None:
            self.tell(Progress(self.done, self.total, current))

    def relating(self, left: int) -> None:
        """Say how many reports are still to be related."""
        if self.tell is not None:
            self.tell(Progress(self.done, self.total, None, left))

    def step(self) -> None:
        """Count one more as done."""
        self.done += 1


def add_sources(
    store: Store,
    sources: Iterable[str],
    options: "Options | None",
    tools: Tools,
    progress: Callable[[Progress], None] | None,
) -> Added:
    """Gather the sources and add what they hold; progress counts sources. Otherwise as `add_reports`."""
    from onrecord.gather import Options, expand, gather

    found = expand(sources)
    watch = Watch(progress, len(found))
    return add_items(store, gather(found, options or Options(), done=lambda _: watch.step()), tools, watch)


def add_reports(
    store: Store,
    items: "Iterable[Report | Reading | Failure]",
    tools: Tools,
    progress: Callable[[Progress], None] | None,
) -> Added:
    """Add the reports, hand on the failures, and relate what was added; progress counts both.

    A report that cannot be read becomes a failure and the others go on. Raises LedgerError when the ledger cannot be
    written, ModelError when no report could be read.
    """
    watch = Watch(progress, len(items) if isinstance(items, Sized) else None)

    def counted() -> "Iterator[Report | Reading | Failure]":
        for item in items:
            yield item
            watch.step()

    return add_items(store, counted(), tools, watch)


def add_items(store: Store, items: "Iterable[Report | Reading | Failure]", tools: Tools, watch: Watch) -> Added:
    """Add the reports one by one, then relate."""
    added = unchanged = 0
    failures: list[Failure] = []
    for item in items:
        watch.at(label(item))
        outcome = add_report(store, item, tools) if isinstance(item, Report | Reading) else item
        if isinstance(outcome, bool):
            added += outcome
            unchanged += not outcome
        else:
            failures.append(outcome)
    watch.at(None)
    if relating.is_pending(store):
        relating.relate(store, watch.relating)
    return Added(added, unchanged, tuple(failures))


def label(item: "Report | Reading | Failure") -> str:
    """What to call a report, or a source that gave none."""
    report = item.report if isinstance(item, Reading) else item
    return (report.path or report.url or report.title or report.id) if isinstance(report, Report) else report.source


def bare(report: Report) -> Report:
    """The report as published: what a ledger says of it must not change how it is read."""
    return replace(report, added_at=None, copy_of=None, copy_kind=None, copy_share=None)


def add_report(store: Store, item: Report | Reading, tools: Tools) -> "bool | Failure":
    """Read one report unless that was done, and write it: True when it was added, False when it was there already."""
    from onrecord.gather import Failure

    report = item.report if isinstance(item, Reading) else item
    with store.reading() as connection:
        if is_known(connection, report):
            return False
    store.check_writable()
    try:
        found = item if isinstance(item, Reading) else tools.read(bare(report))
        reading = stamped(found, report.id, tools.added(report.id) or tools.clock())
        with store.writing() as connection:
            if is_known(connection, report):
                return False
            write_reading(connection, reading)
            search.index(connection, reading)
    except (LedgerError, ModelError):
        raise
    except Exception as error:
        return Failure(label(report), f"could not be read: {type(error).__name__}: {error}", "failed")
    return True


def stamped(reading: Reading, report: str, moment: datetime) -> Reading:
    """The reading with the moment at which it is added; RecordError when it is not the reading of the `report`."""
    if reading.report.id != report:
        raise RecordError(f"the reader read report {reading.report.id} instead of {report}")
    added_at = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return replace(reading, report=replace(reading.report, added_at=added_at))


def is_known(connection: Connection, report: Report) -> bool:
    """Whether the ledger holds the report."""
    return connection.execute(select(reports.c.id).where(reports.c.id == report.id)).first() is not None
