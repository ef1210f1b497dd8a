"""A listing: rows and the columns that a table shows of them, as a table, JSON or CSV."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from onrecord.hidden import escaped
from onrecord.show.clean import csv_cell, json_text, visible

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

FORMS = ("table", "json", "csv")
SHOWN = 8
"""Characters of an id that a table shows."""
MOST_IDS = 6
"""Ids that a table shows of one row."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How text is laid out: columns of characters, and whether it goes to a terminal and may have colours."""

    width: int = 100
    terminal: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: its heading and its greatest width in characters, None for what the others leave."""

    heading: str
    width: int | None = None
    right: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows of one kind.

    `rows` are whole, for JSON and CSV; `keys` are their keys in order, for the head of an empty CSV too; `cells`
    are what the table shows of each row, a text a column. `what` names a row and several ("statement",
    "statements"). `ids` are those by which a judgement names a row or its parts, a tuple a row; none given, each
    row's own.
    """

    rows: tuple[dict[str, Any], ...]
    keys: tuple[str, ...]
    columns: tuple[Column, ...]
    cells: tuple[tuple[str, ...], ...]
    what: tuple[str, str]
    ids: tuple[tuple[str, ...], ...] | None = None


def with_ids(listing: Listing) -> Listing:
    """The listing with the beginnings of the rows' ids as its first column, where its rows have ids."""
    ids = listing.ids or tuple((str(row["id"]),) if row.get("id") else () for row in listing.rows)
    if not any(ids):
        return listing
    first = (" ".join([*(id_[:SHOWN] for id_ in own[:MOST_IDS]), *("…" for _ in own[MOST_IDS:][:1])]) for own in ids)
    cells = tuple((id_, *row) for id_, row in zip(first, listing.cells, strict=True))
    return replace(listing, columns=(Column("id", SHOWN), *listing.columns), cells=cells)


def render(listing: Listing, form: str, layout: Layout = Layout()) -> str:
    """The listing as text in one of `FORMS`, ended by a line break."""
    if form == "json":
        return json_text(list(listing.rows)) + "\n"
    if form == "csv":
        return csv_text(listing)
    if not listing.rows:
        return f"No {listing.what[1]}.\n"
    return printed((table(listing),), layout) + f"\n{count(len(listing.rows), listing.what)}\n"


def csv_text(listing: Listing) -> str:
    """The rows as CSV with a head line; lists as JSON."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(listing.keys)
    writer.writerows([cell(row.get(key)) for key in listing.keys] for row in listing.rows)
    return stream.getvalue()


def cell(value: Any) -> str:
    """The value as a CSV cell; in lists, characters that could act on a terminal are escaped, in texts left out."""
    text = csv_cell(value)
    return escaped(text)


def table(listing: Listing) -> "Table":
    """The listing as a table of rich."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    made = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for column in listing.columns:
        made.add_column(
            column.heading,
            max_width=column.width,
            overflow="fold",
            justify="right" if column.right else "left",
        )
    for cells in listing.cells:
        made.add_row(*(Text(visible(cell)) for cell in cells))
    return made


def printed(parts: "Iterable[RenderableType]", layout: Layout) -> str:
    """The parts as rich prints them, without white space at the ends of lines."""
    from rich.console import Console

    stream = io.StringIO()
    console = Console(
        file=stream,
        width=layout.width,
        force_terminal=layout.terminal,
        color_system="auto" if layout.terminal else None,
        highlight=False,
        emoji=False,
        markup=False,
        legacy_windows=False,
    )
    for part in parts:
        console.print(part)
    return "".join(f"{line.rstrip()}\n" for line in stream.getvalue().splitlines())


def count(number: int, what: tuple[str, str]) -> str:
    """ "1 statement", "1,204 statements"."""
    return f"{number:,} {what[0] if number == 1 else what[1]}"
