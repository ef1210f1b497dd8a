"""Figures: which number was given by whom; and the quantities that were given several values, over time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from onrecord.ledger import Course, Disputed, Given
from onrecord.ledger.names import singulars
from onrecord.records import Report
from onrecord.serve.drawing import drawn
from onrecord.serve.page import Asked, Elsewhere, Filter, Page, Shown
from onrecord.serve.record import Record
from onrecord.serve.wording import Passage, dated, passage
from onrecord.show.amounts import amount

FEW = 5
"""Quantities of several values that stand above the list of all figures."""


@dataclass(frozen=True, slots=True)
class Number:
    """A figure in its sentence, the report that a copy goes back to, and whether a later value replaced it."""

    given: Given
    passage: Passage
    origin: Report | None
    superseded: bool


def number(record: Record, row: Given, superseded: bool = False) -> Number:
    """A figure as lists show it."""
    origin = record.origins.of(row.report.id)
    copied = record.reports[origin] if origin != row.report.id else None
    return Number(row, passage(row), copied, superseded)


def figures(asked: Asked) -> Shown:
    """The figures in order of time; or, where that is asked for, the quantities that were given several values."""
    record, chosen = asked.record, asked.filters
    rows = list(record.figures.values())
    if chosen["what"]:
        rows = about(record, chosen["what"])
    if chosen["who"]:
        rows = list(filter(record.voices.called(chosen["who"]).makes, rows))
    if chosen["since"] or chosen["until"]:
        rows = list(filter(dated(chosen["since"], chosen["until"]), rows))
    narrowed = any(chosen.values())
    ids = {row.figure.id for row in rows} if narrowed else None
    courses = [row for row in record.series.values() if ids is None or any(one.figure.id in ids for one in row.given)]
    if chosen["series"]:
        several = asked.paged(courses)
        context: dict[str, Any] = {"paged": several, "courses": several.rows, "numbers": None}
        return Shown("figures.html", "Figures given several values", context, lambda: several.data(Course.to_dict))
    paged = asked.paged(rows)
    context = {
        "paged": paged,
        "courses": courses[:FEW] if asked.number == 1 else [],
        "several": len(courses),
        "numbers": [number(record, row) for row in paged.rows],
    }
    return Shown("figures.html", "Figures", context, lambda: paged.data(Given.to_dict))


def quantities(asked: Asked) -> Shown:
    """The quantities that were given several values, at an address of their own."""
    chosen = replace(asked, page=FIGURES, filters={**asked.filters, "series": "1"})
    shown = figures(chosen)
    return replace(shown, context={**shown.context, "asked": chosen})


def about(record: Record, what: str) -> list[Given]:
    """The figures whose words, unit or thing counted hold all the words, in order of time."""
    found = [record.figures_about.get(word, []) for word in dict.fromkeys(singulars(what))]
    if not found:
        return []
    first, *others = sorted(found, key=len)
    kept = [{row.figure.id for row in other} for other in others]
    return [row for row in first if all(row.figure.id in ids for ids in kept)]


def series(asked: Asked) -> Shown:
    """One quantity: its values over time, drawn and listed."""
    record = asked.record
    course = found(asked)
    paged = asked.paged(course.given)
    old = {row.figure.id for row in course.superseded}
    disputes = disputes_of(record, course.given)
    context = {
        "asked": replace(asked, path={**asked.path, "id": address(record, course)}),
        "course": course,
        "paged": paged,
        "numbers": [number(record, row, row.figure.id in old) for row in paged.rows],
        "values": values(course),
        "disputes": disputes,
        "chart": lambda: drawn(record, ("series", course.series.id), lambda: chart(course)),
    }

    def data() -> dict[str, Any]:
        rows = paged.data(lambda row: {**row.to_dict(), "superseded": row.figure.id in old})
        return {**course.series.to_dict(), "disputes": [row.dispute.id for row in disputes], **rows}

    return Shown("series.html", course.series.name, context, data)


def chart(course: Course) -> str:
    """The chart of a quantity."""
    from onrecord.show import charts

    return charts.svg(charts.series(course))


def values(course: Course) -> list[str]:
    """The values of a quantity, each once, in order of time."""
    return list(dict.fromkeys(amount(row.figure, course.series.name) or row.text for row in course.given))


def disputes_of(record: Record, rows: Sequence[Given]) -> list[Disputed]:
    """The disputes between the figures."""
    found = {one.dispute.id: one for row in rows for one in record.disputes_of.get(row.figure.id, ())}
    return sorted(found.values(), key=lambda row: -row.origins)


def found(asked: Asked) -> Course:
    """The series at the address: its id, or the id of a figure in it.

    A series' id follows from all its figures, which may be others on another day; a figure stays in its series.
    """
    record, id_ = asked.record, asked.path["id"]
    if id_ in record.series_of:
        return record.series_of[id_][0]
    if id_ not in record.series:
        today = asked.record_at(None)
        if id_ in today.series:
            for row in today.series[id_].given:
                if row.figure.id in record.series_of:
                    raise Elsewhere(asked.url("series", id=row.figure.id))
    return asked.one(record.series, "series")


def address(record: Record, course: Course) -> str:
    """What names a series on other days too: its oldest figure; its id, where that one is in another series first."""
    oldest = course.given[0].figure.id
    return oldest if record.series_of[oldest][0].series.id == course.series.id else course.series.id


FILTERS = (
    Filter("what", "Of what"),
    Filter("who", "Speaker"),
    Filter("since", "Since", "date"),
    Filter("until", "Until", "date"),
)
FIGURES = Page("figures", figures, "Figures", (*FILTERS, Filter("series", "Given several values", "flag")))
PAGES = (FIGURES, Page("series", series), Page("quantities", quantities, None, FILTERS))
