"""Two propositions weighed against each other: how much they share, and whether they agree."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from onrecord.folding import fold
from onrecord.relate.identity import alike
from onrecord.relate.propositions import (
    ASSERTING,
    Matrix,
    Proposition,
    Propositions,
    alike_words,
    best,
    propositions,
)
from onrecord.relate.view import Saying, View

AHEAD = frozenset({"will", "would", "shall", "may", "might", "could", "going", "soon"})
SCREEN = 0.3
"""Share of the words of one statement that stand in the other as they are, from which on two are compared."""
MOST_PAIRS = 3000
"""Pairs of statements of two reports that are compared word by word, at most: those that share most."""
MOSTLY = 0.6
"""The same by meaning, from which on they are looked at."""
TINY = 1e-6
MET = 0.6
"""How far a word must mean the same as one of the other wording to count as found there."""
RUN = 4
"""Words that are a run, at least."""


@dataclass(frozen=True)
class Pair:
    """A proposition of the older report and one of the younger.

    `first` is the share of the older one's words that stands in the younger one, `second` the reverse, from 0 to 1;
    `weights` what the words of each weigh; `clauses` the numbers of those that share most; `common` how many words of
    the shorter one that are neither names nor figures are found in the other, and what they weigh; `strangers` how many
    names stand in each alone; `unmet` the words of each that the other has not.
    """

    a: Proposition
    b: Proposition
    first: float
    second: float
    weights: tuple[float, float]
    clauses: tuple[int, int]
    common: tuple[int, float]
    strangers: tuple[int, int]
    unmet: tuple[frozenset[str], frozenset[str]]

    @property
    def least(self) -> float:
        """What the words of the shorter one weigh."""
        return min(self.weights)

    @property
    def within(self) -> float:
        """The share of the shorter one that stands in the longer one."""
        return self.first if self.weights[0] <= self.weights[1] else self.second

    @property
    def around(self) -> float:
        """The share of the longer one that stands in the shorter one."""
        return self.second if self.weights[0] <= self.weights[1] else self.first

    @property
    def score(self) -> float:
        """Both shares as one figure."""
        return round(0.6 * self.within + 0.4 * self.around, 2)

    @cached_property
    def verbatim(self) -> bool:
        """Whether the words of one stand in the other as they are, a run of at least `RUN`."""
        short, long = sorted((plain(self.a.saying), plain(self.b.saying)), key=len)
        return short.count(" ") > RUN and short in long

    @cached_property
    def same_speaker(self) -> bool:
        """Whether both are given to one speaker, by name."""
        a, b = self.a.saying.speaker, self.b.saying.speaker
        return a is not None and b is not None and alike(a, b)

    @cached_property
    def shared_names(self) -> frozenset[str]:
        """The names, days and figures that stand in both."""
        first, second = (frozenset(term.word for term in one.terms if term.named) for one in (self.a, self.b))
        return first & second

    @property
    def nested(self) -> bool:
        """Whether one of two statements of one report relays the other."""
        a, b = self.a.saying.statement, self.b.saying.statement
        return a.within == b.id or b.within == a.id

    @property
    def opposed(self) -> bool:
        """Whether one holds true what the other holds untrue, in the clauses that they share most of."""
        return self.a.negative(self.clauses[0]) != self.b.negative(self.clauses[1])

    @property
    def clash(self) -> bool:
        """Whether they give different numbers, or speak of different days."""
        return numbers_clash(self.a.numbers, self.b.numbers) or apart(self.a.days, self.b.days)


def plain(saying: Saying) -> str:
    """The words of a saying, folded, each between spaces."""
    return f" {' '.join(map(fold, saying.words))} "


def numbers_clash(a: frozenset[tuple[str, str]], b: frozenset[tuple[str, str]]) -> bool:
    """Whether each has a number that the other has not, or one has a second one of a unit that both have."""
    units = {unit for _, unit in a - b} | {unit for _, unit in b - a}
    return apart(a, b) or any(unit and unit in units for _, unit in a & b)


def apart(a: frozenset[Any], b: frozenset[Any]) -> bool:
    """Whether each set has something that the other has not."""
    return bool(a - b and b - a)


def stance(one: Proposition) -> str:
    """Acts that are alike when two statements assert the same thing; a denial asserts the opposite."""
    if one.act in ASSERTING or one.act in {"deny", "doubt"}:
        return "hold"
    return one.act


def ahead(one: Proposition) -> bool:
    """Whether it speaks of what is to come."""
    words = [fold(word).replace("’", "'") for word in one.saying.words]
    return one.act in {"expect", "promise", "warn"} or any(word in AHEAD or word.endswith("'ll") for word in words)


class Weighed:
    """The propositions of two reports against one another, or of one against itself."""

    def __init__(self, older: View, younger: View) -> None:
        self.a: Propositions = propositions(older)
        self.b: Propositions = propositions(younger)

    @cached_property
    def near(self) -> list[tuple[int, int]]:
        """The places of the pairs that share a part of their words as they are, names and figures apart, in order."""
        both = [(at, self.b.stems[stem]) for stem, at in self.a.stems.items() if stem in self.b.stems]
        if not both:
            return []
        a, b = self.a.table[:, [x for x, _ in both]], self.b.table[:, [y for _, y in both]]
        first = (a @ (b > 0).T.astype(np.float32)) / np.maximum(self.a.table.sum(axis=1), TINY)[:, None]
        second = ((a > 0).astype(np.float32) @ b.T) / np.maximum(self.b.table.sum(axis=1), TINY)[None, :]
        shares = np.round(np.maximum(first, second), 3)
        found = np.argwhere(shares >= SCREEN)
        if len(found) > MOST_PAIRS:
            closest = np.argsort(-shares[tuple(found.T)], kind="stable")[:MOST_PAIRS]
            found = found[np.sort(closest)]
        return [(int(i), int(j)) for i, j in found]

    @cached_property
    def pairs(self) -> list[tuple[int, int, Pair]]:
        """Those of them of which one stands in the other for the most part, by meaning, with their places; of one
        report against itself each once."""
        once = ((i, j) for i, j in self.near if i < j or self.a is not self.b)
        found = ((i, j, self.pair(i, j)) for i, j in once)
        return [(i, j, pair) for i, j, pair in found if max(pair.first, pair.second) >= MOSTLY]

    @cached_property
    def near_to(self) -> dict[int, list[int]]:
        """For each proposition of the younger report, those of the older one that share words with it."""
        found: dict[int, list[int]] = {}
        for i, j in self.near:
            found.setdefault(j, []).append(i)
        return found

    def pair(self, i: int, j: int) -> Pair:
        """The `i`-th proposition of the older report with the `j`-th of the younger."""
        places = self.a.places[i], self.b.places[j]
        shared = alike_words(self.a, self.b, *places)
        sides = (self.a, places[0], best(shared)), (self.b, places[1], best(shared.T))
        weights = float(self.a.totals[i]), float(self.b.totals[j])
        first, second = (
            round(float(side.weights[at] @ found) / max(weight, TINY), 3)
            for (side, at, found), weight in zip(sides, weights, strict=True)
        )
        clear = max(first, second) >= MOSTLY
        return Pair(
            a=self.a.items[i],
            b=self.b.items[j],
            first=first,
            second=second,
            weights=weights,
            clauses=self.clauses(i, j, shared) if clear else (0, 0),
            common=common(*sides[weights[0] > weights[1]]),
            strangers=(alone(*sides[0]), alone(*sides[1])),
            unmet=(unmet(*sides[0]), unmet(*sides[1])) if clear else (frozenset(), frozenset()),
        )

    def clauses(self, i: int, j: int, shared: Matrix) -> tuple[int, int]:
        """The numbers of the clauses of both that share most; `shared` says how far their words mean the same."""
        a, b = (clauses_of(side, at) for side, at in ((self.a, i), (self.b, j)))
        if len(a) <= 1 and len(b) <= 1:
            return next(iter(a), 0), next(iter(b), 0)
        weights = self.a.weights[self.a.places[i]]
        found = {}
        for one, rows in a.items():
            for other, columns in b.items():
                found[one, other] = float(weights[rows] @ best(shared[np.ix_(rows, columns)]))
        return min(found, key=lambda key: (-round(found[key], 3), key)) if found else (0, 0)

    def share(self, i: int, j: int, words: Mapping[str, float]) -> float:
        """How much of the weighed `words` of the `i`-th proposition of the first report stands in the `j`-th of the
        second."""
        if not words:
            return 0.0
        found = best(alike_words(self.a, self.b, [self.a.vocabulary[word] for word in words], self.b.places[j]))
        return round(float(np.dot(found, [*words.values()])) / sum(words.values()), 3)


@lru_cache(maxsize=2)
def weigh(older: View, younger: View) -> Weighed:
    """The two reports weighed against each other; the last ones are remembered, since several comparisons ask."""
    return Weighed(older, younger)


def clauses_of(side: Propositions, row: int) -> dict[int, list[int]]:
    """For each clause of a proposition, which of its different words stand in it."""
    at = {place: number for number, place in enumerate(side.places[row])}
    found: dict[int, list[int]] = {}
    for term, place in zip(side.items[row].terms, side.rows[row], strict=True):
        found.setdefault(term.clause, []).append(at[place])
    return found


def alone(side: Propositions, at: list[int], found: Matrix) -> int:
    """How many names of a proposition were not found."""
    return int((side.names[at] & (found < MET)).sum())


def unmet(side: Propositions, at: list[int], found: Matrix) -> frozenset[str]:
    """The words of a proposition that were not found."""
    return frozenset(side.words[place] for place, value in zip(at, found, strict=True) if value < MET)


def common(side: Propositions, at: list[int], found: Matrix) -> tuple[int, float]:
    """How many different words of a proposition that are neither names nor figures were found, and what they weigh."""
    met = [place for place, value in zip(at, found, strict=True) if value >= MET and not side.named[place]]
    return len(met), round(float(side.weights[met].sum()), 3)
