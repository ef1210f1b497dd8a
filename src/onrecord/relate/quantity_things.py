"""The figures of a report with what tells which quantity each of them is."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import isclose

import numpy as np
from numpy.typing import NDArray

from onrecord.records import Figure
from onrecord.relate.quantity_marks import Contrast, contrasts, role_of
from onrecord.relate.quantity_values import COUNT, SHARE, TIME, Amount, amount
from onrecord.relate.quantity_words import (
    NAME,
    Tokens,
    around,
    head_words,
    is_attribute,
    is_bare,
    names_near,
    of_a_poll,
    plain,
    stem,
    years_near,
)
from onrecord.relate.vectors import packaged
from onrecord.relate.view import View

Floats = NDArray[np.float32]

MOST = 150
"""Figures of a report that are compared, the first ones: the work grows with their square."""
ALIKE = 0.6
"""Cosine of what two figures of a report count from which on they are rivals: nothing tells one from the other."""
AGAIN, AGAIN_SHORT, AGAIN_LONG = 0.35, 0.6, 0.15
"""Likeness of the surroundings from which on one value given twice in a report is one quantity; a value of one digit;
of money, or anything measured, with more digits."""
DIFFERENCES = ("change", "offset")
"""Roles of figures that only tell how far others lie apart."""


@dataclass(frozen=True, slots=True, eq=False)
class Thing:
    """A figure: its `place` among those of its report, the number of its sentence, its amount; the words of what is
    counted, and the words around with their weights; what it is of another figure (`quantity_marks.role_of`); whether
    it is a number alone, part of an adjective ("a 15-member panel"), and found by an opinion poll; names and years
    close to it."""

    figure: Figure
    place: int
    sentence: int
    amount: Amount
    heads: tuple[str, ...]
    around: Mapping[str, float]
    role: str
    bare: bool
    attribute: bool
    polled: bool
    names: frozenset[str]
    years: frozenset[int]


class Things:
    """The figures of a report that have a number, in the order of the text, with their vectors."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.rows: tuple[Thing, ...] = tuple(self._rows())

    def __len__(self) -> int:
        return len(self.rows)

    def _rows(self) -> list[Thing]:
        text, sentences = self.view.report.text, self.view.sentences
        starts = [start for start, _ in sentences]
        tokens: dict[int, Tokens] = {}
        found: list[Thing] = []
        for figure in self.view.figures[:MOST]:
            size = amount(figure)
            at = bisect_right(starts, figure.span[0]) - 1
            if size is None or at < 0:
                continue
            for near in (at - 1, at):
                if near >= 0 and near not in tokens:
                    tokens[near] = Tokens(text, sentences[near])
            own, last = tokens[at], tokens.get(at - 1)
            heads, bare = head_words(text, figure), is_bare(text[slice(*figure.span)])
            found.append(
                Thing(
                    figure=figure,
                    place=len(found),
                    sentence=at,
                    amount=size,
                    heads=heads,
                    around=around(figure, heads, own, last),
                    role=role_of(text, figure, bare),
                    bare=bare,
                    attribute=is_attribute(text[slice(*figure.span)]),
                    polled=of_a_poll(own, last),
                    names=names_near(text, figure, sentences[at]),
                    years=years_near(text, figure, sentences[at]),
                )
            )
        return found

    @cached_property
    def contrasts(self) -> tuple[Contrast, ...]:
        """Which of the figures are set against which, by their places."""
        kin = [[may_be_set_against(a, b) for b in self.rows] for a in self.rows]
        kin = [[kin[a][b] and kin[b][a] for b in range(len(self))] for a in range(len(self))]
        figures = [row.figure for row in self.rows]
        return tuple(contrasts(self.view.report.text, figures, [row.sentence for row in self.rows], kin))

    @cached_property
    def vocabulary(self) -> dict[str, int]:
        """The words of heads and surroundings, numbered."""
        words = dict.fromkeys(word for row in self.rows for word in row.around)
        return {word: number for number, word in enumerate(words)}

    @cached_property
    def weights(self) -> Floats:
        """How much each word of the vocabulary tells, [V]."""
        return packaged().weights(list(self.vocabulary))

    @cached_property
    def heads(self) -> Floats:
        """A unit vector for what each figure counts, 0 where nothing is named, [F, D]."""
        return self._vectors([dict.fromkeys(row.heads, 1.0) for row in self.rows])

    @cached_property
    def focus(self) -> Floats:
        """A unit vector for what stands around each figure, [F, D]."""
        return self._vectors([row.around for row in self.rows])

    def _vectors(self, bags: list[Mapping[str, float]] | list[dict[str, float]]) -> Floats:
        rows = np.zeros((len(bags), len(self.vocabulary)), np.float32)
        for place, bag in enumerate(bags):
            for word, weight in bag.items():
                rows[place, self.vocabulary[word]] = weight
        weighted: Floats = rows * self.weights
        return unit(weighted @ packaged().words(list(self.vocabulary)))

    @cached_property
    def told(self) -> Floats:
        """The vector of each figure's sentence, [F, D]."""
        return self.view.sentence_vectors[[row.sentence for row in self.rows]]

    @cached_property
    def head_stems(self) -> tuple[dict[str, float], ...]:
        """Stems of what each figure counts, with how much they tell."""
        return tuple({stem(word): self._weight(word) for word in row.heads} for row in self.rows)

    @cached_property
    def stems(self) -> tuple[dict[str, float], ...]:
        """Stems of the words around each figure with their weights, as a vector of length 1."""
        found = []
        for row in self.rows:
            bag: dict[str, float] = {}
            for word, weight in row.around.items():
                bag[stem(word)] = bag.get(stem(word), 0.0) + weight * self._weight(word)
            size = sum(weight * weight for weight in bag.values()) ** 0.5 or 1.0
            found.append({word: weight / size for word, weight in bag.items()})
        return tuple(found)

    def _weight(self, word: str) -> float:
        return float(self.weights[self.vocabulary[word]])

    @cached_property
    def rivals(self) -> tuple[int, ...]:
        """How many values the report gives, its own included, for what could be the same thing as each figure."""
        like = self.heads @ self.heads.T
        counts = []
        for a in self.rows:
            values = {a.amount.point}
            for b in self.rows:
                if a.amount.dimension != b.amount.dimension:
                    continue
                if a.amount.dimension != COUNT or like[a.place, b.place] >= ALIKE:
                    values.add(b.amount.point)
            counts.append(len(values))
        return tuple(counts)

    @cached_property
    def quantities(self) -> tuple[int, ...]:
        """For each figure the place of the first one that is the same quantity in this report: it is set against it,
        or gives its value again."""
        first = list(range(len(self.rows)))

        def join(a: int, b: int) -> None:
            low, high = sorted((first[a], first[b]))
            for place, value in enumerate(first):
                if value == high:
                    first[place] = low

        for contrast in self.contrasts:
            join(contrast.new, contrast.old)
        like = self.focus @ self.focus.T
        for b in self.rows:
            for a in self.rows[: b.place]:
                if given_again(a, b, float(like[a.place, b.place])):
                    join(a.place, b.place)
        return tuple(first)

    @cached_property
    def names(self) -> frozenset[str]:
        """Stems of the names in the whole report."""
        return frozenset(stem(plain(found.group())) for found in NAME.finditer(self.view.report.text))

    @cached_property
    def topic(self) -> Floats:
        """A unit vector for the whole report, [D]."""
        total: Floats = self.view.sentence_vectors.sum(0, keepdims=True)
        row: Floats = unit(total)[0]
        return row


