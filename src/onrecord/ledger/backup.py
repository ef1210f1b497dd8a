"""A copy of a ledger as one SQLite file, taken from one snapshot while others write, and checked before it counts."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, func, insert, select, update

from onrecord.errors import LedgerError, UsageError
from onrecord.ledger import search
from onrecord.ledger.checking import check
from onrecord.ledger.readings import reading
from onrecord.ledger.schema import metadata, relating, reports, schema_version
from onrecord.ledger.store import Store, open_store

PAGES = 2000
"""Pages of SQLite's (4 KiB each) copied between two words on how far it is."""
CHUNK = 1000
"""Rows read at once where tables are copied."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Saved:
    """What was saved: the file, its bytes, and the reports in it."""

    path: Path
    size: int
    reports: int


def backup(store: Store, target: Path, *, force: bool = False, progress: Progress | None = None) -> Saved:
    """Copy the ledger to the file `target`; the copy is checked before it takes the name.

    Others may read and write the ledger meanwhile; the copy holds what it held at the beginning. A ledger on PostgreSQL
    becomes an SQLite ledger with the same record. `progress` is told of parts done and of how many there are. Raises
    UsageError when there is a file already and `force` is false, LedgerError when the copy cannot be written or is not
    sound.
    """
    check_target(store, target, force=force)
    part = target.with_name(target.name + ".part")
    try:
        discard(part)
        count = copy_file(store, part, progress) if is_file(store) else copy_tables(store, part, progress)
        verify(part, count)
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(target)
        settle(target.absolute().parent)
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or error
        raise LedgerError(f"{target} cannot be written: {reason}; the ledger is as it was") from error
    finally:
        discard(part)
    return Saved(target, target.stat().st_size, count)


def is_file(store: Store) -> bool:
    """Whether the ledger is an SQLite file."""
    return isinstance(store.place, Path)


def check_target(store: Store, target: Path, *, force: bool) -> None:
    """Raise UsageError unless the copy may be written there."""
    if target.is_dir():
        raise UsageError(f"{target} is a folder; name a file in it, for example {target / 'backup.db'}")
    if not target.absolute().parent.is_dir():
        folder = target.absolute().parent
        raise UsageError(f"there is no folder {folder} for the copy; make it with: mkdir -p {folder}")
    if not target.exists():
        return
    if is_same(store, target):
        raise UsageError(f"{target} is the ledger itself; name another file for the copy")
    if not force:
        raise UsageError(f"{target} is there already; name another file, or write over it with --force")
    if Path(f"{target}-wal").exists():
        raise UsageError(f"{target} is a ledger that is in use; close it first, or name another file")


def is_same(store: Store, target: Path) -> bool:
    """Whether the target is the ledger's own file."""
    return isinstance(store.place, Path) and store.place.exists() and store.place.samefile(target)


def discard(part: Path) -> None:
    """Take away an unfinished copy and what SQLite keeps beside it."""
    for end in ("", "-wal", "-shm", "-journal"):
        Path(f"{part}{end}").unlink(missing_ok=True)


def copy_file(store: Store, part: Path, progress: Progress | None) -> int:
    """Copy an SQLite ledger page by page; the number of its reports."""

    def told(_: int, left: int, total: int) -> None:
        if progress:
            progress(total - left, total)

    with store.reading() as connection:
        # The first read holds the snapshot: pages written by others from now on do not count.
        count = reports_of(connection)
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        copied = sqlite3.connect(part)
        try:
            raw.backup(copied, pages=PAGES, progress=told)
            copied.execute("PRAGMA journal_mode = DELETE")
        finally:
            copied.close()
    return count


def copy_tables(store: Store, part: Path, progress: Progress | None) -> int:
    """Copy a ledger of another kind table by table into a new SQLite ledger; the number of its reports."""
    copied = open_store(part, create=True)
    try:
        with store.reading() as source, copied.writing() as connection:
            count = reports_of(source)
            move(source, connection, count, progress)
    finally:
        copied.close()
    with sqlite3.connect(part) as raw:
        raw.execute("PRAGMA journal_mode = DELETE")
    raw.close()
    return count


def move(source: Connection, target: Connection, count: int, progress: Progress | None) -> None:
    """Write all rows of one ledger into another, which is empty, and make them findable."""
    target.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    tables = [table for table in metadata.sorted_tables if table is not schema_version]
    total = len(tables) + count
    for done, table in enumerate(tables):
        rows = source.execute(select(table).execution_options(yield_per=CHUNK))
        keys = [column.key for column in table.columns]
        for chunk in rows.partitions(CHUNK):
            values = [dict(zip(keys, row, strict=True)) for row in chunk]
            if table is relating:
                target.execute(update(relating), values[0])
            else:
                target.execute(insert(table), values)
        if progress:
            progress(done + 1, total)
    for done, id_ in enumerate(list(target.execute(select(reports.c.id).order_by(reports.c.id)).scalars())):
        search.index(target, reading(target, id_))
        if progress:
            progress(len(tables) + done + 1, total)


def reports_of(connection: Connection) -> int:
    """How many reports the ledger holds."""
    return int(connection.execute(select(func.count()).select_from(reports)).scalar_one())


def verify(part: Path, count: int) -> None:
    """Raise LedgerError unless the copy is a sound ledger of so many reports."""
    copied = open_store(part, create=False)
    try:
        found = check(copied)
    finally:
        copied.close()
    if found.reports != count or not found.is_sound:
        first = next((f"{one.where}: {one.what}" for one in found.findings), f"{found.reports} of {count} reports")
        raise LedgerError(f"the copy is not sound ({first}) and was not kept; look at the ledger with: onrecord check")


def settle(folder: Path) -> None:
    """Have the folder's new entry written out, where the system can do that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
