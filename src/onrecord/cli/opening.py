"""Opening the ledger that a command reads."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.ledger import Ledger
    from onrecord.ledger.place import Place


@contextmanager
def existing(path: "Place") -> Iterator["Ledger"]:
    """The ledger at `path`. Raises UsageError, with what to type, where there is none."""
    if isinstance(path, Path) and not path.exists():
        raise UsageError(
            f"no ledger at {path}; name one with --ledger FILE, or make it with: onrecord add REPORTS --ledger {path}"
        )
    from onrecord.ledger import Ledger

    with told_what_is_left() as left:
        ledger = Ledger.open(path, create=False, left=left)
    with ledger:
        yield ledger


@contextmanager
def told_what_is_left() -> Iterator[Callable[[int], None]]:
    """Told how many reports are still to be related, it shows progress; nothing is shown where none are."""
    from onrecord.cli.add import progress, relating

    with ExitStack() as shown:
        named: list[Callable[[str], None]] = []

        def left(count: int) -> None:
            if not named:
                named.append(shown.enter_context(progress(0))[1])
            named[0](relating(count))

        yield left