def one_dimension(a: Thing, b: Thing) -> bool:
    """Whether two figures can measure one thing, by their units; the unit of a number alone is a guess."""
    if a.amount.dimension == b.amount.dimension:
        return True
    return (a.bare or b.bare) and COUNT in (a.amount.dimension, b.amount.dimension)


def may_be_set_against(a: Thing, b: Thing) -> bool:
    """Whether two figures of a report can be rivals: "one aide" and "a five-alarm fire" are not."""
    return one_dimension(a, b) and a.role not in DIFFERENCES and a.attribute == b.attribute


def amounts(a: Thing, b: Thing) -> tuple[Amount, Amount]:
    """The amounts of two figures of one dimension, a number alone read in the unit of the other."""
    if a.amount.dimension == b.amount.dimension:
        return a.amount, b.amount
    if a.bare:
        return a.amount.read_as(b.amount), b.amount
    return a.amount, b.amount.read_as(a.amount)


def equal(a: Thing, b: Thing) -> bool:
    """Whether two figures give one number, however it is hedged."""
    one, other = amounts(a, b)
    return isclose(one.point, other.point, rel_tol=1e-6)


def given_again(a: Thing, b: Thing, like: float) -> bool:
    """Whether a figure gives the value of another one of its report again."""
    if a.amount.dimension != b.amount.dimension or not equal(a, b):
        return False
    if a.role != b.role or a.figure.per != b.figure.per:
        return False
    if a.amount.dimension == COUNT and set(a.heads).isdisjoint(b.heads):
        return False
    if a.amount.digits == 1:
        return like >= AGAIN_SHORT
    return like >= (AGAIN if a.amount.dimension in (COUNT, SHARE, TIME) else AGAIN_LONG)


def unit(rows: Floats) -> Floats:
    """The rows at length 1; rows of zeros stay so."""
    size = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    scaled: Floats = (rows / size).astype(np.float32)
    return scaled


@lru_cache(maxsize=256)
def things(view: View) -> Things:
    """The report's figures, made once."""
    return Things(view)
