"""Reading without what was read before."""

from importlib import import_module

import pytest

from onrecord.read.kept import Kept


@pytest.fixture
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep no notes on stretches of text, so that a second reading costs what the first one did."""
    monkeypatch.setattr(import_module("onrecord.read.notes"), "kept", lambda: Kept(0))
