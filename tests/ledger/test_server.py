"""Ledgers on PostgreSQL: what only a server can do, or fail at; and that both stores hold and find the same."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from onrecord.cli.app import run
from onrecord.errors import LedgerError, RecordError
from onrecord.export.json import export_json
from onrecord.ledger import Ledger
from onrecord.ledger.backup import backup
from onrecord.ledger.checking import check, repair
from onrecord.ledger.finding import MADE_ANEW
from onrecord.ledger.place import Address, place_of
from onrecord.ledger.store import Store, open_store
from tests import server
from tests.ledger.build import STORY, make, noon, open_ledger, read


@pytest.fixture
def where(address: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of an empty schema."""
    name = f"own_{abs(hash(request.node.name))}"
    yield server.in_schema(address, name)
    server.drop(address, name)


@pytest.fixture
def story(where: str) -> str:
    """The address of a ledger with the story."""
    with Ledger.open(where, read=read, clock=noon) as ledger:
        ledger.add_reports(STORY)
    return where


def failing(where: str, *, create: bool = False) -> str:
    """What is said of a ledger that cannot be opened."""
    with pytest.raises(LedgerError) as caught:
        Ledger.open(where, create=create)
    return str(caught.value)


@pytest.mark.parametrize(
    "given",
    [
        "postgresql://ida:se%40cret@host.example:5433/story",
        "postgres://ida:se%40cret@host.example/story",
        "postgresql+psycopg://ida@host.example/story?password=se%40cret&sslmode=require",
    ],
)
def test_addresses_are_shown_without_their_password(given: str) -> None:
    place = place_of(given)
    assert isinstance(place, Address)
    for shown in (str(place), f"{place}", repr(place)):
        assert "cret" not in shown
    assert "host.example" in str(place)
    assert place.name == "story"
    assert place_of(place) is place


def test_files_stay_files() -> None:
    assert place_of("story.db") == Path("story.db")
    assert place_of(Path("a://b")) == Path("a://b")
    with pytest.raises(LedgerError, match="mysql:// is neither"):
        place_of("mysql://host/story")
    with pytest.raises(LedgerError, match="cannot be read; wanted is") as caught:
        place_of("postgresql://u:s ecret@host:no port/story")
    assert "ecret" not in str(caught.value)


def test_what_cannot_be_reached_is_told(address: str) -> None:
    socket = address.partition("host=")[2]
    assert "cannot be reached" in failing("postgresql://ida:secret@127.0.0.1:1/story")
    assert "secret" not in failing("postgresql://ida:secret@127.0.0.1:1/story")
    assert "cannot be reached" in failing("postgresql://ida@/story?host=/no/such/folder")
    assert "make the database with createdb" in failing(f"postgresql://onrecord@/nothing?host={socket}")
    assert "lets nobody in" in failing(f"postgresql://stranger@/postgres?host={socket}") or server.VARIABLE


def test_what_is_no_ledger_is_told(where: str) -> None:
    assert "no ledger at" in failing(where)
    with psycopg.connect(where) as connection:
        connection.execute("CREATE TABLE bills (sum int)")
    assert "holds other tables (bills), but no onrecord ledger" in failing(where, create=True)


def test_a_ledger_of_a_newer_onrecord_is_refused(story: str) -> None:
    with psycopg.connect(story) as connection:
        connection.execute("INSERT INTO schema_version VALUES (9999, 'later', 'x')")
    assert "written by a newer onrecord" in failing(story)


def test_somebody_who_may_only_read_can_read(story: str, address: str) -> None:
    schema = story.rpartition("%3D")[2]
    with psycopg.connect(story) as connection:
        connection.execute("DROP ROLE IF EXISTS looker")
        connection.execute("CREATE ROLE looker LOGIN")
        connection.execute(f'GRANT USAGE ON SCHEMA "{schema}" TO looker')
        connection.execute(f'GRANT SELECT ON ALL TABLES IN SCHEMA "{schema}" TO looker')
    try:
        with Ledger.open(story.replace("onrecord@", "looker@"), read=read) as ledger:
            assert len(ledger.reports()) == 4
            assert ledger.search("ferry")
            with pytest.raises(LedgerError, match="read-only for this user"):
                ledger.add_reports([make("new", "2031-03-20T08:00:00Z", "The ferry sails.")])
    finally:
        with psycopg.connect(story) as connection:
            connection.execute("DROP OWNED BY looker")
            connection.execute("DROP ROLE looker")


