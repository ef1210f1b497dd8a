"""`onrecord add`: reports into the ledger."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import DEFAULT_LEDGER, AllowPrivate, AnyLanguage, LedgerFile, MaxBytes, Timeout
from onrecord.cli.output import note, write
from onrecord.show.listing import count

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.ledger import Added, Ledger

EXAMPLE = "onrecord add reports/ https://example.org/feed.xml"


def add(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE", help="Files, folders, patterns, addresses, feeds; - for standard input."),
    ],
    ledger: LedgerFile = DEFAULT_LEDGER,
    max_bytes: MaxBytes = 5_000_000,
    any_language: AnyLanguage = False,
    timeout: Timeout = 20.0,
    allow_private: AllowPrivate = False,
) -> None:
    """Add reports to the ledger.

    A folder that onrecord read --engine wrote is taken as it was read. The ledger is made where there is none. A
    report that is there already stays as it is, so an interrupted add goes on where it stopped. The exit status is 1
    if a source failed, 0 if sources were only skipped.
    """
    from onrecord.engine.folder import Folder, is_folder
    from onrecord.gather import Options, expand, gather
    from onrecord.ledger import Ledger

    options = Options(max_bytes=max_bytes, any_language=any_language, timeout=timeout, allow_private=allow_private)
    with Ledger.open(ledger) as opened:
        folders = [Folder(source) for source in sources if is_folder(source)]
        items = expand([source for source in sources if not is_folder(source)])
        try:
            with progress(len(items) + sum(len(folder.parts()) for folder in folders)) as (advance, name):
                reports = chain(
                    gather(items, options, done=lambda _: advance()),
                    *(folder.readings(done=advance) for folder in folders),
                )
                added = opened.add_reports(reports, progress=lambda at: name(at.current or relating(at.left)))
        except KeyboardInterrupt:
            interrupted(opened)
        failed = tell(added, str(ledger))
    if failed:
        raise typer.Exit(1)


@contextmanager
def progress(total: int) -> "Iterator[tuple[Callable[[], None], Callable[[str], None]]]":
    """A progress bar on standard error where that is a terminal: functions that advance it and name what is at hand."""
    if not sys.stderr.isatty():
        yield (lambda: None), (lambda _: None)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from onrecord.show.clean import shorten

    columns = (
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)

        def name(current: str) -> None:
            bar.update(task, description=shorten(current, 48))

        yield (lambda: bar.advance(task)), name


def relating(left: int | None) -> str:
    """What to say while reports are related to one another."""
    return "relating the reports" if left is None else f"relating the reports, {left:,} left"


def tell(added: "Added", ledger: str) -> int:
    """Print what came of it, the failures to standard error; how many sources failed."""
    for failure in added.failures:
        note(f"{failure.kind}: {failure.source}: {failure.reason}")
    failed = sum(failure.kind == "failed" for failure in added.failures)
    skipped = len(added.failures) - failed
    counts = [f"{added.added:,} added"]
    counts += [f"{added.unchanged:,} there already"] if added.unchanged else []
    counts += [f"{skipped:,} skipped"] if skipped else []
    counts += [f"{failed:,} failed"] if failed else []
    only = (
        " (nothing but skipped sources)"
        if skipped and skipped == added.added + added.unchanged + skipped + failed
        else ""
    )
    write(f"{', '.join(counts)}{only}; ledger: {ledger}\n")
    return failed


def interrupted(ledger: "Ledger") -> None:
    """Say what is stored after Ctrl-C, and leave."""
    stored = len(ledger.reports())
    holds = count(stored, ("report", "reports"))
    note(f"Stopped. {ledger.path} holds {holds}; the same command goes on from there.")
    raise typer.Exit(130)
