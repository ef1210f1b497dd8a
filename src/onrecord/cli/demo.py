"""`onrecord demo`: the packaged story, read, related and shown."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.add import progress, relating, tell
from onrecord.cli.output import layout, write

if TYPE_CHECKING:
    from onrecord.ledger import Ledger

EXAMPLE = "onrecord demo --ledger demo.db"
ASKED = "onrecord said Tveit --about clean"


def demo(
    ledger: Annotated[
        Path | None, typer.Option("--ledger", "-l", metavar="FILE", help="Keep the story's ledger there.")
    ] = None,
) -> None:
    """Read and show a packaged story of six reports."""
    from onrecord import demo as story
    from onrecord.gather import expand, gather
    from onrecord.ledger import Ledger

    with story.reports() as folder, TemporaryDirectory(prefix="onrecord-") as temporary:
        path = ledger or Path(temporary, "demo.db")
        with Ledger.open(path) as opened:
            items = expand([str(folder)])
            with progress(len(items)) as (advance, name):
                reports = gather(items, done=lambda _: advance())
                added = opened.add_reports(reports, progress=lambda at: name(at.current or relating(at.left)))
            failed = tell(added, str(ledger) if ledger else "a temporary file")
            present(opened)
    write(closing(ledger))
    if failed:
        raise typer.Exit(1)


def present(opened: "Ledger") -> None:
    """Show the brief, and what became of one quotation."""
    from onrecord.show.brief import brief_text
    from onrecord.show.listing import render
    from onrecord.show.listings import statements

    at = layout()
    write(f"\n$ onrecord brief\n\n{brief_text(opened.brief(), at)}")
    write(f"\n$ {ASKED}\n\n{render(statements(opened.said('Tveit', about='clean')), 'table', at)}")


def closing(ledger: Path | None) -> str:
    """What to type next."""
    if ledger is None:
        return (
            "\nThe story, its people and its outlets are invented. Keep its ledger to go on asking:\n"
            "  onrecord demo --ledger demo.db\n"
            "  onrecord figures people --ledger demo.db\n"
            "Or begin with reports of your own:\n"
            "  onrecord add REPORTS --ledger story.db\n"
        )
    return (
        "\nThe story, its people and its outlets are invented. Go on asking:\n"
        f"  onrecord figures people --ledger {ledger}\n"
        f"  onrecord said --act deny --ledger {ledger}\n"
        f"  onrecord brief --as-of 2031-09-17 --ledger {ledger}\n"
        f"  onrecord search 'Friday sample' --ledger {ledger}\n"
    )
