"""What an interrupted add left is done by the next command, which says so on a terminal."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.cli.opening import existing, told_what_is_left
from onrecord.errors import UsageError
from onrecord.ledger import Ledger


def test_pending_reports_are_related_and_told_of(story: str, tmp_path: Path) -> None:
    path = tmp_path / "story.db"
    shutil.copy(story, path)
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(
            "UPDATE reports SET related = 0 WHERE copy_of IS NULL AND outlet = 'FlashNorth24' OR outlet LIKE 'The%'"
        )
        raw.commit()
    told: list[int] = []
    with Ledger.open(path, create=False, left=told.append) as opened, Ledger.open(story) as sound:
        assert list(opened.dump()) == list(sound.dump())
    assert told
    assert told == sorted(told, reverse=True)
    with Ledger.open(path, create=False, left=told.append):
        pass
    assert told[-1] <= 1


def test_nothing_is_shown_where_nothing_is_left(story: str, capsys: pytest.CaptureFixture[str]) -> None:
    with existing(Path(story)) as opened:
        assert opened.reports()
    with told_what_is_left() as left:
        left(3)
    assert capsys.readouterr().err == ""


def test_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="onrecord add REPORTS --ledger"), existing(tmp_path / "absent.db"):
        pass
