"""Several processes at one ledger, and one that is killed."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from onrecord.ledger import Ledger
from tests.ledger.build import STORY, make, open_ledger

ROOT = Path(__file__).parents[2]
ADDER = """
import sys, time
from pathlib import Path
from tests.ledger.build import make, noon, read
from onrecord.ledger import Ledger

def slow(report):
    print(report.title, flush=True)
    time.sleep(float(sys.argv[2]))
    return read(report)

text = 'Report {0} of many. Ida Falk said "number {0} is on its way with {0},000 tonnes of salt".'
reports = [make(f"outlet{i}", "2031-03-05", text.format(i)) for i in range(int(sys.argv[3]))]
with Ledger.open(Path(sys.argv[1]), read=slow, clock=noon) as ledger:
    print(ledger.add_reports(reports).added, flush=True)
"""


def start(path: Path, pause: float, count: int) -> subprocess.Popen[str]:
    """A process that adds `count` reports and takes `pause` seconds to read each."""
    command = [sys.executable, "-c", ADDER, str(path), str(pause), str(count)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill outright")
def test_killed_while_adding(path: Path) -> None:
    adder = start(path, 0.02, 500)
    assert adder.stdout is not None
    for _ in range(6):
        adder.stdout.readline()
    adder.send_signal(signal.SIGKILL)
    adder.wait(10)
    adder.stdout.close()
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    kept, related = connection.execute("SELECT count(*), sum(related) FROM reports").fetchone()
    # One statement and one index row for each report that is there: no half reports.
    assert connection.execute("SELECT count(*) FROM statements").fetchone() == (kept,)
    assert connection.execute("SELECT count(*) FROM report_index").fetchone() == (kept,)
    connection.close()
    assert 5 <= kept < 500
    assert related == 0
    with open_ledger(path) as ledger:
        assert len(ledger.entities()) == 1
        assert len(ledger.said("Falk")) == kept
    again = start(path, 0, kept + 10)
    output, _ = again.communicate(timeout=30)
    assert output.splitlines()[-1] == "10"


def test_two_readers_while_a_writer_adds(path: Path) -> None:
    Ledger.open(path).close()
    adder = start(path, 0.01, 25)
    counts: list[list[int]] = [[], []]
    failures: list[Exception] = []

    def watch(seen: list[int]) -> None:
        try:
            while adder.poll() is None:
                with open_ledger(path) as ledger:
                    rows: dict[str, int] = {}
                    for table, _ in ledger.dump():
                        rows[table] = rows.get(table, 0) + 1
                    assert rows.get("reports", 0) == rows.get("statements", 0)
                    seen.append(rows.get("reports", 0))
                time.sleep(0.02)
        except Exception as error:
            failures.append(error)

    readers = [threading.Thread(target=watch, args=(seen,)) for seen in counts]
    for reader in readers:
        reader.start()
    output, _ = adder.communicate(timeout=60)
    for reader in readers:
        reader.join()
    assert failures == []
    assert output.splitlines()[-1] == "25"
    for seen in counts:
        assert seen == sorted(seen)
        assert len(seen) > 1
    with open_ledger(path) as ledger:
        assert len(ledger.reports()) == 25
        assert len(ledger.entities()) == 1


def test_two_writers_at_once_add_everything_once(path: Path) -> None:
    adders = [start(path, 0.005, 12), start(path, 0.004, 12)]
    added = [int(adder.communicate(timeout=60)[0].splitlines()[-1]) for adder in adders]
    assert sum(added) == 12
    with open_ledger(path) as ledger:
        assert len(ledger.reports()) == 12
        (falk,) = ledger.entities()
        assert {row.speaker for row in ledger.said()} == {falk}


def test_one_ledger_used_by_several_threads(path: Path) -> None:
    results: list[int] = []
    with open_ledger(path) as ledger:
        ledger.add_reports([*STORY, make("extra", None, "Nothing was said there.")])
        threads = [threading.Thread(target=lambda: results.append(len(ledger.said("dahl")))) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert results == [6] * 8
