"""The map: places that reports name, and movements between them; and one place's rows."""

from typing import Any

from onrecord.ledger import Located
from onrecord.ledger.names import Wanted
from onrecord.records import Report
from onrecord.serve.drawing import drawn
from onrecord.serve.page import Asked, Filter, Page, Shown, cut
from onrecord.serve.record import Record
from onrecord.serve.whereabouts import Mentioned, place_id
from onrecord.serve.wording import Passage, around
from onrecord.show.clean import visible

REPORTS = 25
"""Reports that one page of a place shows."""
MENTIONS = 4
"""Of one report at most so many places in its text; its JSON has all."""
FEW = 10
"""Movements that a place's page shows beside the list of all."""


def map_(asked: Asked) -> Shown:
    """The places, most often named first."""
    record = asked.record
    found = list(record.places)
    countries = sorted({row.country for row in found if row.country})
    if country := asked.filters["country"]:
        found = [row for row in found if row.country == country.upper()]
    if name := asked.filters["name"]:
        wanted = Wanted(name)
        found = [row for row in found if wanted.among((row.name,))]
    paged = asked.paged(found)
    moved = record.moved_by_place
    context = {
        "paged": paged,
        "moved": moved,
        "countries": countries,
        "chart": lambda: drawn(record, "map", lambda: chart(record)),
    }
    return Shown("map.html", "Map", context, lambda: paged.data(plain))


def chart(record: Record) -> str:
    """The places, and the movements between them."""
    from onrecord.show import charts

    return charts.svg(charts.places_map(record.places, list(record.movements.values())))


def plain(row: Located) -> dict[str, Any]:
    """A place as plain values, with its id."""
    return {"id": place_id(row), **row.to_dict()}


def place(asked: Asked) -> Shown:
    """One place: the reports that name it with the sentences in which they do, and the movements there."""
    record = asked.record
    row = asked.one(record.place_by_id, "place")
    id_ = place_id(row)
    named = set(row.reports)
    paged = asked.paged([report for report in record.reports.values() if report.id in named], REPORTS)
    mentioned = record.mentioned(id_, paged.rows)
    moved = record.moved_by_place.get(id_, ())
    context = {
        "place": row,
        "paged": paged,
        "mentioned": {report.id: passages(mentioned.get(report.id, [])) for report in paged.rows},
        "movements": moved,
        "few": FEW,
        "most": MENTIONS,
    }

    def data() -> dict[str, Any]:
        def one(report: Report) -> dict[str, Any]:
            return {"report": report.id, "mentions": [found.to_dict() for found in mentioned.get(report.id, [])]}

        moving = cut({"movements": [found.to_dict() for found in moved]})
        return {"place": plain(row), **moving, **paged.data(one)}

    return Shown("place.html", visible(row.name) or "A place", context, data)


def passages(rows: list[Mentioned]) -> list[Passage]:
    """The sentences in which a report names a place, each once."""
    found = {row.sentence: around(row.report.text, row.place.span, row.sentence) for row in reversed(rows)}
    return list(found.values())[::-1]


PAGES = (
    Page("map", map_, "Map", (Filter("name", "Name"), Filter("country", "Country"))),
    Page("place", place),
)
