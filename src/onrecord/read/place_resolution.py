"""Which of the places of a name is meant: one sense for each name of a report, chosen in the light of the others.

Each sense of each name gets a score, a weighted sum (`WEIGHTS`) of its size, of what the words beside the name say
(kind, country, region) and of how well it fits the rest: the countries and regions that the report names and the
places near it. The fit is taken from the best senses of the round before, three rounds in all. Cost is linear in
the number of names: support from near places comes from a grid of cells, not from pairs.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from onrecord.read.document import Document
from onrecord.read.gazetteer import Sense, abbreviations, demonyms, fold, senses
from onrecord.read.place_words import DIRECTIONS, PARTICLES, Container, Draft, generics
from onrecord.records import Report

WEIGHTS = {
    "size": 0.5,  # for each power of ten of population
    "country kind": 2.5,  # a country
    "known": 1.8,  # a state or feature of the small tables
    "other name": -1.3,  # the gazetteer has the name as another name of the place
    "container": 4.0,  # the sentence puts it in this country or region
    "wrong container": -3.0,
    "kind": 2.5,  # "river", "province", "village of" beside it
    "wrong kind": -1.5,
    "country": 2.2,  # times the country's share of what the report names
    "beside": 1.5,  # times the country's share of the names right before and after
    "region": 2.5,  # times the region's share
    "near": 2.2,  # times support from places near it, 0 to 1
    "longer name": 3.0,  # the report has a longer name of the place
    "division": -0.6,  # a district or state where the report may as well mean its town
}
"""Chosen by hand on the order of their reliability, then checked against dev reports."""

ROUNDS = 3
FIRST = 150
"""Most names that others are set beside before any is decided, and 12 senses of each."""
BIG, PLACED = 20_000, 4.0
"""People from which on a town may be named anywhere; evidence for countries from which on a report is placed."""
BESIDE = 120
"""Most characters between two names that stand beside each other."""
CELL = 4.0
"""Side of a grid cell in degrees."""
REACH = 130.0
"""Kilometres at which a near place's support has fallen to 1/e."""
SPREAD = 0.5
CROWD = 40
"""Most places of one cell that support others."""
DEMONYM, NAMED, DATELINE, OUTLET = 0.4, 1.0, 2.5, 1.5
"""Evidence for a country: a demonym, a place in it, the dateline, the outlet's name or address."""
WORD = re.compile(r"[^\W\d_]+")
TOP_DOMAIN = re.compile(r"^https?://[^/\s]*\.([a-z]{2})(?:[:/]|$)")


@dataclass(slots=True)
class Group:
    """Mentions of a report with one name and the same words beside it."""

    name: str
    kind: str
    container: Container | None
    senses: tuple[Sense, ...]
    weight: float = 1.0
    fixed: list[float] = field(default_factory=list)
    preferred: frozenset[int] = frozenset()
    beside: Counter[str] = field(default_factory=Counter)
    best: int = -1
    sure: float = 0.0


