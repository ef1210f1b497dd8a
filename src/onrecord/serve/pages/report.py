"""One report: its text with everything that was found in it marked, and ways from there into the record."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from onrecord.ledger import Quoted, Said
from onrecord.records import Entity, Reading, Report, Statement
from onrecord.serve.page import Asked, Page, Shown
from onrecord.show import page
from onrecord.show.listings import where
from onrecord.show.page_ways import Way, Ways

QUOTED = {
    "verbatim": "the same quotation",
    "trimmed": "a shorter quotation",
    "reworded": "a reworded quotation",
    "negated": "the opposite quoted",
    "misattributed": "quoted of somebody else",
}
MOST = 4
"""Ways of one kind that stand beside one note."""


def report(asked: Asked) -> Shown:
    """A report as it reads now that everything judged is laid over what the program found."""
    its = asked.one(asked.record.reports, "report")
    reading = judged(asked, its)
    context = {**page.context(reading, ways_of(asked, its)), "whole": True, "report": its, "reading": reading}
    return Shown("report.html", context["title"], context, lambda: data(asked, reading))


def judged(asked: Asked, report: Report) -> Reading:
    """The rows of a report, judgements laid over them; its speakers are those known across reports."""
    record = asked.record
    found = asked.ledger.reading(report.id)
    said = record.said_in.get(report.id, [])
    speakers: dict[str, Entity] = {row.speaker.id: row.speaker for row in said if row.speaker}
    made = {row.id for row in said}
    return Reading(
        report=report,
        entities=tuple(speakers.values()),
        statements=tuple(by_entity(row) for row in said),
        figures=tuple(row.figure for row in record.figures_in.get(report.id, [])),
        times=found.times,
        places=found.places,
        movements=tuple(row for row in found.movements if row.id in record.movements),
        questions=found.questions,
        expectations=tuple(row for row in found.expectations if row.statement in made),
        damage=found.damage,
    )


def by_entity(row: Said) -> Statement:
    """The statement with its speaker as known across reports."""
    return replace(row.statement, speaker=row.speaker.id if row.speaker else None)


def ways_of(asked: Asked, report: Report) -> Ways:
    """Where the report's notes and figures lead."""
    record = asked.record
    said = record.said_in.get(report.id, [])
    figures = {}
    for row in record.figures_in.get(report.id, []):
        for course in record.series_of.get(row.figure.id, [])[:1]:
            figures[row.figure.id] = Way(course.series.name, asked.url("series", id=course.series.id))
    return Ways(
        notes={row.id: tuple(beside(asked, row)) for row in said},
        speakers={row.id: asked.url("speaker", id=row.speaker.id) for row in said if row.speaker},
        figures=figures,
    )


def beside(asked: Asked, row: Said) -> Iterator[Way]:
    """What the record has beside a statement: its claim, its disputes, other forms of its quotation, a correction."""
    record = asked.record
    if claim := record.claim_of.get(row.id):
        others = {one.report.id for one in claim.said} - {row.report.id}
        origins = f"{claim.origins} {'origin' if claim.origins == 1 else 'origins'}"
        words = f"in {len(others)} more {'report' if len(others) == 1 else 'reports'}, {origins}"
        yield Way(words, asked.url("claim", id=row.id), "elsewhere")
    for dispute in record.disputes_of.get(row.id, [])[:MOST]:
        words = "denied, or a denial" if dispute.kind == "denied" else dispute.kind.replace("_", " ")
        yield Way(words, asked.url("dispute", id=dispute.dispute.id), "disputed")
    for pair in record.quotes_of.get(row.id, [])[:MOST]:
        yield variant(asked, row, pair)
    if row.id in record.expectations:
        awaited = record.expectations[row.id]
        yield Way(f"expected: {awaited.outcome}", asked.url("open", of=row.id, _at=f"s-{row.id}"), "awaited")
    if asked.can_fix:
        label = f"Correct the statement {row.id[:8]}"
        yield Way("correct", asked.url("fix-row", id=row.id), "mend", label)


def variant(asked: Asked, row: Said, pair: Quoted) -> Way:
    """The way to the other form of a quotation."""
    other = pair.original if pair.variant.id == row.id else pair.variant
    look = "disputed" if pair.is_altered else "elsewhere"
    words = f"{QUOTED[pair.kind]} in {where(other.report)}"
    return Way(words, asked.url("report", id=other.report.id, _at=f"s-{other.id}"), look)


def data(asked: Asked, reading: Reading) -> dict[str, Any]:
    """The report and all its rows as plain values."""
    record, id_ = asked.record, reading.report.id
    tables = ("times", "places", "movements", "questions", "expectations", "damage")
    return {
        "report": reading.report.to_dict(),
        "entities": [row.to_dict() for row in reading.entities],
        "statements": [row.to_dict() for row in record.said_in.get(id_, [])],
        "figures": [row.to_dict() for row in record.figures_in.get(id_, [])],
        **{name: [row.to_dict() for row in getattr(reading, name)] for name in tables},
        "copies": [row.id for row in record.copies.get(id_, [])],
    }


PAGES = (Page("report", report),)
