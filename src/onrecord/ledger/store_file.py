"""A ledger in one SQLite file."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import QueuePool

from onrecord.errors import Error, LedgerError
from onrecord.ledger import migrate
from onrecord.ledger.store import BUSY_SECONDS, Changes, Store, damaged, making

APPLICATION_ID = 0x6F6E7263
"""The mark of a ledger in an SQLite file's header: "onrc"."""

MAGIC = b"SQLite format 3\0"


class FileStore(Store):
    """Connections to one ledger file. Reads and writes do not wait for each other (write-ahead log)."""

    def __init__(self, path: Path, *, create: bool) -> None:
        self.place = self.path = path
        new = inspect_path(self.path, create=create)
        self.writable = new or is_writable(self.path)
        self._closed = False
        self._engine = create_engine(
            "sqlite+pysqlite://", creator=self._connect, poolclass=QueuePool, pool_size=4, max_overflow=-1
        )
        event.listen(self._engine, "begin", begin)
        try:
            self._prepare(create=create)
        except BaseException:
            self.close()
            raise

    def _connect(self) -> sqlite3.Connection:
        uri = self.path.absolute().as_uri()
        if self.writable:
            uri += "?mode=rwc"
        else:
            uri += "?mode=ro"
            logged = Path(f"{self.path}-wal").exists()
            if not logged and not os.access(self.path.absolute().parent, os.W_OK):
                uri += "&immutable=1"
        connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA wal_autocheckpoint = 8000")  # pages of 4 KiB
            connection.execute("PRAGMA cache_size = -65536")  # KiB, for a large ledger's indices
        except BaseException:
            connection.close()
            raise
        return connection

    def _prepare(self, *, create: bool) -> None:
        with self.reading() as connection:
            fresh = self._is_fresh(connection)
            missing = migrate.packaged() if fresh else migrate.pending(connection, self.path)
        if fresh and not create:
            raise LedgerError(f"{self.path} is empty: no ledger there; make one with: {making(self.path)}")
        if not self.writable:
            if missing:
                raise LedgerError(
                    f"the ledger {self.path} was written by an older onrecord and must be brought up to date, but it "
                    f"is read-only; allow writing with: chmod u+w {self.path}"
                )
            return
        if missing:
            with self.writing() as connection:
                # Another process may have been faster.
                if self._is_fresh(connection):
                    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
                migrate.apply(connection, migrate.pending(connection, self.path))
        with self._explained(), self._engine.connect() as connection:
            raw = connection.connection.driver_connection
            if isinstance(raw, sqlite3.Connection) and raw.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                raw.execute("PRAGMA journal_mode = WAL")

    def _is_fresh(self, connection: Connection) -> bool:
        mark = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        if mark == APPLICATION_ID:
            return False
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        if mark or tables:
            listed = ", ".join(sorted(tables)[:5]) or "none"
            raise LedgerError(
                f"{self.path} is an SQLite file, but no onrecord ledger (tables: {listed}); "
                "name another file for the ledger"
            )
        return True

    @contextmanager
    def _begun(self, *, write: bool) -> Iterator[Connection]:
        with self._engine.connect() as connection:
            connection.execution_options(onrecord_write=write)
            with connection.begin():
                yield connection

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            with super()._explained():
                yield
        except sqlite3.Error as error:
            raise LedgerError(self.explain(error)) from error

    def explain(self, error: BaseException | None) -> str:
        """What went wrong with the file, and what to do."""
        return explain(self.path, error)

    def changes(self) -> Changes:
        """What tells whether the file was changed."""
        return FileChanges(self.path)

    def misfit(self) -> str | None:
        """What SQLite finds wrong with the file, None where nothing is."""
        try:
            with self.reading() as connection:
                found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
                if found != "ok":
                    return str(found)
                loose = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
                return f"a row of {loose[0]} belongs to none of {loose[2]}" if loose else None
        except Error as error:
            return str(error)

    def check_writable(self) -> None:
        """Raise LedgerError when the ledger can only be read."""
        if not self.writable:
            raise LedgerError(
                f"the ledger {self.path} is read-only: it can be shown but not added to; "
                f"allow writing with: chmod u+w {self.path}"
            )


