"""A ledger of the invented ferry story."""

from tests.ledger.conftest import ledger, path, story

__all__ = ["ledger", "path", "story"]
