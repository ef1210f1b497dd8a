"""Words with what they weigh, and how much of one passage's topic the sentences of a report take up."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from onrecord.folding import fold
from onrecord.records import Mention, Place, Span, Statement, Time
from onrecord.relate.data import table
from onrecord.relate.vectors import packaged
from onrecord.relate.view import WORD, View, Within, words_of

KINDS: dict[str, frozenset[str]] = {kind: frozenset(words.split()) for kind, words in table("outcome_words").items()}
IDLE = KINDS["idle"]
NUMBERS = table("numbers")
FAR, NEAR = 0.30, 0.70
"""Cosine of two words' vectors up to which they have nothing in common, and from which on they mean the same."""
STEM = 5
"""Letters that two forms of one word have in common at least."""
ASIDE = 0.5
"""What the words of the surroundings weigh together, as a share of the topic's own."""
CLEAR = 0.4
"""How much of a word must be found for it to count as found."""
TELLING = 0.5
"""Weight from which on a word counts for what a report is about."""
STRONG = 0.8
"""The same for it to count as the same word: another form of it, or a close synonym."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or number of a text: folded, where it stands, and whether it begins with a capital or a digit."""

    word: str
    span: Span
    named: bool


def tokens_of(text: str, span: Span) -> list[Token]:
    """The words and numbers of the stretch `span` of `text`."""
    return [
        Token(fold(found.group()).replace("’", "'").removesuffix("'s"), found.span(), not found.group()[0].islower())
        for found in WORD.finditer(text, *span)
    ]


def is_number(word: str) -> bool:
    """Whether the word is a number, in digits or in letters."""
    return word[:1].isdigit() or word in NUMBERS


def of_the_topic(token: Token) -> bool:
    """Whether a word tells what a passage is about."""
    parts = {token.word, token.word.partition("'")[0].removesuffix("n")}
    return IDLE.isdisjoint(parts) and (len(token.word) > 1 or token.word.isdigit())


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """A sentence, or a question: its place in the order of the text, where it stands, its words."""

    place: int
    span: Span
    tokens: tuple[Token, ...]

    @property
    def words(self) -> list[str]:
        """Its words, folded."""
        return [token.word for token in self.tokens]


