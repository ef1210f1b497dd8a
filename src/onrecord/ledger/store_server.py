"""A ledger in a database of a PostgreSQL server."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec

from sqlalchemy import Connection, create_engine, text

from onrecord.errors import LedgerError
from onrecord.ledger import migrate
from onrecord.ledger.place import Address
from onrecord.ledger.schema import reports, schema_version
from onrecord.ledger.store import BUSY_SECONDS, Changes, Store, making

LOCK = text("SELECT pg_advisory_xact_lock(x'6F6E7263'::int, hashtext(current_schema()))")
"""Makes the writers of one ledger queue before they have read anything: by the mark "onrc" and the schema's name."""
PATIENCE = text(f"SET LOCAL lock_timeout = '{BUSY_SECONDS:.0f}s'")
TABLES = text("SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename")
MAY_WRITE = text("SELECT has_table_privilege('reports', 'INSERT') AND NOT pg_is_in_recovery()")
CHANGED = text("UPDATE changes SET number = number + 1")
STATE = text("SELECT number FROM changes")
OLDEST = 120000
"""The oldest version of PostgreSQL that is taken, as the server numbers them."""


class ServerStore(Store):
    """Connections to a ledger in a database: the schema that new tables go to there holds it, and it alone."""

    def __init__(self, address: Address, *, create: bool) -> None:
        if find_spec("psycopg") is None:
            raise LedgerError("a ledger on PostgreSQL needs its driver: pip install 'onrecord[postgres]'")
        self.place = self.address = address
        self.writable = True
        self._engine = create_engine(
            address.url,
            pool_size=4,
            max_overflow=-1,
            pool_pre_ping=True,
            connect_args={"connect_timeout": 15, "application_name": "onrecord"},
        )
        try:
            self._prepare(create=create)
        except BaseException:
            self.close()
            raise

    def _prepare(self, *, create: bool) -> None:
        with self._explained(), self._begun(write=False) as connection:
            self._check_server(connection)
            fresh = self._is_fresh(connection)
            missing = migrate.packaged("postgresql") if fresh else migrate.pending(connection, self.place)
            if not fresh and not missing:
                self.writable = bool(connection.execute(MAY_WRITE).scalar_one())
        if fresh and not create:
            raise LedgerError(f"no ledger at {self.place}; make one with: {making(self.place)}")
        if missing:
            with self._explained(), self._begun(write=True, counted=False) as connection:
                # Another process may have been faster.
                migrate.apply(connection, migrate.pending(connection, self.place))

    def _check_server(self, connection: Connection) -> None:
        version = int(connection.exec_driver_sql("SHOW server_version_num").scalar_one())
        encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
        if version < OLDEST:
            raise LedgerError(f"the server of {self.place} is PostgreSQL {version // 10000}; 12 or newer is wanted")
        if encoding != "UTF8":
            raise LedgerError(
                f"the database of {self.place} is encoded in {encoding}, in which not every report can be written; "
                "make one in UTF-8 with: createdb --encoding UTF8 --template template0 NAME"
            )

    def _is_fresh(self, connection: Connection) -> bool:
        tables = connection.execute(TABLES).scalars().all()
        if schema_version.name in tables and reports.name in tables:
            return False
        if tables:
            raise LedgerError(
                f"the database at {self.place} holds other tables ({', '.join(tables[:5])}), but no onrecord ledger; "
                "name another database, or one of its schemas with: ?options=-csearch_path=SCHEMA"
            )
        return True

    @contextmanager
    def _begun(self, *, write: bool, counted: bool = True) -> Iterator[Connection]:
        with self._engine.connect() as connection:
            if not write:
                connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            with connection.begin():
                if write:
                    connection.execute(PATIENCE)
                    connection.execute(LOCK)
                yield connection
                if write and counted:
                    connection.execute(CHANGED)

    def explain(self, error: BaseException | None) -> str:
        """What went wrong with the database, and what to do."""
        state = getattr(error, "sqlstate", None) or ""
        said = " ".join(str(error).split())
        low = said.lower()
        what = next((what for start, what in STATES.items() if state.startswith(start)), None)
        if what is None and not state:
            what = next((what for words, what in UNREACHED.items() if words in low), None)
        return f"the ledger {self.place} {what or 'cannot be used'}: {said}"

    def changes(self) -> Changes:
        """What tells whether the ledger was changed."""
        return ServerChanges(self)

    def misfit(self) -> str | None:
        """Nothing: the server looks after its own files."""
        return None

    def check_writable(self) -> None:
        """Raise LedgerError when the ledger can only be read."""
        if not self.writable:
            raise LedgerError(
                f"the ledger {self.place} is read-only for this user: it can be shown but not added to; take a user "
                "with the right to write, and no server that only follows another one"
            )


STATES = {
    "28": "lets nobody in with this user and password; check the address, or set PGPASSWORD or ~/.pgpass",
    "3D000": "is not there: make the database with createdb, then add reports",
    "42501": "may not be written or read by this user; ask its owner for the right to",
    "55P03": "is being written by another process; try again when it has finished",
    "53100": "cannot be written: the server's disk is full",
    "53300": "has too many connections; try later, or raise max_connections",
    "57P": "was shut down or broke off; what was stored is kept, try again",
    "08": "broke off the connection; what was stored is kept, try again",
    "42P01": "is damaged: a table is missing; put back a copy of it, or add its reports to a new ledger",
    "42703": "is damaged: a column is missing; put back a copy of it, or add its reports to a new ledger",
    "XX": "is damaged; put back a copy of it",
}
"""What the server's error codes mean for a ledger (PostgreSQL's manual, appendix A), by how they begin."""
UNREACHED = {
    "password": "lets nobody in with this user and password; check the address, or set PGPASSWORD or ~/.pgpass",
    "does not exist": "is not there: make the database with createdb, then add reports",
    "refused": "cannot be reached; start its server, or check the address",
    "could not translate": "cannot be reached: no host has that name; check the address",
    "name or service not known": "cannot be reached: no host has that name; check the address",
    "resolve": "cannot be reached: no host has that name; check the address",
    "no such file": "cannot be reached; start its server, or check the address",
    "timeout": "cannot be reached: its server does not answer; check the address",
    "closed": "broke off the connection; what was stored is kept, try again",
}
"""What the driver says where no server gave a code, by words of its message."""


class ServerChanges:
    """Tells whether a ledger on a server was changed: every writer counts one on."""

    def __init__(self, store: ServerStore) -> None:
        self._store = store

    def number(self) -> int:
        """The number of the ledger's state; LedgerError where it cannot be read."""
        with self._store.reading() as connection:
            return int(connection.execute(STATE).scalar_one())

    def close(self) -> None:
        """Nothing is held."""
