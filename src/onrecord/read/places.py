"""Places of a report: every toponym, with its country and its point on the map."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from onrecord.read.document import Document
from onrecord.read.gazetteer import Sense
from onrecord.read.place_names import Finder
from onrecord.read.place_nearby import nearby
from onrecord.read.place_resolution import resolve
from onrecord.read.place_words import Draft
from onrecord.records import Place

SHARE = 0.4
"""Least share of a report's places in one country for names unknown to the gazetteer to be put there too."""


def find_places(document: Document) -> list[Place]:
    """The places that the document names, in order of their spans, none overlapping.

    Demonyms and names of organisations are no places; datelines and metonyms ("Moscow said") are. A name that the
    gazetteer does not know has no point; its country is the one that the sentence gives ("Harte in Zambia"), or
    else that of the nearest place of its paragraph if the report names that country most. Countries, continents
    and seas have no point unless `points` is set, for maps that want a rough middle. Raises ModelError when the
    packaged gazetteer is damaged.
    """
    drafts = Finder(document).drafts()
    senses = resolve(document, drafts)
    anchors = nearby(document, drafts, senses)
    countries = [sense.country if sense else told(draft) for draft, sense in zip(drafts, senses, strict=True)]
    home = most_named(countries)
    found = []
    for draft, sense, anchor, country in zip(drafts, senses, anchors, countries, strict=True):
        unknown = country or (anchor.country if anchor else home)
        found.append(row(document, draft, sense, country) if sense else unlisted(document, draft, anchor, unknown))
    return found


def told(draft: Draft) -> str | None:
    """The country that the sentence puts the draft in."""
    return draft.container.country if draft.container else None


def most_named(countries: Sequence[str | None]) -> str | None:
    """The country that holds most of the report's places, if it holds `SHARE` of them."""
    counts = Counter(country for country in countries if country)
    if not counts:
        return None
    most = max(sorted(counts), key=lambda country: counts[country])
    return most if counts[most] >= SHARE * counts.total() else None


def row(document: Document, draft: Draft, sense: Sense, country: str | None) -> Place:
    """The record's row of a place that the gazetteer knows."""
    return Place(
        report=document.report.id,
        span=draft.span,
        name=sense.name,
        country=country,
        lat=sense.lat,
        lon=sense.lon,
        geonames=sense.geonames,
    )


def unlisted(document: Document, draft: Draft, anchor: Sense | None, country: str | None) -> Place:
    """The record's row of a place that the gazetteer does not know: with the anchor's point, if it has an anchor."""
    name = " ".join(document.text[slice(*draft.span)].split())
    bare = Place(report=document.report.id, span=draft.span, name=name, country=country)
    return replace(bare, lat=anchor.lat, lon=anchor.lon, near=anchor.name) if anchor else bare
