"""Parts that are made once, from one snapshot of a ledger."""

import json
import sqlite3
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from threading import RLock, get_ident
from typing import Any, Generic, TypeVar, overload

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from onrecord.errors import Error, LedgerError, RecordError
from onrecord.ledger.store import Changes, Store, damaged
from onrecord.ledger.together import Together

Value = TypeVar("Value")

TURN = 0.002
"""Seconds between two looks whether others still wait for a part."""
MISFITS = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, AssertionError)
"""What rows that do not fit together make fail."""


class Superseded(LedgerError):  # noqa: N818 (named as what it says)
    """The ledger was changed before a part was made: whoever asks for the record again gets one of the new state."""

    def __init__(self) -> None:
        super().__init__("the ledger was changed while this was being put together; ask again")


class Part(Generic[Value]):
    """A part of a snapshot, made when it is first asked for and then kept; one thread makes, the others wait."""

    def __init__(self, make: Callable[[Any], Value]) -> None:
        self.make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, record: None, owner: type) -> "Part[Value]": ...
    @overload
    def __get__(self, record: "Snapshot", owner: type) -> Value: ...
    def __get__(self, record: "Snapshot | None", owner: type) -> "Value | Part[Value]":
        if record is None:
            return self
        # Set on the snapshot, the value is found before this descriptor from then on.
        me = get_ident()
        record.waiting.add(me)
        with record.lock:
            record.waiting.discard(me)
            made = vars(record)
            if self.name not in made:
                made[self.name] = record.made(self.make)
            value: Value = made[self.name]
            return value


class Snapshot:
    """What is known of a ledger in one state, as of the end of a day or of now. Safe for threads.

    The state is that of the first look at the ledger, or of `basis` where that is given. The ledger is let go of
    between two looks (`rest`); where `changes` shows that it was changed meanwhile, a part that is not made yet raises
    Superseded. So it does once the snapshot was closed. LedgerError where the ledger cannot be read.
    """

    def __init__(
        self, store: Store, as_of: str | None, changes: Changes | None = None, basis: "Snapshot | None" = None
    ) -> None:
        self.as_of = as_of
        self.lock = RLock()
        self.state: int | None = None
        self.waiting: set[int] = set()
        self._store = store
        self._changes = changes
        self._basis = basis
        self._open: ExitStack | None = None
        self._together: Together | None = None
        self._is_closed = False

    @classmethod
    def parts(cls) -> list[str]:
        """The names of all parts, in the order in which they are made."""
        return [name for name, value in vars(cls).items() if isinstance(value, Part)]

    @property
    def together(self) -> Together:
        """What the ledger puts together; for parts, which have the lock."""
        if self._open is None:
            connection = self._looked()
            if self._together is None:
                self._together = self._laid_out(connection)
            self._together.connection = connection
        assert self._together is not None
        return self._together

    def _looked(self) -> Connection:
        """A connection to the ledger in the state that the snapshot is of."""
        if self._is_closed:
            raise Superseded
        if self.state is None and self._basis is not None:
            self.state = self._basis.fixed()
        with ExitStack() as opened:
            before = self._changes.number() if self._changes else 0
            connection = opened.enter_context(self._store.reading())
            connection.exec_driver_sql("SELECT 1 FROM reports LIMIT 1").all()  # the snapshot is that of the first look
            after = self._changes.number() if self._changes else 0
            if not before == after == (after if self.state is None else self.state):
                raise Superseded
            self.state = after
            self._open = opened.pop_all()
        return connection

    def fixed(self) -> int | None:
        """The number of the state that the snapshot is of, from now on."""
        with self.lock:
            if self.state is None:
                self.made(lambda snapshot: snapshot.together)
            return self.state

    def _laid_out(self, connection: Connection) -> Together:
        """What the ledger puts together, with what is known already in its place."""
        return Together(connection, self.as_of)

    def made(self, make: Callable[[Any], Value]) -> Value:
        """What `make` gives for this snapshot; LedgerError where the ledger is what is wrong."""
        store = self._store
        try:
            return make(self)
        except (RecordError, json.JSONDecodeError) as error:
            self._drop()
            raise LedgerError(damaged(store.place, error)) from error
        except (DBAPIError, sqlite3.Error) as error:
            self._drop()
            raise LedgerError(store.explain(getattr(error, "orig", error))) from error
        except MISFITS as error:
            misfit = store.misfit()
            self._drop()
            if misfit is None:
                raise
            raise LedgerError(damaged(store.place, misfit)) from error
        except BaseException:
            self._drop()
            raise

    @property
    def is_complete(self) -> bool:
        """Whether every part is made."""
        return all(name in vars(self) for name in self.parts())

    @property
    def progress(self) -> tuple[int, int]:
        """How many parts are made, and how many there are."""
        names = self.parts()
        return sum(name in vars(self) for name in names), len(names)

    @property
    def is_open(self) -> bool:
        """Whether the ledger is being looked at."""
        return self._open is not None

    def complete(self, until: Callable[[], bool] = lambda: False) -> None:
        """Make every part that is not made yet, or those before `until` is true; a complete one lets go of the ledger.

        Whoever waits for a part comes before the next one.
        """
        for name in self.parts():
            while self.waiting and not until():
                time.sleep(TURN)
            if until():
                return
            getattr(self, name)
        self.close()

    def rest(self) -> bool:
        """Let go of the ledger unless a part is being made, and say whether; the next one takes it up again."""
        if not self.lock.acquire(blocking=False):
            return False
        try:
            if self._open is not None:
                opened, self._open = self._open, None
                with suppress(Error, DBAPIError, sqlite3.Error):  # nothing was written that could be lost
                    opened.close()
        finally:
            self.lock.release()
        return True

    def close(self) -> None:
        """Let go of the ledger for good, and of what was only needed to make parts; those that are made remain."""
        with self.lock:
            self._is_closed = True
            self._drop()

    def _drop(self) -> None:
        """Begin anew with the next part."""
        with self.lock:
            self.rest()
            self._together = None