class Searched:
    """A report cut up for being searched.

    `sentences` with all their words; `questions` what the report leaves open: words that lie in a question are not
    searched as part of their sentence.
    """

    def __init__(self, view: View) -> None:
        text = view.report.text
        self.view = view
        self.text = text
        self.day = view.day
        self.sentences = stretches(text, view.sentences)
        self.questions = stretches(text, [row.span for row in view.questions])
        self.frequency = Counter(word for one in self.sentences for word in set(one.words))
        self.mentions: Within[Mention] = Within(view.reading.mentions)
        self.times: Within[Time] = Within(view.reading.times)
        self.places: Within[Place] = Within(view.reading.places)
        self.figures = Within(view.figures)

    @cached_property
    def silent(self) -> frozenset[int]:
        """Where the words begin that are asked, not told."""
        return self.words_in([row.span for row in self.view.questions])

    @cached_property
    def retold(self) -> frozenset[int]:
        """Where the words begin that somebody said before what the report tells."""
        rows = [row.statement for row in self.view.sayings if self.earlier(row.statement)]
        return self.words_in([span for row in rows for span in row.content])

    def words_in(self, spans: Iterable[Span]) -> frozenset[int]:
        """Where the words inside the spans begin."""
        return frozenset(token.span[0] for token in self.tokens_in(spans))

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """All words of the text, in order."""
        return tuple(token for one in self.sentences for token in one.tokens)

    @cached_property
    def starts(self) -> list[int]:
        """Where each of the words begins."""
        return [token.span[0] for token in self.tokens]

    def tokens_in(self, spans: Iterable[Span]) -> list[Token]:
        """The words that begin inside one of the spans, span by span."""
        ranges = ((bisect_left(self.starts, start), bisect_left(self.starts, end)) for start, end in spans)
        return [token for first, stop in ranges for token in self.tokens[first:stop]]

    def earlier(self, statement: Statement) -> bool:
        """Whether it was said before what the report tells: on an earlier day, or by a cue in the pluperfect."""
        if statement.said_on and self.day and statement.said_on[:10] < self.day and statement.mode == "direct":
            return True
        return any("had" in words_of(self.text[max(0, start - 5) : end]) for start, end in statement.cue)

    @cached_property
    def gist(self) -> dict[str, float]:
        """What the report is about: its telling words by its weight and how often it comes; sorted, of length 1."""
        words = [
            w for w in sorted(self.frequency) if w.partition("'")[0] not in IDLE | KINDS["day"] and not is_number(w)
        ]
        weights = packaged().weights(words).tolist() if words else []
        found = {
            word: weight * (1 + log(self.frequency[word]))
            for word, weight in zip(words, weights, strict=True)
            if weight > TELLING
        }
        size = sqrt(sum(value * value for value in found.values()))
        return {word: value / size for word, value in found.items()}

    @cached_property
    def flat(self) -> tuple[list[str], list[int]]:
        """The words of all sentences, then of all questions, and where each begins; no word ("") for silent ones."""
        words: list[str] = []
        begins = []
        for one in self.sentences:
            begins.append(len(words))
            words += ["" if token.span[0] in self.silent else token.word for token in one.tokens] or [""]
        for one in self.questions:
            begins.append(len(words))
            words += [token.word for token in one.tokens] or [""]
        return words, begins

    @cached_property
    def vocabulary(self) -> dict[str, int]:
        """The report's words, numbered in the order in which they first occur."""
        return {word: number for number, word in enumerate(dict.fromkeys(self.flat[0]))}

    @cached_property
    def numbered(self) -> NDArray[np.intp]:
        """The numbers of the words of `flat`."""
        return np.array([self.vocabulary[word] for word in self.flat[0]], dtype=np.intp)

    @cached_property
    def vectors(self) -> NDArray[np.float32]:
        """A unit vector for each word of the vocabulary, [V, D]."""
        return packaged().words(list(self.vocabulary))

    @cached_property
    def firm(self) -> NDArray[np.bool_]:
        """Which words of the vocabulary mean nothing but themselves: numbers, and words of the calendar, [V]."""
        return np.array([is_number(word) or word in KINDS["day"] for word in self.vocabulary])

    @cached_property
    def stems(self) -> dict[str, list[str]]:
        """The words of the vocabulary by their first letters."""
        found: dict[str, list[str]] = {}
        for word in self.vocabulary:
            if len(word) >= STEM:
                found.setdefault(word[:STEM], []).append(word)
        return found

    def at(self, offset: int) -> Stretch | None:
        """The sentence that holds the character at `offset`."""
        place = bisect_right(self.begins, offset) - 1
        return self.sentences[place] if place >= 0 and offset < self.sentences[place].span[1] else None

    @cached_property
    def begins(self) -> list[int]:
        """Where each sentence begins."""
        return [one.span[0] for one in self.sentences]


def kinship(a: Searched, b: Searched) -> float:
    """How much two reports are about one story, 0 to 1: the cosine of their gists."""
    other = b.gist
    return round(sum(value * other[word] for word, value in a.gist.items() if word in other), 4)


def stretches(text: str, spans: Iterable[Span]) -> tuple[Stretch, ...]:
    """The passages at `spans` with their words."""
    return tuple(Stretch(place, span, tuple(opened(tokens_of(text, span)))) for place, span in enumerate(spans))


def opened(tokens: Sequence[Token]) -> Iterator[Token]:
    """The words of a sentence; the capital of the first says nothing."""
    for at, token in enumerate(tokens):
        yield Token(token.word, token.span, named=at > 0 and token.named)


def inside(offset: int, spans: Iterable[Span]) -> bool:
    """Whether the character at `offset` lies in one of the spans."""
    return any(start <= offset < end for start, end in spans)


@lru_cache(maxsize=128)
def searched(view: View) -> Searched:
    """The report cut up; those of the views asked for last are kept."""
    return Searched(view)


@dataclass(frozen=True, slots=True, eq=False)
class Topic:
    """The words that a passage is about, once each, with their vectors [K, D] and what each weighs.

    The first `size` are its own, the others those of its surroundings; `named` tells of each whether it is a
    name.
    """

    words: tuple[str, ...]
    vectors: NDArray[np.float32]
    weights: NDArray[np.float32]
    size: int
    named: tuple[bool, ...]


