"""All commands together, and what becomes of their errors."""

import sys
from collections.abc import Callable, Sequence

import typer

from onrecord.cli import (
    add,
    backup,
    brief,
    check,
    claims,
    compare,
    demo,
    disputes,
    export,
    figures,
    fix,
    import_,
    mcp,
    movements,
    outlets,
    places,
    quotes,
    read,
    reports,
    said,
    search,
    serve,
    timeline,
    watch,
)
from onrecord.cli import open as open_command
from onrecord.cli.output import complain, utf8
from onrecord.errors import Error, UsageError

EXAMPLE = "Example: onrecord demo"

app = typer.Typer(
    name="onrecord",
    help="Turn a pile of news reports into a sourced record: who said what, how surely, which figures, where and when.",
    epilog=EXAMPLE,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def show_version(wanted: bool) -> None:
    """Print the version and leave, for `--version`."""
    if wanted:
        from importlib.metadata import version

        typer.echo(f"onrecord {version('onrecord')}")
        raise typer.Exit


@app.callback()
def options(
    version: bool = typer.Option(False, "--version", help="Show the version.", callback=show_version, is_eager=True),
) -> None:
    """Options before the command."""


def register(name: str, command: Callable[..., None], example: str) -> None:
    """Add a command whose help ends in an example."""
    app.command(name, epilog=f"Example: {example}")(command)


register("demo", demo.demo, demo.EXAMPLE)
register("add", add.add, add.EXAMPLE)
register("watch", watch.watch, watch.EXAMPLE)
register("read", read.read, read.EXAMPLE)
register("brief", brief.brief, brief.EXAMPLE)
register("said", said.said, said.EXAMPLE)
register("figures", figures.figures, figures.EXAMPLE)
register("claims", claims.claims, claims.EXAMPLE)
register("disputes", disputes.disputes, disputes.EXAMPLE)
register("quotes", quotes.quotes, quotes.EXAMPLE)
register("open", open_command.open, open_command.EXAMPLE)
register("timeline", timeline.timeline, timeline.EXAMPLE)
register("places", places.places, places.EXAMPLE)
register("movements", movements.movements, movements.EXAMPLE)
register("reports", reports.reports, reports.EXAMPLE)
register("compare", compare.compare, compare.EXAMPLE)
register("outlets", outlets.outlets, outlets.EXAMPLE)
register("search", search.search, search.EXAMPLE)
app.add_typer(fix.app, name="fix")
register("export", export.export, export.EXAMPLE)
register("import", import_.import_, import_.EXAMPLE)
register("check", check.check, check.EXAMPLE)
register("backup", backup.backup, backup.EXAMPLE)
register("serve", serve.serve, serve.EXAMPLE)
register("mcp", mcp.mcp, mcp.EXAMPLE)


def run(arguments: Sequence[str]) -> int:
    """Run one command line; the exit status: 0 well, 1 failed, 2 wrong usage, 130 interrupted."""
    utf8(sys.stderr)
    try:
        app(list(arguments), prog_name="onrecord")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except UsageError as error:
        complain(str(error))
        return 2
    except Error as error:
        complain(str(error))
        return 1
    except KeyboardInterrupt:
        return 130
    return 0
