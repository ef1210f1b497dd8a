"""The words that tell which quantity a figure is: what is counted, and what stands around it."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from math import exp

from onrecord import lists
from onrecord.folding import fold
from onrecord.records import Figure, Span
from onrecord.relate.quantity_values import COUNT, UNITS, dimension_of
from onrecord.relate.view import WORD

NEAR = 7.0
"""Words from a figure after which a word weighs 1/e of one beside it."""
CLAUSE = 0.7
"""What a comma, or another mark between figure and word, leaves of the word's weight."""
BEFORE = 0.09
"""What a word of the sentence before weighs."""
COUNTED = 1.0
"""What the words that the reader found to be counted weigh beside those around them."""
CLOSE = 80
"""Characters from a figure in which names and years are looked for."""
BREAK = re.compile(r"[,;:–—()“”\"]| - ")
LETTERS = re.compile(r"[^\W\d_]+")
MARK = re.compile(r"[%$€£¥₹₽₩₦₵°]")
NAME = re.compile(r"(?<=[\w,;’'”\"] )[A-Z][\w’'-]{2,}")
"""A word with a capital inside a sentence."""
YEAR = re.compile(r"(?<![\d.,$€£])(?:1[89]|20)\d\d(?![\d.,]*\d)")
ATTRIBUTE = re.compile(r"[\d\w]-[^\W\d]+$")
IDLE = lists.word_list("onrecord.relate.data", "quantity_idle")
POLLS = lists.word_list("onrecord.relate.data", "quantity_polls")
UNIT_WORDS = frozenset(word for unit in UNITS for word in unit.lower().split())
ENDINGS = ("ings", "ing", "ies", "ied", "ed", "es", "s", "al", "er", "ers")
SHORTEST = 4
"""Letters that a stem keeps."""


class Tokens:
    """The words of a sentence: folded, where each begins, and how many breaks lie before it."""

    def __init__(self, text: str, span: Span) -> None:
        self.words: list[str] = []
        self.starts: list[int] = []
        self.breaks: list[int] = []
        breaks = [found.start() for found in BREAK.finditer(text, *span)]
        for found in WORD.finditer(text, *span):
            self.words.append(plain(found.group()))
            self.starts.append(found.start())
            self.breaks.append(bisect_right(breaks, found.start()))


def plain(word: str) -> str:
    """A word as it is compared: folded, without a possessive ending."""
    return fold(word).replace("’", "'").removesuffix("'s")


def stem(word: str) -> str:
    """A word without its ending: "withdraw" of "withdraws" and "withdrawal"."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word[: -len(ending)]
    return word


def tells(word: str) -> bool:
    """Whether a word tells what is counted: no number, no unit, no small word."""
    return len(word) > 1 and not word[0].isdigit() and word not in IDLE and word not in UNIT_WORDS


def is_bare(words: str) -> bool:
    """Whether a figure's words name neither a unit nor a thing: its unit was taken from its surroundings."""
    return not MARK.search(words) and not any(tells(word) or word in UNIT_WORDS for word in letters_of(words))


def letters_of(words: str) -> list[str]:
    """The words without the numbers, also those written in one with a number: "km" of "120km"."""
    return [plain(word) for word in LETTERS.findall(words)]


def head_words(text: str, figure: Figure) -> tuple[str, ...]:
    """The words of what is counted: of the row's `of`, and where things are counted the noun in the figure itself."""
    inside = letters_of(text[slice(*figure.span)]) if dimension_of(figure.unit)[0] == COUNT else []
    words = (*map(plain, WORD.findall(figure.of or "")), *inside)
    return tuple(dict.fromkeys(word for word in words if tells(word)))


def around(figure: Figure, heads: Sequence[str], own: Tokens, last: Tokens | None) -> dict[str, float]:
    """The words around a figure with their weights: the nearer the more, those of what is counted included."""
    start, end = figure.span
    first = bisect_right(own.starts, start - 1)
    stop = bisect_right(own.starts, end - 1)
    here = own.breaks[first] if first < len(own.breaks) else 0
    weights: dict[str, float] = dict.fromkeys(heads, COUNTED)
    for place, word in enumerate(own.words):
        if first <= place < stop or not tells(word):
            continue
        gap = first - place if place < first else place - stop + 1
        weights[word] = weights.get(word, 0.0) + exp(-gap / NEAR) * CLAUSE ** abs(own.breaks[place] - here)
    for word in last.words if last else ():
        if tells(word):
            weights[word] = weights.get(word, 0.0) + BEFORE
    return weights


def names_near(text: str, figure: Figure, sentence: Span) -> frozenset[str]:
    """Stems of the names in the figure's sentence that stand close to it."""
    start, end = max(sentence[0], figure.span[0] - CLOSE), min(sentence[1], figure.span[1] + CLOSE)
    return frozenset(stem(plain(found.group())) for found in NAME.finditer(text, start, end))


def years_near(text: str, figure: Figure, sentence: Span) -> frozenset[int]:
    """The years named in the figure's sentence close to it."""
    start, end = max(sentence[0], figure.span[0] - CLOSE), min(sentence[1], figure.span[1] + CLOSE)
    return frozenset(int(found.group()) for found in YEAR.finditer(text, start, end))


def is_attribute(words: str) -> bool:
    """Whether a figure is part of an adjective: "15-member", which tells of a committee, not of members."""
    return bool(ATTRIBUTE.search(words))


def of_a_poll(own: Tokens, last: Tokens | None) -> bool:
    """Whether the sentence, or the one before, speaks of an opinion poll."""
    return not POLLS.isdisjoint(own.words) or bool(last and not POLLS.isdisjoint(last.words))
