"""What survives a rewriting word by word: the names and numbers of a report, in their order.

A machine that swaps every word for another ("crew" becomes "staff") keeps the names and most numbers, and tells them
in the order of its origin. Two reporters who write of one event share many of both, but not the order.
"""

import re
from dataclasses import dataclass
from zlib import crc32

from rapidfuzz.distance import LCSseq

from onrecord.folding import fold
from onrecord.relate.align import QUOTED
from onrecord.relate.data import table

TOKEN = re.compile(r"\d[\d,.:]*\d|\d|[^\W\d_]+")
OPENING = re.compile(r"(?:^|[.!?:…—\n][”’\"')\]]*\s*|[“‘\"(]\s*)$")
"""What stands before a word whose capital letter says nothing: a sentence or a quotation begins there."""
NUMBERS = table("numbers")
MOST = 4000
"""Names and numbers that are compared, at most; a report has about one in eight words."""


@dataclass(frozen=True, slots=True)
class Anchors:
    """The names and numbers of a text in their order, each as one number, and hashes of neighbours among them."""

    sequence: tuple[int, ...]
    prints: frozenset[int]


def find_anchors(text: str) -> Anchors:
    """Names (capitalised words, those that only begin sentences left out) and numbers (words or digits alike).

    What stands in quotation marks is left out: two reporters at one speech quote the same of it in the same order.
    """
    names: set[str] = set()
    found: list[tuple[str, bool]] = []
    text = QUOTED.sub(blank, text)
    for match in TOKEN.finditer(text):
        token = match.group()
        if token[0].isdigit():
            found.append((token.replace(",", ""), True))
            continue
        word = fold(token)
        if word in NUMBERS:
            found.append((NUMBERS[word], True))
        elif token[0].isupper():
            opens = OPENING.search(text[max(0, match.start() - 5) : match.start()]) is not None
            found.append((word, False))
            if not opens:
                names.add(word)
    kept = [crc32(word.encode("utf-8", "surrogatepass")) for word, number in found if number or word in names][:MOST]
    near = (pair for gap in (1, 2) for pair in zip(kept, kept[gap:], strict=False))
    return Anchors(tuple(kept), frozenset((min(pair) << 32) | max(pair) for pair in near if pair[0] != pair[1]))


def blank(quotation: re.Match[str]) -> str:
    """The quotation's marks alone."""
    return '""'


@dataclass(frozen=True, slots=True)
class Order:
    """How alike two texts are in their names and numbers.

    `share` of the copy's that stand in the origin in the same order; `cover`, the share of the origin's that this
    makes; `distinct`, the share of the copy's different ones that the origin has; `size`, how many different ones
    they have in common.
    """

    share: float
    cover: float
    distinct: float
    size: int


def same_order(copy: Anchors, origin: Anchors) -> Order:
    """Compare by the longest common subsequence."""
    if not copy.sequence or not origin.sequence:
        return Order(0.0, 0.0, 0.0, 0)
    kept = LCSseq.similarity(copy.sequence, origin.sequence)
    both = set(copy.sequence) & set(origin.sequence)
    return Order(kept / len(copy.sequence), kept / len(origin.sequence), len(both) / len(set(copy.sequence)), len(both))
