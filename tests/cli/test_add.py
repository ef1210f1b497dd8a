import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from tests.cli.conftest import Command

REPORT = (
    "Title: Crane stopped\nPublished: 2031-02-03\n\nThe crane was stopped on Monday, harbour guard Vera Holm said.\n"
)
MAIN = "from onrecord.cli import main; main()"


def test_adding_again_changes_nothing(command: Command, tmp_path: Path) -> None:
    Path(tmp_path, "a.txt").write_text(REPORT)
    first = command("add", "a.txt")
    assert (first.status, first.out, first.err) == (0, "1 added; ledger: onrecord.db\n", "")
    assert command("add", "a.txt").out == "0 added, 1 there already; ledger: onrecord.db\n"


def test_each_source_that_gives_no_report_has_its_line(command: Command, tmp_path: Path) -> None:
    Path(tmp_path, "a.txt").write_text(REPORT)
    Path(tmp_path, "empty.txt").write_text("")
    Path(tmp_path, "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01")
    done = command("add", "a.txt", "empty.txt", "picture.txt", "gone.txt", "--ledger", "s.db")
    assert done.status == 1
    assert done.out == "1 added, 1 skipped, 2 failed; ledger: s.db\n"
    lines = done.err.splitlines()
    assert len(lines) == 3
    assert any(line.startswith("skipped: empty.txt: ") for line in lines)
    assert any(line.startswith("failed: picture.txt: ") for line in lines)
    assert any(line.startswith("failed: gone.txt: ") for line in lines)


def test_sources_that_are_only_skipped_are_no_failure(command: Command, tmp_path: Path) -> None:
    Path(tmp_path, "empty.txt").write_text("\n")
    done = command("add", "empty.txt")
    assert done.status == 0
    assert done.out == "0 added, 1 skipped (nothing but skipped sources); ledger: onrecord.db\n"


def test_too_large_a_source_fails(command: Command, tmp_path: Path) -> None:
    Path(tmp_path, "a.txt").write_text(REPORT)
    done = command("add", "a.txt", "--max-bytes", "20")
    assert done.status == 1
    assert "20" in done.err


def test_ctrl_c_says_what_is_stored(tmp_path: Path) -> None:
    Path(tmp_path, "a.txt").write_text(REPORT)
    ledger = tmp_path / "s.db"
    arguments = [sys.executable, "-c", MAIN, "add", "a.txt", "-", "--ledger", str(ledger)]
    with subprocess.Popen(
        arguments, cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as adding:
        wait_for_report(ledger)
        adding.send_signal(signal.SIGINT)
        out, err = adding.communicate(timeout=30)
    assert adding.returncode == 130
    assert out == ""
    assert err == f"Stopped. {ledger} holds 1 report; the same command goes on from there.\n"


def wait_for_report(ledger: Path) -> None:
    """Wait until the ledger holds a report, at most half a minute."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if ledger.exists():
            with closing(sqlite3.connect(ledger)) as connection:
                tables = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'reports'").fetchall()
                if tables and connection.execute("SELECT 1 FROM reports").fetchall():
                    return
        time.sleep(0.05)
    raise AssertionError("no report was stored in time")
