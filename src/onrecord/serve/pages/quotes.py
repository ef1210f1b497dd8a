"""Quotations that stand in several reports, word by word beside the earliest one."""

from typing import Any

from onrecord.ledger import Quoted
from onrecord.records import VARIANT_KINDS
from onrecord.serve.page import Asked, Filter, Page, Shown
from onrecord.serve.wording import compared, dated, plain
from onrecord.show.changes import Change


def quotes(asked: Asked) -> Shown:
    """Quotations in order of time: how each differs from the original, whose it is, and where both stand."""
    record, chosen = asked.record, asked.filters
    rows = list(record.quotes if chosen["of"] is None else record.quotes_of.get(chosen["of"], ()))
    if chosen["kind"]:
        rows = [row for row in rows if row.kind == chosen["kind"]]
    if chosen["altered"]:
        rows = [row for row in rows if row.is_altered]
    if chosen["q"]:
        about = record.about(chosen["q"])
        rows = [row for row in rows if row.original.id in about or row.variant.id in about]
    if chosen["who"]:
        speaks = record.voices.called(chosen["who"]).makes
        rows = [row for row in rows if speaks(row.original) or speaks(row.variant)]
    if chosen["since"] or chosen["until"]:
        between = dated(chosen["since"], chosen["until"])
        rows = [row for row in rows if between(row.variant)]
    paged = asked.paged(rows)
    shown = [(row, changes(row)) for row in paged.rows]
    return Shown("quotes.html", "Quotations", {"paged": paged, "shown": shown}, lambda: paged.data(plainly))


def changes(row: Quoted) -> list[Change]:
    """What the later quotation leaves out of the original and puts in; nothing for the same words."""
    return [] if row.kind == "verbatim" else compared(row.original.quote, row.variant.quote)


def plainly(row: Quoted) -> dict[str, Any]:
    """A pair of quotations as plain values; `words` has the whole of both, with what differs."""
    return {**row.to_dict(), "altered": row.is_altered, "words": plain(changes(row))}


PAGES = (
    Page(
        "quotes",
        quotes,
        "Quotations",
        (
            Filter("kind", "Kind", "choice", VARIANT_KINDS),
            Filter("who", "Speaker"),
            Filter("q", "Words"),
            Filter("since", "Quoted since", "date"),
            Filter("until", "Until", "date"),
            Filter("of", "Statement", "id"),
            Filter("altered", "Altered only", "flag"),
        ),
    ),
)
