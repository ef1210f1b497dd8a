"""`onrecord add` killed at seeded random moments, again and again: what the ledger holds afterwards.

The same command is started anew on the ledger that the killed one left, until it ends by itself. The moments are drawn
from when a process first writes to the ledger, so that none is spent on the start of the interpreter. After each kill
the ledger must open, be sound and hold whole reports only; when the command has ended, the record must be that of an
uninterrupted run.
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
from typing import Any

from onrecord import demo
from onrecord.ledger import Ledger
from onrecord.ledger.checking import check
from onrecord.ledger.store import open_store

OUTLETS = ("Quay Post", "The Lowland Mail", "Coast Daily", "Nordlys Wire")
CHANGES = (("water", "milk"), ("Hamar", "Gjøvik"), ("Tveit", "Moe"), ("Monday", "Tuesday"))


LIMIT = 600
"""Seconds that one `onrecord add` may take."""
LOOK = 0.005
"""Seconds between two looks at whether a process writes."""


@dataclass(frozen=True, slots=True)
class Kill:
    """One kill: seconds after the process first wrote, the reports that the ledger held then, and whether the process
    was among its writes: some were in the journal and not yet in the file.
    """

    after: float
    reports: int
    among_writes: bool


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


def start(folder: Path, ledger: Path) -> "subprocess.Popen[bytes]":
    """`onrecord add` as a process of its own, in a process group of its own."""
    call = [sys.executable, "-m", "onrecord", "add", str(folder), "--ledger", str(ledger)]
    with ledger.with_suffix(".log").open("wb") as log:
        return subprocess.Popen(call, stdout=log, stderr=log, start_new_session=True)


def record(ledger: Path) -> str:
    """The record as the export has it, without the moments at which reports were added."""
    with Ledger.open(ledger) as opened:
        return json.dumps([without_added(part) for part in opened.dump()], sort_keys=True)


def without_added(value: Any) -> Any:
    """The value without any `added_at`."""
    if isinstance(value, dict):
        return {key: without_added(part) for key, part in value.items() if key != "added_at"}
    return [without_added(part) for part in value] if isinstance(value, list | tuple) else value


def whole(ledger: Path) -> int:
    """How many reports the ledger holds; raises AssertionError where it is not sound."""
    if not ledger.exists() or ledger.stat().st_size == 0:
        return 0
    store = open_store(ledger, create=True)
    try:
        found = check(store)
    finally:
        store.close()
    assert found.is_sound, found.findings
    return found.reports


def journal(ledger: Path) -> int:
    """Bytes in the ledger's journal: what was written and is not in its file yet."""
    try:
        return ledger.with_name(f"{ledger.name}-wal").stat().st_size
    except FileNotFoundError:
        return 0


def writes(process: "subprocess.Popen[bytes]", ledger: Path) -> bool:
    """Wait until the process writes to the ledger: True then, False where it ended without."""
    until = time.monotonic() + LIMIT
    while process.poll() is None:
        if journal(ledger):
            return True
        assert time.monotonic() < until, f"nothing written after {LIMIT} seconds"
        time.sleep(LOOK)
    return False


def killed(folder: Path, work: Path, kills: int, seed: int, told: Callable[[str], None] = print) -> Iterator[Kill]:
    """Kill so many times; raises AssertionError where anything is lost, torn or different."""
    rng = random.Random(seed)
    sound = work / "uninterrupted.db"
    process = start(folder, sound)
    assert writes(process, sound)
    begun = time.monotonic()
    assert process.wait(timeout=LIMIT) == 0
    length = time.monotonic() - begun
    wanted = record(sound)
    done = rounds = 0
    while done < kills:
        rounds += 1
        ledger = work / f"killed{rounds}.db"
        held = 0
        while True:
            process = start(folder, ledger)
            after = rng.uniform(0, length)
            try:
                ended = process.wait(timeout=after if writes(process, ledger) and done < kills else LIMIT)
            except subprocess.TimeoutExpired:
                among_writes = journal(ledger) > 0
                os.killpg(process.pid, signal.SIGKILL)
                process.wait(timeout=LIMIT)
                assert done < kills, f"not done after {LIMIT} seconds"
            else:
                assert ended == 0, ledger.with_suffix(".log").read_text(encoding="utf-8")
                break
            done += 1
            now = whole(ledger)
            assert now >= held, f"{held} reports before the kill, {now} after it"
            held = now
            yield Kill(after, now, among_writes)
        assert record(ledger) == wanted, f"round {rounds}: the record differs from that of an uninterrupted run"
        told(f"round {rounds}: {done} kills; the record is that of an uninterrupted run")
