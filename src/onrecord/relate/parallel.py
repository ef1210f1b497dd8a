"""Which rows of a copy stand for which rows of its origin.

A copy tells what its origin tells, in its order, though a machine may have swapped every word: sentences are aligned
first, by the words that find their like, then statements and figures, those of aligned sentences first.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from rapidfuzz.distance import Levenshtein

from onrecord.records import Figure, Spans
from onrecord.relate.identity import alike
from onrecord.relate.likeness import Coverage, Likeness, Matrix, best_first, between, in_order
from onrecord.relate.view import Saying, View, words_of

Pair = tuple[int, int]
"""Places of a row in the origin and of one in the copy."""

MOST = 8000
"""Words of a report that are compared, at most."""
ROWS = 400
"""Statements, and figures, of a report that are compared, at most."""
SENTENCE = 0.36
"""Likeness from which on two sentences are aligned in the order of telling."""
BETWEEN = 0.2
"""The same between two aligned ones."""
SOME = 0.08
"""The same for two that stand alone between aligned ones."""
MOVED = 0.60
"""Likeness from which on two sentences or statements are aligned out of order."""
PART = 0.50
"""Share of a sentence that must stand in another for it to be counted as a part of that one."""
SAYING = 0.45
"""Likeness, with what else speaks for it, from which on two statements are paired."""
SAYING_BETWEEN = 0.34
"""The same between two paired ones."""
LEAST = 0.2
"""Likeness from which on it is looked at what else speaks for two statements being one."""
FIGURE = 0.5
"""The same for two figures."""
FIGURE_BETWEEN = 0.4
"""The same between two paired ones, in aligned sentences or paired statements."""


@dataclass(frozen=True, slots=True)
class Parallel:
    """Pairs of what tells the same in an origin and its copy, in the order of the copy.

    `sayings` are places in `View.sayings`, `figures` in `View.figures`, `sentences` in `View.sentences`: of the origin
    first. Every row occurs in one pair at most, a split or joined sentence in several.
    """

    sayings: tuple[Pair, ...]
    figures: tuple[Pair, ...]
    sentences: tuple[Pair, ...]


def parallel(origin: View, copy: View) -> Parallel:
    """Align the rows of a copy with those of its origin; of very long reports, those of the first `MOST` words."""
    if origin.report.text == copy.report.text:
        return identical(origin, copy)
    first, second = sentence_words(origin), sentence_words(copy)
    words = Likeness([word for words in first for word in words], [word for words in second for word in words])
    near = align_sentences(origin, copy, words.coverage(first, second), words)
    sayings = align_sayings(near)
    figures = align_figures(near, sayings)
    return Parallel(*(tuple(sorted(pairs, key=turned)) for pairs in (sayings, figures, near.pairs)))


def identical(origin: View, copy: View) -> Parallel:
    """The pairs of rows that stand at the same places of the same text."""
    contents = {saying.statement.content: saying.place for saying in reversed(origin.sayings)}
    spans = {figure.span: place for place, figure in enumerate(origin.figures)}
    told = [(contents.get(saying.statement.content), saying.place) for saying in copy.sayings]
    counted = [(spans.get(figure.span), place) for place, figure in enumerate(copy.figures)]
    return Parallel(
        sayings=tuple((a, b) for a, b in told if a is not None),
        figures=tuple((a, b) for a, b in counted if a is not None),
        sentences=tuple((place, place) for place in range(len(origin.sentences))),
    )


def sentence_words(view: View) -> list[tuple[str, ...]]:
    """The words of each sentence, until there are more than `MOST`."""
    found: list[tuple[str, ...]] = []
    left = MOST
    for start, end in view.sentences:
        words = words_of(view.report.text[start:end])[:left]
        left -= len(words)
        found.append(words)
        if left <= 0:
            break
    return found


def turned(pair: Pair) -> Pair:
    """The copy's row first."""
    return pair[1], pair[0]


@dataclass(frozen=True, slots=True, eq=False)
class Near:
    """Both reports, their words compared, and which sentences are aligned: as pairs, and as a matrix [S, T] of 0, 1."""

    origin: View
    copy: View
    words: Likeness
    pairs: list[Pair]
    aligned: Matrix

    def share(self, first: Sequence[Spans], second: Sequence[Spans]) -> Matrix:
        """[N, M]: the share of the sentences at each of the first spans that are aligned with one of the other's, or
        the reverse, whichever is higher."""
        a, b = lying(self.origin, first), lying(self.copy, second)
        found_a = a @ (self.aligned @ b.T > 0) / np.maximum(a.sum(axis=1), 1)[:, None]
        found_b = (a @ self.aligned > 0) @ b.T / np.maximum(b.sum(axis=1), 1)[None, :]
        return np.asarray(np.maximum(found_a, found_b), dtype=np.float32)


def lying(view: View, rows: Sequence[Spans]) -> Matrix:
    """[N, S]: 1 where a row's spans lie in a sentence."""
    starts = [start for start, _ in view.sentences]
    found = np.zeros((len(rows), len(starts)), dtype=np.float32)
    for n, spans in enumerate(rows):
        for start, end in spans:
            found[n, max(0, bisect_right(starts, start) - 1) : max(1, bisect_left(starts, end))] = 1
    return found


