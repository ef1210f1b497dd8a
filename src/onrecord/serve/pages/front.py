"""The front page: the brief, live, every line of it a way into the record."""

from collections.abc import Sequence
from typing import Any, TypeVar

from onrecord.ledger import Brief
from onrecord.serve.page import Asked, Page, Shown
from onrecord.serve.whereabouts import place_id
from onrecord.serve.wording import compared

ROWS = 5
"""Rows of one section, at most."""
NAMES = 10
"""Speakers, places and outlets that the page names."""

Row = TypeVar("Row")


def front(asked: Asked) -> Shown:
    """The state of the story."""
    brief = asked.record.brief
    title = f"The record as of {asked.as_of}" if asked.as_of else "The record"
    context = {"brief": brief, "rows_shown": ROWS, "names": NAMES, "compared": compared, "place_id": place_id}
    return Shown("front.html", title, context, lambda: data(brief))


def data(brief: Brief) -> dict[str, Any]:
    """The brief as plain values."""
    return {
        "reports": brief.reports,
        "origins": brief.origins,
        "copies": dict(brief.copies),
        "outlets": list(brief.outlets),
        "statements": brief.statements,
        "published": list(brief.published),
        "told": list(brief.told),
        "rewritten": [row.id for row in brief.rewritten],
        "speakers": [
            {**row.entity.to_dict(), "statements": row.statements, "denials": row.denials, "reports": row.reports}
            for row in brief.speakers
        ],
        "figures": [
            {
                "of": row.of,
                "unit": row.unit,
                "origins": row.origins,
                "relation": row.relation,
                "figures": [given.to_dict() for given in row.given],
            }
            for row in brief.figures
        ],
        **{
            name: plain(getattr(brief, name))
            for name in ("disputes", "altered", "expected", "open", "denials", "unknown", "movements", "places")
        },
    }


def plain(rows: Sequence[Any]) -> list[dict[str, Any]]:
    """Rows of the ledger as plain values."""
    return [row.to_dict() for row in rows]


PAGES = (Page("front", front, "Brief"),)
