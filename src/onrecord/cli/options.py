"""Options that several commands share."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from onrecord.errors import UsageError
from onrecord.records import ACTS, CERTAINTIES

if TYPE_CHECKING:
    from onrecord.ledger.place import Place

VARIABLE = "ONRECORD_LEDGER"


def checked_day(option: str) -> Callable[[str | None], str | None]:
    """A check for the dates of an option. It raises UsageError for anything but an ISO date."""

    def check(value: str | None) -> str | None:
        if value is None:
            return None
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            raise UsageError(f"{option} is {value!r}; a date is wanted: year-month-day, as in 2031-03-05") from None

    return check


def ledger_place(value: "str | Path") -> "Place":
    """Where a ledger is, by the words of the call."""
    if isinstance(value, Path) or "://" not in value:
        return Path(value)
    from onrecord.ledger.place import place_of

    return place_of(value)


def checked_word(option: str, allowed: tuple[str, ...]) -> Callable[[str | None], str | None]:
    """A check for the words of an option. It raises UsageError for a word that is not among those allowed."""

    def check(value: str | None) -> str | None:
        if value is not None and value not in allowed:
            raise UsageError(f"{option} is {value!r}; allowed: {', '.join(allowed)}")
        return value

    return check


if TYPE_CHECKING:
    Where = Place
else:  # typer knows no types of two kinds, and leaves to the parser what it takes for text
    Where = str

LedgerFile = Annotated[
    Where,
    typer.Option(
        "--ledger",
        "-l",
        envvar=VARIABLE,
        metavar="FILE",
        help="The ledger: a file, or postgresql://….",
        show_envvar=True,
        parser=ledger_place,
    ),
]
LedgerArgument = Annotated[Where, typer.Argument(metavar="LEDGER", help="The ledger.", parser=ledger_place)]
DEFAULT_LEDGER = Path("onrecord.db")

AsOf = Annotated[
    str | None,
    typer.Option(
        metavar="DATE", help="Show the record as it stood at the end of this day.", callback=checked_day("--as-of")
    ),
]
Since = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Said on this day or later.", callback=checked_day("--since")),
]
Until = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Said on this day or earlier.", callback=checked_day("--until")),
]
Act = Annotated[
    str | None,
    typer.Option(
        metavar="ACT", help=f"What the speaker does: {', '.join(ACTS)}.", callback=checked_word("--act", ACTS)
    ),
]
Certainty = Annotated[
    str | None,
    typer.Option(
        metavar="WORD",
        help=f"How sure the speaker is: {', '.join(CERTAINTIES)}.",
        callback=checked_word("--certainty", CERTAINTIES),
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print a JSON list of objects.")]
Ids = Annotated[bool, typer.Option("--ids", help="Show the beginnings of the rows' ids, for onrecord fix.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print CSV.")]
MaxBytes = Annotated[int, typer.Option(min=1, metavar="N", help="Largest source, in bytes after decompression.")]
AnyLanguage = Annotated[bool, typer.Option("--any-language", help="Take reports that are not in English, too.")]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Fetch from addresses of this machine and of private networks too.")
]
Timeout = Annotated[float, typer.Option(min=0.1, metavar="SECONDS", help="How long a server may stay silent.")]


Form = Literal["table", "json", "csv"]


def form_of(json: bool, csv: bool) -> Form:
    """The form of a listing. Raises UsageError when two are asked for."""
    if json and csv:
        raise UsageError("--json and --csv exclude each other; give one of them")
    return "json" if json else "csv" if csv else "table"
