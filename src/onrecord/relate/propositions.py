"""What the statements of a report assert, cut into weighed words, and how much of one stands in another."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from weakref import WeakKeyDictionary
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from onrecord.folding import fold
from onrecord.read.data import table as readers_table
from onrecord.read.stance_words import base_form
from onrecord.records import Spans
from onrecord.relate.data import table, word_list
from onrecord.relate.polarity import clauses, negations
from onrecord.relate.vectors import packaged
from onrecord.relate.view import WORD, Saying, View, words_of

IDLE = word_list("claim_idle")
CALENDAR = word_list("claim_calendar")
NUMBERS = table("numbers")
FAR, NEAR = 0.35, 0.80
"""Cosine of two words' vectors up to which they have nothing in common, and from which on they mean the same."""
STEM = 6
"""First letters that two forms of a word have in common at least."""
MOST = 500
"""Statements of a report that are compared, at most; a long report has about a hundred."""
ALIKE = 0.9
"""How far two such forms mean the same."""
OPENING = re.compile(r"(?:^|[.!?:…—\n][”’\"')\]]*\s*|[“‘\"(]\s*)$")
"""What stands before a word whose capital letter says nothing: a sentence or a quotation begins there."""
ASSERTING = frozenset({"say", "confirm", "believe", "estimate", "expect", "warn", "promise", "accuse"})
UNSURE = frozenset({"unlikely", "very_unlikely", "remote"})
DENYING = frozenset(word for act, words in readers_table("act_verbs") if act == "deny" for word in words.split())
COPULAS = frozenset({"is", "are", "was", "were", "be", "been", "isn't", "aren't", "wasn't", "weren't"})
JOINED = frozenset({"he's", "she's", "it's", "that's", "they're", "we're", "you're", "i'm"})
"""The same joined to a pronoun."""
VERDICT = 4
"""Words behind "is" that can say what something is."""

SIGN = "#"
"""Stands before a figure's value among the terms."""

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """A word of a content that carries its topic: folded, whether it is a name, and the number of its clause."""

    word: str
    named: bool
    clause: int


@dataclass(frozen=True, eq=False)
class Proposition:
    """What a statement asserts.

    `written_cue` are the words that say that it is said, `cue` their base forms, `source` those that name who says it;
    `terms` in the order of the text, `numbers` the values of its figures with their units, `days` the dates it names;
    `negations` counts those of each clause.
    """

    saying: Saying
    written_cue: tuple[str, ...]
    source: tuple[str, ...]
    terms: tuple[Term, ...]
    numbers: frozenset[tuple[str, str]]
    days: frozenset[str]
    negations: tuple[int, ...]

    @property
    def act(self) -> str:
        """What the speaker does with it."""
        return self.saying.statement.act

    @cached_property
    def cue(self) -> tuple[str, ...]:
        """The words of the cue in their base forms."""
        return tuple(map(base_form, self.written_cue))

    @cached_property
    def verdict(self) -> frozenset[str]:
        """What a content of one clause says of its subject: the words that tell something behind the first "is"."""
        if len(self.negations) != 1:
            return frozenset()
        words = [fold(word).replace("’", "'") for word in self.saying.words]
        at = next((at for at, word in enumerate(words) if word in COPULAS or word in JOINED), len(words))
        behind = {word.removesuffix("'s") for word in words[at + 1 : at + 1 + VERDICT]}
        return frozenset(term.word for term in self.terms if term.word in behind)

    @property
    def disclaims(self) -> bool:
        """Whether it denies in so many words ("said he had no part in it"): the content is then what is held."""
        return self.act == "deny" and any(self.negations) and DENYING.isdisjoint(self.cue)

    @property
    def denies(self) -> bool:
        """Whether the content is what the speaker holds to be untrue."""
        return self.act == "deny" and not self.disclaims

    def negative(self, clause: int) -> bool:
        """Whether the speaker holds what the clause says, without its negations, to be untrue or unlikely."""
        odd = self.negations[clause] % 2 == 1
        if self.denies:
            return not odd
        return odd or self.act == "doubt" or self.saying.statement.certainty in UNSURE


