"""What is kept in memory of a ledger: its record of now, made anew when that changes, and of a few earlier days."""

import os
import sqlite3
import time
from collections import OrderedDict
from contextlib import closing
from pathlib import Path
from threading import Event, Lock, Thread

from onrecord.errors import Error
from onrecord.ledger.store import Store
from onrecord.serve.record import Record

DAYS = 4
"""Earlier days of which the record is kept."""
QUICK = 0.25
"""Seconds within which a record is made anew before a page is shown; one that takes longer is made behind the pages."""
GRACE = 60.0
"""Seconds for which a former state is kept for the pages that were being made of it."""
INTERVAL = 1.0
"""Seconds between two looks at a ledger that nobody asks for."""


class Held:
    """The records of one ledger. Safe for threads; `close` ends the thread that looks after it.

    Somebody who reads gets the record of now. Where another process changes the ledger, a large record is made anew
    behind the pages, which show the former state until it is complete. After `corrected` no page shows a former state.
    """

    def __init__(self, path: str | Path) -> None:
        self._store = Store(path, create=False)
        self._changes = Changes(self._store.path)
        self._lock = Lock()
        self._seen = self._changes.number()
        self._now = Record(self._store, None)
        self._took: float | None = None
        self._earlier: OrderedDict[str, Record] = OrderedDict()
        self._retired: list[tuple[float, Record]] = []
        self._wake = Event()
        self._closed = False
        self._keeper = Thread(target=self._keep, name="onrecord-held", daemon=True)
        self._keeper.start()

    def at(self, as_of: str | None) -> Record:
        """The record as of a day, or of now."""
        with self._lock:
            if self._changes.number() != self._seen:
                if self._took is not None and self._took < QUICK:
                    self._renew()
                else:
                    self._wake.set()
            if as_of is None:
                return self._now
            record = self._earlier.pop(as_of, None) or Record(self._store, as_of, self._now)
            self._earlier[as_of] = record
            while len(self._earlier) > DAYS:
                self._earlier.popitem(last=False)[1].close()
            return record

    def corrected(self) -> None:
        """Forget the former state: somebody has just corrected the ledger, and looks for the correction."""
        with self._lock:
            self._renew()

    def close(self) -> None:
        """Let go of the ledger."""
        self._closed = True
        self._wake.set()
        self._keeper.join()
        for record in (*self._kept(), *(record for _, record in self._retired)):
            record.close()
        self._changes.close()
        self._store.close()

    def _renew(self) -> None:
        """Start anew from the ledger as it is; the keeper completes the record of now."""
        self._seen = self._changes.number()
        self._replace(Record(self._store, None))
        self._wake.set()

    def _replace(self, record: Record) -> None:
        # Pages that are being made still read them.
        self._retired += [(time.monotonic(), old) for old in (self._now, *self._earlier.values())]
        self._earlier.clear()
        self._now = record

    def _keep(self) -> None:
        """Complete the record of now at the start, and when the ledger has changed."""
        while not self._closed:
            try:
                self._look()
            except Error:
                # Pages that need the ledger say what is wrong with it.
                time.sleep(INTERVAL)
            self._tidy()
            self._wake.wait(INTERVAL)
            self._wake.clear()

    def _tidy(self) -> None:
        """Let go of the ledger wherever no part is being made, and of records that no page shows any more."""
        for record in self._kept():
            record.rest()
        with self._lock:
            over = [record for since, record in self._retired if time.monotonic() - since > GRACE]
            self._retired = [(since, record) for since, record in self._retired if record not in over]
        for record in over:
            record.close()

    def _kept(self) -> list[Record]:
        with self._lock:
            return [self._now, *self._earlier.values()]

    def _look(self) -> None:
        with self._lock:
            seen, record = self._changes.number(), self._now
            changed = seen != self._seen
        if changed:
            record = Record(self._store, None)
        elif record.is_complete:
            return
        began = time.perf_counter()
        record.complete(until=lambda: self._closed)
        with self._lock:
            self._took = time.perf_counter() - began
            if changed and not self._closed:
                self._seen = seen
                self._replace(record)


class Changes:
    """Tells whether a ledger was changed by somebody: a number that is another one after every change."""

    def __init__(self, path: Path) -> None:
        self._connection = connect(path)
        self._lock = Lock()

    def number(self) -> int:
        """The number of the ledger's state."""
        with self._lock:
            found: int = self._connection.execute("PRAGMA data_version").fetchone()[0]
            return found

    def close(self) -> None:
        """Let go of the ledger."""
        with self._lock:
            self._connection.close()


def connect(path: Path) -> sqlite3.Connection:
    """A connection that only looks; one to a ledger in a folder that cannot be written takes it not to change."""
    plain = f"{path.absolute().as_uri()}?mode=ro"
    logged = Path(f"{path}-wal").exists()
    fixed = not logged and not os.access(path.absolute().parent, os.W_OK)
    connection = sqlite3.connect(plain + ("&immutable=1" if fixed else ""), uri=True, check_same_thread=False)
    with closing(connection.execute("PRAGMA data_version")) as cursor:
        cursor.fetchone()
    return connection
