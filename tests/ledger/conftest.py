"""A ledger of the invented ferry story, in a file and on a server."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.ledger import Ledger
from tests import server
from tests.ledger.build import STORY, Stores, open_ledger

OF_FILES = ("test_store", "test_backup", "test_checking", "test_datasette", "test_processes", "test_server")
"""Tests of one kind of store alone."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run every test of a ledger on both kinds of store."""
    if "kind_of_store" in metafunc.fixturenames:
        module = metafunc.module.__name__.rpartition(".")[2]
        kinds = ("file",) if module in OF_FILES else ("file", "server")
        metafunc.parametrize("kind_of_store", kinds, indirect=True, scope="module")


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """A database on a server, for as long as the tests run."""
    if not server.is_there():
        pytest.skip(server.WHY_NOT)
    pytest.importorskip("psycopg", reason="the driver of PostgreSQL is not installed: pip install 'onrecord[postgres]'")
    with server.server() as url:
        yield url


@pytest.fixture(autouse=True, scope="module")
def kind_of_store(request: pytest.FixtureRequest) -> Iterator[str]:
    """Where a module's ledgers are kept: in files, or each in a schema of a database."""
    if request.param == "file":
        yield "file"
        return
    url = request.getfixturevalue("address")
    made: dict[Path, str] = {}

    def at(path: Path) -> str:
        if path not in made:
            name = hashlib.blake2b(str(path).encode(), digest_size=8).hexdigest()
            made[path] = server.in_schema(url, f"onrecord_{name}")
        return made[path]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stores, "at", staticmethod(at))
        yield "server"
    for one in made.values():
        server.drop(url, one.rpartition("%3D")[2])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a test's ledger lies."""
    return tmp_path / "story.db"


@pytest.fixture
def ledger(path: Path, kind_of_store: str) -> Iterator[Ledger]:
    """An empty ledger."""
    with open_ledger(path) as opened:
        yield opened


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory, kind_of_store: str) -> Iterator[Ledger]:
    """A ledger with the story's four reports, for tests that only ask."""
    with open_ledger(tmp_path_factory.mktemp("story") / "story.db") as opened:
        added = opened.add_reports(STORY)
        assert (added.added, added.unchanged, added.failures) == (4, 0, ())
        yield opened
