"""Which reports are compared: those that name the same people, organizations and places at about the same time."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.records import Entity
from onrecord.relate.entities import is_name
from onrecord.relate.order import Age
from onrecord.relate.organizations import country_of, organization_key, place_key
from onrecord.relate.personal import parse_person, respelt
from onrecord.relate.view import View

Keys = frozenset[str]
"""What a report is found by; `weight` says how much each counts."""

WINDOW = 183
"""Days between two reports that are compared, at most; a report without a date is compared with all."""
ENOUGH = 4
"""Sum of the weights of common keys from which on two reports are compared."""
MOST = 48
"""Earlier reports that one report is compared with, at most: those with most in common."""
COUNTRY = "c:"


@dataclass(frozen=True, slots=True, order=True)
class Near:
    """An earlier report in the order of nearness: most in common, least time apart, oldest."""

    less: int
    apart: int
    age: Age
    report: str


def keys(view: View) -> Keys:
    """The report's keys: surnames, organizations, groups, places, countries."""
    found = {key for entity in view.reading.entities if is_name(entity.name) for key in keys_of(entity)}
    for place in view.reading.places:
        name = place_key(place.name)
        country = country_of(name) or (place.lat is None and place.country)
        found.add(f"{COUNTRY}{place.country or name}" if country else f"l:{place.geonames or name}")
    return frozenset(found)


def keys_of(entity: Entity) -> list[str]:
    """The keys of one entity; places are found by their rows."""
    if entity.kind == "person":
        return [f"p:{respelt(parse_person(entity.name).surname)}"]
    if entity.kind == "organization":
        return [f"o:{organization_key(entity.name)}"]
    return [f"g:{place_key(entity.name)}"] if entity.kind == "group" else []


def weight(key: str) -> int:
    """How much a key counts: a country half of what a person, an organization or a town does."""
    return 1 if key.startswith(COUNTRY) else 2


def apart(a: str | None, b: str | None) -> int:
    """Days between two ISO dates; 0 where one is not known."""
    return abs((date.fromisoformat(a) - date.fromisoformat(b)).days) if a and b else 0


def nearest(found: Iterable[tuple[str, Age, str | None, int]], day: str | None) -> list[Near]:
    """The reports that one of the date `day` is compared with, the nearest first.

    `found` are earlier reports: id, age, ISO date, and the sum of the weights of the keys in common.
    """
    near = (nearness(one, day) for one in found)
    return sorted(one for one in near if one)[:MOST]


def nearness(earlier: tuple[str, Age, str | None, int], day: str | None) -> Near | None:
    """How near an earlier report, described as for `nearest`, is to one of the date `day`; None where it is too far."""
    id_, age, other, score = earlier
    near = Near(-score, apart(day, other), age, id_)
    return near if score >= ENOUGH and near.apart <= WINDOW else None


def farthest(near: Sequence[Near]) -> Near | None:
    """Of the reports that one is compared with, the last that has kept others out, if any could be."""
    return near[-1] if len(near) == MOST else None


class Shelf:
    """Earlier reports in memory, by their keys."""

    def __init__(self) -> None:
        self.views: dict[str, View] = {}
        self.by_key: defaultdict[str, list[str]] = defaultdict(list)

    def add(self, view: View) -> None:
        """Enter a report that is no copy."""
        self.views[view.id] = view
        for key in keys(view):
            self.by_key[key].append(view.id)

    def nearest(self, view: View) -> list[View]:
        """The reports entered that `view` is compared with, the nearest first."""
        scores: Counter[str] = Counter()
        for key in keys(view):
            for id_ in self.by_key.get(key, ()):
                scores[id_] += weight(key)
        found = ((id_, self.views[id_].age, self.views[id_].day, score) for id_, score in scores.items())
        return [self.views[near.report] for near in nearest(found, view.day)]
