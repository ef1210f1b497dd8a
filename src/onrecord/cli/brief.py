"""`onrecord brief`: the state of the story on one page."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from onrecord.cli.opening import existing
from onrecord.cli.options import DEFAULT_LEDGER, AsOf, LedgerFile
from onrecord.cli.output import layout, note, write
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.ledger import Ledger

EXAMPLE = "onrecord brief --as-of 2031-03-05 --to html > brief.html"


def brief(
    as_of: AsOf = None,
    to: Annotated[
        Literal["text", "md", "html"], typer.Option(help="Plain text, Markdown, or one HTML file that prints well.")
    ] = "text",
    ledger: LedgerFile = DEFAULT_LEDGER,
) -> None:
    """Show the state of the story on one page.

    What the pile holds, who speaks most, the key figures with who gave them, what is denied, declined or not known. As
    Markdown and as HTML each row names its source: the report and the characters; as HTML there are charts.
    """
    with existing(ledger) as opened:
        if to == "html":
            write(page(opened, as_of))
            return
        from onrecord.show.brief import brief_markdown, brief_text

        made = opened.brief(as_of)
        write(brief_markdown(made, opened.reports(as_of)) if to == "md" else brief_text(made, layout()))


def page(ledger: "Ledger", as_of: str | None) -> str:
    """The brief as HTML; without charts, which is said, where the extra for them is absent."""
    from onrecord.show.brief_page import Material, brief_page

    try:
        from onrecord.show import charts  # noqa: F401
    except UsageError as error:
        note(f"the page has no charts: {error}")
        draw = False
    else:
        draw = True
    material = Material(ledger.reports(as_of), ledger.said(as_of=as_of), ledger.series(as_of), ledger.timeline(as_of))
    return brief_page(ledger.brief(as_of), material, draw)
