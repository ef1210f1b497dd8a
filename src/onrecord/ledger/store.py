"""One ledger file: its connections and transactions, and its failures in plain words."""

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.pool import QueuePool

from onrecord.errors import LedgerError, RecordError
from onrecord.ledger import migrate

APPLICATION_ID = 0x6F6E7263
"""The mark of a ledger in an SQLite file's header: "onrc"."""

MAGIC = b"SQLite format 3\0"
BUSY_SECONDS = 30.0


class Store:
    """Connections to one ledger file.

    Reads see one snapshot each and never wait for writers (write-ahead log); writes wait up to 30 seconds for one
    another. Raises LedgerError when the file is no ledger, damaged, of a newer version, missing while `create` is
    false, or cannot be made.
    """

    def __init__(self, path: str | Path, *, create: bool) -> None:
        self.path = Path(path)
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
    def reading(self) -> Iterator[Connection]:
        """A connection that reads one snapshot of the ledger."""
        self._check_open()
        with self._explained(), self._engine.connect() as connection, connection.begin():
            try:
                yield connection
            except (RecordError, json.JSONDecodeError) as error:
                raise LedgerError(damaged(self.path, error)) from error

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection in one transaction that is kept whole or not at all."""
        self._check_open()
        self.check_writable()
        with self._explained(), self._engine.connect() as connection:
            connection.execution_options(onrecord_write=True)
            with connection.begin():
                yield connection

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError as error:
            raise RecordError(f"the rows do not fit together: {error.orig}") from error
        except DBAPIError as error:
            raise LedgerError(explain(self.path, error.orig)) from error
        except sqlite3.Error as error:
            raise LedgerError(explain(self.path, error)) from error

    def check_writable(self) -> None:
        """Raise LedgerError when the ledger can only be read."""
        if not self.writable:
            raise LedgerError(
                f"the ledger {self.path} is read-only: it can be shown but not added to; "
                f"allow writing with: chmod u+w {self.path}"
            )

    def _check_open(self) -> None:
        if self._closed:
            raise LedgerError(f"the ledger {self.path} is closed; open it again with onrecord.open({str(self.path)!r})")

    def close(self) -> None:
        """Let go of the file. A closed store cannot be used again; closing twice is fine."""
        self._closed = True
        self._engine.dispose()


def begin(connection: Connection) -> None:
    """Begin in SQL, so that reads keep one snapshot, and writers queue before they have read anything."""
    write = connection.get_execution_options().get("onrecord_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def making(path: Path) -> str:
    """The command that makes a ledger at `path`."""
    return f"onrecord add REPORTS --ledger {path}"


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


def damaged(path: Path, reason: object) -> str:
    """What to say of a ledger whose content cannot be."""
    return f"the ledger {path} is damaged ({reason}); put back a copy of it, or add its reports to a new ledger"


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
