"""Opening: what is a ledger, what is none, and what is said of it."""

import os
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import inspect

from onrecord.errors import LedgerError
from onrecord.ledger import Ledger, migrate
from onrecord.ledger.schema import metadata
from onrecord.ledger.store import open_store
from tests.ledger.build import STORY, open_ledger


def change(path: Path, *statements: str) -> None:
    """Run statements on the file behind the ledger's back."""
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def opening(path: Path, *, create: bool = True) -> str:
    """The message with which opening `path` fails."""
    with pytest.raises(LedgerError) as raised:
        Ledger.open(path, create)
    return str(raised.value)


def test_a_missing_ledger_is_made_or_named(path: Path) -> None:
    message = opening(path, create=False)
    assert str(path) in message
    assert "onrecord add" in message
    assert not path.exists()
    with Ledger.open(path) as ledger:
        assert ledger.reports() == []
    with Ledger.open(path, create=False) as ledger:
        assert ledger.path == path


def test_what_is_no_ledger(tmp_path: Path) -> None:
    assert "is a folder" in opening(tmp_path)
    assert "no folder" in opening(tmp_path / "missing" / "story.db")
    assert "no ledger at" in opening(tmp_path / "missing" / "story.db", create=False)
    text = tmp_path / "notes.txt"
    text.write_text("Buy fish and bread on the way home from the harbour.", encoding="utf-8")
    assert "does not begin as an SQLite file" in opening(text)
    assert text.read_text(encoding="utf-8").startswith("Buy fish")
    assert "is no path" in opening(tmp_path / "a\0b")
    assert not (tmp_path / "a").exists()
    assert "cannot be opened" in opening(tmp_path / ("x" * 5000))
    assert "is no regular file" in opening(Path(os.devnull))


def test_a_database_of_somebody_else_is_left_alone(path: Path) -> None:
    change(path, "CREATE TABLE fish (name TEXT)", "INSERT INTO fish VALUES ('cod')")
    before = path.read_bytes()
    message = opening(path)
    assert "no onrecord ledger" in message
    assert "fish" in message
    assert path.read_bytes() == before


def test_an_empty_file_becomes_a_ledger_only_when_one_is_to_be_made(path: Path) -> None:
    path.touch()
    assert "is empty" in opening(path, create=False)
    assert path.stat().st_size == 0
    Ledger.open(path).close()
    Ledger.open(path, create=False).close()


