"""Running commands inside the test process, and the packaged story as a ledger."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from onrecord import demo
from onrecord.cli.app import run


@dataclass(frozen=True)
class Outcome:
    """What a command did: exit status, standard output and standard error."""

    status: int
    out: str
    err: str


Command = Callable[..., Outcome]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    """Runs one command line in an empty folder, with no ledger named in the environment."""
    monkeypatch.delenv("ONRECORD_LEDGER", raising=False)
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> Outcome:
        capsys.readouterr()
        status = run(arguments)
        return Outcome(status, *capsys.readouterr())

    return call


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The path of a ledger with the packaged story, made once by `onrecord add`."""
    path = tmp_path_factory.mktemp("story") / "story.db"
    with demo.reports() as folder:
        assert run(["add", str(folder), "--ledger", str(path)]) == 0
    return str(path)
