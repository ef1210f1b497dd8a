"""What is kept in memory of a ledger: its record of now, made anew when that changes, and of a few earlier days."""

import gc
import sys
import time
import traceback
from collections import OrderedDict
from collections.abc import Callable
from threading import Event, Lock, Thread

from onrecord.errors import Error
from onrecord.ledger.place import Place
from onrecord.ledger.store import open_store
from onrecord.serve.record import Record
from onrecord.serve.snapshot import Superseded

DAYS = 4
"""Earlier days of which the record is kept."""
QUICK = 0.25
"""Seconds within which a record is made anew before a page is shown; one that takes longer is made behind the pages."""
GRACE = 60.0
"""Seconds for which a former state is kept for the pages that were being made of it."""
INTERVAL = 1.0
"""Seconds between two looks at a ledger that nobody asks for."""
PAUSE = 10.0
"""Seconds after which a record that could not be made is tried again, unless the ledger is changed before."""


class Held:
    """The records of one ledger. Safe for threads; `close` ends the thread that looks after it.

    Somebody who reads gets the record of now. Where another process changes the ledger, a large record is made anew
    behind the pages, which show the former state until it is complete; a part of the former state that nobody had made
    by then raises Superseded. After `corrected` no page shows a former state. `prepare` is given a large record of now
    when it is complete, before pages show it where they show a former state.
    """

    def __init__(self, path: str | Place, prepare: Callable[[Record], None] = lambda record: None) -> None:
        self._store = open_store(path, create=False)
        self.writable = self._store.writable
        self._changes = self._store.changes()
        self._lock = Lock()
        self._now = self._record()
        self._took: float | None = None
        self._earlier: OrderedDict[str, Record] = OrderedDict()
        self._retired: list[tuple[float, Record]] = []
        self._wake = Event()
        self._closed = False
        self._prepare = prepare
        self._ready: Record | None = None
        self._failure = ""
        self._keeper = Thread(target=self._keep, name="onrecord-held", daemon=True)
        self._keeper.start()

    def at(self, as_of: str | None) -> Record:
        """The record as of a day, or of now."""
        with self._lock:
            if self._is_former(self._now):
                is_idle = not self._now.is_complete and not self._now.is_open
                if is_idle or (self._took is not None and self._took < QUICK):
                    self._renew()
                else:
                    self._wake.set()
            if as_of is None:
                return self._now
            record = self._earlier.pop(as_of, None) or self._record(as_of, self._now)
            self._earlier[as_of] = record
            while len(self._earlier) > DAYS:
                self._retire(self._earlier.popitem(last=False)[1])
            return record

    @property
    def progress(self) -> tuple[int, int]:
        """How many parts of the record of now are made, and how many there are."""
        return self._now.progress

    @property
    def is_ready(self) -> bool:
        """Whether the record of now is complete, and prepared where it is large."""
        return self._ready is self._now

    def corrected(self) -> None:
        """Forget the former state: somebody has just corrected the ledger, and looks for the correction."""
        with self._lock:
            self._renew()

    def close(self) -> None:
        """Let go of the ledger, whatever state it is in."""
        self._closed = True
        self._wake.set()
        self._keeper.join()
        for record in (*self._kept(), *(record for _, record in self._retired)):
            record.close()
        self._changes.close()
        self._store.close()

    def _record(self, as_of: str | None = None, now: Record | None = None) -> Record:
        return Record(self._store, as_of, self._changes, now)

    def _is_former(self, record: Record) -> bool:
        """Whether the ledger was changed since the record's state."""
        return record.state is not None and record.state != self._changes.number()

    def _renew(self) -> None:
        """Start anew from the ledger as it is; the keeper completes the record of now."""
        self._replace(self._record())
        self._wake.set()

    def _replace(self, record: Record) -> None:
        for old in (self._now, *self._earlier.values()):
            self._retire(old)
        self._earlier.clear()
        self._now = record

    def _retire(self, record: Record) -> None:
        """Keep a record that looks at the ledger a while longer, for the pages that are being made of it."""
        if record.is_open:
            self._retired.append((time.monotonic(), record))
        else:
            record.close()

    def _keep(self) -> None:
        """Complete the record of now at the start, and when the ledger has changed; no failure ends that."""
        while not self._closed:
            pause = INTERVAL
            try:
                self._look()
                self._tidy()
                self._failure = ""
            except Superseded:
                self._wake.set()
            except Exception as error:
                pause = PAUSE
                # Of a ledger that cannot be read, the pages that need it say what is wrong.
                if not isinstance(error, Error) and self._failure != repr(error):
                    self._failure = repr(error)
                    traceback.print_exc(file=sys.stderr)
            self._wake.wait(pause)
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
        """Complete the record of now; where the ledger was changed, another one behind the pages."""
        with self._lock:
            shown = self._now
            changed = self._is_former(shown)
        if not changed and shown.is_complete:
            return
        record = self._record() if changed else shown
        began = time.perf_counter()
        try:
            record.complete(until=lambda: self._closed or self._now is not shown)
            took = time.perf_counter() - began
            if record.is_complete and took > QUICK and not self._closed:
                settle()
                self._prepare(record)
            with self._lock:
                if record.is_complete and self._now is shown:
                    self._took = took
                    if record is not shown:
                        self._replace(record)
                    self._ready = record
        finally:
            if self._now is not record:
                record.close()


def settle() -> None:
    """Let the collector of cycles look no more at what is in memory by now: of a large record that stops all pages.

    Records have no cycles: one that was replaced is freed all the same.
    """
    gc.collect(1)
    gc.freeze()
