"""Search: statements and reports that hold the words, narrowed by who says it, how, how surely, and when."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any

from onrecord.ledger import Hit, Said
from onrecord.ledger.said import said_order
from onrecord.records import ACTS, CERTAINTIES
from onrecord.serve.page import Asked, Filter, Page, Shown
from onrecord.serve.record import Record

FILTERS = (
    Filter("q", "Words"),
    Filter("who", "Speaker"),
    Filter("act", "Act", "choice", ACTS),
    Filter("certainty", "Certainty", "choice", CERTAINTIES),
    Filter("since", "Since", "date"),
    Filter("until", "Until", "date"),
)
MOST = 500
"""Hits that are listed, the best ones."""


def search(asked: Asked) -> Shown:
    """The hits, best first; without words all statements that pass the filters, in order of time."""
    filters = asked.filters
    query = filters["q"]
    title = f"Search: {query}" if query else "Search"
    if query is None:
        rows = statements(asked) if any(filters.values()) else ()
        paged = asked.paged(rows)
        listed: dict[str, Any] = {"hits": None, "paged": paged, "capped": False, "pieces": pieces}
        return Shown("search.html", title, listed, lambda: paged.data(lambda row: row.to_dict()))
    narrowed = any(value for name, value in filters.items() if name != "q")
    found = asked.record.best(query, MOST, statements(asked) if narrowed else None)
    ranked = asked.paged(found)
    hits = ranked.of(asked.record.with_passages(query, ranked.rows))
    context: dict[str, Any] = {"hits": hits, "paged": hits, "capped": len(found) == MOST, "pieces": pieces}
    return Shown("search.html", title, context, lambda: hits.data(Hit.to_dict))


def statements(asked: Asked) -> Sequence[Said]:
    """All statements that pass the filters, in order of time."""
    record, filters = asked.record, asked.filters
    since, until = filters["since"], filters["until"]
    words = [(name, filters[name]) for name in ("act", "certainty") if filters[name]]
    if filters["who"]:
        rows = made_by(record, filters["who"])
    elif words:
        rows = min((record.said_as.get((name, word or ""), []) for name, word in words), key=len)
    else:
        rows = list(record.said.values())
    if since or until:
        start = bisect_left(rows, since, key=day) if since else 0
        rows = rows[start : bisect_right(rows, until, key=day) if until else None]
    return [row for row in rows if all(getattr(row.statement, name) == word for name, word in words)]


def made_by(record: Record, who: str) -> list[Said]:
    """The statements of whoever goes by these words, in order of time."""
    speaks = record.voices.called(who)
    own = [row for id_ in speaks.entities for row in record.said_by.get(id_, ())]
    unnamed = (record.said[id_] for id_ in speaks.statements if id_ in record.said)
    return sorted((*own, *unnamed), key=said_order)


def day(row: Said) -> str:
    """The day of a statement, as a key."""
    return row.date


def pieces(hit: Hit) -> list[tuple[str, bool]]:
    """The hit's passage cut where the words found begin and end, and whether a piece is one of them."""
    found: list[tuple[str, bool]] = []
    at = 0
    for start, end in hit.marks:
        found += [(hit.snippet[at:start], False), (hit.snippet[start:end], True)]
        at = end
    return [piece for piece in (*found, (hit.snippet[at:], False)) if piece[0]]


PAGES = (Page("search", search, filters=FILTERS),)
