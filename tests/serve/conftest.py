"""A site over a small ledger, asked as a browser would ask it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onrecord.ledger import Ledger
from onrecord.records import Report
from tests.ledger.build import open_ledger
from tests.ledger.pile import PILE

pytest.importorskip("starlette", reason="needs the extra: pip install 'onrecord[web]'")

from starlette.testclient import TestClient

from onrecord.serve.app import make_app
from onrecord.serve.settings import Settings

SECRET = "a-secret-of-the-forms"


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are waited for, however busy the machine is."""
    monkeypatch.setattr("onrecord.serve.app.PATIENCE", 60)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a ledger of five reports on one ferry, which no test may change."""
    made = tmp_path_factory.mktemp("filled") / "story.db"
    with open_ledger(made) as ledger:
        ledger.add_reports(PILE)
    return made


@pytest.fixture
def path(filled: Path, tmp_path: Path) -> Path:
    """A copy of that file."""
    return shutil.copy(filled, tmp_path / "story.db")


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    """That ledger, opened beside the site."""
    with Ledger.open(path, create=False) as opened:
        yield opened


@pytest.fixture
def serve() -> Iterator[Callable[..., TestClient]]:
    """Serves a ledger's file, with settings if given."""
    clients = []

    def start(file: Path, settings: Settings | None = None) -> TestClient:
        app = make_app(file, settings or Settings(secret=SECRET))
        client = TestClient(app, base_url="http://localhost:8765", follow_redirects=False)
        client.__enter__()
        clients.append(client)
        return client

    yield start
    for client in clients:
        client.__exit__(None, None, None)


@pytest.fixture
def site(path: Path, serve: Callable[..., TestClient]) -> TestClient:
    """The pages of the ledger; redirects are not followed."""
    return serve(path)


@pytest.fixture
def site_of(tmp_path: Path, serve: Callable[..., TestClient]) -> Callable[..., TestClient]:
    """Serves a ledger of the reports given, read by the tests' small reader."""

    def made(*reports: Report) -> TestClient:
        file = tmp_path / "of.db"
        with open_ledger(file) as opened:
            opened.add_reports(list(reports))
        return serve(file)

    return made
