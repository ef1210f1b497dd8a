"""Parts of one state: never of two, nor of a ledger that cannot be read, and made for those who wait first."""

import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.errors import LedgerError
from onrecord.ledger import Ledger
from onrecord.ledger.store import Changes, Store, open_store
from onrecord.serve import held as held_module
from onrecord.serve.held import Held
from onrecord.serve.record import Record
from onrecord.serve.snapshot import Superseded
from tests.serve.mcp_calls import Asker

DAMAGED = ("statements", "links", "reports", "figures", "judgements")


@pytest.fixture
def changes(store: Store) -> Iterator[Changes]:
    """Tells when the ledger changes."""
    made = store.changes()
    yield made
    made.close()


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """The ledger's file."""
    made = open_store(path, create=False)
    yield made
    made.close()


def test_parts_of_an_open_snapshot_are_of_one_state(store: Store, changes: Changes, ledger: Ledger) -> None:
    statement = ledger.said()[0].id
    record = Record(store, None, changes)
    assert len(record.reports) == 5
    ledger.judge("Ida").reject(statement)
    assert statement in record.said
    record.close()


@pytest.mark.parametrize("let_go", [Record.rest, Record.close])
def test_a_part_of_a_former_state_is_not_made(
    store: Store, changes: Changes, ledger: Ledger, let_go: Callable[[Record], object]
) -> None:
    record = Record(store, None, changes)
    reports = record.reports
    let_go(record)
    ledger.judge("Ida").reject(ledger.said()[0].id)
    with pytest.raises(Superseded, match="ask again"):
        _ = record.said
    assert record.reports is reports, "what is made remains"


def test_an_earlier_day_is_of_the_state_of_now(store: Store, changes: Changes, ledger: Ledger) -> None:
    now = Record(store, None, changes)
    _ = now.said
    now.rest()
    then = Record(store, "2031-03-06", changes, now)
    ledger.judge("Ida").reject(ledger.said()[0].id)
    with pytest.raises(Superseded):
        _ = then.reports


def test_a_page_that_meets_a_change_is_made_of_the_new_state(
    path: Path, ledger: Ledger, serve: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Held, "_look", lambda held: None)
    site = serve(path)
    assert site.get("/reports").status_code == 200
    site.app.state.site.held.at(None).rest()  # type: ignore[attr-defined]
    rejected = ledger.said()[0]
    ledger.judge("Ida").reject(rejected.id)
    rows = site.get("/search.json", params={"act": rejected.act}).json()["rows"]
    assert rows
    assert rejected.id not in [row["id"] for row in rows]


def damage(source: Path, target: Path, table: str) -> Path:
    """A copy of a ledger of which the first page of a table is overwritten."""
    shutil.copy(source, target)
    with closing(sqlite3.connect(target)) as ledger:
        ledger.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        ledger.execute("PRAGMA journal_mode=DELETE")
        (page,) = ledger.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        (size,) = ledger.execute("PRAGMA page_size").fetchone()
    data = bytearray(target.read_bytes())
    data[(page - 1) * size : page * size] = b"\x55" * size
    target.write_bytes(data)
    return target


@pytest.mark.parametrize("table", DAMAGED)
def test_a_damaged_ledger_is_told_of(path: Path, tmp_path: Path, table: str) -> None:
    file = damage(path, tmp_path / "damaged.db", table)
    with closing(Held(file)) as held:
        record = held.at(None)
        for _ in range(2):
            with pytest.raises(LedgerError, match=r"damaged\.db is damaged .* put back a copy"):
                _ = record.brief
    asker = Asker(file)
    answer = asker.call("brief")
    assert answer.is_error
    assert "is damaged" in str(answer.content[0])
    asker.story.close()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE statements SET content = '[[5' WHERE rowid = 1",
        "UPDATE statements SET content = '[[9,2]]' WHERE rowid = 1",
        "UPDATE statements SET report = 'none' WHERE rowid = 1",
    ],
)
def test_rows_that_cannot_be_are_told_of(
    path: Path, serve: Callable[..., TestClient], capsys: pytest.CaptureFixture[str], change: str
) -> None:
    with closing(sqlite3.connect(path)) as ledger:
        ledger.execute(change)
        ledger.commit()
    site = serve(path)
    for page in ("/", "/speakers"):
        answer = site.get(page)
        assert answer.status_code == 503, answer.text
        assert "is damaged" in answer.text
        assert "is damaged" in site.get("/index.json").json()["error"]
    assert "Traceback" not in capsys.readouterr().err


def test_who_waits_comes_before_the_next_part(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    record = Record(store, None)
    order: list[str] = []
    made = Record.made

    def noted(self: Record, make: Callable[[Record], object]) -> object:
        order.append(make.__name__)
        if make.__name__ == "reports":
            asking.start()
            while not record.waiting:
                time.sleep(0.001)
        return made(self, make)

    asking = threading.Thread(target=lambda: record.places)
    monkeypatch.setattr(Record, "made", noted)
    record.complete()
    asking.join()
    assert order.index("places") < order.index("said")
    assert record.progress == (len(Record.parts()), len(Record.parts()))


def test_the_keeper_goes_on_after_a_failure(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(held_module, "PAUSE", 0.01)
    failures = [ZeroDivisionError("once"), ZeroDivisionError("once"), Superseded()]
    look = Held._look

    def failing(held: Held) -> None:
        if failures:
            raise failures.pop(0)
        look(held)

    monkeypatch.setattr(Held, "_look", failing)
    with closing(Held(path)) as held:
        for _ in range(400):
            if held.at(None).is_complete:
                break
            time.sleep(0.02)
        assert held.at(None).is_complete
    assert capsys.readouterr().err.count("ZeroDivisionError: once") == 1


def test_a_large_record_is_prepared_for_its_pages(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepared: list[Record] = []
    done = threading.Event()

    def prepare(record: Record) -> None:
        assert record.is_complete
        prepared.append(record)
        done.set()

    monkeypatch.setattr(held_module, "QUICK", 0)
    monkeypatch.setattr(held_module, "settle", lambda: None)
    with closing(Held(path, prepare)) as held:
        assert done.wait(60)
        assert prepared == [held.at(None)]


def test_charts_of_a_large_record_are_drawn_before_they_are_asked_for(
    path: Path, serve: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("altair")
    monkeypatch.setattr(held_module, "QUICK", 0)
    monkeypatch.setattr(held_module, "settle", lambda: None)
    held = serve(path).app.state.site.held  # type: ignore[attr-defined]
    for _ in range(600):
        if held.is_ready:
            break
        time.sleep(0.1)
    assert {"map", "speakers"} <= held.at(None).drawn.keys()


def test_a_waiting_page_tells_how_far_it_is(
    path: Path, serve: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    made = Record.made

    def slow(self: Record, make: Callable[[Record], object]) -> object:
        if make.__name__ == "said":  # the list of speakers needs it
            go_on.wait(60)
        return made(self, make)

    monkeypatch.setattr(Record, "made", slow)
    monkeypatch.setattr("onrecord.serve.app.PATIENCE", 0.2)
    site = serve(path)
    try:
        answer = site.get("/speakers.json")
        assert answer.status_code == 503
        assert f"of {len(Record.parts())} parts of the record are there" in answer.json()["error"]
    finally:
        go_on.set()