class Propositions:
    """The propositions of a report, in the order of `View.sayings`, with the words of all of them.

    Of a report with more than `MOST` statements only the first are compared.
    """

    def __init__(self, view: View) -> None:
        self.text = view.report.text
        sayings = view.sayings[:MOST]
        self.items = tuple(
            proposition(one, view.text_of(one.statement.cue), view.text_of(one.statement.source)) for one in sayings
        )
        words = {term.word: 0 for one in self.items for term in one.terms}
        self.words = tuple(words)
        self.vocabulary = {word: at for at, word in enumerate(words)}
        named = {term.word for one in self.items for term in one.terms if term.named}
        named |= {fold(word) for row in view.reading.entities for word in words_of(row.name) if word[0].isupper()}
        self.named = np.array([word in named for word in words], dtype=bool)
        self.names = self.named & np.array([not word.startswith(SIGN) for word in words], dtype=bool)

    @cached_property
    def vectors(self) -> Matrix:
        """A unit vector for each word of the vocabulary, [V, D]."""
        return packaged().words(list(self.vocabulary))

    @cached_property
    def weights(self) -> Matrix:
        """The weight of each word, [V]: a name, a day and a figure weigh 1."""
        return np.where(self.named, np.float32(1), packaged().weights(list(self.vocabulary))).astype(np.float32)

    def between(self, first: int, second: int) -> str:
        """The words of the report between the contents of two propositions."""
        return self.text[
            self.items[first].saying.statement.content[-1][1] : self.items[second].saying.statement.content[0][0]
        ]

    @cached_property
    def relayed_by(self) -> list[int | None]:
        """For each proposition, the place of the one that relays it."""
        places = {one.saying.id: at for at, one in enumerate(self.items)}
        return [places.get(one.saying.statement.within or "") for one in self.items]

    @cached_property
    def relaying(self) -> dict[int, list[int]]:
        """The places of the propositions that each one relays."""
        found: dict[int, list[int]] = {}
        for at, above in enumerate(self.relayed_by):
            if above is not None:
                found.setdefault(above, []).append(at)
        return found

    @cached_property
    def speakers(self) -> frozenset[str]:
        """The words of the speakers' names."""
        names = (one.saying.speaker.name for one in self.items if one.saying.speaker)
        return frozenset(fold(word) for name in names for word in words_of(name))

    def outermost(self, place: int, but: int | None = None) -> int:
        """The place of the assertion that relays, over others or not, the one at `place`, short of the one at `but`."""
        while (above := self.relayed_by[place]) is not None and above != but and self.items[above].act in ASSERTING:
            place = above
        return place

    @cached_property
    def rows(self) -> list[list[int]]:
        """For each proposition, the number of each of its terms in the vocabulary."""
        return [[self.vocabulary[term.word] for term in one.terms] for one in self.items]

    @cached_property
    def places(self) -> list[list[int]]:
        """For each proposition, the numbers of its words in the vocabulary, each once."""
        return [[*dict.fromkeys(row)] for row in self.rows]

    @cached_property
    def totals(self) -> Matrix:
        """The weight of each proposition's words together, [N]."""
        return np.array([self.weights[places].sum() for places in self.places], dtype=np.float32)

    @cached_property
    def stems(self) -> dict[str, int]:
        """The first letters of the words that are neither names nor figures, numbered."""
        plain = (word[:STEM] for word, named in zip(self.vocabulary, self.named, strict=True) if not named)
        return {stem: at for at, stem in enumerate(dict.fromkeys(plain))}

    @cached_property
    def table(self) -> Matrix:
        """The weight of each stem in each proposition, [N, S]."""
        found = np.zeros((len(self.items), len(self.stems)), dtype=np.float32)
        words = [*self.vocabulary]
        for row, places in enumerate(self.places):
            for place in places:
                if not self.named[place]:
                    found[row, self.stems[words[place][:STEM]]] = self.weights[place]
        return found

    @cached_property
    def keys(self) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
        """A number for each word of the vocabulary, and one for its first letters, [V] each."""
        words = [word.encode("utf-8", "surrogatepass") for word in self.vocabulary]
        heads = [word[:STEM].encode("utf-8", "surrogatepass") for word in self.vocabulary]
        whole = np.array([crc32(word) for word in words], dtype=np.uint32)
        long = np.array([len(word) >= STEM for word in self.vocabulary], dtype=bool)
        return whole, np.where(long, np.array([crc32(head) for head in heads], dtype=np.uint32), whole)