def test_somebody_without_rights_is_told(address: str) -> None:
    with psycopg.connect(address) as connection:
        connection.execute("DROP ROLE IF EXISTS nobody_here")
        connection.execute("CREATE ROLE nobody_here LOGIN")
        connection.execute("CREATE SCHEMA IF NOT EXISTS closed")
    try:
        told = failing(f"{address.replace('onrecord@', 'nobody_here@')}&options=-csearch_path%3Dclosed", create=True)
        assert "ask its owner for the right to" in told or "cannot be used" in told
    finally:
        with psycopg.connect(address) as connection:
            connection.execute("DROP SCHEMA closed")
            connection.execute("DROP ROLE nobody_here")


def test_a_lost_connection_is_told_and_the_next_call_works(story: str) -> None:
    with Ledger.open(story, read=read) as ledger:
        assert len(ledger.reports()) == 4
        store: Store = ledger._store
        with pytest.raises(LedgerError, match="what was stored is kept, try again"):
            break_off(store, story)
        assert len(ledger.reports()) == 4
        with store.reading() as connection:
            pid = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
        end(story, pid)
        assert len(ledger.reports()) == 4, "a connection that rested is replaced"


def break_off(store: Store, where: str) -> None:
    """Lose the connection in the middle of reading."""
    with store.reading() as connection:
        end(where, connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one())
        connection.execute(text("SELECT 1"))


def end(where: str, pid: int) -> None:
    """End somebody's connection."""
    with psycopg.connect(where, autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(%s)", [pid])


def test_a_writer_does_not_wait_for_ever(story: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.ledger.store_server.PATIENCE", text("SET LOCAL lock_timeout = '100ms'"))
    with open_store_of(story)() as one, open_store_of(story)() as other:
        with one.writing(), pytest.raises(LedgerError, match="being written by another process"), other.writing():
            pass
        with one.writing(), other.reading() as connection:
            assert connection.execute(text("SELECT count(*) FROM reports")).scalar_one() == 4


class Closing:
    """A store that is closed at the end of a block."""

    def __init__(self, where: str) -> None:
        self.store = open_store(where, create=False)

    def __enter__(self) -> Store:
        return self.store

    def __exit__(self, *given: object) -> None:
        self.store.close()


def open_store_of(where: str) -> Callable[[], Closing]:
    """Opens the store."""
    return lambda: Closing(where)


def test_what_fails_leaves_nothing(story: str) -> None:
    with Closing(story) as store:
        before = store.changes().number()
        with pytest.raises(RecordError):
            write_twice(store)
        with store.reading() as connection:
            assert "x" not in connection.execute(text("SELECT outlet FROM reports")).scalars().all()
        assert store.changes().number() == before
        with store.writing() as connection:
            connection.execute(text("UPDATE reports SET byline = NULL"))
        assert store.changes().number() == before + 1


def write_twice(store: Store) -> None:
    """Change every report, and then write one that is there already."""
    with store.writing() as connection:
        connection.execute(text("UPDATE reports SET outlet = 'x'"))
        connection.execute(text("INSERT INTO reports (id, text, added_at) SELECT id, text, added_at FROM reports"))


def test_a_report_with_nul_is_a_failure_and_the_others_are_added(where: str) -> None:
    with Ledger.open(where, read=read, clock=noon) as ledger:
        odd = make("odd", None, "The \x00 ferry.")
        added = ledger.add_reports([odd, *STORY])
        assert added.added == 4
        (failure,) = added.failures
        assert "could not be read" in failure.reason


def test_both_stores_hold_and_find_the_same(story: str, tmp_path: Path) -> None:
    with open_ledger(tmp_path / "story.db") as one, Ledger.open(story, read=read, clock=noon) as other:
        one.add_reports(STORY)
        first, second = export_json(one), export_json(other)
        assert first == second
        assert [row.to_dict() for row in one.disputes("2031-03-06")] == [
            row.to_dict() for row in other.disputes("2031-03-06")
        ]
        queries = [
            "ferry", "inspectors finishing", '"asleep at the wheel"', "inspe*", "inspe", "rønne", "RONNE", "the", "s",
            "denied", "Zielińska oil", '"the captain"', "2031", "1,200 people", "whale", "sailed from Gdynia",
            "capt* asleep",
        ]  # fmt: skip
        for query in queries:
            hits = [{(hit.kind, hit.to_dict()["id"]) for hit in ledger.search(query)} for ledger in (one, other)]
            assert hits[0] == hits[1], query
            said = [{row.id for row in ledger.said(about=query)} for ledger in (one, other)]
            assert said[0] == said[1], query


def test_a_copy_is_a_file_with_the_same_record(story: str, tmp_path: Path) -> None:
    with Closing(story) as store:
        saved = backup(store, tmp_path / "copy.db")
        assert check(store).is_sound
    assert saved.reports == 4
    with Ledger.open(tmp_path / "copy.db") as copied, Ledger.open(story) as ledger:
        assert list(copied.dump()) == list(ledger.dump())
        assert copied.search("ferry")


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (
            "DELETE FROM statement_index WHERE statement = (SELECT min(statement) FROM statement_index)",
            "cannot be found",
        ),
        ("UPDATE report_index SET words = 'other:1A'", "other words"),
        ("UPDATE statement_index SET words = words || 'ferry:900B'", "other words"),
    ],
)
def test_a_damaged_index_is_found_and_made_anew(story: str, changed: str, told: str) -> None:
    with Ledger.open(story) as ledger:
        before = ledger.search("ferry")
    assert before
    with Closing(story) as store:
        assert check(store).is_sound
        with store.writing() as connection:
            connection.exec_driver_sql(changed)
        found = check(store)
        assert {(one.part, one.advice) for one in found.findings} == {("search", MADE_ANEW)}
        assert all(told in one.what for one in found.findings)
        repair(store)
        assert check(store).is_sound
    with Ledger.open(story) as ledger:
        assert ledger.search("ferry") == before