@dataclass(slots=True)
class Evidence:
    """What a report says of where it plays: shares of countries and regions, and a grid of places."""

    countries: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    regions: dict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    grid: defaultdict[tuple[int, int], list[tuple[float, float, float, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add(self, sense: Sense, weight: float, name: str) -> None:
        """Count a place in."""
        if sense.country:
            self.countries[sense.country] += weight
            if sense.region:
                self.regions[(sense.country, sense.region)] += weight
        self.scatter(sense, weight, name)

    def scatter(self, sense: Sense, weight: float, name: str) -> None:
        """Put a place on the grid that may or may not be meant."""
        cell = self.grid[cell_of(sense.lat, sense.lon)]
        if len(cell) < CROWD and sense.kind not in ("country", "continent"):
            cell.append((sense.lat, sense.lon, weight, name))

    def support(self, sense: Sense, name: str) -> float:
        """Support from other places near, 0 to 1."""
        row, column = cell_of(sense.lat, sense.lon)
        total = 0.0
        for down in (-1, 0, 1):
            for right in (-1, 0, 1):
                for lat, lon, weight, other in self.grid.get((row + down, column + right), ()):
                    if other != name:
                        total += weight * math.exp(-distance(lat, lon, sense.lat, sense.lon) / REACH)
        return total / (1 + total)


def cell_of(lat: float, lon: float) -> tuple[int, int]:
    """The grid cell of a point."""
    return math.floor(lat / CELL), math.floor(lon / CELL)


def distance(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """Kilometres between two points, near enough for points near each other."""
    east = (lon - lon2) * math.cos(math.radians((lat + lat2) / 2))
    return 111.2 * math.hypot(lat - lat2, east)


def resolve(document: Document, drafts: Sequence[Draft]) -> list[Sense | None]:
    """The sense of each draft, None where the gazetteer has none."""
    groups: dict[tuple[str, str, Container | None], Group] = {}
    keys = [(fold(draft.name), draft.kind, draft.container) for draft in drafts]
    for draft, key in zip(drafts, keys, strict=True):
        if key not in groups:
            groups[key] = Group(key[0], draft.kind, draft.container, senses_of(draft), 0.0)
        groups[key].weight += DATELINE if draft.dateline else 1.0
    share_words(groups.values())
    shorten(groups.values())
    base = context(document)
    known = [group for group in groups.values() if group.senses]
    for group in known:
        group.fixed = [
            fixed_score(sense, group) + WEIGHTS["longer name"] * (at in group.preferred)
            for at, sense in enumerate(group.senses)
        ]
    evidence = gathered(base, [])
    for group in known[:FIRST]:
        for sense in group.senses[:12]:
            evidence.scatter(sense, 1 / min(12, len(group.senses)) ** SPREAD, group.name)
    for _ in range(ROUNDS):
        for group in known:
            choose(group, evidence)
        evidence = gathered(base, known)
        look_beside(drafts, [groups[key] for key in keys])
    return [meant(draft, groups[key]) for draft, key in zip(drafts, keys, strict=True)]


def meant(draft: Draft, group: Group) -> Sense | None:
    """The group's best sense, unless the draft's dateline gives another country."""
    if group.best < 0:
        return None
    sense = group.senses[group.best]
    told = draft.container if draft.dateline else None
    return None if told and told.firmness == 1 and not told.holds(sense.country, sense.region) else sense


def senses_of(draft: Draft) -> tuple[Sense, ...]:
    """What the draft's name may mean: the whole, else the part without the word that tells its kind.

    A river, lake, sea, island or range that the gazetteer lacks is not put where a town of that name lies.
    """
    whole, rest = senses(draft.name), draft.name
    while not whole and " " in rest:
        first, _, rest = rest.partition(" ")
        if not (DIRECTIONS.match(first.lower()) or first in demonyms()):
            break
        whole = senses(rest)
    if not whole and draft.labelled and f"{draft.name}." in abbreviations():
        whole = senses(f"{draft.name}.")
    if whole or not draft.kind:
        return whole
    words = draft.name.split()
    if len(words) > 2 and words[1] == "of" and words[0].lower() in generics("of"):
        return senses(" ".join(words[3 if words[2] == "the" else 2 :]))
    if draft.kind in ("river", "lake", "sea", "water", "island", "mountains", "desert", "canal"):
        return tuple(s for part in (words[:-1], words[1:]) for s in senses(" ".join(part)) if s.kind == draft.kind)
    return senses(" ".join(words[:-1])) or senses(" ".join(words[1:]))


def share_words(groups: Iterable[Group]) -> None:
    """Mentions with no words beside them take over the container of their name's other mentions, half as firm."""
    told: dict[str, Container] = {}
    listed = list(groups)
    for group in listed:
        held = told.get(group.name)
        if group.container and (held is None or held.firmness < group.container.firmness):
            told[group.name] = group.container
    for group in listed:
        if group.container is None and group.name in told:
            heard = told[group.name]
            group.container = Container(heard.options, heard.firmness / 2)


def shorten(groups: Iterable[Group]) -> None:
    """A name that begins a longer one of the report may mean it: "Santo Domingo", "Santo Domingo de la Calzada"."""
    longer: dict[str, Group] = {}
    listed = list(groups)
    for group in listed:
        words = group.name.split()
        for at in range(1, len(words) - 1):
            if words[at] in PARTICLES:
                longer.setdefault(" ".join(words[:at]), group)
    for group in listed:
        full = longer.get(group.name)
        if full and full.senses:
            group.senses = (*group.senses, *(replace(sense, main=True) for sense in full.senses))
            group.preferred = frozenset(range(len(group.senses) - len(full.senses), len(group.senses)))


def fixed_score(sense: Sense, group: Group) -> float:
    """The part of a sense's score that does not hang on the other places."""
    score = WEIGHTS["size"] * math.log10(sense.population + 300)
    if not sense.main:
        score += WEIGHTS["other name"]
    if sense.listed:
        score += WEIGHTS["country kind" if sense.kind == "country" else "known"]
    elif sense.kind != "town":
        score += WEIGHTS["division"]
    if group.container:
        score += contained(sense, group.container)
    if group.kind:
        score += kind_fits(sense.kind, group.kind)
    return score


def contained(sense: Sense, container: Container) -> float:
    """Whether the sense lies in the place that the sentence puts it in."""
    if sense.country is None:
        return 0.0
    inside = container.holds(sense.country, sense.region)
    return (WEIGHTS["container"] if inside else WEIGHTS["wrong container"]) * container.firmness


def kind_fits(kind: str, told: str) -> float:
    """Whether the sense is of the kind that the word beside the name tells."""
    if told == "site":
        return 0.0
    alike = (("state", "district", "region"), ("sea", "water"), ("lake", "water"), ("town", "district"))
    if kind == told:
        return WEIGHTS["kind"]
    if any(kind in pair and told in pair for pair in alike):
        return WEIGHTS["kind"] / 2
    return WEIGHTS["wrong kind"]


def choose(group: Group, evidence: Evidence) -> None:
    """Set the group's best sense, and how sure it is: the margin over the next place elsewhere."""
    everything = sum(evidence.countries.values()) or 1.0
    local = sum(evidence.regions.values()) or 1.0
    around = sum(group.beside.values()) or 1
    scores = []
    for sense, fixed in zip(group.senses, group.fixed, strict=True):
        score = fixed
        if sense.country:
            score += WEIGHTS["country"] * evidence.countries[sense.country] / everything
            score += WEIGHTS["beside"] * group.beside[sense.country] / around
            if sense.region:
                score += WEIGHTS["region"] * evidence.regions[(sense.country, sense.region)] / local
        if sense.kind != "country":
            score += WEIGHTS["near"] * evidence.support(sense, group.name)
        scores.append(score)
    group.best = max(range(len(scores)), key=lambda at: (scores[at], -at))
    chosen = group.senses[group.best]
    rivals = [
        score
        for score, sense in zip(scores, group.senses, strict=True)
        if distance(sense.lat, sense.lon, chosen.lat, chosen.lon) > REACH
    ]
    if out_of_place(chosen, group, evidence, everything):
        group.best, group.sure = -1, 0.0
        return
    margin = scores[group.best] - max(rivals, default=-10.0)
    group.sure = 1 - math.exp(-max(margin, 0.0))


def look_beside(drafts: Sequence[Draft], groups: Sequence[Group]) -> None:
    """Count for each group the countries of the names that stand right before and after its mentions."""
    for group in groups:
        group.beside = Counter()
    for at in range(1, len(drafts)):
        if drafts[at].span[0] - drafts[at - 1].span[1] > BESIDE:
            continue
        for one, other in ((groups[at - 1], groups[at]), (groups[at], groups[at - 1])):
            country = other.senses[other.best].country if other.best >= 0 else None
            if country and one.name != other.name:
                one.beside[country] += 1


def out_of_place(sense: Sense, group: Group, evidence: Evidence, everything: float) -> bool:
    """Whether a small town lies far from all that the report names: then the report means one that is not listed."""
    if sense.kind != "town" or sense.population >= BIG or everything < PLACED or group.container:
        return False
    share = evidence.countries[sense.country or ""] / everything
    return share < 0.1 and evidence.support(sense, group.name) < 0.05


def gathered(base: Evidence, groups: Iterable[Group]) -> Evidence:
    """The evidence of the report's words with that of its names' best senses."""
    evidence = Evidence(defaultdict(float, base.countries), defaultdict(float, base.regions))
    for cell, entries in base.grid.items():
        evidence.grid[cell] = list(entries)
    for group in groups:
        if group.best < 0:
            continue
        weight = group.sure * NAMED * (1 + math.log(max(group.weight, 1.0)))
        if weight > 0.05:
            evidence.add(group.senses[group.best], weight, group.name)
    return evidence


def context(document: Document) -> Evidence:
    """What the report's demonyms, title, outlet and address say of where it plays."""
    evidence = Evidence()
    counted: Counter[str] = Counter()
    people = demonyms()
    for name in document.names:
        word = document.text[slice(*name.span)]
        if word in people:
            counted[people[word]] += 1
    for country, count in counted.items():
        evidence.countries[country] += DEMONYM * (1 + math.log(count))
    add_outlet(evidence, document.report)
    return evidence


def add_outlet(evidence: Evidence, report: Report) -> None:
    """Count in the outlet's country, where its address ends in one, and the places in its name."""
    if report.url and (found := TOP_DOMAIN.match(report.url)):
        code = {"uk": "GB"}.get(found[1], found[1].upper())
        evidence.countries[code] += OUTLET
    words = WORD.findall(f"{report.outlet or ''}")[:8]
    for at in range(len(words)):
        for last in range(len(words), at, -1):
            found_senses = senses(" ".join(words[at:last]))
            if found_senses and (found_senses[0].population >= 20_000):
                evidence.add(found_senses[0], OUTLET / 2, "")
                break
