"""Writers and readers of one ledger at once, each a process of its own: nothing is lost, doubled or seen half.

Writers add reports that are theirs alone and reports that all of them have, again and again; readers ask for the brief,
for statements, for a search and for the whole export. Every reader checks what it sees: whole reports, none of them
twice, never fewer than before. At the end the record is that of one writer who added everything.
"""

import json
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import count
from multiprocessing import get_context
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

from onrecord.ledger import Ledger
from onrecord.ledger.checking import check
from onrecord.ledger.store import open_store
from onrecord.records import Report
from tests.ledger.build import make, noon, read

WRITERS, READERS = 4, 8
SHARED = 6
"""Reports that every writer adds."""
TOWNS = ("Rønne", "Gdynia", "Ystad")
ASKING = ("brief", "said", "search", "export")


@dataclass(slots=True)
class Seen:
    """What came of one process: what it did, how often, reports added or seen at the end, and what went wrong."""

    role: str
    rounds: int = 0
    reports: int = 0
    trouble: str = ""


def report(writer: int, number: int) -> Report:
    """A report; the first `SHARED` are the same for every writer."""
    name = f"shared{number}" if number < SHARED else f"writer{writer}n{number}"
    town = TOWNS[number % len(TOWNS)]
    text = (
        f'The ferry {name} lies off {town}. Dahl said "that {number + 20} people of {name} are well" on 2031-03-05.\n'
        f'Zielińska denied "that {number + 20} people of {name} are well". Nobody knows more of {name}.'
    )
    return make(name, f"2031-03-{1 + number % 27:02}T08:00:00Z", text)


def write(where: str, writer: int, until: float, least: int, gone: Event) -> Iterator[Seen]:
    """Add report after report until the moment, at least so many."""
    done = Seen(f"writer {writer}")
    for number in count():
        if number >= least and (time.time() > until or gone.is_set()):
            break
        with Ledger.open(where, read=read, clock=noon) as ledger:
            added = ledger.add_reports([report(writer, number), report(writer, number % SHARED)])
        assert not added.failures, added.failures
        assert added.added + added.unchanged == 2
        done.rounds, done.reports = done.rounds + 1, done.reports + added.added
    yield done


def ask(where: str, reader: int, gone: Event) -> Iterator[Seen]:
    """Ask until the writers have gone, each time for something else."""
    done = Seen(f"reader {reader}")
    while not gone.is_set() or not done.rounds:
        with Ledger.open(where, create=False, read=read, clock=noon) as ledger:
            seen = asked(ledger, ASKING[(reader + done.rounds) % len(ASKING)])
        assert seen >= done.reports, f"{done.reports} reports before, {seen} now"
        done.rounds, done.reports = done.rounds + 1, seen
    yield done


def asked(ledger: Ledger, what: str) -> int:
    """Ask for one thing; how many reports the ledger holds, by what it answers."""
    if what == "export":
        rows: dict[str, list[Any]] = {}
        for table, row in ledger.dump():
            rows.setdefault(table, []).append(row)
        reports = {row["id"] for row in rows.get("reports", ())}
        assert len(reports) == len(rows.get("reports", ())), "a report is there twice"
        owners = Counter(row["report"] for row in rows.get("statements", ()))
        assert set(owners) == reports, "a report without its statements"
        assert set(owners.values()) <= {2}, "half of a report"
        return len(reports)
    if what == "brief":
        return ledger.brief().reports
    if what == "said":
        found = ledger.said()
        assert len(found) == len({row.id for row in found})
        return len({row.report.id for row in found})
    hits = ledger.search("ferry", limit=100_000)
    return len({hit.report.id for hit in hits})


def process(
    kind: str, where: str, number: int, told: "Queue[dict[str, Any]]", gone: Event, given: tuple[float, int]
) -> None:
    """One process of the crowd."""
    try:
        work = write(where, number, *given, gone) if kind == "writer" else ask(where, number, gone)
        for seen in work:
            told.put(asdict(seen))
    except BaseException as error:
        trouble = "".join(traceback.format_exception(error))
        told.put(asdict(Seen(f"{kind} {number}", trouble=trouble)))


def crowd(where: str, seconds: float, least: int) -> list[Seen]:
    """Let writers and readers loose on a ledger; what came of each. AssertionError where anything went wrong."""
    with Ledger.open(where, read=read, clock=noon) as ledger:
        ledger.add_reports([report(0, 0)])
    context = get_context("spawn")
    told: Queue[dict[str, Any]] = context.Queue()
    gone = context.Event()
    given = (time.time() + seconds, least)
    kinds = [("writer", number) for number in range(WRITERS)] + [("reader", number) for number in range(READERS)]
    every = {one: context.Process(target=process, args=(one[0], where, one[1], told, gone, given)) for one in kinds}
    for running in every.values():
        running.start()
    found: list[Seen] = []
    while len(found) < len(every):
        found.append(Seen(**told.get(timeout=seconds + 300)))
        if found[-1].trouble or sum(one.role.startswith("writer") for one in found) == WRITERS:
            gone.set()
    for running in every.values():
        running.join(60)
    for one in found:
        assert not one.trouble, f"{one.role}: {one.trouble}"
    return found


def same_as_one_writer(where: str, found: list[Seen], alone: Path) -> int:
    """Compare the record with that of one writer who added everything; how many reports there are."""
    rounds = {one.role: one.rounds for one in found}
    wanted = {
        report(writer, n).id: report(writer, n) for writer in range(WRITERS) for n in range(rounds[f"writer {writer}"])
    }
    with Ledger.open(alone, read=read, clock=noon) as ledger:
        ledger.add_reports(wanted.values())
        expected = dumped(ledger)
    with Ledger.open(where, create=False, read=read, clock=noon) as ledger:
        assert {row.id for row in ledger.reports()} == wanted.keys(), "a report is lost"
        assert dumped(ledger) == expected, "the record is another one than that of a single writer"
    store = open_store(where, create=False)
    try:
        checked = check(store)
    finally:
        store.close()
    assert checked.is_sound, checked.findings
    return len(wanted)


def dumped(ledger: Ledger) -> list[str]:
    """The whole record."""
    return [json.dumps(row, sort_keys=True, ensure_ascii=False) for row in ledger.dump()]


def told(found: list[Seen], reports: int, stream: Any = sys.stdout) -> None:
    """Print what came of it."""
    writes = sum(one.rounds for one in found if one.role.startswith("writer"))
    reads = sum(one.rounds for one in found if one.role.startswith("reader"))
    print(f"{WRITERS} writers, {writes:,} adds, {READERS} readers, {reads:,} answers; {reports:,} reports", file=stream)
