"""Which of the places of a name is meant: one sense for each name of a report, chosen in the light of the others.

Each sense of each name gets a score, a weighted sum (`WEIGHTS`) of its size, of what the words beside the name say
(kind, country, region) and of how well it fits the rest: the countries and regions that the report names and the
places near it. The fit is taken from the best senses of the round before, three rounds in all. Cost is linear in
the number of names: support from near places comes from a grid of cells, not from pairs.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from onrecord.read.document import Document
from onrecord.read.gazetteer import Sense, abbreviations, demonyms, fold, senses, states_of
from onrecord.read.place_around import PARTICLES
from onrecord.read.place_evidence import Evidence, context
from onrecord.read.place_words import DIRECTIONS, Container, Draft, generics

WEIGHTS = {
    "size": 0.7,  # for each power of ten of population
    "country kind": 2.8,  # a country
    "known": 2.2,  # a state or feature of the small tables
    "fame": 0.12,  # for each doubling of the names that the world has for a town
    "other name": -2.0,  # the gazetteer has the name as another name of the place
    "part of the name": -1.5,  # as such a name, with which the usual one begins: Enfield, Enfield Town
    "container": 3.0,  # the sentence puts it in this country or region
    "wrong container": -1.6,
    "kind": 2.0,  # "river", "province", "village of" beside it
    "wrong kind": -1.0,
    "country": 1.3,  # times the country's share of what the report names
    "beside": 0.6,  # times the country's share of the names right before and after
    "region": 2.5,  # times the region's share
    "sharpness": 2.3,  # of the shares: 0 makes all senses alike, much gives all to the best
    "near": 3.6,  # times support from places near it, 0 to 1
    "longer name": 3.0,  # the report has a longer name of the place
    "dateline": 1.5,  # a town, where the name stands in a dateline
    "division": -0.3,  # a district or state where the report may as well mean its town
    "namesake": -2.0,  # a state named like a metropolis of its country
}
"""Chosen by hand on the order of their reliability, then checked against dev reports."""

ROUNDS = 4
FIRST = 150
"""Most names that others are set beside before any is decided, and 12 senses of each."""
METROPOLIS = 1_000_000
BIG, PLACED = 20_000, 3.0
"""People from which on a town may be named anywhere; evidence for countries from which on a report is placed."""
RARE, LONELY = 0.1, 0.05
"""Share of the country, and support from near places, below which a small town is out of place."""
BESIDE = 120
"""Most characters between two names that stand beside each other."""
SPREAD = 0.5
"""Power of the number of senses by which an undecided name's support is divided."""
DATELINE = 2.5
"""What a mention in a dateline counts, others 1."""
UNSAID = 1.0
"""Evidence that is taken for countries which the report does not name, when a name's countries are weighed."""
LEAST = 0.02
"""Least share of a name's senses that counts as evidence."""


@dataclass(slots=True)
class Group:
    """Mentions of a report with one name and the same words beside it."""

    name: str
    kind: str
    container: Container | None
    senses: tuple[Sense, ...]
    weight: float
    bare: str
    """The name without the word that tells its kind: by it a name does not support itself."""
    dateline: bool = False
    fixed: list[float] = field(default_factory=list)
    preferred: frozenset[int] = frozenset()
    beside: Counter[str] = field(default_factory=Counter)
    best: int = -1
    shares: list[tuple[int, float]] = field(default_factory=list)


def resolve(document: Document, drafts: Sequence[Draft]) -> list[Sense | None]:
    """The sense of each draft, None where the gazetteer has none."""
    groups: dict[tuple[str, str, Container | None], Group] = {}
    keys = [(fold(draft.name), draft.kind, draft.container) for draft in drafts]
    for draft, key in zip(drafts, keys, strict=True):
        if key not in groups:
            groups[key] = Group(key[0], draft.kind, draft.container, senses_of(draft), 0.0, bare(key[0]))
        groups[key].weight += DATELINE if draft.dateline else 1.0
        groups[key].dateline |= draft.dateline
    share_words(groups.values())
    shorten(groups.values())
    base = context(document)
    known = [group for group in groups.values() if group.senses]
    for group in known:
        group.fixed = [
            fixed_score(sense, group) + WEIGHTS["longer name"] * (at in group.preferred)
            for at, sense in enumerate(group.senses)
        ]
    evidence = base.copy()
    for group in known[:FIRST]:
        for sense in group.senses[:12]:
            evidence.scatter(sense, 1 / min(12, len(group.senses)) ** SPREAD, group.bare)
    for _ in range(ROUNDS):
        for group in known:
            choose(group, evidence)
        evidence = gathered(base, known)
        look_beside(drafts, [groups[key] for key in keys])
    return [meant(draft, groups[key]) for draft, key in zip(drafts, keys, strict=True)]


