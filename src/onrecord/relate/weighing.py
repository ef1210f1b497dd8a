"""Two propositions weighed against each other: how much they share, and whether they agree."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from onrecord.folding import fold
from onrecord.relate.identity import alike
from onrecord.relate.propositions import (
    ASSERTING,
    Compared,
    Matrix,
    Proposition,
    Propositions,
    best,
    compare_words,
    propositions,
)
from onrecord.relate.view import Saying, View

AHEAD = frozenset({"will", "would", "shall", "may", "might", "could", "going", "soon"})
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
    names stand in one alone.
    """

    a: Proposition
    b: Proposition
    first: float
    second: float
    weights: tuple[float, float]
    clauses: tuple[int, int]
    common: tuple[int, float]
    strangers: int

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
    return one.act in {"expect", "promise", "warn"} or not AHEAD.isdisjoint(map(fold, one.saying.words))


class Weighed:
    """All propositions of two reports against one another, or of one against itself."""

    def __init__(self, older: View, younger: View) -> None:
        self.a: Propositions = propositions(older)
        self.b: Propositions = propositions(younger)
        self.compared: Compared = compare_words(self.a, self.b)

    def near(self, least: float) -> list[tuple[int, int]]:
        """The places of the pairs of which one stands in the other by at least that share, in order."""
        close = np.maximum(self.compared.first, self.compared.second) >= least
        return [(int(i), int(j)) for i, j in np.argwhere(close)]

    def pair(self, i: int, j: int) -> Pair:
        """The `i`-th proposition of the older report with the `j`-th of the younger."""
        shared = self.shared(i, j)
        weights = float(self.a.totals[i]), float(self.b.totals[j])
        found = best(shared), best(shared.T)
        sides = (self.a, i, found[0]), (self.b, j, found[1])
        return Pair(
            a=self.a.items[i],
            b=self.b.items[j],
            first=float(self.compared.first[i, j]),
            second=float(self.compared.second[i, j]),
            weights=weights,
            clauses=self.clauses(i, j),
            common=common(*sides[weights[0] > weights[1]]),
            strangers=sum(int((side.named[side.rows[row]] & (best < MET)).sum()) for side, row, best in sides),
        )

    def clauses(self, i: int, j: int) -> tuple[int, int]:
        """The numbers of the clauses of both that share most."""
        shared = self.shared(i, j) * self.a.weights[self.a.rows[i]][:, None]
        a, b = self.a.items[i].terms, self.b.items[j].terms
        if not a or not b:
            return 0, 0
        found: dict[tuple[int, int], float] = {}
        for clause in {term.clause for term in b}:
            inside = [at for at, term in enumerate(b) if term.clause == clause]
            best = shared[:, inside].max(axis=1)
            for at, term in enumerate(a):
                key = (term.clause, clause)
                found[key] = found.get(key, 0.0) + float(best[at])
        return min(found, key=lambda key: (-round(found[key], 3), key))

    def shared(self, i: int, j: int) -> Matrix:
        """How far the terms of the one mean the same as those of the other."""
        return self.compared.words[np.ix_(self.a.rows[i], self.b.rows[j])]

    def share(self, i: int, j: int, words: Mapping[str, float]) -> float:
        """How much of the weighed `words` of the `i`-th proposition of the first report stands in the `j`-th of the
        second."""
        if not words:
            return 0.0
        rows = [self.a.vocabulary[word] for word in words]
        found = best(self.compared.words[np.ix_(rows, self.b.places[j])])
        return round(float(np.dot(found, [*words.values()])) / sum(words.values()), 3)


def common(side: Propositions, row: int, found: Matrix) -> tuple[int, float]:
    """How many different words of a proposition that are neither names nor figures were found, and what they weigh."""
    places = {
        place for place, value in zip(side.rows[row], found, strict=True) if value >= MET and not side.named[place]
    }
    return len(places), round(float(sum(side.weights[place] for place in sorted(places))), 3)