def test_a_read_only_ledger_shows_but_does_not_take(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.add_reports(STORY)
    path.chmod(0o444)
    with open_ledger(path) as ledger:
        assert len(ledger.reports()) == 4
        assert len(ledger.said("Dahl")) == 6
        assert ledger.add_reports(STORY).unchanged == 4
        with pytest.raises(LedgerError, match="is read-only"):
            ledger.add_reports([type(STORY[0])(title="New", text="A new report.")])


def test_truncated(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.add_reports(STORY)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert "is damaged" in opening(path)
    path.write_bytes(whole[:60])
    assert "damaged" in opening(path) or "cannot be used" in opening(path)


def test_overwritten_pages(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.add_reports(STORY)
    data = bytearray(path.read_bytes())
    data[4096 : len(data)] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(LedgerError, match="is damaged"), open_ledger(path) as ledger:
        ledger.reports()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE statements SET content = '[[1, 2'",
        "UPDATE statements SET content = '[[5, 2]]'",
        "UPDATE statements SET act = 'sing'",
        "UPDATE statements SET id = 'x' || id",
        "DROP TABLE mentions",
    ],
)
def test_rows_that_cannot_be(path: Path, statement: str) -> None:
    with open_ledger(path) as ledger:
        ledger.add_reports(STORY[:1])
    change(path, statement)
    with open_ledger(path) as ledger, pytest.raises(LedgerError, match="is damaged"):
        list(ledger.dump())


def test_a_text_changed_behind_the_ledgers_back_is_found(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.add_reports(STORY[:1])
    change(path, "UPDATE reports SET text = text || ' And more.'")
    with open_ledger(path) as ledger, pytest.raises(LedgerError, match="was changed after it was written"):
        ledger.reports()


def test_a_locked_ledger_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.ledger.store_file.BUSY_SECONDS", 0.05)
    with open_ledger(path) as ledger:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="being written by another process"):
            ledger.add_reports(STORY[:1])
        assert ledger.reports() == []
        other.execute("ROLLBACK")
        other.close()
        assert ledger.add_reports(STORY[:1]).added == 1


def test_connections_keep_foreign_keys_and_the_log(path: Path) -> None:
    store = open_store(path, create=True)
    with store.writing() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one() == 30_000
    store.close()


def test_the_tables_in_the_code_are_those_that_the_migrations_make(path: Path) -> None:
    store = open_store(path, create=True)
    with store.reading() as connection:
        found = inspect(connection)
        for table in metadata.sorted_tables:
            columns = [column["name"] for column in found.get_columns(table.name)]
            assert columns == [column.name for column in table.columns], table.name
            assert found.get_pk_constraint(table.name)["constrained_columns"] == [c.name for c in table.primary_key]
            targets = {
                (tuple(k["constrained_columns"]), k["referred_table"]) for k in found.get_foreign_keys(table.name)
            }
            assert targets == {((key.parent.name,), key.column.table.name) for key in table.foreign_keys}, table.name
    store.close()


def test_migrations_are_numbered_without_gaps() -> None:
    assert [migration.version for migration in migrate.packaged()] == list(range(1, len(migrate.packaged()) + 1))


def test_released_migrations_are_not_changed() -> None:
    hashes = [migration.hash for migration in migrate.packaged()]
    assert hashes[:2] == ["50ff3f22727aa54bd160798648fbd20c", "773d91b49f54fb4e9341c3c831adf409"]


UNDO_RELATIONS = (
    "DROP INDEX local_entities_form",
    "DROP INDEX reports_unrelated",
    "ALTER TABLE local_entities DROP COLUMN form",
    "ALTER TABLE relating DROP COLUMN version",
    *(f"DROP TABLE {table}" for table in ("judgements", "forms", "links", "compared", "named", "prints", "standing")),
    "ALTER TABLE places DROP COLUMN near",
)


def test_a_ledger_from_before_relations_was_kept_is_related_on_opening(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.add_reports(STORY)
        before = list(ledger.dump())
    change(path, *UNDO_RELATIONS, "UPDATE reports SET copy_of = NULL", "DELETE FROM schema_version WHERE version > 3")
    with open_ledger(path) as ledger:
        assert list(ledger.dump()) == before


def test_a_ledger_from_before_hedges_opens_and_has_none(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.add_reports(STORY)
        before = ledger.said()
        assert [row.hedge_text for row in before if row.certainty == "unknown"] == ["not known", "not known"]
        assert not any(row.hedge for row in before if row.certainty == "stated")
    change(
        path,
        *UNDO_RELATIONS,
        "ALTER TABLE statements DROP COLUMN hedge",
        "DELETE FROM schema_version WHERE version > 2",
    )
    with open_ledger(path) as ledger:
        after = ledger.said()
    assert [(row.id, row.certainty) for row in after] == [(row.id, row.certainty) for row in before]
    assert {row.hedge for row in after} == {()}


def test_a_newer_ledger_is_refused(path: Path) -> None:
    Ledger.open(path).close()
    change(path, "INSERT INTO schema_version VALUES (9999, 'future', 'x')")
    message = opening(path)
    assert "newer onrecord" in message
    assert "9999" in message


def test_a_ledger_of_another_migration_is_refused(path: Path) -> None:
    Ledger.open(path).close()
    change(path, "UPDATE schema_version SET hash = 'x' WHERE version = 1")
    assert "another migration 0001" in opening(path)


def test_an_older_ledger_is_brought_up_to_date(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_ledger(path) as ledger:
        ledger.add_reports(STORY)
    extra = migrate.Migration(
        len(migrate.packaged()) + 1,
        "colours",
        "-- A comment; it goes on\nCREATE TABLE colours (name TEXT);\nINSERT INTO colours VALUES ('red; blue');\n",
    )
    known = (*migrate.packaged(), extra)
    monkeypatch.setattr(migrate, "packaged", lambda dialect="sqlite": known)
    path.chmod(0o444)
    assert "must be brought up to date" in opening(path)
    path.chmod(0o644)
    with open_ledger(path) as ledger:
        assert len(ledger.reports()) == 4
    with open_ledger(path) as ledger:
        assert len(ledger.reports()) == 4
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT name FROM colours").fetchall() == [("red; blue",)]
    assert connection.execute("SELECT max(version) FROM schema_version").fetchone() == (extra.version,)
    connection.close()


def test_a_migration_that_fails_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Ledger.open(path).close()
    extra = migrate.Migration(len(migrate.packaged()) + 1, "bad", "CREATE TABLE halfway (name TEXT);\nNONSENSE;\n")
    known = (*migrate.packaged(), extra)
    with monkeypatch.context() as patched:
        patched.setattr(migrate, "packaged", lambda dialect="sqlite": known)
        assert "cannot be used" in opening(path)
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT name FROM sqlite_master WHERE name = 'halfway'").fetchall() == []
    connection.close()
    Ledger.open(path).close()