def meant(draft: Draft, group: Group) -> Sense | None:
    """The group's best sense, unless the sentence puts a town elsewhere ("Holm, Iowa", and no Holm there is listed)."""
    if group.best < 0:
        return None
    sense = group.senses[group.best]
    small = sense.kind == "town" and sense.population < BIG
    told = draft.container if draft.dateline or small else None
    return None if told and told.firmness >= 1 and not told.holds(sense.country, sense.region) else sense


def senses_of(draft: Draft) -> tuple[Sense, ...]:
    """What the draft's name may mean: the whole, else the part without the word that tells its kind.

    A river, lake, sea, island or range that the gazetteer lacks is not put where a town of that name lies.
    """
    whole, rest = (*senses(draft.fuller), *senses(draft.name)), draft.name
    while not whole and " " in rest:
        first, _, rest = rest.partition(" ")
        if not (DIRECTIONS.match(first.lower()) or first in demonyms()):
            break
        whole = senses(rest)
    if not whole and draft.labelled:
        short = next((name for name in (draft.name, f"{draft.name}.") if name in abbreviations()), None)
        whole = states_of(short) if short else ()
    words = draft.name.split()
    if (
        whole
        and draft.kind in ("state", "district", "town")
        and len(words) > 1
        and words[-1].lower() in generics("after")
    ):
        known = {sense.geonames for sense in whole}
        shorter = (sense for sense in senses(" ".join(words[:-1])) if kind_fits(sense.kind, draft.kind) > 0)
        whole = (*whole, *(sense for sense in shorter if sense.geonames not in known))
    if whole or not draft.kind:
        return whole
    if len(words) > 2 and words[1] == "of" and words[0].lower() in generics("of"):
        return senses(" ".join(words[3 if words[2] == "the" else 2 :]))
    if draft.kind in ("river", "lake", "sea", "water", "island", "mountains", "desert", "canal"):
        return tuple(s for part in (words[:-1], words[1:]) for s in senses(" ".join(part)) if s.kind == draft.kind)
    if words[-1].lower() in generics("after"):
        return senses(" ".join(words[:-1]))
    return senses(" ".join(words[1:])) if words[0].lower() in generics("before") else ()


def bare(name: str) -> str:
    """A folded name without the word that tells its kind: "karak district" is "karak"."""
    words = name.split()
    if len(words) > 1 and words[-1] in generics("after"):
        return " ".join(words[:-1])
    return " ".join(words[1:]) if len(words) > 1 and words[0] in generics("before") else name


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
        begun = fold(sense.name).startswith(f"{group.name} ")
        score += WEIGHTS["part of the name" if begun else "other name"]
    score += WEIGHTS["fame"] * sense.fame
    if group.dateline and sense.kind == "town":
        score += WEIGHTS["dateline"]
    if sense.listed:
        score += 0.0 if eclipsed(sense, group) else WEIGHTS["country kind" if sense.kind == "country" else "known"]
    elif sense.kind != "town":
        score += WEIGHTS["namesake" if beside_metropolis(sense, group) else "division"]
    if group.container:
        score += contained(sense, group.container)
    if group.kind:
        whole = sense.kind == "country" and fold(sense.name) == group.name  # "Christmas Island"
        score += WEIGHTS["kind"] if whole else kind_fits(sense.kind, group.kind)
    return score


def eclipsed(sense: Sense, group: Group) -> bool:
    """Whether a state is named like its own metropolis, which reports mean: New York."""
    return sense.kind == "state" and any(
        other.kind == "town"
        and other.population >= METROPOLIS
        and (other.country, other.region, other.main) == (sense.country, sense.region, True)
        for other in group.senses
    )