CACHE: WeakKeyDictionary[View, Propositions] = WeakKeyDictionary()


def propositions(view: View) -> Propositions:
    """The propositions of a report, made once as long as the view lives."""
    if (found := CACHE.get(view)) is None:
        found = CACHE[view] = Propositions(view)
    return found


def proposition(saying: Saying, cue: str, source: str) -> Proposition:
    """What the statement asserts; `cue` and `source` are the words of its cue and source."""
    parts = clauses(saying.text)
    return Proposition(
        saying=saying,
        written_cue=tuple(word.lower() for word in words_of(cue)),
        source=tuple(map(fold, words_of(source))),
        terms=(*terms(saying.text, parts), *numerals(saying, parts)),
        numbers=frozenset((amount(row.value, row.low, row.high), row.unit or "") for row in saying.figures),
        days=frozenset(row.value for row in saying.times if len(row.value) == 10 and row.value[4] == "-"),
        negations=tuple(negations(saying.text[start:end]) for start, end in parts),
    )


def numerals(saying: Saying, parts: Spans) -> Iterator[Term]:
    """The figures of a content as terms by their values."""
    for row in saying.figures:
        before = 0
        for start, end in saying.statement.content:
            if start <= row.span[0] < end:
                at = before + row.span[0] - start
                clause = max(number for number, part in enumerate(parts) if part[0] <= at)
                yield Term(f"{SIGN}{amount(row.value, row.low, row.high)}", True, clause)
            before += end - start + 1


def amount(value: float | None, low: float | None, high: float | None) -> str:
    """A figure's value, or both ends of its range, as one word."""
    return f"{value:g}" if value is not None else f"{low or 0:g}-{high or 0:g}"


def terms(text: str, parts: Spans) -> Iterator[Term]:
    """The words of a content that carry its topic; figures are left out, they come by their values."""
    clause = 0
    for found in WORD.finditer(text):
        written = found.group()
        word = fold(written).replace("’", "'").removesuffix("'s")
        while clause + 1 < len(parts) and found.start() >= parts[clause + 1][0]:
            clause += 1
        if word in IDLE or word in NUMBERS or word[0].isdigit() or len(word) < 2 or "n't" in word:
            continue
        capital = written[0].isupper() and not OPENING.search(text[max(0, found.start() - 5) : found.start()])
        yield Term(word, capital or word in CALENDAR, clause)


def best(columns: Matrix) -> Matrix:
    """The greatest entry of each row, 0 where there are no columns."""
    greatest: Matrix = columns.max(axis=1, initial=0.0)
    return greatest


def alike_words(a: Propositions, b: Propositions, rows: list[int], columns: list[int]) -> Matrix:
    """How far the words at `rows` of `a` and at `columns` of `b` mean the same, [R, C], from 0 to 1.

    A name is like itself alone, or like one with the same first letters.
    """
    graded = (a.vectors[rows] @ b.vectors[columns].T - FAR) / (NEAR - FAR)
    graded[a.named[rows]] = 0.0
    graded[:, b.named[columns]] = 0.0
    graded = np.maximum(np.minimum(graded, 1.0), 0.0)
    graded[a.keys[1][rows][:, None] == b.keys[1][columns][None, :]] = ALIKE
    graded[a.keys[0][rows][:, None] == b.keys[0][columns][None, :]] = 1.0
    rounded: Matrix = np.round(graded, 3)
    return rounded
