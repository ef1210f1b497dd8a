"""Search: statements and reports that hold the words, narrowed by who says it, how, how surely, and when."""

from collections.abc import Callable
from typing import Any

from onrecord.ledger import Hit, Said
from onrecord.ledger.said import said_order
from onrecord.records import ACTS, CERTAINTIES
from onrecord.serve.page import Asked, Filter, Page, Shown

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
        rows = statements(asked) if any(filters.values()) else []
        paged = asked.paged(rows)
        listed: dict[str, Any] = {"hits": None, "paged": paged, "capped": False, "pieces": pieces}
        return Shown("search.html", title, listed, lambda: paged.data(lambda row: row.to_dict()))
    keeps = passing(asked) if any(value for name, value in filters.items() if name != "q") else None
    found = asked.record.best(query, MOST, keeps)
    ranked = asked.paged(found)
    hits = ranked.of(asked.record.with_passages(query, ranked.rows))
    context: dict[str, Any] = {"hits": hits, "paged": hits, "capped": len(found) == MOST, "pieces": pieces}
    return Shown("search.html", title, context, lambda: hits.data(Hit.to_dict))


def statements(asked: Asked) -> list[Said]:
    """All statements that pass the filters, in order of time."""
    record, who = asked.record, asked.filters["who"]
    if who is None:
        return list(filter(passing(asked), record.said.values()))
    speaks = record.voices.called(who)
    own = [row for id_ in speaks.entities for row in record.said_by.get(id_, ())]
    unnamed = (record.said[id_] for id_ in speaks.statements if id_ in record.said)
    return sorted(filter(passing(asked), (*own, *unnamed)), key=said_order)


def passing(asked: Asked) -> Callable[[Said], bool]:
    """Whether a statement passes the filters."""
    filters = asked.filters
    words = tuple((name, filters[name]) for name in ("act", "certainty") if filters[name])
    since, until = filters["since"] or "", filters["until"] or "9999-99-99"
    is_dated = bool(filters["since"] or filters["until"])
    makes = asked.record.voices.called(filters["who"]).makes if filters["who"] else None

    def passes(row: Said) -> bool:
        return (
            all(getattr(row.statement, name) == word for name, word in words)
            and (not is_dated or since <= row.date <= until)
            and (makes is None or makes(row))
        )

    return passes


def pieces(hit: Hit) -> list[tuple[str, bool]]:
    """The hit's passage cut where the words found begin and end, and whether a piece is one of them."""
    found: list[tuple[str, bool]] = []
    at = 0
    for start, end in hit.marks:
        found += [(hit.snippet[at:start], False), (hit.snippet[start:end], True)]
        at = end
    return [piece for piece in (*found, (hit.snippet[at:], False)) if piece[0]]


PAGES = (Page("search", search, filters=FILTERS),)
