"""One report in, its rows out."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from onrecord.read.analysis import analyse
from onrecord.read.cast import Speaker, cast_of
from onrecord.read.damage import find_damage
from onrecord.read.data import table
from onrecord.read.document import Document
from onrecord.read.encoder import Encoder, packaged
from onrecord.read.entities import entities_of
from onrecord.read.expectations import find_expectations
from onrecord.read.figures import find_figures
from onrecord.read.movements import find_movements
from onrecord.read.nested import holders
from onrecord.read.occasions import Saying
from onrecord.read.places import find_places
from onrecord.read.questions import find_questions
from onrecord.read.quotations import Said
from onrecord.read.speakers import resolve_speakers
from onrecord.read.stance import stances_of
from onrecord.read.times import find_times
from onrecord.records import Reading, Report, Statement, Time


def read_report(report: Report, encoder: Encoder | None = None) -> Reading:
    """Read one report: entities, statements, figures, times, places, each grounded in its text.

    The same report always gives the same rows. Raises ModelError when the packaged model cannot be loaded.
    """
    analysis = analyse(report, encoder or packaged())
    document = analysis.document
    times = find_times(document)
    cast = cast_of(document, analysis.said)
    speakers = resolve_speakers(cast, analysis.said)
    entities, mentions, ids = entities_of(cast, report)
    places = find_places(document)
    countries = [country_names()[place.country] for place in places if place.country in country_names()]
    statements = statements_of(document, analysis.said, speakers, ids, times)
    figures = find_figures(document, times, statements, countries)
    return Reading(
        report=report,
        entities=tuple(entities),
        mentions=tuple(mentions),
        statements=tuple(statements),
        figures=tuple(figures),
        times=tuple(times),
        places=tuple(places),
        movements=tuple(find_movements(document, places, times, statements, figures)),
        questions=tuple(find_questions(document, statements)),
        expectations=tuple(find_expectations(document, statements, times)),
        damage=tuple(find_damage(document)),
    )


@cache
def country_names() -> dict[str, str]:
    """English names of countries by their ISO 3166 alpha-2 code."""
    return {row[0]: row[1] for row in table("place_countries")}


def statements_of(
    document: Document, said: Sequence[Said], speakers: Sequence[Speaker], ids: dict[int, str], times: Sequence[Time]
) -> list[Statement]:
    """The attributions as statements, with speaker, stance and the statement that relays each."""
    found: list[Statement] = []
    sayings = [
        Saying(row.content, row.source, row.cue, speaker.who and id(speaker.who), speaker.kind == "document")
        for row, speaker in zip(said, speakers, strict=True)
    ]
    for row, speaker, stance in zip(said, speakers, stances_of(document, sayings, times), strict=True):
        statement = Statement(
            report=document.report.id,
            content=row.content,
            source=row.source,
            cue=row.cue,
            speaker=None if speaker.who is None else ids[id(speaker.who)],
            speaker_kind=speaker.kind,
            mode=stance.mode,
            act=stance.act,
            certainty=stance.certainty,
            hedge=stance.hedge,
            negated=stance.negated,
            said_on=stance.said_on,
        )
        found.append(statement)
    within = [None if outer is None else found[outer].id for outer in holders(said)]
    placed = (replace(row, within=outer) if outer else row for row, outer in zip(found, within, strict=True))
    return list({row.id: row for row in placed}.values())
