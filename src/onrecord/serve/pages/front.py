"""The front page: the brief, live, every line of it a way into the record."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from onrecord.ledger import Brief, Speaking
from onrecord.ledger.key_figures import KeyFigure
from onrecord.serve.page import Asked, Page, Shown, cut
from onrecord.serve.whereabouts import place_id
from onrecord.serve.wording import compared

ROWS = 5
"""Rows of one section, at most."""
NAMES = 10
"""Speakers, places and outlets that the page names."""

LISTED = 20
"""Entries of each list that its JSON has; the pages of each kind of row have all."""
LISTS = ("disputes", "altered", "expected", "open", "denials", "unknown", "movements", "places")
"""The lists of the brief whose rows are given as the exports have them."""

Row = TypeVar("Row")


def front(asked: Asked) -> Shown:
    """The state of the story."""
    brief = asked.record.brief
    title = f"The record as of {asked.as_of}" if asked.as_of else "The record"
    context = {"brief": brief, "rows_shown": ROWS, "names": NAMES, "compared": compared, "place_id": place_id}
    return Shown("front.html", title, context, lambda: data(brief))


def data(brief: Brief) -> dict[str, Any]:
    """The brief as plain values: of each list the first `LISTED`, and where it is longer how many there are."""
    return {
        "reports": brief.reports,
        "origins": brief.origins,
        "copies": dict(brief.copies),
        "outlets": list(brief.outlets),
        "statements": brief.statements,
        "published": list(brief.published),
        "told": list(brief.told),
        **listed("rewritten", brief.rewritten, lambda row: row.id),
        **listed("speakers", brief.speakers, spoken),
        **listed("figures", brief.figures, counted),
        **{key: value for name in LISTS for key, value in listed(name, getattr(brief, name), plain).items()},
    }


def listed(name: str, rows: Sequence[Row], plainly: Callable[[Row], Any]) -> dict[str, Any]:
    """The first of the rows as plain values under their name; where there are more, how many."""
    found: dict[str, Any] = {name: [plainly(row) for row in rows[:LISTED]]}
    return {**found, f"{name}_total": len(rows)} if len(rows) > LISTED else found


def plain(row: Any) -> dict[str, Any]:
    """A row of the ledger as plain values, lists in it cut."""
    found: dict[str, Any] = cut(row.to_dict(), LISTED)
    return found


def spoken(row: Speaking) -> dict[str, Any]:
    """An entity and how much it says."""
    return {**row.entity.to_dict(), "statements": row.statements, "denials": row.denials, "reports": row.reports}


def counted(row: KeyFigure) -> dict[str, Any]:
    """What was counted, and who gave which number for it."""
    head = {"of": row.of, "unit": row.unit, "origins": row.origins, "relation": row.relation}
    return {**head, **listed("figures", row.given, plain)}


PAGES = (Page("front", front, "Brief"),)
