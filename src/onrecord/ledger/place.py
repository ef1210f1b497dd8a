"""Where a ledger is: a file, or a database on a PostgreSQL server."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from onrecord.errors import LedgerError

SCHEMES = ("postgresql", "postgres")
"""How the addresses of PostgreSQL begin."""


@dataclass(frozen=True, slots=True, repr=False)
class Address:
    """The address of a database on a PostgreSQL server, as libpq has them; written without its password."""

    url: URL

    @property
    def name(self) -> str:
        """The name of the database."""
        return self.url.database or "postgres"

    def __repr__(self) -> str:
        """The address without a password."""
        return f"Address({str(self)!r})"

    def __str__(self) -> str:
        """The address as it may be shown: without a password."""
        query = {name: value for name, value in self.url.query.items() if name != "password"}
        plain = self.url.set(drivername="postgresql", password=None, query=query)
        return plain.render_as_string(hide_password=True)


Place = Path | Address
"""Where a ledger is."""


def place_of(where: "str | Path | Address") -> Place:
    """The place that a path or an address names. LedgerError for an address that cannot be."""
    if isinstance(where, Address):
        return where
    scheme, colon, _ = str(where).partition("://")
    if not colon or isinstance(where, Path):
        return Path(where)
    # A driver that was named ("postgresql+psycopg://") says nothing: there is one.
    kind = scheme.partition("+")[0].lower()
    if kind not in SCHEMES:
        raise LedgerError(f"a ledger is a file, or a database at postgresql://…; {scheme}:// is neither")
    try:
        url = make_url(str(where)).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError) as error:
        raise LedgerError(
            "the address of the ledger cannot be read; wanted is postgresql://USER:PASSWORD@HOST:PORT/DATABASE, with "
            "marks in the password as %40 and the like"
        ) from error
    return Address(url)


def exists(place: Place) -> bool:
    """Whether there is a file; of a database only its server knows."""
    return isinstance(place, Address) or place.exists()