def test_commands_take_an_address(
    where: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("Title: Quay\n\n“The quay is shut,” said Marit Lund, the harbour engineer.\n")
    monkeypatch.setenv("ONRECORD_LEDGER", where)
    assert run(["add", str(tmp_path / "a.txt")]) == 0
    assert "1 added; ledger: postgresql://" in capsys.readouterr().out
    for words in (["brief"], ["said"], ["search", "quay"], ["reports", "--json"], ["check"], ["export", where]):
        assert run(words) == 0, words
        assert "lund" in capsys.readouterr().out.lower() or words in (["check"], ["reports", "--json"])
    assert run(["fix", "speaker", "0000", "Marit Lund"]) != 0
    assert run(["backup", str(tmp_path / "copy.db")]) == 0
    monkeypatch.delenv("ONRECORD_LEDGER")
    assert run(["brief", "--ledger", "postgresql://ida:secret@127.0.0.1:1/x"]) == 1
    told = capsys.readouterr()
    assert "cannot be reached" in told.err
    assert "secret" not in told.err + told.out


def test_pages_are_served_and_follow_what_is_added(story: str) -> None:
    testclient = pytest.importorskip("starlette.testclient")
    from onrecord.serve.app import make_app
    from onrecord.serve.settings import Settings

    app = make_app(story, Settings())
    try:
        with testclient.TestClient(app, base_url="http://127.0.0.1:8000") as site:
            assert site.get("/").status_code == 200
            assert "asleep" in site.get("/search?q=asleep").text
            assert site.get("/search.json?q=asleep").json()
            assert site.get("/reports.json").json()["total"] == 4
            with Ledger.open(story, read=read, clock=noon) as ledger:
                ledger.add_reports([make("late", "2031-03-20T08:00:00Z", 'Ida Falk said "all is well at sea".')])
            until = time.monotonic() + 10
            while site.get("/reports.json").json()["total"] != 5 and time.monotonic() < until:
                time.sleep(0.05)
            assert site.get("/reports.json").json()["total"] == 5
            assert "Ida Falk" in site.get("/search?q=%22well+at+sea%22").text
            assert site.get("/reports.json?as_of=2031-03-05").json()["total"] < 4
    finally:
        app.state.site.close()