class FileChanges:
    """Tells whether a ledger's file was changed by another connection."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection = looking(path)
        self._lock = Lock()

    def number(self) -> int:
        """The number of the file's state; LedgerError where it cannot be read."""
        try:
            with self._lock:
                found: int = self._connection.execute("PRAGMA data_version").fetchone()[0]
                return found
        except sqlite3.Error as error:
            raise LedgerError(explain(self._path, error)) from error

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()


def looking(path: Path) -> sqlite3.Connection:
    """A connection that only looks; one to a ledger in a folder that cannot be written takes it not to change."""
    plain = f"{path.absolute().as_uri()}?mode=ro"
    logged = Path(f"{path}-wal").exists()
    fixed = not logged and not os.access(path.absolute().parent, os.W_OK)
    connection = sqlite3.connect(plain + ("&immutable=1" if fixed else ""), uri=True, check_same_thread=False)
    with closing(connection.execute("PRAGMA data_version")) as cursor:
        cursor.fetchone()
    return connection


def begin(connection: Connection) -> None:
    """Begin in SQL, so that reads keep one snapshot, and writers queue before they have read anything."""
    write = connection.get_execution_options().get("onrecord_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def inspect_path(path: Path, *, create: bool) -> bool:
    """Whether a ledger is to be made at `path`; raises LedgerError when there is none and none can be."""
    if "\0" in str(path):
        raise LedgerError(f"{str(path)!r} is no path: it holds a null character")
    try:
        if path.is_dir():
            raise LedgerError(f"{path} is a folder; a ledger is one file, for example {path / 'story.db'}")
        if not path.exists():
            if not create:
                raise LedgerError(f"no ledger at {path}; make one with: {making(path)}")
            check_folder(path)
            return True
        if not path.is_file():
            raise LedgerError(f"{path} is no regular file; a ledger is one file, for example story.db")
        with path.open("rb") as file:
            head = file.read(len(MAGIC))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise LedgerError(f"the ledger {str(path)!r} cannot be opened: {reason}") from error
    if not head:
        return create
    if head != MAGIC:
        raise LedgerError(f"{path} is no onrecord ledger: it does not begin as an SQLite file; name another file")
    return False


def check_folder(path: Path) -> None:
    """Raise LedgerError unless a file can be made at `path`."""
    folder = path.absolute().parent
    if not folder.is_dir():
        raise LedgerError(
            f"no ledger can be made at {path}: there is no folder {folder}; make it with: mkdir -p {folder}"
        )
    if not os.access(folder, os.W_OK):
        raise LedgerError(f"no ledger can be made at {path}: the folder {folder} is not writable; name another place")


def is_writable(path: Path) -> bool:
    """Whether the file and its folder may be written; a file marked read-only is not, whoever asks."""
    folder = path.absolute().parent
    return bool(path.stat().st_mode & 0o222) and os.access(path, os.W_OK) and os.access(folder, os.W_OK)


def explain(path: Path, error: object) -> str:
    """What went wrong with the ledger at `path`, and what to do."""
    said = str(error)
    low = said.lower()
    if any(
        word in low for word in ("malformed", "not a database", "decode to utf-8", "no such table", "no such column")
    ):
        return damaged(path, said)
    if "locked" in low or "busy" in low:
        return f"the ledger {path} is being written by another process; try again when it has finished"
    if "full" in low:
        return f"the ledger {path} cannot be written: the disk is full"
    if "readonly" in low or "read-only" in low:
        return f"the ledger {path} is read-only; allow writing with: chmod u+w {path}"
    if "fts5" in low and "module" in low:
        return f"this Python's SQLite ({sqlite3.sqlite_version}) lacks full-text search (FTS5), which a ledger needs"
    return f"the ledger {path} cannot be used: {said}"
