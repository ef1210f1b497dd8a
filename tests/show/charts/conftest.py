"""The packaged story, read and related once."""

from pathlib import Path

import pytest

from onrecord import demo
from onrecord.ledger import Ledger

pytest.importorskip("altair", reason="the extra plot is not installed")


@pytest.fixture(scope="session")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """The story's ledger."""
    path: Path = tmp_path_factory.mktemp("charts") / "story.db"
    ledger = Ledger.open(path)
    with demo.reports() as folder:
        ledger.add(str(folder))
    return ledger
