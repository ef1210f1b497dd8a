"""`onrecord fix`: judgements that win over the program."""

import getpass
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.opening import existing
from onrecord.cli.options import DEFAULT_LEDGER, Csv, Json, LedgerFile, form_of
from onrecord.cli.output import show, write
from onrecord.errors import UsageError
from onrecord.show.clean import visible

if TYPE_CHECKING:
    from onrecord.ledger import Judgement
    from onrecord.ledger.place import Place

EXAMPLE = 'onrecord fix same "Zelensky" "Volodymyr Zelenskyy" --why "two spellings"'

By = Annotated[
    str | None, typer.Option("--by", envvar="ONRECORD_BY", metavar="NAME", help="Who judges; else the user's name.")
]
Why = Annotated[str | None, typer.Option("--why", metavar="TEXT", help="Why.")]
Row = Annotated[str, typer.Argument(metavar="ID", help="The beginning of a row's id (listings show them with --ids).")]
Other = Annotated[str | None, typer.Argument(metavar="[ID]", help="Another row: the relation between the two.")]
Who = Annotated[str, typer.Argument(metavar="ENTITY", help="A name, or the beginning of the entity's id.")]

app = typer.Typer(
    help="Judge what the program found. Judgements win over it, survive reading anew, and can be undone.",
    epilog=f"Example: {EXAMPLE}",
    invoke_without_command=True,
    rich_markup_mode=None,
)


@app.callback()
def options(
    context: typer.Context,
    everything: Annotated[bool, typer.Option("--list", help="List the judgements, those undone too.")] = False,
    ledger: LedgerFile = DEFAULT_LEDGER,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """Judge what the program found. Judgements win over it, survive reading anew, and can be undone."""
    if context.invoked_subcommand is not None:
        source = context.get_parameter_source("ledger")
        if everything or json or csv or (source is not None and source.name == "COMMANDLINE"):
            raise UsageError(
                f"options of fix {context.invoked_subcommand} stand behind it; see: "
                f"onrecord fix {context.invoked_subcommand} --help"
            )
        return
    if not everything:
        raise UsageError("fix needs a command, or --list; see: onrecord fix --help")
    form = form_of(json, csv)
    with existing(ledger) as opened:
        from onrecord.show.across import judgements

        show(judgements(opened.judgements()), form)


def name_of(by: str | None) -> str:
    """Who judges. Raises UsageError where nobody is named and the system knows no user."""
    try:
        return by or getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise UsageError("the system knows no user name; say who judges with --by NAME") from None


def said(judgement: "Judgement", what: str, ledger: "Place") -> None:
    """Tell what was judged, and how to undo it."""
    where = "" if ledger == DEFAULT_LEDGER else f" --ledger {quote(str(ledger))}"
    write(f"{visible(what)}; undo it with: onrecord fix undo {judgement.id[:8]}{where}\n")


@app.command()
def same(one: Who, other: Who, by: By = None, why: Why = None, ledger: LedgerFile = DEFAULT_LEDGER) -> None:
    """Two names are of one entity."""
    with existing(ledger) as opened:
        said(opened.judge(name_of(by), why).same(one, other), f"{one} and {other} are the same", ledger)


@app.command()
def different(one: Who, other: Who, by: By = None, why: Why = None, ledger: LedgerFile = DEFAULT_LEDGER) -> None:
    """Two names are not of one entity."""
    with existing(ledger) as opened:
        said(opened.judge(name_of(by), why).different(one, other), f"{one} and {other} are different", ledger)


@app.command()
def speaker(
    statement: Row,
    name: Annotated[str | None, typer.Argument(metavar="[ENTITY]", help="Who makes it; none with --nobody.")] = None,
    kind: Annotated[
        str | None,
        typer.Option(metavar="KIND", help="Make a new entity of this kind: person, organization, place, group."),
    ] = None,
    nobody: Annotated[bool, typer.Option("--nobody", help="Nobody with a name makes it.")] = False,
    by: By = None,
    why: Why = None,
    ledger: LedgerFile = DEFAULT_LEDGER,
) -> None:
    """Set who makes a statement."""
    if nobody == (name is not None):
        raise UsageError("name the speaker, or give --nobody, not both")
    with existing(ledger) as opened:
        judgement = opened.judge(name_of(by), why).speaker(statement, name, kind)
        said(judgement, f"said by {name or 'nobody with a name'}", ledger)


@app.command()
def reject(row: Row, other: Other = None, by: By = None, why: Why = None, ledger: LedgerFile = DEFAULT_LEDGER) -> None:
    """Reject a statement, figure, movement, question or dispute, or what relates two rows."""
    with existing(ledger) as opened:
        said(opened.judge(name_of(by), why).reject(row, other), "rejected", ledger)


@app.command()
def restore(row: Row, other: Other = None, by: By = None, why: Why = None, ledger: LedgerFile = DEFAULT_LEDGER) -> None:
    """Take a rejection back."""
    with existing(ledger) as opened:
        opened.judge(name_of(by), why).restore(row, other)
        write("restored\n")


@app.command()
def split(
    statements: Annotated[list[str], typer.Argument(metavar="ID…", help="Statements that belong together.")],
    by: By = None,
    why: Why = None,
    ledger: LedgerFile = DEFAULT_LEDGER,
) -> None:
    """Take statements out of their claim: they say something else."""
    with existing(ledger) as opened:
        said(opened.judge(name_of(by), why).split(*statements), "split off", ledger)


@app.command()
def undo(
    judgement: Annotated[str, typer.Argument(metavar="JUDGEMENT", help="The beginning of its id.")],
    by: By = None,
    ledger: LedgerFile = DEFAULT_LEDGER,
) -> None:
    """Undo a judgement."""
    with existing(ledger) as opened:
        undone = opened.judge(name_of(by)).undo(judgement)
        write(f"undone: {undone.kind}, judged by {visible(undone.who)} on {undone.made_at}\n")