def align_sentences(origin: View, copy: View, found: Coverage, words: Likeness) -> Near:
    """Sentences that tell the same: in the order of telling, from the surest on, then moved ones, then parts."""
    score = found.both
    pairs = in_order((score - SENTENCE).round(4))
    pairs += between((score - BETWEEN).round(4), pairs)
    pairs += lone(score, pairs)
    pairs += best_first((score - MOVED).round(4), pairs)
    pairs = sorted({*pairs, *parts(found, pairs)})
    aligned = np.zeros((len(origin.sentences), len(copy.sentences)), dtype=np.float32)
    for i, j in pairs:
        aligned[i, j] = 1
    return Near(origin, copy, words, pairs, aligned)


def lone(score: Matrix, pairs: Sequence[Pair]) -> list[Pair]:
    """Sentences left alone on both sides between two aligned ones, unless they have nothing in common."""
    gaps = pairwise(sorted(pairs))
    return [(i + 1, j + 1) for (i, j), (k, m) in gaps if k - i == m - j == 2 and score[i + 1, j + 1] >= SOME]


def parts(found: Coverage, pairs: Sequence[Pair]) -> Iterator[Pair]:
    """Sentences left over that stand, for the most part, beside an aligned one in that one's counterpart."""
    rows, columns = {i for i, _ in pairs}, {j for _, j in pairs}
    height, width = found.first.shape
    for i, j in pairs:
        for other in (j - 1, j + 1):
            if 0 <= other < width and other not in columns and found.second[i, other] >= PART:
                yield i, other
        for other in (i - 1, i + 1):
            if 0 <= other < height and other not in rows and found.first[other, j] >= PART:
                yield other, j


def align_sayings(near: Near) -> list[Pair]:
    """Statements that stand for one another: alike in words, in aligned sentences, of like speakers and modes."""
    first, second = near.origin.sayings[:ROWS], near.copy.sayings[:ROWS]
    if not first or not second:
        return []
    likeness = near.words.coverage([one.words for one in first], [one.words for one in second]).both
    together = near.share([one.statement.content for one in first], [one.statement.content for one in second])
    score = 0.7 * likeness + 0.25 * together
    for i, j in np.argwhere(score > LEAST).tolist():
        score[i, j] += fitting(first[i], second[j])
    pairs = in_order((score - SAYING).round(4))
    pairs += between((score - SAYING_BETWEEN).round(4), pairs)
    return pairs + best_first((score - MOVED).round(4), pairs)


def fitting(a: Saying, b: Saying) -> float:
    """What speaks for two statements being one beside their words: the speaker, the mode, whether it is relayed."""
    gain = 0.0
    if a.speaker and b.speaker:
        gain += (
            0.1 if alike(a.speaker, b.speaker) else 0.0 if a.statement.mode == b.statement.mode == "direct" else -0.1
        )
    elif a.speaker or b.speaker:
        gain -= 0.05
    gain += 0.05 if (a.statement.mode == "indirect") == (b.statement.mode == "indirect") else -0.05
    if (a.statement.within is None) == (b.statement.within is None):
        gain += 0.02
    return gain


def align_figures(near: Near, sayings: Sequence[Pair]) -> list[Pair]:
    """Figures that stand for one another, with equal values or falsified ones: they count the same in one place."""
    first, second = near.origin.figures[:ROWS], near.copy.figures[:ROWS]
    if not first or not second:
        return []
    likeness = near.words.coverage([counted(row) for row in first], [counted(row) for row in second]).both
    context = near.words.coverage(around(near.origin, first), around(near.copy, second)).both
    together = near.share([(row.span,) for row in first], [(row.span,) for row in second])
    told = {(near.origin.sayings[i].id, near.copy.sayings[j].id) for i, j in sayings}
    score = 0.2 * likeness + 0.2 * context
    beside = np.zeros_like(score)
    for i, a in enumerate(first):
        for j, b in enumerate(second):
            if together[i, j] or (a.statement or "", b.statement or "") in told:
                beside[i, j] = 1.0
            score[i, j] += agreement(a, b)
    score += 0.2 * beside
    pairs = in_order((score - FIGURE).round(4))
    pairs += between((score * beside - FIGURE_BETWEEN).round(4), pairs)
    return pairs + best_first((score - FIGURE - 0.1).round(4), pairs)


def agreement(a: Figure, b: Figure) -> float:
    """What the values and units of two figures say for or against their being one.

    A falsified number mostly has the digits of the true one in another order, or one changed.
    """
    gain = unit_agreement(a.unit, b.unit)
    if a.per != b.per:
        gain -= 0.1
    if (a.value, a.low, a.high) == (b.value, b.low, b.high):
        return gain + 0.3
    if a.value is None or b.value is None:
        return gain
    x, y = (str(value).removesuffix(".0").replace(".", "") for value in (a.value, b.value))
    if sorted(x.replace("0", "")) == sorted(y.replace("0", "")):
        return gain + 0.15
    return gain + (0.1 if Levenshtein.distance(x, y, score_cutoff=1) == 1 else 0.0)


def unit_agreement(a: str | None, b: str | None) -> float:
    """For equal units, against different measures; nouns counted ("homes", "households") may be synonyms."""
    if a == b:
        return 0.1
    return 0.0 if a and b and a.isalpha() and b.isalpha() and a.islower() and b.islower() else -0.1


def counted(row: Figure) -> tuple[str, ...]:
    """The words for what a figure counts."""
    return words_of(f"{row.of or ''} {row.unit or ''}")


def around(view: View, rows: Sequence[Figure]) -> list[tuple[str, ...]]:
    """The words beside each figure, its own digits left out."""
    text = view.report.text
    spans = [row.span for row in rows]
    return [
        words_of(text[max(0, start - 60) : start])[-6:] + words_of(text[end : end + 60])[:6] for start, end in spans
    ]
