"""One report's reading as text or JSON."""

from typing import Any

from onrecord.ledger import Dated, Given, Said
from onrecord.ledger.context import Sentences
from onrecord.records import Reading
from onrecord.show.clean import json_text, visible
from onrecord.show.listing import Layout, count, printed, table
from onrecord.show.listings import named_places, numbers, statements, timeline


def joined(reading: Reading) -> tuple[list[Said], list[Given], list[Dated]]:
    """The statements, figures and times of a reading, with speakers and sentences, in the order of the text."""
    report = reading.report
    people = {row.id: row for row in reading.entities}
    made = {row.id: row for row in reading.statements}
    sentences = Sentences()
    said = [Said(row, people[row.speaker] if row.speaker else None, report) for row in reading.statements]
    given = []
    for row in reading.figures:
        statement = made[row.statement] if row.statement else None
        speaker = people[statement.speaker] if statement and statement.speaker else None
        given.append(Given(row, report, statement, speaker, sentences.around(report, row.span)))
    dated = [Dated(row, report, sentences.around(report, row.span)) for row in reading.times]
    return (
        sorted(said, key=lambda row: (row.content, row.id)),
        sorted(given, key=lambda row: row.figure.span),
        sorted(dated, key=lambda row: row.time.span),
    )


def reading_text(reading: Reading, layout: Layout = Layout()) -> str:
    """The reading as tables: statements, figures, times, places; ended by a line break."""
    report = reading.report
    said, given, dated = joined(reading)
    head = " · ".join(visible(part) for part in (report.outlet, report.byline, report.published) if part)
    parts = [visible(report.title or ""), head]
    text = "".join(f"{part}\n" for part in parts if part)
    listings = (
        statements(said, sourced=False),
        numbers(given, sourced=False),
        timeline(dated, sourced=False),
        named_places(sorted(reading.places, key=lambda row: row.span)),
    )
    for listing in listings:
        text += "\n" if text else ""
        text += (count(len(listing.rows), listing.what) if listing.rows else f"No {listing.what[1]}") + "\n"
        if listing.rows:
            text += "\n" + printed((table(listing),), layout)
    return text


def reading_json(reading: Reading) -> str:
    """The reading as one JSON object: a key a table, statements, figures and times with their words."""
    said, given, dated = joined(reading)
    tables: dict[str, Any] = {
        "report": reading.report.to_dict(),
        "entities": [row.to_dict() for row in reading.entities],
        "mentions": [row.to_dict() for row in reading.mentions],
        "statements": [row.to_dict() for row in said],
        "figures": [row.to_dict() for row in given],
        "times": [row.to_dict() for row in dated],
        "places": [row.to_dict() for row in reading.places],
    }
    return json_text(tables) + "\n"
