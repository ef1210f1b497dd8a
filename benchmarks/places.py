#!/usr/bin/env python3
"""Put toponyms on the map whose spans are given: LGL, TR-News or GeoWebNews, in the XML of Gritta et al. (2019).

    python benchmarks/places.py geo/TR-News.xml geo/lgl.xml

A toponym is right when its point lies within 161 km (100 miles) of the corpus's. Only toponyms with a point count. The
corpora count words for peoples ("Turkish") as toponyms of their country; onrecord keeps these apart from places, so
they are looked up in its table of peoples here, and the second figure leaves them out. A span that does not hold its
phrase (some offsets of TR-News are a few characters off) is moved to the phrase's nearest occurrence. Published for the
same corpora with spans given: TR-News 87.3 %, LGL 82.7 %.
"""

import argparse
import math
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.read.analysis import analyse
from onrecord.read.document import Document, Name
from onrecord.read.encoder import packaged
from onrecord.read.gazetteer import Sense, demonyms, senses
from onrecord.read.place_names import Finder
from onrecord.read.place_resolution import resolve
from onrecord.read.reader import country_names
from onrecord.records import Report, Span

NEAR = 161.0
"""Kilometres within which a point is right."""


@dataclass(frozen=True)
class Gold:
    """A toponym of the corpus with its point."""

    span: Span
    phrase: str
    lat: float
    lon: float


def articles(path: Path) -> Iterator[tuple[str, str | None, list[Gold]]]:
    """Text, date and located toponyms of each article."""
    for article in ET.parse(path).getroot().iter("article"):
        text = article.findtext("text") or ""
        day = (article.findtext("dltime") or "")[:10] or None
        yield text, day, [gold for row in article.iter("toponym") if (gold := toponym(row, text))]


def toponym(row: ET.Element, text: str) -> Gold | None:
    """A toponym that has a point, its span on its phrase."""
    at = row.find("gaztag") if row.find("gaztag") is not None else row
    start, end = row.findtext("start"), row.findtext("end")
    lat, lon = at.findtext("lat") or row.findtext("latitude"), at.findtext("lon") or row.findtext("longitude")
    if not (start and end and lat and lon):
        return None
    phrase = row.findtext("phrase") or row.findtext("extractedName") or text[int(start) : int(end)]
    return Gold(moved(text, phrase, (int(start), int(end))), phrase, float(lat), float(lon))


def moved(text: str, phrase: str, span: Span) -> Span:
    """The span, or that of the phrase's occurrence nearest to it."""
    if text[slice(*span)] == phrase:
        return span
    after, before = text.find(phrase, span[0]), text.rfind(phrase, 0, span[1])
    found = [at for at in (after, before) if at >= 0]
    start = min(found, key=lambda at: abs(at - span[0]), default=span[0])
    return (start, start + len(phrase)) if found else span


def resolved(document: Document, spans: Sequence[Span]) -> list[Sense | None]:
    """The place of each span, all of them resolved together."""
    finder = Finder(document)
    drafts = {}
    for span in spans:
        words = document.words_in(span)
        if len(words) and (draft := finder.build(words.start, words.stop, Name(span, "place"))):
            drafts[span] = draft
    found = dict(zip(drafts, resolve(document, list(drafts.values())), strict=True))
    return [found[span] if span in found else country_of(document.text[slice(*span)]) for span in spans]


def country_of(word: str) -> Sense | None:
    """The country of a word for a people."""
    code = demonyms().get(word)
    known = senses(country_names()[code]) if code else ()
    return next((sense for sense in known if sense.kind == "country"), None)


def kilometres(gold: Gold, sense: Sense) -> float:
    """Great-circle distance."""
    la, lo, lb, lp = map(math.radians, (gold.lat, gold.lon, sense.lat, sense.lon))
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((lp - lo) / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, h)))


def measure(path: Path) -> None:
    """Print the two figures of a corpus."""
    right: dict[bool, int] = {True: 0, False: 0}
    every: dict[bool, int] = {True: 0, False: 0}
    for text, day, golds in articles(path):
        document = analyse(Report(text=text, published=day), packaged()).document
        golds.sort(key=lambda gold: gold.span)
        for gold, sense in zip(golds, resolved(document, [gold.span for gold in golds]), strict=True):
            people = gold.phrase in demonyms()
            every[people] += 1
            right[people] += sense is not None and kilometres(gold, sense) <= NEAR
    whole = 100 * sum(right.values()) / max(sum(every.values()), 1)
    print(f"{path.name}: within 161 km, spans given: {whole:.1f} % of {sum(every.values())} toponyms", end=", ")
    print(f"{100 * right[False] / max(every[False], 1):.1f} % of the {every[False]} that are no peoples")


def main() -> None:
    """Measure each corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="+")
    for path in parser.parse_args().corpus:
        measure(path)


if __name__ == "__main__":
    main()
