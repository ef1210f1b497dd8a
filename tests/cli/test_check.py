"""`onrecord check` and `onrecord backup`."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.cli.conftest import Command


def test_a_sound_ledger(command: Command, story: str) -> None:
    outcome = command("check", "--ledger", story)
    assert outcome.status == 0
    assert outcome.out.startswith("6 reports, ")
    assert ": sound; ledger: " in outcome.out
    found = json.loads(command("check", "--ledger", story, "--json").out)
    assert (found["sound"], found["reports"], found["findings"]) == (True, 6, [])


def test_a_backup_stands_in_for_a_damaged_ledger(command: Command, story: str, tmp_path: Path) -> None:
    ledger = tmp_path / "story.db"
    shutil.copy(story, ledger)
    saved = command("backup", "monday.db", "--ledger", str(ledger))
    assert saved.status == 0
    assert saved.out.startswith("6 reports, ")
    assert command("backup", "monday.db", "--ledger", str(ledger)).status == 2
    with closing(sqlite3.connect(ledger)) as raw:
        raw.execute("UPDATE statements SET content = '[[0, 4]]' WHERE rowid = 1")
        raw.commit()
    outcome = command("check", "--ledger", str(ledger))
    assert outcome.status == 1
    assert "onrecord backup" in outcome.out
    assert json.loads(command("check", "--ledger", str(ledger), "--json").out)["sound"] is False
    Path("monday.db").replace(ledger)
    assert command("check", "--ledger", str(ledger)).status == 0


def test_repair_makes_the_index_anew(command: Command, story: str, tmp_path: Path) -> None:
    ledger = tmp_path / "story.db"
    shutil.copy(story, ledger)
    with closing(sqlite3.connect(ledger)) as raw:
        raw.execute("DELETE FROM statement_index")
        raw.commit()
    assert "check --repair" in command("check", "--ledger", str(ledger)).out
    outcome = command("check", "--repair", "--ledger", str(ledger))
    assert (outcome.status, "made anew" in outcome.err) == (0, True)
    assert command("check", "--ledger", str(ledger)).status == 0


def test_no_ledger(command: Command) -> None:
    for call in (("check",), ("backup", "copy.db")):
        outcome = command(*call, "--ledger", "absent.db")
        assert outcome.status != 0
        assert "absent.db" in outcome.err
    assert not Path("absent.db").exists()
