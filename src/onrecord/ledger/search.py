"""Full text over reports and statements, in whichever index the ledger's store has.

A file has SQLite's FTS5 (`search_file`), a server PostgreSQL's text vectors (`search_server`). Both cut and shorten
words alike, so that they find the same; how they rank differs a little. Nothing else of the ledger knows of either.
"""

from typing import Protocol, cast

from sqlalchemy import Connection

from onrecord.ledger import search_file, search_server
from onrecord.ledger.search_words import Ranked
from onrecord.records import Reading


class Index(Protocol):
    """What either index can do."""

    def index(self, connection: Connection, reading: Reading) -> None:
        """Make a report and its statements findable."""
        ...

    def statements_about(self, connection: Connection, query: str) -> frozenset[str]:
        """Ids of the statements whose words said match the query."""
        ...

    def ranked(
        self, connection: Connection, query: str, as_of: str | None, limit: int
    ) -> tuple[list[Ranked], list[Ranked]]:
        """The best reports and the best statements for the query, `limit` of each at most."""
        ...


def of(connection: Connection) -> Index:
    """The index of the ledger that is connected to."""
    return cast("Index", search_file if connection.dialect.name == "sqlite" else search_server)


def index(connection: Connection, reading: Reading) -> None:
    """Make a report and its statements findable."""
    of(connection).index(connection, reading)


def statements_about(connection: Connection, query: str) -> frozenset[str]:
    """Ids of the statements whose words said match the query."""
    return of(connection).statements_about(connection, query)


def ranked(connection: Connection, query: str, as_of: str | None, limit: int) -> tuple[list[Ranked], list[Ranked]]:
    """The best reports and the best statements for the query, `limit` of each at most."""
    return of(connection).ranked(connection, query, as_of, limit)
