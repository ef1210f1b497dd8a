"""A backup is a whole, sound ledger of its own, or there is none."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.errors import LedgerError, UsageError
from onrecord.ledger import Ledger, backup
from onrecord.ledger.checking import check
from onrecord.ledger.store import Store, open_store
from tests.ledger.build import STORY, make, open_ledger
from tests.ledger.pile import PILE, record


@pytest.fixture
def store(path: Path) -> Store:
    """The store of a ledger with related reports and a judgement."""
    with open_ledger(path) as ledger:
        ledger.add_reports(PILE)
        ledger.judge("Ida").reject(ledger.said()[0].id)
    return open_store(path, create=False)


def test_the_copy_has_the_same_record(store: Store, path: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    saved = backup.backup(store, tmp_path / "copy.db", progress=lambda done, total: told.append((done, total)))
    assert (saved.reports, saved.size) == (len(PILE), (tmp_path / "copy.db").stat().st_size)
    assert told[-1][0] == told[-1][1] > 0
    with Ledger.open(path) as one, Ledger.open(tmp_path / "copy.db") as other:
        assert record(one, None) == record(other, None)
        assert one.judgements() == other.judgements()
    assert {file.name for file in tmp_path.iterdir()} >= {"copy.db"}
    assert not list(tmp_path.glob("*.part*"))


def test_the_copy_is_of_one_moment_while_others_write(store: Store, path: Path, tmp_path: Path) -> None:
    more = [make(f"more{number}", "2031-05-01T08:00:00Z", f'Ada Berg said "{number} boats".') for number in range(30)]

    def add() -> None:
        with open_ledger(path) as ledger:
            for report in [*STORY, *more]:
                ledger.add_reports([report])

    writer = threading.Thread(target=add)
    writer.start()
    saved = [backup.backup(store, tmp_path / f"copy{number}.db") for number in range(3)]
    writer.join()
    for one in saved:
        copied = open_store(one.path, create=False)
        found = check(copied)
        copied.close()
        assert found.is_sound, found.findings
        assert found.reports == one.reports >= len(PILE)


def test_what_is_there_is_not_written_over_unless_asked(store: Store, path: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    target.write_text("precious")
    with pytest.raises(UsageError, match=r"is there already.*--force"):
        backup.backup(store, target)
    assert target.read_text() == "precious"
    assert backup.backup(store, target, force=True).reports == len(PILE)
    with pytest.raises(UsageError, match="the ledger itself"):
        backup.backup(store, path, force=True)
    with pytest.raises(UsageError, match="is a folder"):
        backup.backup(store, tmp_path)
    with pytest.raises(UsageError, match="there is no folder"):
        backup.backup(store, tmp_path / "absent" / "copy.db")


def test_a_damaged_ledger_gives_no_copy(store: Store, path: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE reports SET text = replace(text, 'the', 'thy')")
        raw.commit()
    with pytest.raises(LedgerError, match=r"the copy is not sound.*onrecord check"):
        backup.backup(store, tmp_path / "copy.db")
    assert not list(tmp_path.glob("copy*"))


def test_a_folder_without_permission_or_a_full_disk_leaves_nothing(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copy.db"

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup.os, "fsync", full)
    with pytest.raises(LedgerError, match="No space left on device; the ledger is as it was"):
        backup.backup(store, target)
    assert not list(tmp_path.glob("copy*"))


def test_tables_copied_one_by_one_give_the_same_ledger(store: Store, path: Path, tmp_path: Path) -> None:
    assert backup.copy_tables(store, tmp_path / "copy.db", None) == len(PILE)
    copied = open_store(tmp_path / "copy.db", create=False)
    assert check(copied).is_sound
    copied.close()
    with Ledger.open(path) as one, Ledger.open(tmp_path / "copy.db") as other:
        assert record(one, None) == record(other, None)
        assert [row.to_dict() for row in one.search("ferry")] == [row.to_dict() for row in other.search("ferry")]
