"""The index of full-text search against what it should hold."""

import hashlib
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError

from onrecord.errors import LedgerError
from onrecord.ledger import search, search_server
from onrecord.ledger.check_rows import Rows, words_of
from onrecord.ledger.finding import MADE_ANEW, Finding
from onrecord.ledger.readings import reading
from onrecord.ledger.schema import reports
from onrecord.ledger.store import Store
from onrecord.records import Report, Statement

TABLES = {"report_index": ("report", "title", "body"), "statement_index": ("statement", "content", "source")}


def fault(where: str, what: str) -> Finding:
    """A fault of the index."""
    return Finding("search", where, what, MADE_ANEW)


def digest(*words: str | None) -> bytes:
    """A short hash of what is indexed."""
    return hashlib.blake2b("\0".join(word or "" for word in words).encode("utf-8", "replace"), digest_size=12).digest()


def is_file(connection: Connection) -> bool:
    """Whether the ledger is a file, with SQLite's index."""
    return connection.dialect.name == "sqlite"


def file_held(connection: Connection) -> Iterator[tuple[str, str, bytes]]:
    """What a file's index holds: table, id and hash of the words."""
    for table, (key, *words) in TABLES.items():
        for id_, *row in connection.execute(text(f"SELECT {key}, {', '.join(words)} FROM {table}")):
            yield table, id_, digest(*row)


class Index:
    """What the index holds, as hashes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.held: dict[tuple[str, str], bytes] = {}
        self.doubled: list[Finding] = []
        for table, id_, hashed in file_held(connection) if is_file(connection) else search_server.held(connection):
            if (table, id_) in self.held:
                self.doubled.append(fault(f"{table} {id_}", "is there twice"))
            self.held[table, id_] = hashed

    def compare(self, rows: Rows) -> Iterator[Finding]:
        """What of one report is not in the index, or otherwise than in the report."""
        if rows.report is None:  # its words are damaged, which is told; the index may hold the right ones
            for key in (("report_index", rows.id), *(("statement_index", row.id) for row in rows.statements)):
                self.held.pop(key, None)
            return
        for (table, id_), hashed in self._wanted(rows.report, rows.statements).items():
            held = self.held.pop((table, id_), None)
            if held != hashed:
                what = "cannot be found by searching" if held is None else "is found by other words than its own"
                yield fault(f"{table} {id_}", what)

    def _wanted(self, report: Report, statements: Sequence[Statement]) -> dict[tuple[str, str], bytes]:
        if not is_file(self._connection):
            return search_server.wanted(self._connection, report, statements)
        found = {("report_index", report.id): digest(report.title, report.text)}
        for row in statements:
            found["statement_index", row.id] = digest(*words_of(report, row))
        return found

    def left(self) -> Iterator[Finding]:
        """What is in the index but not in the ledger; to be asked when all reports were compared."""
        yield from self.doubled
        for table, id_ in sorted(self.held):
            yield fault(f"{table} {id_}", "is in the index of the search but not in the record")


def deep(store: Store) -> Iterator[Finding]:
    """What SQLite's full-text search says of its own tables; PostgreSQL looks after its own."""
    for table in TABLES:
        try:
            with store.writing() as connection:
                if not is_file(connection):
                    return
                connection.execute(text(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')"))
        except DBAPIError as error:
            yield fault(table, str(error.orig))
        except LedgerError as error:
            yield fault(table, str(error))


def rebuild(connection: Connection) -> None:
    """Make the index anew from the record."""
    for table in TABLES:
        connection.execute(text(f"DELETE FROM {table}"))
    for id_ in list(connection.execute(select(reports.c.id).order_by(reports.c.id)).scalars()):
        search.index(connection, reading(connection, id_))
