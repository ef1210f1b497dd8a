"""How far passages of two reports say the same with other words: each word looks for its like in the other passage.

A word finds itself, a synonym by its vector, a number its value; a number whose digits were turned over finds half.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from onrecord.folding import fold
from onrecord.relate.data import table
from onrecord.relate.vectors import packaged

Matrix = NDArray[np.floating]
Words = Sequence[str]

FAR, NEAR = 0.35, 0.85
"""Cosine of two words' vectors up to which they have nothing in common, and from which on they mean the same."""
NUMBERS = table("numbers")


@lru_cache(maxsize=1 << 16)
def key(word: str) -> str:
    """A word as it is compared: folded, without a possessive ending, number words as digits, 1,200 as 1200."""
    plain = fold(word).replace("’", "'").removesuffix("'s")
    if plain[:1].isdigit():
        return plain.replace(",", "").rstrip(".:")
    return NUMBERS.get(plain, plain)


def keys(words: Words) -> list[str]:
    """The words as they are compared."""
    return [key(word) for word in words]


@dataclass(frozen=True, slots=True, eq=False)
class Coverage:
    """`first` [N, M]: which share of each of N passages is found in each of M others; `second` [N, M] the reverse."""

    first: Matrix
    second: Matrix

    @property
    def both(self) -> Matrix:
        """One figure a pair, 0 to 1: mostly the lesser share, for one passage may be a part of the other."""
        return 0.65 * np.minimum(self.first, self.second) + 0.35 * np.maximum(self.first, self.second)


class Likeness:
    """The words of two texts compared once, for many comparisons of passages of theirs."""

    def __init__(self, first: Words, second: Words) -> None:
        self.first = Vocabulary(keys(first))
        self.second = Vocabulary(keys(second))
        self.cells = word_likeness(self.first.words, self.second.words)

    def coverage(self, first: Sequence[Words], second: Sequence[Words]) -> Coverage:
        """Compare each passage of the first text with each of the second, given as words that occur there."""
        a, b = Flat.of(first, self.first), Flat.of(second, self.second)
        if not len(a.sizes) or not len(b.sizes):
            nothing = np.zeros((len(a.sizes), len(b.sizes)), dtype=np.float32)
            return Coverage(nothing, nothing.copy())
        in_b = np.maximum.reduceat(self.cells[:, b.numbers], b.begins, axis=1)[a.numbers]
        in_a = np.maximum.reduceat(self.cells[a.numbers], a.begins, axis=0)[:, b.numbers]
        first_share = np.add.reduceat(in_b * a.weights[:, None], a.begins, axis=0) / a.totals[:, None]
        second_share = np.add.reduceat(in_a * b.weights[None, :], b.begins, axis=1) / b.totals[None, :]
        return Coverage(first_share.round(4), second_share.round(4))


class Vocabulary:
    """The different words of a text, numbered as they first occur, and what each weighs; 0 is no word."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = list(dict.fromkeys(["", *words]))
        self.numbers = {word: number for number, word in enumerate(self.words)}
        self.weights = np.asarray(packaged().weights(self.words), dtype=np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Flat:
    """Passages one behind another: the numbers and weights of their words, where each begins, what each weighs.

    An empty passage holds one empty word, which finds nothing.
    """

    numbers: NDArray[np.intp]
    begins: NDArray[np.intp]
    sizes: NDArray[np.intp]
    weights: Matrix
    totals: Matrix

    @classmethod
    def of(cls, passages: Sequence[Words], vocabulary: Vocabulary) -> "Flat":
        """The passages, their words being in the vocabulary."""
        filled = [[vocabulary.numbers.get(word, 0) for word in keys(words)] or [0] for words in passages]
        sizes = np.array([len(words) for words in filled], dtype=np.intp)
        begins = np.cumsum(sizes) - sizes
        numbers = np.array([number for passage in filled for number in passage], dtype=np.intp)
        weights = vocabulary.weights[numbers]
        totals = np.maximum(np.add.reduceat(weights, begins), 1e-6) if filled else weights
        return cls(numbers, begins, sizes, weights, totals.astype(np.float32))


def word_likeness(first: Sequence[str], second: Sequence[str]) -> Matrix:
    """How alike the words are in meaning, [N, M], 0 to 1; numbers by value, never by vector."""
    vectors = packaged()
    found = np.clip((vectors.words(list(first)) @ vectors.words(list(second)).T - FAR) / (NEAR - FAR), 0, 1)
    digits_a = numerals(first)
    digits_b = numerals(second)
    found[[*digits_a], :] = 0
    found[:, [*digits_b]] = 0
    for at, word in digits_a.items():
        for other, its in digits_b.items():
            if len(word) > 1 and sorted(word) == sorted(its):
                found[at, other] = 0.5
    places: dict[str, int] = {word: at for at, word in enumerate(second)}
    for at, word in enumerate(first):
        if word in places:
            found[at, places[word]] = 1.0 if word else 0.0
    return np.asarray(found.round(4), dtype=np.float32)


def numerals(words: Sequence[str]) -> dict[int, str]:
    """The digits of the words that are numbers, by their place."""
    return {at: word for at, word in enumerate(words) if word[:1].isdigit()}


def in_order(gains: Matrix) -> list[tuple[int, int]]:
    """The pairs of rows and columns, both ascending, whose gains sum up highest; only gains above 0 are taken."""
    rows, columns = gains.shape
    table_ = gains.tolist()
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows):
        above, line, gain = best[i], best[i + 1], table_[i]
        for j in range(columns):
            line[j + 1] = max(above[j + 1], line[j], above[j] + gain[j] if gain[j] > 0 else 0.0)
    pairs = []
    i, j = rows, columns
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((i, j))
    return pairs[::-1]


def between(gains: Matrix, pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """More pairs that keep the order, from the gaps between `pairs` that keep it."""
    rows, columns = gains.shape
    found = []
    edges = [(-1, -1), *sorted(pairs), (rows, columns)]
    for (i, j), (k, m) in pairwise(edges):
        if k - i > 1 and m - j > 1:
            found += [(a + i + 1, b + j + 1) for a, b in in_order(gains[i + 1 : k, j + 1 : m])]
    return found


def best_first(gains: Matrix, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """More pairs in any order, highest gain first, of rows and columns that are not `taken`."""
    rows, columns = {i for i, _ in taken}, {j for _, j in taken}
    found = []
    where = np.argwhere(gains > 0).tolist()
    for i, j in sorted(where, key=lambda pair: (-float(gains[pair[0], pair[1]]), pair)):
        if i not in rows and j not in columns:
            rows.add(i)
            columns.add(j)
            found.append((i, j))
    return found
