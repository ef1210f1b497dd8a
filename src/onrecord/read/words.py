"""Words of a text and their shapes: the units that the encoder labels."""

import re
from collections.abc import Iterable
from functools import lru_cache

WORD = re.compile(r"\w+|[^\w\s]")
SHAPES = ("other", "lower", "title", "upper", "mixed", "number", "mark")
SHAPE_COUNT = 2 * len(SHAPES) + 1
"""Number of shape classes: one for padding and special pieces, then each shape after a space and without one."""


def split_words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the words of `text[start:end]`: runs of letters and digits, and single marks."""
    return [match.span() for match in WORD.finditer(text, start, end)]


def shared(words: Iterable[str]) -> list[str]:
    """The words in their order, equal ones as one object: a long text repeats most of its words."""
    known: dict[str, str] = {}
    return [known.setdefault(word, word) for word in words]


@lru_cache(maxsize=1 << 16)
def shape(word: str, attached: bool) -> int:
    """Shape class of a word, 1 to `SHAPE_COUNT - 1`; `attached` when no space stands before it."""
    if word.isdigit():
        kind = "number"
    elif not word[0].isalnum():
        kind = "mark"
    elif word.islower():
        kind = "lower"
    elif word.istitle() and len(word) > 1:
        kind = "title"
    elif word.isupper():
        kind = "upper" if len(word) > 1 else "title"
    elif word.isalpha():
        kind = "mixed"
    else:
        kind = "other"
    return 1 + 2 * SHAPES.index(kind) + attached
