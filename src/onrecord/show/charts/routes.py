"""Movements as ways on the map: which places their words name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.folding import fold
from onrecord.ledger import Located, Moved

WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Route:
    """A way from place to place, and the movements that take it."""

    stops: tuple[Located, ...]
    moved: list[Moved]


class Names:
    """Places by the words of their names; of several of one name the one most often named."""

    def __init__(self, places: Sequence[Located]) -> None:
        self.by: dict[tuple[str, ...], Located] = {}
        for place in sorted(places, key=lambda row: -row.count):
            words = tuple(WORD.findall(fold(place.name)))
            if words and place.lat is not None and place.lon is not None:
                self.by.setdefault(words, place)
        self.longest = max(map(len, self.by), default=0)

    def within(self, text: str) -> list[Located]:
        """The places named in some words, the longest names first taken, in the order of the words."""
        words = WORD.findall(fold(text))
        found = []
        at = 0
        while at < len(words):
            for size in range(min(self.longest, len(words) - at), 0, -1):
                place = self.by.get(tuple(words[at : at + size]))
                if place is not None:
                    found.append(place)
                    at += size
                    break
            else:
                at += 1
        return found


def routes_of(movements: Sequence[Moved], places: Sequence[Located]) -> tuple[list[Route], int]:
    """The ways of the movements, those most often told first, and how many movements name fewer than two places."""
    names = Names(places)
    routes: dict[tuple[tuple[float | None, ...], ...], Route] = {}
    left = 0
    for row in movements:
        ways = ways_of(row, names)
        left += not ways
        for stops in ways:
            key = tuple((stop.lat, stop.lon) for stop in stops)
            routes.setdefault(key, Route(stops, [])).moved.append(row)
    return sorted(routes.values(), key=lambda route: -len(route.moved)), left


def ways_of(row: Moved, names: Names) -> list[tuple[Located, ...]]:
    """The ways of a movement: from each place that it starts at, by all that it passes, to each where it ends."""
    its = row.movement
    starts: list[Located | None] = [*names.within(its.origin or "")] or [None]
    ends: list[Located | None] = [*names.within(its.to or "")] or [None]
    passed = [place for words in its.via for place in names.within(words)]
    found = []
    for start in starts:
        for end in ends:
            stops: list[Located] = []
            for stop in (start, *passed, end):
                if stop is not None and (not stops or (stop.lat, stop.lon) != (stops[-1].lat, stops[-1].lon)):
                    stops.append(stop)
            if len(stops) > 1:
                found.append(tuple(stops))
    return found
