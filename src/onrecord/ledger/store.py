"""A ledger's store: connections and transactions, and failures in plain words."""

import json
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, NoResultFound

from onrecord.errors import Error, LedgerError, RecordError
from onrecord.ledger.place import Address, Place, place_of

BUSY_SECONDS = 30.0
"""How long a writer waits for another one."""


class Changes(Protocol):
    """Tells whether a ledger was changed by somebody: a number that is another one after every change."""

    def number(self) -> int:
        """The number of the ledger's state; LedgerError where it cannot be read."""
        ...

    def close(self) -> None:
        """Let go of the ledger."""
        ...


class Store(ABC):
    """Connections to one ledger, wherever it is; `open_store` opens one.

    Reads see one snapshot each and never wait for writers; writes wait up to 30 seconds for one another. `place` is
    where it is, `writable` whether it may be written.
    """

    place: Place
    writable: bool
    _engine: Engine
    _closed = False

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that reads one snapshot of the ledger."""
        self._check_open()
        with self._explained(), self._begun(write=False) as connection:
            try:
                yield connection
            except (RecordError, json.JSONDecodeError) as error:
                raise LedgerError(damaged(self.place, error)) from error

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection in one transaction that is kept whole or not at all."""
        self._check_open()
        self.check_writable()
        with self._explained(), self._begun(write=True) as connection:
            yield connection

    @abstractmethod
    def _begun(self, *, write: bool) -> AbstractContextManager[Connection]:
        """A connection in a transaction, which is committed at the end and rolled back where something fails."""

    @abstractmethod
    def explain(self, error: BaseException | None) -> str:
        """What went wrong with the ledger, and what to do; `error` is the driver's."""

    @abstractmethod
    def changes(self) -> Changes:
        """What tells whether the ledger was changed."""

    @abstractmethod
    def misfit(self) -> str | None:
        """What the store itself finds wrong with the ledger, None where nothing is."""

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError as error:
            raise RecordError(f"the rows do not fit together: {error.orig}") from error
        except (DataError, UnicodeEncodeError) as error:
            raise RecordError(f"the rows cannot be written: {error}") from error
        except DBAPIError as error:
            raise LedgerError(self.explain(error.orig)) from error
        except Error:
            raise
        except (TypeError, ValueError, LookupError, AttributeError, NoResultFound) as error:
            # Rows that cannot be make anything fail that reads them. Where the ledger is sound, it is a fault of ours.
            if found := self.misfit():
                raise LedgerError(damaged(self.place, found)) from error
            raise

    @abstractmethod
    def check_writable(self) -> None:
        """Raise LedgerError when the ledger can only be read."""

    def _check_open(self) -> None:
        if self._closed:
            raise LedgerError(
                f"the ledger {self.place} is closed; open it again with onrecord.open({str(self.place)!r})"
            )

    def close(self) -> None:
        """Let go of the ledger. A closed store cannot be used again; closing twice is fine."""
        self._closed = True
        self._engine.dispose()


def open_store(where: str | Path | Address, *, create: bool) -> Store:
    """The store of the ledger at a path or an address, made where there is none and `create` is true.

    Raises LedgerError when there is no ledger, something else, a damaged one, one of a newer version, or none can be
    made.
    """
    place = place_of(where)
    if isinstance(place, Address):
        from onrecord.ledger.store_server import ServerStore

        return ServerStore(place, create=create)
    from onrecord.ledger.store_file import FileStore

    return FileStore(place, create=create)


def damaged(place: Place, reason: object) -> str:
    """What to say of a ledger whose content cannot be."""
    return f"the ledger {place} is damaged ({reason}); put back a copy of it, or add its reports to a new ledger"


def making(place: Place) -> str:
    """The command that makes a ledger there."""
    return f"onrecord add REPORTS --ledger {place}"
