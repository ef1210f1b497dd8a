"""Numbered migrations: SQL files, applied in order, each once, and never changed afterwards."""

import hashlib
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sqlalchemy import Connection, insert, inspect, select

from onrecord.errors import LedgerError
from onrecord.ledger.schema import schema_version

FILE = re.compile(r"(\d{4})_(\w+?)(?:\.(\w+))?\.sql")
TEXT = re.compile(r"\bTEXT\b")


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema: its number, its name, its SQL."""

    version: int
    name: str
    sql: str

    @property
    def hash(self) -> str:
        """Hash of the SQL, whatever the line ends: 32 hexadecimal digits of BLAKE2b."""
        text = "\n".join(self.sql.splitlines())
        return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()

    def statements(self) -> Iterator[str]:
        """The SQL statements, one by one."""
        part = ""
        for line in self.sql.splitlines(keepends=True):
            part += line
            if sqlite3.complete_statement(part):
                yield part.strip()
                part = ""


@cache
def packaged(dialect: str = "sqlite") -> tuple[Migration, ...]:
    """The migrations of this version of onrecord, in order, for one kind of database.

    One file serves both where both understand it; one whose name says so ("0002_search.postgresql.sql") stands in its
    place. PostgreSQL is told to put texts in the order of their characters, as SQLite does by itself.
    """
    found: dict[int, tuple[str, str]] = {}
    names = sorted((files("onrecord.ledger") / "migrations").iterdir(), key=lambda file: file.name.count("."))
    for file in names:
        match = FILE.fullmatch(file.name)
        if match and match[3] in (None, dialect):
            found[int(match[1])] = (match[2], file.read_text(encoding="utf-8"))
    if dialect == "postgresql":
        found = {version: (name, TEXT.sub('TEXT COLLATE "C"', sql)) for version, (name, sql) in found.items()}
    return tuple(Migration(version, *found[version]) for version in sorted(found))


def pending(connection: Connection, path: object) -> tuple[Migration, ...]:
    """The migrations that the ledger at `path` still lacks.

    Raises LedgerError when the ledger comes from a newer onrecord or was migrated by other files than these.
    """
    known = packaged(connection.dialect.name)
    applied = {}
    if inspect(connection).has_table(schema_version.name):
        applied = {row.version: row.hash for row in connection.execute(select(schema_version))}
    newest = max(applied, default=0)
    if newest > known[-1].version:
        raise LedgerError(
            f"the ledger {path} was written by a newer onrecord: its schema is version {newest}, this one knows "
            f"{known[-1].version}; upgrade with: pip install --upgrade onrecord"
        )
    for migration in known:
        if applied.get(migration.version, migration.hash) != migration.hash:
            raise LedgerError(
                f"the ledger {path} was made with another migration {migration.version:04} than this onrecord has; "
                "add its reports to a new ledger"
            )
    return tuple(migration for migration in known if migration.version not in applied)


def apply(connection: Connection, migrations: tuple[Migration, ...]) -> None:
    """Run the migrations inside the connection's transaction and record each."""
    for migration in migrations:
        for statement in migration.statements():
            connection.exec_driver_sql(statement)
        row = {"version": migration.version, "name": migration.name, "hash": migration.hash}
        connection.execute(insert(schema_version), row)
