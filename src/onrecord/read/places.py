"""Places of a report: every toponym, with its country and its point on the map."""

from collections import Counter
from collections.abc import Sequence

from onrecord.read.document import Document
from onrecord.read.gazetteer import POINTLESS, Sense
from onrecord.read.place_names import Finder
from onrecord.read.place_resolution import resolve
from onrecord.read.place_words import Draft
from onrecord.records import Place


def find_places(document: Document, points: bool = False) -> list[Place]:
    """The places that the document names, in order of their spans, none overlapping.

    Demonyms and names of organisations are no places; datelines and metonyms ("Moscow said") are. A name that the
    gazetteer does not know has no point; its country is the one that the sentence gives ("Harte in Zambia"), or
    else that of the nearest place of its paragraph if the report names that country most. Countries, continents
    and seas have no point unless `points` is set, for maps that want a rough middle. Raises ModelError when the
    packaged gazetteer is damaged.
    """
    drafts = Finder(document).drafts()
    senses = resolve(document, drafts)
    countries = [sense.country if sense else told(draft) for draft, sense in zip(drafts, senses, strict=True)]
    beside = neighbours(document, drafts, countries)
    rows = []
    for at, (draft, sense) in enumerate(zip(drafts, senses, strict=True)):
        rows.append(row(document, draft, sense, countries[at] if sense else countries[at] or beside[at], points))
    return rows


def told(draft: Draft) -> str | None:
    """The country that the sentence puts the draft in."""
    return draft.container.country if draft.container else None


def neighbours(document: Document, drafts: Sequence[Draft], countries: Sequence[str | None]) -> list[str | None]:
    """For each draft the country of the nearest other draft of its paragraph, if the report names it most."""
    counts = Counter(country for country in countries if country)
    if not counts:
        return [None] * len(drafts)
    most = max(sorted(counts), key=lambda country: counts[country])
    paragraphs = [document.paragraph_at(draft.span[0]) for draft in drafts]
    found: list[str | None] = [None] * len(drafts)
    gaps = [float("inf")] * len(drafts)
    for order in (range(len(drafts)), range(len(drafts) - 1, -1, -1)):
        last = -1
        for at in order:
            if last >= 0 and paragraphs[last] == paragraphs[at]:
                gap = abs(drafts[at].span[0] - drafts[last].span[0])
                if gap < gaps[at]:
                    found[at], gaps[at] = countries[last], gap
            if countries[at]:
                last = at
    return [country if country == most else None for country in found]


def row(document: Document, draft: Draft, sense: Sense | None, country: str | None, points: bool) -> Place:
    """The record's row of one place."""
    report = document.report.id
    if sense is None:
        name = " ".join(document.text[slice(*draft.span)].split())
        return Place(report=report, span=draft.span, name=name, country=country)
    pointed = points or sense.kind not in POINTLESS
    return Place(
        report=report,
        span=draft.span,
        name=sense.name,
        country=country,
        lat=sense.lat if pointed else None,
        lon=sense.lon if pointed else None,
        geonames=sense.geonames,
    )