def beside_metropolis(sense: Sense, group: Group) -> bool:
    """Whether a state or district shares its name with a metropolis of its country, in it or beside it: Buenos Aires,
    which is no part of its province."""
    return any(
        other.kind == "town" and other.main and other.population >= METROPOLIS and other.country == sense.country
        for other in group.senses
    )


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
    """Set the share of each of the group's senses, and the best one. The group's own evidence is left out."""
    own_countries, own_regions = own(group)
    named = UNSAID + sum(evidence.countries.get(code, 0.0) - own_countries[code] for code in possible(group))
    placed = max(evidence.placed - sum(own_regions.values()), 0.0) or 1.0
    around = sum(group.beside.values()) or 1
    scores = []
    for sense, fixed in zip(group.senses, group.fixed, strict=True):
        score = fixed
        if sense.country:
            country = evidence.countries.get(sense.country, 0.0) - own_countries.get(sense.country, 0.0)
            score += WEIGHTS["country"] * country / named
            score += WEIGHTS["beside"] * group.beside[sense.country] / around
            if sense.region:
                code = (sense.country, sense.region)
                score += WEIGHTS["region"] * (evidence.regions.get(code, 0.0) - own_regions.get(code, 0.0)) / placed
        if sense.kind == "state":
            code = (sense.country or "", sense.region)
            local = evidence.regions.get(code, 0.0) - own_regions.get(code, 0.0)
            score += WEIGHTS["near"] * max(local / (1 + local), evidence.support(sense, group.bare))
        elif sense.kind != "country":
            score += WEIGHTS["near"] * evidence.support(sense, group.bare)
        scores.append(score)
    group.best = max(range(len(scores)), key=lambda at: (scores[at], -at))
    chosen = group.senses[group.best]
    every = UNSAID + max(evidence.named - sum(own_countries.values()), 0.0)
    share = (evidence.countries.get(chosen.country or "", 0.0) - own_countries[chosen.country or ""]) / every
    if share < RARE and every >= PLACED and out_of_place(chosen, group, evidence):
        group.best, group.shares = -1, []
        return
    masses = [math.exp(WEIGHTS["sharpness"] * (score - scores[group.best])) for score in scores]
    total = sum(masses)
    before = dict(group.shares) or {at: mass / total for at, mass in enumerate(masses)}
    shares = ((at, (before.get(at, 0.0) + mass / total) / 2) for at, mass in enumerate(masses))
    group.shares = [(at, share) for at, share in shares if share > LEAST]


def own(group: Group) -> tuple[dict[str, float], dict[tuple[str, str], float]]:
    """What the group's senses have added to the countries and regions."""
    countries: dict[str, float] = defaultdict(float)
    regions: dict[tuple[str, str], float] = defaultdict(float)
    for at, share in group.shares:
        sense = group.senses[at]
        if sense.country:
            countries[sense.country] += share * says(group)
            if sense.region:
                regions[(sense.country, sense.region)] += share * says(group)
    return countries, regions


def possible(group: Group) -> set[str]:
    """The countries of the group's senses."""
    return {sense.country for sense in group.senses if sense.country}


def says(group: Group) -> float:
    """How much a group counts, by its mentions."""
    return 1 + math.log(max(group.weight, 1.0))


def look_beside(drafts: Sequence[Draft], groups: Sequence[Group]) -> None:
    """Count for each group the countries of the names that stand right before and after its mentions."""
    for group in groups:
        group.beside = Counter()
    for at in range(1, len(drafts)):
        if drafts[at].span[0] - drafts[at - 1].span[1] > BESIDE:
            continue
        for one, other in ((groups[at - 1], groups[at]), (groups[at], groups[at - 1])):
            sense = other.senses[other.best] if other.best >= 0 else None
            if sense is None or one.bare == other.bare:
                continue
            if sense.country:
                one.beside[sense.country] += 1


def out_of_place(sense: Sense, group: Group, evidence: Evidence) -> bool:
    """Whether a small town or district lies far from all that the report names, which then means an unlisted one."""
    if sense.kind not in ("town", "district") or sense.population >= BIG:
        return False
    if group.container and group.container.holds(sense.country, sense.region):
        return False
    return evidence.support(sense, group.bare) < LONELY


def gathered(base: Evidence, groups: Iterable[Group]) -> Evidence:
    """The evidence of the report's words with that of its names' senses, each by its share."""
    evidence = base.copy()
    for group in groups:
        for at, share in group.shares:
            evidence.add(group.senses[at], share * says(group), group.bare)
    return evidence
