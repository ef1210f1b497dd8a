"""Which figures of two reports are one quantity.

Each pair of figures whose units fit is given a likelihood by a logistic regression over few comparisons; its weights
are in `data/quantity_weights.tsv`. Then every quantity of one report is matched with one of the other at most, the
likeliest pairs first.
"""

from collections.abc import Collection
from dataclasses import dataclass
from math import exp, sqrt

from onrecord import lists
from onrecord.relate.quantity_things import Thing, Things, amounts, equal, one_dimension
from onrecord.relate.quantity_values import COUNT, SHARE, TIME, apart

WEIGHTS = {name: float(value) for name, value in lists.mapping("onrecord.relate.data", "quantity_weights").items()}
LEAST, CHANCE = 0.15, 0.35
"""Likelihood from which on two figures are one quantity; where their values could be equal by chance. Chosen on
stories that the weights had not seen, where F hardly changes from 0.05 to 0.15 (64 to 67), and on real reports, where
0.1 takes nearly three times as many differing figures for one quantity (`training/fit_quantities.py` counts them)."""
BESIDE = 0.08
"""The same where the younger report gives the older one's value again next to it."""
SURE = 0.7
"""Likelihood from which on a quantity may have a second match."""
FARTHEST = 3.0
"""Logarithm of the ratio of two values from which on it counts no further."""
FEW = 5
"""Up to which number counts are of little help: there are three of anything."""
DECIMALS = 4
"""Likelihoods are rounded, so that the same pairs are found on every machine."""
PEOPLE = "people"
"""Unit of figures that count people, who are told of under many nouns."""
UNLIKE = 0.25
"""Cosine of what two figures count below which these are different things."""
REST = ("rest", "start", "each", "change", "offset")
"""Figures of these roles are no quantity of their own: another value of such a figure belongs to something else."""


@dataclass(frozen=True, slots=True)
class Match:
    """The figures at place `a` of the older report and `b` of the younger one are one quantity, with a likelihood."""

    a: int
    b: int
    likelihood: float


def excluded(a: Thing, b: Thing, published: int | None) -> bool:
    """Whether two figures of unlike values cannot be one quantity, whatever their words."""
    if a.role != b.role and (a.role in REST or b.role in REST):
        return True
    if equal(a, b):
        return False
    if a.role in REST or b.role in REST:
        return True
    dimensions = {a.amount.dimension, b.amount.dimension}
    if len(dimensions) > 1 and (dimensions & {SHARE, TIME} or not set(a.heads) & set(b.heads)):
        return True
    if a.polled or b.polled or a.attribute or b.attribute:
        return True
    past_a, past_b = past_years(a, published), past_years(b, published)
    return past_a != past_b and not past_a & past_b


def unlike_things(a: Thing, b: Thing, likeness: float) -> bool:
    """Whether two figures count things, not people, that have nothing in common."""
    counts = a.amount.dimension == b.amount.dimension == COUNT and PEOPLE not in (a.figure.unit, b.figure.unit)
    return counts and bool(a.heads and b.heads) and likeness < UNLIKE


def past_years(thing: Thing, published: int | None) -> frozenset[int]:
    """Years close to a figure that lie before the one in which its report was published."""
    return frozenset(year for year in thing.years if published is None or year < published - 1)


def comparisons(older: Things, younger: Things) -> list[tuple[int, int, dict[str, float]]]:
    """The comparisons of every pair of figures whose units fit, by their places."""
    focus = older.focus @ younger.focus.T
    heads = older.heads @ younger.heads.T
    told = older.told @ younger.told.T
    names = len(older.names & younger.names) / max(1, min(len(older.names), len(younger.names)))
    topic = float(older.topic @ younger.topic)
    published = int(younger.view.day[:4]) if younger.view.day else None
    found = []
    for a in older.rows:
        for b in younger.rows:
            if (older is younger and b.place <= a.place) or not one_dimension(a, b) or excluded(a, b, published):
                continue
            if unlike_things(a, b, float(heads[a.place, b.place])):
                continue
            values = compare(a, b)
            head = shared(older.head_stems[a.place], younger.head_stems[b.place])
            near = float(focus[a.place, b.place])
            alone = 1 / sqrt(older.rivals[a.place] * younger.rivals[b.place])
            values |= {
                "names": names,
                "topic": topic,
                "head": head,
                "near": near,
                "sentence": float(told[a.place, b.place]),
                "words": overlap(older.stems[a.place], younger.stems[b.place]),
                "head alone": head * alone,
                "near alone": near * alone,
                "head and near": head * near,
            }
            found.append((a.place, b.place, values))
    return found


