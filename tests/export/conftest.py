"""A ledger of the invented ferry story, in a file."""

import pytest

from tests.ledger.conftest import ledger, path, story

__all__ = ["kind_of_store", "ledger", "path", "story"]


@pytest.fixture(scope="module")
def kind_of_store() -> str:
    """Exports are the same from either kind of store (tests/ledger/test_server.py)."""
    return "file"
