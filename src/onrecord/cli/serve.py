"""`onrecord serve`: the record as web pages."""

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.opening import existing
from onrecord.cli.options import DEFAULT_LEDGER, LedgerFile
from onrecord.cli.output import note
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.ledger.place import Place
    from onrecord.serve.settings import Settings

EXAMPLE = "onrecord serve --ledger story.db --open"


def serve(
    ledger: LedgerFile = DEFAULT_LEDGER,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="N", help="The port; 0 for any that is free.")] = 8765,
    names: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="NAME", help="A further name under which others reach it; may be repeated."),
    ] = None,
    read_only: Annotated[bool, typer.Option("--read-only", help="Take no corrections.")] = False,
    open_browser: Annotated[bool, typer.Option("--open", help="Open the pages in the browser.")] = False,
) -> None:
    """Serve the record as web pages.

    They are for this machine alone unless --host names another address; then whoever knows the token that is printed
    at the start may read and correct. Ctrl+C ends it.
    """
    with existing(ledger):
        pass  # what an earlier add left to be related is related now, and seen to be, before anybody waits for a page
    try:
        import starlette  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError:
        raise UsageError("serve needs a web server; install it with: pip install 'onrecord[web]'") from None
    from onrecord.serve.running import listen, run
    from onrecord.serve.settings import Settings, new_token

    bound = listen(host, port)
    settings = Settings(
        host=host,
        port=bound.getsockname()[1],
        names=frozenset(name.lower() for name in names or ()),
        token=new_token(host),
        can_fix=not read_only,
    )
    run(ledger, settings, bound, lambda: announce(ledger, settings, open_browser))


def announce(ledger: "Place", settings: "Settings", open_browser: bool) -> None:
    """Say where the pages are, and open them where wanted."""
    note(f"{ledger} is served at {settings.address}")
    if settings.token is not None:
        note("whoever has that address, with its token, may read" + (" and correct" if settings.can_fix else ""))
    note("end with Ctrl+C")
    if open_browser:
        import webbrowser

        webbrowser.open(settings.address)
