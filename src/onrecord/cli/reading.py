"""Many reports read into tables: what `onrecord read --engine` does, and says meanwhile."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

import typer

from onrecord.cli.output import note, write

if TYPE_CHECKING:
    from onrecord.engine import Done
    from onrecord.gather import Options


def read_many(sources: list[str], output: str, engine: str, workers: int | None, options: "Options") -> None:
    """Read the sources into a folder of tables, and say what came of it; exit status 1 where a source failed."""
    from onrecord.engine import Done, Folder, run

    count = 1 if engine == "process" else workers or os.cpu_count() or 1
    done = Done()
    try:
        with progress() as show:
            for done in run(sources, Folder(output), engine=engine, workers=count, options=options):
                show(done)
    except KeyboardInterrupt:
        note(f"Stopped. What was read is in {output}; the same command goes on from there.")
        raise typer.Exit(130) from None
    counts = [f"{done.reports - done.kept:,} read"]
    counts += [f"{done.kept:,} there already"] if done.kept else []
    counts += [f"{done.skipped:,} skipped"] if done.skipped else []
    counts += [f"{done.failed:,} failed"] if done.failed else []
    where = f"; why: {output}/failures" if done.skipped or done.failed else ""
    write(f"{', '.join(counts)}; tables: {output}{where}\n")
    if done.failed:
        raise typer.Exit(1)


@contextmanager
def progress() -> "Iterator[Callable[[Done], None]]":
    """A function that shows how far it has come, on standard error where that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(bar_width=24), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    began = monotonic()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("0 reports", total=None)

        def show(done: "Done") -> None:
            rate = (done.reports - done.kept) / max(monotonic() - began, 1e-9)
            told = f"{done.reports:,} reports, {rate:.1f} a second, source {done.unit:,} of {done.units:,}"
            bar.update(task, total=done.units, completed=done.unit - 1, description=told)

        yield show
