"""`onrecord brief`: the state of the story on one page."""

from typing import Annotated, Literal

import typer

from onrecord.cli.opening import existing
from onrecord.cli.options import DEFAULT_LEDGER, AsOf, LedgerFile
from onrecord.cli.output import layout, write

EXAMPLE = "onrecord brief --as-of 2031-03-05 --to md > brief.md"


def brief(
    as_of: AsOf = None,
    to: Annotated[Literal["text", "md"], typer.Option(help="Plain text or Markdown.")] = "text",
    ledger: LedgerFile = DEFAULT_LEDGER,
) -> None:
    """Show the state of the story on one page.

    What the pile holds, who speaks most, the key figures with who gave them, what is denied, declined or not known.
    """
    with existing(ledger) as opened:
        from onrecord.show.brief import brief_markdown, brief_text

        made = opened.brief(as_of)
        write(brief_markdown(made) if to == "md" else brief_text(made, layout()))
