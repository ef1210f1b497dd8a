"""Reading over several processes of this machine: each loads the model once."""

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

import pyarrow as pa

from onrecord.engine.reading import read_table
from onrecord.engine.tables import Tables, joined, reports_of, tables_of
from onrecord.gather import Failure
from onrecord.ledger.adding import label

AHEAD = 3
"""Slices a worker that are handed out ahead of what was read: enough to keep it busy, too few to fill the memory."""

Read = Callable[[pa.Table], Tables]


def over_processes(slices: Iterator[pa.Table], workers: int, read: Read = read_table) -> Iterator[Tables]:
    """What each slice is read to, in their order, never more than a few of them in memory.

    Where a worker dies (out of memory, killed), what it was reading is read again, a report at a time in the end: one
    that no worker survives is a failure, and the others go on.
    """
    pool = Pool(workers, read)
    ahead: deque[tuple[pa.Table, Future[Tables]]] = deque()
    try:
        for table in slices:
            ahead.append((table, pool.submit(table)))
            if len(ahead) >= AHEAD * workers:
                yield pool.result(ahead)
        while ahead:
            yield pool.result(ahead)
    finally:
        pool.close()


class Pool:
    """Worker processes, started anew when one dies."""

    def __init__(self, workers: int, read: Read) -> None:
        self._workers = workers
        self._read = read
        self._start()

    def _start(self) -> None:
        # A forked process would share the locks of this one's threads; a spawned one begins clean.
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(self._workers, mp_context=context, initializer=alone)

    def submit(self, table: pa.Table) -> "Future[Tables]":
        """Begin to read a slice."""
        try:
            return self._pool.submit(self._read, table)
        except BrokenProcessPool as error:
            # Somebody else's death: the slice is read with those that were under way.
            failed: Future[Tables] = Future()
            failed.set_exception(error)
            return failed

    def result(self, ahead: "deque[tuple[pa.Table, Future[Tables]]]") -> Tables:
        """What the first of the slices was read to."""
        table, future = ahead.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            self._restart()
            found = self._alone(table)
            # Those after it were lost with the pool.
            again = [(one, self.submit(one)) for one, _ in ahead]
            ahead.clear()
            ahead.extend(again)
            return found

    def _alone(self, table: pa.Table) -> Tables:
        """What a slice is read to while nothing else is read; halves of one that kills its worker."""
        try:
            return self._pool.submit(self._read, table).result()
        except BrokenProcessPool:
            self._restart()
        if table.num_rows > 1:
            half = table.num_rows // 2
            return joined([self._alone(table.slice(0, half)), self._alone(table.slice(half))])
        (report,) = reports_of(table)
        return tables_of((), [Failure(label(report), "could not be read: the process that read it died")])

    def _restart(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._start()

    def close(self) -> None:
        """End the workers."""
        self._pool.shutdown(wait=True, cancel_futures=True)


def alone() -> None:
    """Set a worker up: one thread of its own, for the others have the other cores."""
    os.environ.setdefault("ONRECORD_THREADS", "1")
