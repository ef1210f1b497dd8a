"""Parts that are made once, from one snapshot of a ledger."""

from collections.abc import Callable
from contextlib import ExitStack
from threading import RLock
from typing import Any, Generic, TypeVar, overload

from sqlalchemy import Connection

from onrecord.ledger.store import Store
from onrecord.ledger.together import Together

Value = TypeVar("Value")


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
        with record.lock:
            made = vars(record)
            if self.name not in made:
                made[self.name] = self.make(record)
            value: Value = made[self.name]
            return value


class Snapshot:
    """What is known of a ledger in one state, as of the end of a day or of now. Safe for threads."""

    def __init__(self, store: Store, as_of: str | None) -> None:
        self.as_of = as_of
        self.lock = RLock()
        self._store = store
        self._open: ExitStack | None = None
        self._together: Together | None = None

    @classmethod
    def parts(cls) -> list[str]:
        """The names of all parts, in the order in which they are made."""
        return [name for name, value in vars(cls).items() if isinstance(value, Part)]

    @property
    def together(self) -> Together:
        """What the ledger puts together; for parts, which have the lock."""
        if self._open is None:
            self._open = ExitStack()
            connection = self._open.enter_context(self._store.reading())
            if self._together is None:
                self._together = self._laid_out(connection)
            self._together.connection = connection
        assert self._together is not None
        return self._together

    def _laid_out(self, connection: Connection) -> Together:
        """What the ledger puts together, with what is known already in its place."""
        return Together(connection, self.as_of)

    @property
    def is_complete(self) -> bool:
        """Whether every part is made."""
        return all(name in vars(self) for name in self.parts())

    def complete(self, until: Callable[[], bool] = lambda: False) -> None:
        """Make every part that is not made yet, or those before `until` is true, and let go of the ledger."""
        for name in self.parts():
            if until():
                break
            getattr(self, name)
        self.close()

    def rest(self) -> None:
        """Let go of the ledger unless a part is being made; the next one takes it up again."""
        if self.lock.acquire(blocking=False):
            try:
                if self._open is not None:
                    self._open.close()
                    self._open = None
            finally:
                self.lock.release()

    def close(self) -> None:
        """Let go of the ledger and of what was only needed to make parts."""
        with self.lock:
            self.rest()
            self._together = None
