"""Places that the gazetteer lacks, by the places that the report names beside them.

Villages, quarters, dams and the like stand in reports beside towns that are known: "Harte, near Lund", "Lund's Harte
quarter", "from Harte to Lund". Such a place gets the point of one of them, its anchor, which its row names, so that
nobody takes it for the place's own. An anchor that the words tell is taken; another only where the report names a
further place close to it, which speaks for the anchor being read right and for the report playing there. Linear in
the number of names.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.read.document import Document
from onrecord.read.gazetteer import Sense, fold
from onrecord.read.place_evidence import cell_of, distance
from onrecord.read.place_words import Draft
from onrecord.records import Span

ANCHORS = ("town", "district")
"""Kinds of places that are small enough to lend their point."""
WIDE = ("country", "continent", "state", "sea", "desert")
"""Kinds of places that are too wide to be given one."""
CLOSE = 100.0
"""Kilometres between an anchor and the further place that speaks for it, at most."""
REACH = 24
"""Names before and after a place among which its anchor is sought."""
CROWD = 40
"""Most places of one cell of the grid that speak for anchors."""
FIRM = 0.6
"""Firmness of a container from which on the anchor must lie in it."""
AFTER = re.compile(r"(?:,? (?:in|of|near|outside|beside|by|above|below)|,? (?:an? )?[a-z]+ of)(?: [a-z]+){0,2} $")
"""Words between a place and its anchor: "Harte, near Lund", "Harte in southern Lund", "Harte, a quarter of Lund"."""
BEFORE = re.compile(r"[’']s (?:[a-z]+ ){0,3}$")
"""Words between an anchor and its place: "Lund's Harte", "Lund's old Harte"."""


def nearby(document: Document, drafts: Sequence[Draft], senses: Sequence[Sense | None]) -> list[Sense | None]:
    """For each draft without a sense the anchor, None where there is none and for all others.

    A name has one anchor in a report: that which its mentions stand nearest to.
    """
    seeker = Seeker(document, drafts, senses)
    best: dict[str, Candidate] = {}
    for at, (draft, sense) in enumerate(zip(drafts, senses, strict=True)):
        if sense or draft.kind in WIDE or not seeker.known:
            continue
        for found in seeker.candidates(at):
            name = seeker.names[at]
            best[name] = min(best.get(name, found), found)
    anchors = [best.get(name) for name in seeker.names]
    return [senses[a.other] if a and not sense else None for a, sense in zip(anchors, senses, strict=True)]


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """What may be an anchor: the lower, the nearer. `tier` is 0 where the words tell it, 1 in the same sentence, 2 in
    the same paragraph, 3 elsewhere; `gap` counts characters between, `other` is the anchor's number."""

    tier: int
    gap: int
    other: int


class Seeker:
    """One report's places that can be anchors: their numbers among the drafts, and a grid of their points."""

    def __init__(self, document: Document, drafts: Sequence[Draft], senses: Sequence[Sense | None]) -> None:
        self.document, self.drafts, self.senses = document, drafts, senses
        self.names = [fold(draft.name) for draft in drafts]
        self.known: list[int] = []
        self.grid: dict[tuple[int, int], set[tuple[float, float, str]]] = defaultdict(set)
        for at, sense in enumerate(senses):
            if sense and sense.kind in ANCHORS:
                self.known.append(at)
                cell = self.grid[cell_of(sense.lat, sense.lon)]
                if len(cell) < CROWD:
                    cell.add((sense.lat, sense.lon, self.names[at]))

    def candidates(self, at: int) -> Iterator[Candidate]:
        """The anchor that the words of a draft tell, or else the nearest if it is borne out."""
        middle = bisect_left(self.known, at)
        around = self.known[max(0, middle - REACH) : middle + REACH]
        fit = [other for other in around if self.names[other] != self.names[at] and self.fits(at, other)]
        start = self.drafts[at].span[0]
        rings = (self.document.sentence_at(start), self.document.paragraph_at(start))
        first = min((self.candidate(at, other, rings) for other in fit), default=None)
        if first and (first.tier == 0 or self.borne_out(first.other, self.names[at])):
            yield first

    def fits(self, at: int, other: int) -> bool:
        """Whether the other place lies where the sentence puts the draft."""
        container, sense = self.drafts[at].container, self.senses[other]
        if not container or container.firmness < FIRM or sense is None:
            return True
        return container.holds(sense.country, sense.region)

    def candidate(self, at: int, other: int, rings: Sequence[Span]) -> Candidate:
        """How near the other place stands to the draft, whose sentence and paragraph are given."""
        (start, end), (other_start, other_end) = self.drafts[at].span, self.drafts[other].span
        gap = max(other_start - end, start - other_end)
        if self.told(at, other):
            return Candidate(0, gap, other)
        for tier, (first, last) in enumerate(rings, 1):
            if first <= other_start < last:
                return Candidate(tier, gap, other)
        return Candidate(3, gap, other)

    def told(self, at: int, other: int) -> bool:
        """Whether the words put the draft in or near the other place."""
        (start, end), (other_start, other_end) = self.drafts[at].span, self.drafts[other].span
        if other == at + 1:
            return bool(AFTER.match(self.document.text, end, other_start))
        return other == at - 1 and bool(BEFORE.match(self.document.text, other_end, start))

    def borne_out(self, other: int, name: str) -> bool:
        """Whether the report names a further place close to the anchor."""
        sense = self.senses[other]
        if sense is None:
            return False
        row, column = cell_of(sense.lat, sense.lon)
        return any(
            its not in (self.names[other], name)
            and (lat, lon) != (sense.lat, sense.lon)
            and distance(lat, lon, sense.lat, sense.lon) <= CLOSE
            for down in (-1, 0, 1)
            for right in (-1, 0, 1)
            for lat, lon, its in self.grid.get((row + down, column + right), ())
        )
