"""A ledger of the invented ferry story."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.ledger import Ledger
from tests.ledger.build import STORY, open_ledger


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a test's ledger lies."""
    return tmp_path / "story.db"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    """An empty ledger."""
    with open_ledger(path) as opened:
        yield opened


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger with the story's four reports, for tests that only ask."""
    with open_ledger(tmp_path_factory.mktemp("story") / "story.db") as opened:
        added = opened.add_reports(STORY)
        assert (added.added, added.unchanged, added.failures) == (4, 0, ())
        yield opened
