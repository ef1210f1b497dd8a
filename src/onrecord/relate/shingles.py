"""Fingerprints of a text, and an index that finds the texts that share some.

Fingerprints are picked by winnowing (Schleimer, Wilkerson and Aiken, SIGMOD 2003): of every window of neighbouring
shingles the one with the smallest hash. Two texts that share a run of `SHINGLE + WINDOW - 1` words are sure to share
a fingerprint, however long the rest of either is, so a trimmed copy is found as surely as a whole one.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from onrecord.folding import fold

WORD = re.compile(r"[^\W_]+")
SHINGLE = 5
WINDOW = 6
POSTINGS = 32
"""A fingerprint of more texts than this is boilerplate, and says nothing of where a later one comes from."""

NEAREST = 8
"""Texts that one is aligned with, at most."""

Codes = NDArray[np.uint64]


def word_codes(text: str) -> Codes:
    """One number a word, the same for the same word whatever its case and diacritics, in any process."""
    codes = (crc32(fold(word).encode("utf-8", "surrogatepass")) for word in WORD.findall(text))
    return np.fromiter(codes, dtype=np.uint64)


def shingle_hashes(codes: Codes, size: int) -> Codes:
    """One hash for each run of `size` codes; a shorter text has one hash, an empty one none."""
    if not len(codes):
        return codes
    size = min(size, len(codes))
    total = np.zeros(len(codes) - size + 1, dtype=np.uint64)
    for offset in range(size):
        total = total * np.uint64(0x9E3779B97F4A7C15) + codes[offset : offset + len(total)]
    total ^= total >> np.uint64(31)
    total *= np.uint64(0xBF58476D1CE4E5B9)
    return total ^ (total >> np.uint64(29))


def fingerprints(codes: Codes) -> frozenset[int]:
    """The winnowed fingerprints of a text of `word_codes`: about two for every seven words."""
    hashes = shingle_hashes(codes, SHINGLE)
    if len(hashes) > WINDOW:
        hashes = np.lib.stride_tricks.sliding_window_view(hashes, WINDOW).min(axis=1)
    return frozenset(np.unique(hashes).tolist())


class Index:
    """Which texts hold a fingerprint; texts are entered in the order of their age."""

    def __init__(self) -> None:
        self.postings: defaultdict[int, list[str]] = defaultdict(list)

    def add(self, text: str, prints: Iterable[int]) -> None:
        """Enter the text under each of `prints`."""
        for value in prints:
            texts = self.postings[value]
            if len(texts) <= POSTINGS:
                texts.append(text)

    def nearest(self, prints: frozenset[int], least: float, by_age: Callable[[str], str]) -> list[str]:
        """As `most_alike`, of the texts entered."""
        return most_alike(prints, (self.postings.get(value, ()) for value in prints), least, by_age)


def most_alike(
    prints: frozenset[int], postings: Iterable[Sequence[str]], least: float, by_age: Callable[[str], str]
) -> list[str]:
    """Up to `NEAREST` texts that share at least the share `least` of `prints`, those that share most first.

    `postings` are the texts that hold each print: those of more than `POSTINGS` do not count. Of equal texts the
    oldest comes first.
    """
    shared: Counter[str] = Counter()
    for texts in postings:
        if len(texts) <= POSTINGS:
            shared.update(texts)
    enough = ((-count, by_age(text), text) for text, count in shared.items() if count >= least * len(prints))
    return [text for *_, text in sorted(enough)[:NEAREST]]
