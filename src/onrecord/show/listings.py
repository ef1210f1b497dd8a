"""What each listing command shows: the ledger's answers as listings."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any, Protocol

from onrecord.ledger import Dated, Given, Hit, Located, Said
from onrecord.records import Figure, Place, Report, Statement, Time
from onrecord.show.amounts import amount
from onrecord.show.clean import window
from onrecord.show.listing import Column, Listing

CITE = ("report", "outlet", "title", "url", "published")
FIGURE_WORDS, TIME_WORDS = 70, 110
"""Characters of the sentence around a figure or a time that a table shows; JSON and CSV have it whole."""


def row_keys(row: type[Any], *further: str) -> tuple[str, ...]:
    """The keys of a record type's rows, then the further ones that are not among them."""
    own = tuple(f.name for f in fields(row))
    return own + tuple(key for key in (*further, *CITE) if key not in own)


class Written(Protocol):
    """A row of the ledger that can be written out."""

    def to_dict(self) -> dict[str, Any]:
        """The row as plain values."""


def listed(rows: Iterable[Written]) -> tuple[dict[str, Any], ...]:
    """The rows as the ledger writes them out."""
    return tuple(row.to_dict() for row in rows)


def whose(row: Said | Given) -> str:
    """Who said it: the speaker's name, else the report's words for who it was."""
    return row.speaker.name if row.speaker else row.source_text.strip(" ,;:") or "—"


def manner(act: str, certainty: str) -> str:
    """How it was said: the act, and how sure the speaker was where hedged."""
    return act if certainty == "stated" else f"{act}, {certainty.replace('_', ' ')}"


def passage(row: Given | Dated) -> str:
    """The words around a figure or a time."""
    if isinstance(row, Given):
        return window(row.report.text, row.figure.span, row.sentence, FIGURE_WORDS)
    return window(row.report.text, row.time.span, row.sentence, TIME_WORDS)


def where(report: Report) -> str:
    """What to call a report in a narrow column: its outlet, else its title or address."""
    return report.outlet or report.title or report.path or report.url or report.id


def outlet(report: Report) -> str:
    """The report's outlet, and what kind of copy the report is where it is one."""
    return f"{where(report)} ({report.copy_kind or 'edited'} copy)" if report.copy_of else where(report)


def reports(rows: Sequence[Report]) -> Listing:
    """Reports: id, when, outlet, title, and what they were copied from."""
    columns = (Column("id", 8), Column("published", 16), Column("outlet", 18), Column("title"), Column("copy of", 20))
    cells = tuple(
        (
            row.id[:8],
            (row.published or "")[:16].replace("T", " "),
            where(row),
            row.title or "",
            f"{row.copy_of[:8]} ({row.copy_kind})" if row.copy_of else "",
        )
        for row in rows
    )
    keys = tuple(f.name for f in fields(Report) if f.name != "text")
    plain = tuple({key: row[key] for key in keys} for row in listed(rows))
    return Listing(plain, keys, columns, cells, ("report", "reports"))


def statements(rows: Sequence[Said], *, sourced: bool = True) -> Listing:
    """Statements: when, who, how, the words, and where they stand (left out unless `sourced`)."""
    columns = [Column("said", 10), Column("who", 18), Column("how", 10), Column("words")]
    cells = [[row.date, whose(row), manner(row.act, row.certainty), row.quote] for row in rows]
    return Listing(
        listed(rows),
        row_keys(Statement, "quote", "source_text", "cue_text"),
        *with_source(columns, cells, [row.report for row in rows], sourced),
        ("statement", "statements"),
    )


def numbers(rows: Sequence[Given], *, sourced: bool = True) -> Listing:
    """Figures: when, how much of what, who gave it, the report's words, and where they stand."""
    columns = [Column("given", 10), Column("figure", 14), Column("of", 14), Column("who", 16), Column("words")]
    cells = [
        [row.date, amount(row.figure, row.figure.of) or row.text, row.figure.of or "—", whose(row), passage(row)]
        for row in rows
    ]
    return Listing(
        listed(rows),
        row_keys(Figure, "text", "speaker", "source_text", "context"),
        *with_source(columns, cells, [row.report for row in rows], sourced),
        ("figure", "figures"),
    )


def timeline(rows: Sequence[Dated], *, sourced: bool = True) -> Listing:
    """Times: the moment meant, the words for it, and the sentence around them."""
    columns = [Column("when", 16), Column("words for it", 18), Column("sentence")]
    cells = [[row.time.value, row.text, passage(row)] for row in rows]
    return Listing(
        listed(rows),
        row_keys(Time, "text", "context"),
        *with_source(columns, cells, [row.report for row in rows], sourced),
        ("time", "times"),
    )


def places(rows: Sequence[Located]) -> Listing:
    """Places: name, country, coordinates, and how often and in how many reports they are named."""
    cells = [(called(row), row.country or "", *point_cells(row), str(row.count), str(len(row.reports))) for row in rows]
    columns = (
        Column("place", 40),
        Column("country"),
        Column("latitude", right=True),
        Column("longitude", right=True),
        Column("named", right=True),
        Column("reports", right=True),
    )
    keys = ("name", "country", "lat", "lon", "geonames", "near", "count", "reports")
    return Listing(listed(rows), keys, columns, tuple(cells), ("place", "places"))


def named_places(rows: Sequence[Place]) -> Listing:
    """Places of one report in the order of the text."""
    cells = tuple((called(row), row.country or "", *point_cells(row)) for row in rows)
    columns = (Column("place", 40), Column("country"), Column("latitude", right=True), Column("longitude", right=True))
    keys = tuple(f.name for f in fields(Place))
    return Listing(tuple(row.to_dict() for row in rows), keys, columns, cells, ("place", "places"))


def hits(rows: Sequence[Hit]) -> Listing:
    """Search results: when, what was found, whose words, and the passage."""
    columns = [Column("date", 10), Column("who", 18), Column("passage")]
    cells = []
    for row in rows:
        date = row.statement.date if row.statement else (row.report.published or "")[:10]
        who = whose(row.statement) if row.statement else "(report)"
        cells.append([date, who, row.snippet])
    return Listing(
        listed(rows),
        ("kind", "id", "snippet", "marks", "speaker", "score", *CITE),
        *with_source(columns, cells, [row.report for row in rows], True),
        ("match", "matches"),
    )


def with_source(
    columns: list[Column], cells: list[list[str]], reports: list[Report], sourced: bool
) -> tuple[tuple[Column, ...], tuple[tuple[str, ...], ...]]:
    """Columns and cells, with a last column for the outlet where `sourced`."""
    if not sourced:
        return tuple(columns), tuple(map(tuple, cells))
    full = tuple((*row, outlet(report)) for row, report in zip(cells, reports, strict=True))
    return (*columns, Column("in", 16)), full


def called(row: Located | Place) -> str:
    """The name of a place, and near which one it lies where it has no point of its own."""
    return f"{row.name} (near {row.near})" if row.near else row.name


def point_cells(row: Located | Place) -> tuple[str, str]:
    """Latitude and longitude of a place, empty where it has no point of its own."""
    return ("", "") if row.near else (degrees(row.lat), degrees(row.lon))


def degrees(value: float | None) -> str:
    """Degrees to three decimals, about 100 m; empty for None."""
    return "" if value is None else f"{value:.3f}"