def compare(a: Thing, b: Thing) -> dict[str, float]:
    """The comparisons of two figures that need nothing of their reports."""
    far = min(FARTHEST, apart(*amounts(a, b)))
    return {
        "apart": far,
        "close": exp(-4 * far),
        "digits": float(min(3, a.amount.digits)) if equal(a, b) else 0.0,
        "other role": float(a.role != b.role),
        "other period": float(a.figure.per != b.figure.per),
        "other unit": float(a.amount.dimension != b.amount.dimension),
        "measured": float(a.amount.dimension != COUNT),
        "share": float(a.amount.dimension == SHARE),
        "few": float(a.amount.dimension == COUNT and max(a.amount.point, b.amount.point) <= FEW),
        "name": float(not a.names.isdisjoint(b.names)),
        "other names": float(bool(a.names and b.names and a.names.isdisjoint(b.names))),
    }


def shared(a: dict[str, float], b: dict[str, float]) -> float:
    """Share of the weight of two sets of stems that both have."""
    total = sum(a.values()) + sum(b.values())
    return sum(weight + b[word] for word, weight in a.items() if word in b) / total if total else 0.0


def overlap(a: dict[str, float], b: dict[str, float]) -> float:
    """Cosine of two bags of length 1."""
    if len(b) < len(a):
        a, b = b, a
    return sum(weight * b[word] for word, weight in a.items() if word in b)


def likelihood(values: dict[str, float]) -> float:
    """How likely two figures are one quantity, 0 to 1."""
    total = WEIGHTS["always"] + sum(WEIGHTS[name] * value for name, value in values.items())
    return round(1 / (1 + exp(-total)), DECIMALS)


def likely(older: Things, younger: Things) -> list[Match]:
    """The pairs of figures that may be one quantity, each for itself, the likeliest first."""
    found = []
    for a, b, values in comparisons(older, younger):
        match = Match(a, b, likelihood(values))
        if match.likelihood >= (CHANCE if by_chance(older.rows[a], younger.rows[b]) else BESIDE):
            found.append(match)
    return sorted(found, key=lambda match: (-match.likelihood, match.a, match.b))


def by_chance(a: Thing, b: Thing) -> bool:
    """Whether two figures could have one value by chance: it is short, or its unit is not said, or it is no amount."""
    if not equal(a, b):
        return False
    return min(a.amount.digits, b.amount.digits) == 1 or a.bare or b.bare or a.attribute or b.attribute


def matches(older: Things, younger: Things) -> list[Match]:
    """Pairs of figures of two reports that are one quantity, in the order of the older one.

    The figures of a report that are one quantity (`Things.quantities`) are matched together: "143 votes instead of 87"
    goes with "87 votes". A quantity has one match, more only where they are sure, or where a report gives the value of
    the other one again beside its own.
    """
    if not len(older) or not len(younger):
        return []
    used_a: set[int] = set()
    used_b: set[int] = set()
    joined: dict[tuple[int, int], float] = {}
    for match in likely(older, younger):
        key = older.quantities[match.a], younger.quantities[match.b]
        free = match.likelihood >= LEAST and key[0] not in used_a and key[1] not in used_b
        if key in joined or not (free or match.likelihood >= SURE or repeats(older, younger, match, joined)):
            continue
        joined[key] = match.likelihood
        used_a.add(key[0])
        used_b.add(key[1])
    return [
        Match(a.place, b.place, joined[key])
        for a in older.rows
        for b in younger.rows
        if (key := (older.quantities[a.place], younger.quantities[b.place])) in joined and one_dimension(a, b)
    ]


def measured(thing: Thing) -> bool:
    """Whether a figure gives an amount of money or of a measure that few things have in common."""
    return thing.amount.dimension not in (COUNT, SHARE, TIME)


def timed(thing: Thing) -> bool:
    """Whether a figure gives a share or a duration."""
    return thing.amount.dimension in (SHARE, TIME)


def repeats(older: Things, younger: Things, match: Match, joined: Collection[tuple[int, int]]) -> bool:
    """Whether the younger report gives the older one's value again beside its own, as that quantity."""
    a, b = older.rows[match.a], younger.rows[match.b]
    first_a, first_b = older.quantities[a.place], younger.quantities[b.place]
    if a.role != b.role or any(second == first_b for _, second in joined):
        return False
    return any(
        (first_a, younger.quantities[other.place]) in joined
        and equal(a, other)
        and abs(other.sentence - b.sentence) <= 1
        and one_dimension(other, b)
        and (not set(other.heads).isdisjoint(b.heads) or measured(b) or (other.bare and not timed(b)))
        for other in younger.rows
    )
