"""`onrecord add` killed at seeded random moments, again and again: what the ledger holds afterwards.

The same command is started anew on the ledger that the killed one left, until it ends by itself. The moments count from
when a process first writes to the ledger, so that none is spent on the start of the interpreter; every other one is at
once, the others are drawn from the length of a whole run. After each kill the ledger must open, be sound and hold whole
reports only; when the command has ended, the record must be that of an uninterrupted run.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from onrecord import demo
from onrecord.errors import LedgerError
from onrecord.ledger import Ledger
from onrecord.ledger.checking import check
from onrecord.ledger.store import open_store
from tests import server

OUTLETS = ("Quay Post", "The Lowland Mail", "Coast Daily", "Nordlys Wire")
CHANGES = (("water", "milk"), ("Hamar", "Gjøvik"), ("Tveit", "Moe"), ("Monday", "Tuesday"))


LIMIT = 600
"""Seconds that one `onrecord add` may take."""
LOOK = 0.005
"""Seconds between two looks at whether a process writes."""


@dataclass(frozen=True, slots=True)
class Kill:
    """One kill: seconds after the process first wrote, the reports that the ledger held then, and whether the process
    was among its writes: some were made and not yet kept for good.
    """

    after: float
    reports: int
    among_writes: bool


class Ledgers(Protocol):
    """Where the ledgers are."""

    def new(self, name: str) -> str:
        """The path or the address of a ledger that is not there yet."""
        ...

    def is_among_writes(self, where: str) -> bool:
        """Whether something was written to the ledger and is not kept for good yet."""
        ...


class Files:
    """Ledgers in the files of a folder; what is in the journal is not in the file yet."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def new(self, name: str) -> str:
        return str(self.folder / f"{name}.db")

    def is_among_writes(self, where: str) -> bool:
        try:
            return Path(f"{where}-wal").stat().st_size > 0
        except FileNotFoundError:
            return False


class Schemas:
    """Ledgers in schemas of a database: a connection that has changed something and not committed is among writes.

    The schemas are dropped by `close`.
    """

    WRITERS = (
        "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
        "AND application_name = 'onrecord' AND backend_xid IS NOT NULL)"
    )

    def __init__(self, url: str) -> None:
        import psycopg

        self.url = url
        self.made: list[str] = []
        self._connection = psycopg.connect(url, autocommit=True)

    def new(self, name: str) -> str:
        self.made.append(f"onrecord_{name}_{time.time_ns()}")
        return server.in_schema(self.url, self.made[-1])

    def is_among_writes(self, where: str) -> bool:
        row = self._connection.execute(self.WRITERS).fetchone()
        return bool(row and row[0])

    def close(self) -> None:
        self._connection.close()
        for name in self.made:
            server.drop(self.url, name)


def write_pile(folder: Path, rounds: int = len(OUTLETS)) -> Path:
    """The packaged story and changed copies of it by other outlets, as files."""
    folder.mkdir()
    with demo.reports() as story:
        for path in sorted(Path(story).glob("*.txt")):
            text = path.read_text(encoding="utf-8")
            (folder / path.name).write_text(text, encoding="utf-8")
            for outlet, (old, new) in list(zip(OUTLETS, CHANGES, strict=True))[:rounds]:
                lines = [
                    f"outlet: {outlet}" if line.lower().startswith("outlet:") else line for line in text.split("\n")
                ]
                lines = [
                    line.replace("https://", f"https://{outlet[:2].lower()}.") if "://" in line else line
                    for line in lines
                ]
                (folder / f"{outlet[:3]}-{path.name}").write_text("\n".join(lines).replace(old, new), encoding="utf-8")
    return folder


def start(folder: Path, where: str, log: Path) -> "subprocess.Popen[bytes]":
    """`onrecord add` as a process of its own, in a process group of its own."""
    call = [sys.executable, "-m", "onrecord", "add", str(folder), "--ledger", where]
    with log.open("wb") as file:
        return subprocess.Popen(call, stdout=file, stderr=file, start_new_session=True)


def record(where: str) -> str:
    """The record as the export has it, without the moments at which reports were added."""
    with Ledger.open(where) as opened:
        return json.dumps([without_added(part) for part in opened.dump()], sort_keys=True)


def without_added(value: Any) -> Any:
    """The value without any `added_at`."""
    if isinstance(value, dict):
        return {key: without_added(part) for key, part in value.items() if key != "added_at"}
    return [without_added(part) for part in value] if isinstance(value, list | tuple) else value


def whole(where: str) -> int:
    """How many reports the ledger holds, 0 where there was none; raises AssertionError where it is not sound."""
    try:
        store = open_store(where, create=True)
    except LedgerError as error:
        raise AssertionError(f"the ledger does not open: {error}") from error
    try:
        found = check(store)
    finally:
        store.close()
    assert found.is_sound, found.findings
    return found.reports


def writes(process: "subprocess.Popen[bytes]", ledgers: Ledgers, where: str) -> bool:
    """Wait until the process writes to the ledger: True then, False where it ended without."""
    until = time.monotonic() + LIMIT
    while process.poll() is None:
        if ledgers.is_among_writes(where):
            return True
        assert time.monotonic() < until, f"nothing written after {LIMIT} seconds"
        time.sleep(LOOK)
    return False


def killed(
    folder: Path, ledgers: Ledgers, log: Path, kills: int, seed: int, told: Callable[[str], None] = print
) -> Iterator[Kill]:
    """Kill so many times; raises AssertionError where anything is lost, torn or different."""
    rng = random.Random(seed)
    sound = ledgers.new("uninterrupted")
    process = start(folder, sound, log)
    assert writes(process, ledgers, sound), log.read_text(encoding="utf-8")
    begun = time.monotonic()
    assert process.wait(timeout=LIMIT) == 0, log.read_text(encoding="utf-8")
    length = time.monotonic() - begun
    wanted = record(sound)
    done = rounds = 0
    while done < kills:
        rounds += 1
        where = ledgers.new(f"killed{rounds}")
        held = 0
        while True:
            process = start(folder, where, log)
            # Every other one among the first writes, which no moment drawn from the whole run would hit often.
            after = rng.uniform(0, length) if done % 2 else 0.0
            try:
                ended = process.wait(timeout=after if writes(process, ledgers, where) and done < kills else LIMIT)
            except subprocess.TimeoutExpired:
                among_writes = ledgers.is_among_writes(where)
                os.killpg(process.pid, signal.SIGKILL)
                process.wait(timeout=LIMIT)
                assert done < kills, f"not done after {LIMIT} seconds"
            else:
                assert ended == 0, log.read_text(encoding="utf-8")
                break
            done += 1
            now = whole(where)
            assert now >= held, f"{held} reports before the kill, {now} after it"
            held = now
            yield Kill(after, now, among_writes)
        assert record(where) == wanted, f"round {rounds}: the record differs from that of an uninterrupted run"
        told(f"round {rounds}: {done} kills; the record is that of an uninterrupted run")
