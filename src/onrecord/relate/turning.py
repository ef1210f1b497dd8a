"""Whether one wording of a saying says the opposite of the other.

Each clause of the one is set beside the clause of the other that tells the same. The sense is turned when one of them
is negated and the other is not, or a word stands for its opposite, and nothing else in the clause takes that back.
Where it is doubtful, it is not turned.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from onrecord import lists
from onrecord.folding import fold
from onrecord.relate.data import table, word_list
from onrecord.relate.likeness import Likeness, Matrix, between, in_order, key, keys, word_likeness
from onrecord.relate.vectors import packaged
from onrecord.relate.view import words_of

NEGATORS: dict[str, frozenset[str]] = {
    kind: frozenset(words.split()) for kind, words in table("variant_negators").items()
}
PLAIN, HIDDEN, ALONE, LIMIT, LIGHT = (NEGATORS[kind] for kind in ("plain", "hidden", "alone", "limit", "light"))
CUT = re.compile(r"(?<![.;:!?…])[.;:!?…]++[”’\"')\]]*(?=\s|$)|\s[-–—]+\s|—|[”\"’]\s+[“\"‘]")
"""Where a clause ends."""
LONGEST = 4000
"""Characters of an utterance that are compared, at most."""
LONGEST_CLAUSE = 800
"""The same of a clause."""
CLAUSE = 0.3
"""Likeness from which on two clauses are set beside one another."""
BETWEEN = 0.1
"""The same between two that are."""
OBJECTS = frozenset({"nothing", "nobody", "none", "noone"})
"""Words that negate as what is told of, the verb standing before them."""
LIKE = 0.08
"""Likeness of two words from which on the one may stand for the other."""
SURE = 0.2
"""The same for words by which it is told that a negating word belongs to what both tell."""
TELLING = 0.15
"""What such a word weighs, at least."""
BEFORE, BEHIND = 4, 6
"""Words before and behind a negating word that are looked at."""
UN = re.compile(r"un(?!der|ti[el]|i|less|cle|load|do\b|to\b)\w{3,}")
"""A word that looks negated by its prefix."""
PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "mis")
SUPERLATIVE = re.compile(r"\b(?:most|least|worst|best|\w{3,}est)\b")
COMPARATIVE = re.compile(
    r"\b(?:no|not|never|nobody|nothing)\b(?:\W+\w+){0,6}?\W+(?:more|less|worse|better|\w{3,}er) than\b"
)
ENDINGS = (
    ("", ""),
    ("s", ""),
    ("es", ""),
    ("ies", "y"),
    ("d", ""),
    ("ed", ""),
    ("ied", "y"),
    ("ing", ""),
    ("ing", "e"),
)


def phrases(name: str) -> re.Pattern[str]:
    """Any of the phrases of a list, the longest first."""
    found = sorted(word_list(name), key=lambda phrase: (-len(phrase), phrase))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, found)) + r")\b")


SET = phrases("variant_set_phrases")
NEGATING = phrases("variant_negating_phrases")
SIDES: tuple[tuple[frozenset[str], frozenset[str]], ...] = tuple(
    (frozenset(a.split()), frozenset(b.split())) for a, b in lists.table("onrecord.relate.data", "variant_opposites")
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: its words as they are compared, and those that negate it.

    `negations` do so surely; of the words and phrases that may, `doubtful` are those that deny or lack something, and
    those that set bounds; `hidden` those that count unless the other wording has their like.
    """

    words: tuple[str, ...]
    negations: tuple[str, ...]
    doubtful: tuple[tuple[str, ...], tuple[str, ...]]
    hidden: frozenset[str]

    @classmethod
    def of(cls, text: str, other: str) -> "Clause":
        """A clause as written; `other` is the wording it is compared with."""
        plain = fold(text[:LONGEST_CLAUSE]).replace("’", "'")
        rest = SET.sub(" ", plain)
        words = words_of(NEGATING.sub(" ", rest))
        found = [word for word in words if negates(word)]
        if found and COMPARATIVE.search(plain) and SUPERLATIVE.search(fold(other)):
            found.pop()
        hidden = frozenset(key(word) for word in words if base(word) & HIDDEN)
        doubtful = [*NEGATING.findall(rest), *(word for word in words if base(word) & ALONE or UN.match(word))]
        limits = tuple(word for word in words if base(word) & LIMIT)
        return cls(tuple(keys(words_of(text[:LONGEST_CLAUSE]))), tuple(found), (tuple(doubtful), limits), hidden)


def negates(word: str) -> bool:
    """Whether a folded word negates its clause."""
    return word.removesuffix("'s") in PLAIN or word.endswith("n't")


@dataclass(frozen=True, slots=True)
class Turn:
    """What turned the sense: the words that negate, or an opposite, of each wording."""

    before: str
    after: str


