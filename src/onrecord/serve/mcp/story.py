"""The ledger that the tools answer from: opened when it is first asked, and again where another file took its place."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import RLock
from types import TracebackType
from typing import NamedTuple, Self

from sqlalchemy.exc import DBAPIError

from onrecord.errors import Error, LedgerError, RecordError
from onrecord.ledger import Judge, Ledger
from onrecord.ledger.place import Address, Place, place_of
from onrecord.ledger.store import damaged
from onrecord.serve.held import Held
from onrecord.serve.record import Record


class Opened(NamedTuple):
    """An opened ledger, what is kept in memory of it, and which file it is."""

    ledger: Ledger
    held: Held
    file: tuple[int, int]

    def close(self) -> None:
        """Let go of the file, whatever state it is in."""
        with suppress(Error):
            self.held.close()
        self.ledger.close()


class Story:
    """The ledger at a path. Safe for threads; to be closed, or used in a `with` block.

    `by` is in whose name judgements are made, None where none are taken. A ledger that is absent or damaged is no
    failure before it is asked for: every question raises LedgerError, and the first after it was mended does not.
    """

    def __init__(self, path: str | Place, by: str | None = None) -> None:
        self.place = place_of(path)
        self.by = by
        self._lock = RLock()
        self._opened: Opened | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def ledger(self) -> Ledger:
        """The ledger, for what is not kept in memory."""
        return self._open().ledger

    def record(self, as_of: str | None = None) -> Record:
        """The record as of a day, or of now."""
        return self._open().held.at(as_of)

    @contextmanager
    def judging(self, why: str) -> Iterator[Judge]:
        """Somebody who judges; what is asked afterwards follows from the judgement."""
        if self.by is None:
            raise LedgerError(
                "judgements are not taken here; start the server with: onrecord mcp --allow-fix --as NAME"
            )
        opened = self._open()
        try:
            yield opened.ledger.judge(self.by, why)
        finally:
            opened.held.corrected()

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Raises LedgerError, with what to do, for what a damaged or busy file makes fail; it is then opened anew."""
        try:
            yield
        except (DBAPIError, sqlite3.Error) as error:
            opened = self._opened
            told = opened.ledger.explain(getattr(error, "orig", error)) if opened else str(error)
            self.close()
            raise LedgerError(told) from error
        except (RecordError, json.JSONDecodeError) as error:
            self.close()
            raise LedgerError(damaged(self.place, error)) from error

    def close(self) -> None:
        """Let go of the ledger; it is opened again when it is next asked for."""
        with self._lock:
            opened, self._opened = self._opened, None
        if opened is not None:
            opened.close()

    def _open(self) -> Opened:
        with self._lock:
            file = self._file()
            if self._opened is not None and self._opened.file == file:
                return self._opened
            self.close()
            ledger = Ledger.open(self.place, create=False)
            try:
                held = Held(self.place)
            except BaseException:
                ledger.close()
                raise
            self._opened = Opened(ledger, held, file or self._file() or (0, 0))
            return self._opened

    def _file(self) -> tuple[int, int] | None:
        """Which file there is; a database is one and the same."""
        if isinstance(self.place, Address):
            return 0, 0
        try:
            found = self.place.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino
