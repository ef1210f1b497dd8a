"""Opening the ledger that a command reads."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.ledger import Ledger


@contextmanager
def existing(path: Path) -> Iterator["Ledger"]:
    """The ledger at `path`. Raises UsageError, with what to type, where there is none."""
    if not path.exists():
        raise UsageError(
            f"no ledger at {path}; name one with --ledger FILE, or make it with: onrecord add REPORTS --ledger {path}"
        )
    from onrecord.ledger import Ledger

    with Ledger.open(path, create=False) as ledger:
        yield ledger