def turned(first: str, second: str) -> Turn | None:
    """What turns the sense of the first wording in the second, None where nothing surely does."""
    for one, other in set_beside(first, second):
        a, b = Clause.of(one, other), Clause.of(other, one)
        found = turn(a, b) if a.words and b.words else None
        if found:
            return found
    return None


def set_beside(first: str, second: str) -> Iterator[tuple[str, str]]:
    """Clauses of both that tell the same."""
    a, b = clauses(first[:LONGEST]), clauses(second[:LONGEST])
    if len(a) == len(b) == 1:
        yield a[0], b[0]
        return
    words_a, words_b = [words_of(clause) for clause in a], [words_of(clause) for clause in b]
    likeness = Likeness([w for words in words_a for w in words], [w for words in words_b for w in words])
    score = likeness.coverage(words_a, words_b).both
    pairs = in_order((score - CLAUSE).round(4))
    for i, j in sorted([*pairs, *between((score - BETWEEN).round(4), pairs)]):
        yield a[i], b[j]


def clauses(text: str) -> list[str]:
    """The text cut at its full stops, semicolons and dashes."""
    cuts = [0, *(found.end() for found in CUT.finditer(text)), len(text)]
    return [part for a, b in pairwise(cuts) if words_of(part := text[a:b])] or [text]


def turn(a: Clause, b: Clause) -> Turn | None:
    """What turns the sense between two clauses."""
    cells = word_likeness(a.words, b.words)
    alone_a = {word for word, found in zip(a.words, cells.max(axis=1).tolist(), strict=True) if found < LIKE}
    alone_b = {word for word, found in zip(b.words, cells.max(axis=0).tolist(), strict=True) if found < LIKE}
    opposites = sorted(set(swapped(a.words, b.words, cells)))
    told = {word for pair in opposites for word in pair}
    hidden = (a.hidden & alone_a) | (b.hidden & alone_b)
    doubts = [[sum(word not in told for word in words) for words in clause.doubtful] for clause in (a, b)]
    if hidden - told or doubts[0] != doubts[1]:
        return None
    count_a, count_b = len(a.negations), len(b.negations)
    if count_a == count_b == 0:
        compared = ("than" in a.words) == ("than" in b.words)
        return Turn(*opposites[0]) if len(opposites) == 1 and compared else None
    if opposites or not (grounded(a.words, cells.max(axis=1)) and grounded(b.words, cells.max(axis=0))):
        return None
    if count_a != count_b and not (count_a and count_b):
        return Turn(" ".join(a.negations), " ".join(b.negations))
    return None


def grounded(words: Sequence[str], found: Matrix) -> bool:
    """Whether what each negating word negates is told by the other clause as well.

    That is one of the first two words behind it that say something, or where there is none, or it is itself what is
    told of ("heard nothing"), the last one before it.
    """
    weights = packaged().weights(list(words)).tolist()
    telling = [w >= TELLING and word not in LIGHT and not negates(word) for word, w in zip(words, weights, strict=True)]
    for at, word in enumerate(words):
        if negates(word):
            behind = [other for other in range(at + 1, min(len(words), at + BEHIND + 1)) if telling[other]]
            before = [other for other in range(max(0, at - BEFORE), at) if telling[other]]
            near = [*behind[:2], *(before[-1:] if word in OBJECTS or not behind else [])]
            if not any(found[other] >= SURE for other in near):
                return False
    return True


def swapped(a: Sequence[str], b: Sequence[str], cells: Matrix) -> Iterator[tuple[str, str]]:
    """Words of the one for which the other has an opposite, and no other word that is more like them."""
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            if opposite(x, y):
                rivals = max(np.delete(cells[i], j).max(initial=0), np.delete(cells[:, j], i).max(initial=0))
                if rivals < LIKE:
                    yield x, y


@lru_cache(maxsize=1 << 16)
def opposite(x: str, y: str) -> bool:
    """Whether two words are opposites: by the table, or because a prefix or "-less" makes the one of the other."""
    for negative, positive in ((x, y), (y, x)):
        if any(negative == prefix + positive for prefix in PREFIXES) and len(positive) > 3:
            return True
        if negative.endswith("less") and positive in {negative[:-4], negative[:-4] + "ful"}:
            return True
    return not (on(0, x).isdisjoint(on(1, y)) and on(1, x).isdisjoint(on(0, y)))


@lru_cache(maxsize=1 << 16)
def on(side: int, word: str) -> frozenset[int]:
    """The numbers of the pairs of opposites on one side of which the word stands."""
    forms = base(word)
    return frozenset(number for number, pair in enumerate(SIDES) if not forms.isdisjoint(pair[side]))


@lru_cache(maxsize=1 << 16)
def base(word: str) -> frozenset[str]:
    """The forms that a word may be an inflection of, itself among them."""
    found = {word}
    for ending, instead in ENDINGS:
        if ending and word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)] + instead
            found.add(stem)
            if len(stem) > 3 and stem[-1] == stem[-2]:
                found.add(stem[:-1])
    return frozenset(found)
