"""A sound ledger is called sound, and each kind of damage is found, named, and mended where it can be."""

import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.errors import LedgerError
from onrecord.ledger import Ledger
from onrecord.ledger.checking import Checked, check, repair
from onrecord.ledger.finding import MADE_ANEW, PUT_BACK
from onrecord.ledger.store import open_store
from tests.ledger.build import open_ledger
from tests.ledger.pile import PILE, record

Damage = Callable[[Path], Path]


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of related reports with a judgement, closed."""
    path = tmp_path_factory.mktemp("pile") / "pile.db"
    with open_ledger(path) as ledger:
        assert ledger.add_reports(PILE).added == len(PILE)
        row = ledger.said()[0]
        ledger.judge("Ida").reject(row.id)
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture
def damaged(pile: Path, tmp_path: Path) -> Callable[..., Path]:
    """Copies the ledger and runs SQL on the copy."""

    def make(*statements: str) -> Path:
        path = tmp_path / "damaged.db"
        shutil.copy(pile, path)
        with closing(sqlite3.connect(path)) as raw:
            for statement in statements:
                assert raw.execute(statement).rowcount != 0, statement
            raw.commit()
        return path

    return make


def verified(path: Path) -> Checked:
    """What a check of the ledger finds."""
    store = open_store(path, create=False)
    try:
        return check(store)
    finally:
        store.close()


def test_a_sound_ledger_is_sound(pile: Path) -> None:
    told: list[tuple[int, int]] = []
    store = open_store(pile, create=False)
    found = check(store, lambda done, total: told.append((done, total)))
    store.close()
    assert found.is_sound, found.findings
    assert (found.reports, found.notes) == (len(PILE), ())
    assert found.rows > 5 * len(PILE)
    assert told[-1] == (len(PILE), len(PILE))


def test_a_read_only_ledger_can_be_checked(damaged: Callable[..., Path]) -> None:
    path = damaged()
    path.chmod(0o444)
    assert verified(path).is_sound


IN_ROWS = [
    ("UPDATE reports SET text = replace(text, 'the', 'thy')", "was changed after it was written"),
    ("UPDATE statements SET act = 'sing' WHERE act = 'say'", "sing"),
    ("UPDATE figures SET span_end = span_end + 100000", "was changed after it was written"),
    ("UPDATE reports SET added_at = 'yesterday'", "no moment"),
    ("UPDATE judgements SET who = 'somebody else'", "was changed after it was made"),
]


@pytest.mark.parametrize(("statement", "words"), IN_ROWS)
def test_a_changed_row_is_found(damaged: Callable[..., Path], statement: str, words: str) -> None:
    found = verified(damaged(statement))
    assert not found.is_sound
    assert any(words in one.what for one in found.findings), found.findings
    assert all(one.advice == PUT_BACK for one in found.findings if words in one.what)


DERIVED = [
    "DELETE FROM statement_index WHERE rowid IN (SELECT rowid FROM statement_index LIMIT 2)",
    "UPDATE report_index SET body = 'other words'",
    "INSERT INTO report_index (report, title, body) VALUES ('abc', 'no', 'report')",
    "UPDATE reports SET copy_of = NULL WHERE copy_of IS NOT NULL",
    "UPDATE links SET first = 'ffffffffffffffffffff' WHERE rowid IN (SELECT rowid FROM links LIMIT 1)",
    "DELETE FROM prints WHERE rowid IN (SELECT rowid FROM prints LIMIT 9)",
    "UPDATE forms SET mentions = mentions + 1",
]


@pytest.mark.parametrize("statement", DERIVED)
def test_what_follows_from_the_reports_is_made_anew(damaged: Callable[..., Path], pile: Path, statement: str) -> None:
    path = damaged(statement)
    found = verified(path)
    assert not found.is_sound
    assert {one.advice for one in found.findings} == {MADE_ANEW}, found.findings
    store = open_store(path, create=False)
    repair(store)
    store.close()
    again = verified(path)
    assert again.is_sound, again.findings
    with Ledger.open(path) as mended, Ledger.open(pile) as sound:
        assert record(mended, None) == record(sound, None)


def test_a_reference_that_leads_nowhere_is_found(damaged: Callable[..., Path]) -> None:
    found = verified(damaged("PRAGMA foreign_keys = OFF", "DELETE FROM local_entities"))
    assert any(one.part == "references" and "has no such row" in one.what for one in found.findings)


def test_a_torn_file_is_told_or_refused(damaged: Callable[..., Path]) -> None:
    path = damaged()
    content = bytearray(path.read_bytes())
    for at in range(20_000, len(content), 30_000):
        content[at : at + 4000] = bytes(4000)
    path.write_bytes(content)
    with pytest.raises(LedgerError, match=re.escape(str(path))):
        told_or_raised(path)


def told_or_raised(path: Path) -> None:
    """Raise LedgerError where the file cannot be opened, or a check of it finds faults."""
    found = verified(path)
    if not found.is_sound:
        raise LedgerError(f"{path}: {found.findings}")


def test_what_is_left_to_be_done_is_no_fault(damaged: Callable[..., Path]) -> None:
    path = damaged("UPDATE reports SET related = 0 WHERE id IN (SELECT id FROM reports LIMIT 1)")
    assert any("not related" in note for note in verified(path).notes)
