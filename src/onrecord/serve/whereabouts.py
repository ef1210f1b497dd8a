"""Places by the words that name them, and where a report names one."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from onrecord.folding import fold
from onrecord.ledger import Located, Moved
from onrecord.ledger.asof import BATCH
from onrecord.ledger.context import Sentences
from onrecord.ledger.names import folded_words
from onrecord.ledger.rows import PLACES
from onrecord.ledger.schema import places as table
from onrecord.records import Place, Report, Span, content_id, quote

WORD = re.compile(r"[^\W_]+")
LONGEST = 5
"""Words of a place's name that are looked for in the words of a movement, at most."""


def place_id(row: Located | Place) -> str:
    """The id of a place on pages: its GeoNames id, else a hash of what tells it from others."""
    if row.geonames is not None:
        return str(row.geonames)
    if row.near is not None:
        return content_id("Place", fold(row.name), row.country, "near")
    return content_id("Place", fold(row.name), row.country, row.lat, row.lon)


class Names:
    """Places by their names. Of several with one name the one named most often is meant."""

    def __init__(self, places: Iterable[Located]) -> None:
        self._by_name: dict[tuple[str, ...], Located] = {}
        for row in places:
            self._by_name.setdefault(tuple(folded_words(row.name)), row)

    def pieces(self, words: str) -> list[tuple[str, Located | None]]:
        """The words cut where the names of places begin and end, with the place of each name; the longest names win."""
        found = [(match.start(), match.end(), "".join(folded_words(match[0]))) for match in WORD.finditer(words)]
        cut: list[tuple[str, Located | None]] = []
        at = first = 0
        while first < len(found):
            place, size = self._longest([word for *_, word in found[first : first + LONGEST]])
            if place is not None:
                start, end = found[first][0], found[first + size - 1][1]
                cut += [(words[at:start], None), (words[start:end], place)]
                at = end
            first += size
        return [piece for piece in (*cut, (words[at:], None)) if piece[0]]

    def _longest(self, words: Sequence[str]) -> tuple[Located | None, int]:
        """The place of the longest name that the words begin with, and its number of words; None and 1 for none."""
        for size in range(len(words), 0, -1):
            place = self._by_name.get(tuple(words[:size]))
            if place is not None:
                return place, size
        return None, 1

    def of(self, words: str) -> list[Located]:
        """The places that are named in the words."""
        return [place for _, place in self.pieces(words) if place]


def slots(row: Moved) -> tuple[str, ...]:
    """The words for the places of a movement, in the order of the way."""
    found = row.movement
    return tuple(words for words in (found.origin, *found.via, found.to) if words)


def words_of_movement(row: Moved) -> list[str]:
    """The words of a movement: who or what goes, where, how and when; folded."""
    found = row.movement
    return folded_words(" ".join(words for words in (found.who, *slots(row), found.means, found.when) if words))


def moved_by_place(rows: Iterable[Moved], names: Names) -> Mapping[str, Sequence[Moved]]:
    """The movements by the ids of the places that they come from, pass or go to, in the order of the rows."""
    found: dict[str, list[Moved]] = defaultdict(list)
    for row in rows:
        places = (place for words in slots(row) for place in names.of(words))
        for id_ in dict.fromkeys(map(place_id, places)):
            found[id_].append(row)
    return dict(found)


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Where a report names a place; `sentence` is the span of the sentence around it."""

    place: Place
    report: Report
    sentence: Span

    @property
    def text(self) -> str:
        """The words that name it."""
        return quote(self.report.text, (self.place.span,))

    def to_dict(self) -> dict[str, Any]:
        """The row as plain values, with its words and its sentence."""
        return {**self.place.to_dict(), "text": self.text, "context": quote(self.report.text, (self.sentence,))}


def mentioned(connection: Connection, id_: str, reports: Collection[Report]) -> dict[str, list[Mentioned]]:
    """Where these reports name the place of that id, by the report's id, in the order of the text."""
    by_id = {row.id: row for row in reports}
    wanted = sorted(by_id)
    sentences = Sentences()
    found: dict[str, list[Mentioned]] = {}
    for start in range(0, len(wanted), BATCH):
        query = select(*PLACES.columns).where(table.c.report.in_(wanted[start : start + BATCH])).order_by(*PLACES.order)
        for row in map(PLACES.make, connection.execute(query)):
            if place_id(row) == id_:
                report = by_id[row.report]
                found.setdefault(report.id, []).append(Mentioned(row, report, sentences.around(report, row.span)))
    return found
