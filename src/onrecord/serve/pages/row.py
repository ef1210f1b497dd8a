"""The permanent address of every row: leads to where it stands."""

from collections.abc import Callable, Iterator
from typing import Any

from onrecord.serve.page import SHORTEST, Asked, Elsewhere, NotFound, Page, Shown
from onrecord.serve.record import Record


def row(asked: Asked) -> Shown:
    """Send the reader to where the row of this id stands; the beginning of an id will do."""
    id_ = asked.path["id"].strip().lower()
    found = list(dict.fromkeys(addresses(asked, id_)))
    if len(found) == 1:
        raise Elsewhere(found[0])
    if found:
        raise NotFound(f"several rows have ids that begin with {id_!r}; give more characters")
    raise NotFound(f"there is no row with the id {id_!r}; search for its words instead")


def addresses(asked: Asked, id_: str) -> Iterator[str]:
    """Where the rows stand whose ids are this one, or begin so."""
    record = asked.record
    for kind, rows_of in KINDS.items():
        rows = rows_of(record)
        if id_ in rows:
            yield address(asked, kind, id_, rows[id_])
            return
    if len(id_) >= SHORTEST:
        for kind, rows_of in KINDS.items():
            for whole, one in rows_of(record).items():
                if whole.startswith(id_):
                    yield address(asked, kind, whole, one)


KINDS: dict[str, Callable[[Record], dict[str, Any]]] = {
    "report": lambda record: record.reports,
    "statement": lambda record: record.said,
    "figure": lambda record: record.figures,
    "dispute": lambda record: record.disputes,
    "series": lambda record: record.series,
    "speaker": lambda record: record.entities,
    "movement": lambda record: record.movements,
    "question": lambda record: record.questions,
}
ANCHORS = {"statement": "s", "figure": "f", "movement": "m", "question": "q"}
"""Rows that stand in their reports, and the letters that their anchors begin with."""


def address(asked: Asked, kind: str, id_: str, row: Any) -> str:
    """Where a row stands."""
    if kind in ANCHORS:
        return asked.url("report", id=row.report.id, _at=f"{ANCHORS[kind]}-{id_}")
    return asked.url(kind, id=id_)


PAGES = (Page("row", row),)