def topic(tokens: Iterable[Token], aside: Iterable[Token] = ()) -> Topic:
    """The topic of some words; those `aside` give what the first leave unsaid and weigh half of them together."""
    first = {token.word: token.named and not is_number(token.word) for token in tokens if of_the_topic(token)}
    around = {token.word: token.named for token in aside if of_the_topic(token)}
    more = [word for word in around if word not in first]
    names = [*first.values(), *(around[word] for word in more)]
    words = (*first, *more)
    weights = np.array(packaged().weights(list(words)), dtype=np.float32)
    size = len(first)
    if more and size:
        most = ASIDE * float(weights[:size].sum())
        weights[size:] *= min(1.0, most / max(1e-6, float(weights[size:].sum())))
    return Topic(words, packaged().words(list(words)), weights, size, tuple(names))


@dataclass(frozen=True, slots=True, eq=False)
class Taken:
    """How much each stretch of a report takes up of a topic.

    `share` [S] of the topic's weight, `own` [S] of that of its own words; `found` [K, S] of each of its words;
    `cells` [K, F] by each word of the report; `begins` where the words of each stretch begin in F.
    """

    topic: Topic
    share: NDArray[np.float32]
    own: NDArray[np.float32]
    found: NDArray[np.float32]
    cells: NDArray[np.float32]
    begins: list[int]

    def words(self, place: int) -> list[str]:
        """The topic's words that the stretch at `place` takes up."""
        return [word for word, much in zip(self.topic.words, self.found[:, place], strict=True) if much >= CLEAR]

    def tokens(self, stretch: Stretch, own: bool = False, least: float = CLEAR) -> list[Token]:
        """The words of the stretch that take up a word of the topic, its `own` alone or any, in their order.

        `least` is how well a word must be met.
        """
        begin = self.begins[stretch.place]
        cells = self.cells[:, begin : begin + len(stretch.tokens)]
        if not cells.shape[1]:
            return []
        if own and self.topic.size:
            cells = cells[: self.topic.size]
        rows = np.flatnonzero(cells.max(axis=1) >= least)
        return [stretch.tokens[at] for at in np.unique(cells[rows].argmax(axis=1)).tolist()]


def take_up(topics: Iterable[Topic], older: Searched, younger: Searched) -> Iterator[Taken]:
    """How much each sentence of the younger report takes up of each of some topics of the older one.

    A word counts less the more sentences of the two reports hold it: what both are about tells nothing apart.
    """
    if not younger.sentences:
        return
    begins = younger.flat[1]
    for one in topics:
        found = np.clip((one.vectors @ younger.vectors.T - FAR) / (NEAR - FAR), 0, 1)
        found[:, younger.firm] = 0
        for row, (word, named) in enumerate(zip(one.words, one.named, strict=True)):
            if named or is_number(word):
                found[row] = 0
            same_words(found[row], word, younger)
        cells = found[:, younger.numbered].round(4)
        part = np.maximum.reduceat(cells, begins, axis=1)
        weights = one.weights * np.array([rarity(word, older, younger) for word in one.words], dtype=np.float32)
        share, own = shares(weights, part), shares(weights[: one.size], part[: one.size])
        yield Taken(one, share, own, part, cells, begins)


def shares(weights: NDArray[np.float32], found: NDArray[np.float32]) -> NDArray[np.float32]:
    """The share of the weights that each column of `found` [K, S] takes up; 0 without words."""
    total = float(weights.sum())
    return (weights @ found / total).round(4) if total else np.zeros(found.shape[1], dtype=np.float32)


def same_words(found: NDArray[np.float32], word: str, younger: Searched) -> None:
    """Count other forms of the word as found: "questioned" for "questioning"."""
    for other in younger.stems.get(word[:STEM], ()):
        if len(word) >= STEM and same_stem(word, other):
            number = younger.vocabulary[other]
            found[number] = max(found[number], 0.9)
    if word in younger.vocabulary:
        found[younger.vocabulary[word]] = 1.0


def same_stem(a: str, b: str) -> bool:
    """Whether two words differ in their endings alone."""
    size = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return max(len(a), len(b)) - size <= len("ation") and size >= max(len(a), len(b)) / 2


def rarity(word: str, older: Searched, younger: Searched) -> float:
    """What a word is worth between two reports, from 1 for one that stands in a sentence or two down towards 0.3."""
    count = older.frequency[word] if older is younger else older.frequency[word] + younger.frequency[word]
    return max(0.3, 1.0 - 0.25 * log(max(1.0, count / 2)))
