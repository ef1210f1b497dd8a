"""`onrecord mcp`: the record as tools for a language model."""

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_LEDGER, LedgerFile
from onrecord.cli.output import note
from onrecord.errors import UsageError

EXAMPLE = "onrecord mcp --ledger story.db"


def mcp(
    ledger: LedgerFile = DEFAULT_LEDGER,
    allow_fix: Annotated[
        bool, typer.Option("--allow-fix", help="Also offer tools that judge, in somebody's name.")
    ] = False,
    by: Annotated[
        str | None, typer.Option("--as", metavar="NAME", help="Whose judgements they are; needs --allow-fix.")
    ] = None,
) -> None:
    """Serve the record to language models (MCP).

    It speaks the Model Context Protocol over standard input and output. A host starts this command by itself;
    docs/mcp.md shows how to set it up.
    """
    if allow_fix and not (by and by.strip()):
        raise UsageError("--allow-fix needs to know whose judgements they are; give --as NAME")
    if by is not None and not allow_fix:
        raise UsageError(f"--as {by} has no effect without --allow-fix; give both, or neither")
    try:
        import mcp as sdk  # noqa: F401
    except ImportError:
        raise UsageError("mcp needs the protocol's library; install it with: pip install 'onrecord[mcp]'") from None
    from onrecord.serve.mcp.server import run
    from onrecord.serve.mcp.story import Story

    if isinstance(ledger, Path) and not ledger.exists():
        note(f"no ledger at {ledger} yet; the tools will say so until there is one")
    run(Story(ledger, by))
