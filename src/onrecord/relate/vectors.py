"""Static vectors of words and sentences: which texts are about the same thing, without running a network.

The table is distilled from the encoder's base model (`training/distill.py`): each word of its vocabulary, read alone,
gives one vector. A sentence is the weighted sum of its words' vectors; function words weigh little.
"""

import re
from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

from onrecord import lists
from onrecord.errors import ModelError
from onrecord.folding import fold

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

STEP = 2048
"""Entries are multiples of 1 / `STEP`, so that products of unit rows and their sums are exact in 32-bit floats: the
cosine of two rows is the same on every machine, in whatever order it is summed."""
KEPT = 1 << 16
"""Words whose vectors are remembered, before all are forgotten."""
LONGEST = 64
"""Letters of a word that are looked at."""
INSIDE = "~"
"""Stands before a piece that only continues a word."""
RUN = re.compile(r"[^\W_]+")
ENDINGS = (("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"))
"""Endings that a word absent from the table may lose, and what then stands in their place."""


class Vectors:
    """A table of word vectors.

    `entries` [N] are whole words in folded form, and inner pieces after `INSIDE`; `packed` [N, D / 2] holds two
    four-bit numbers a byte, 8 standing for nought, in steps of `scale` [D]; `weights` [N] are in 1/255.
    """

    def __init__(
        self,
        entries: Sequence[str],
        packed: NDArray[np.uint8],
        scale: NDArray[np.uint8],
        weights: NDArray[np.uint8],
    ) -> None:
        if not len(entries) == len(packed) == len(weights) or 2 * packed.shape[1] != len(scale):
            raise ValueError(
                f"{len(entries)} entries, table of {packed.shape}, {len(scale)} scales and {len(weights)} weights"
            )
        self.size: int = len(scale)
        self._places = dict(zip(entries, range(len(entries)), strict=True))
        self._packed, self._scale, self._weights = packed, scale.astype(np.int64), weights
        self._known: dict[str, int] = {}
        self._rows: Ints = np.zeros((0, self.size), np.int64)
        self._telling: Ints = np.zeros(0, np.int64)

    def words(self, words: Sequence[str]) -> Floats:
        """A unit row for each word, [W, D]; a row of noughts for one without letters or digits."""
        found = self._look(words)
        return (self._rows[found] / STEP).astype(np.float32)

    def weights(self, words: Sequence[str]) -> Floats:
        """How telling each word is, [W], 0 to 1: small for function words, 1 for rare and unknown ones."""
        found = self._look(words)
        return (self._telling[found] / 255).astype(np.float32)

    def sentences(self, sentences: Sequence[Sequence[str]]) -> Floats:
        """A unit row for each sentence, given as its words, [N, D]; a row of noughts for one that says nothing."""
        sums = np.zeros((len(sentences), self.size), np.int64)
        for place, words in enumerate(sentences):
            found = self._look(words)
            sums[place] = self._telling[found] @ self._rows[found]
        return (unit(sums) / STEP).astype(np.float32)

    def _look(self, words: Sequence[str]) -> list[int]:
        """Places of the words in the remembered rows; those not there are worked out."""
        known = self._known
        if not all(map(known.__contains__, words)):
            new = [word for word in dict.fromkeys(words) if word not in known]
            if len(known) + len(new) > KEPT:
                known.clear()
                new = list(dict.fromkeys(words))
            self._remember(new)
        return [known[word] for word in words]

    def _remember(self, new: Sequence[str]) -> None:
        begin = len(self._known)
        if begin + len(new) > len(self._rows):
            more = max(begin + len(new), 2 * len(self._rows), 1024)
            self._rows = np.concatenate([self._rows, np.zeros((more - len(self._rows), self.size), np.int64)])
            self._telling = np.concatenate([self._telling, np.zeros(more - len(self._telling), np.int64)])
        for place, word in enumerate(new, begin):
            self._rows[place], self._telling[place] = self._make(word)
            self._known[word] = place

    def _make(self, word: str) -> tuple[Ints, int]:
        """The vector of a word in 1 / `STEP`, and its weight in 1/255."""
        parts = runs(word)
        if not parts:
            return np.zeros(self.size, np.int64), 0
        found = [self._run(part) for part in parts]
        total = np.sum([unit(vector[None])[0] for vector, _ in found], axis=0)
        return unit(total[None])[0], max(weight for _, weight in found)

    def _run(self, part: str) -> tuple[Ints, int]:
        place = self._place(part)
        if place is not None:
            return self._row(place), int(self._weights[place])
        places = self._pieces(part)
        if not places:
            return self._drawn(part), 255
        return np.sum([self._row(place) for place in places], axis=0), 255

    def _place(self, part: str) -> int | None:
        """Place of a word in the table, or of the word it is an inflection of."""
        for ending, instead in (("", ""), *ENDINGS):
            if part.endswith(ending) and (not ending or len(part) > len(ending) + 2):
                place = self._places.get(part[: len(part) - len(ending)] + instead)
                if place is not None:
                    return place
        return None

    def _pieces(self, part: str) -> list[int]:
        """The longest pieces of the table that make up a word, from the left; letters without one are passed over."""
        found: list[int] = []
        begin = 0
        part = part[:LONGEST]
        while begin < len(part):
            lead = INSIDE if begin else ""
            for end in range(len(part), begin, -1):
                place = self._places.get(lead + part[begin:end])
                if place is not None:
                    found.append(place)
                    break
            begin = end
        return found

    def _row(self, place: int) -> Ints:
        both = self._packed[place]
        row = np.empty(self.size, np.int64)
        row[0::2] = both >> 4
        row[1::2] = both & 15
        return (row - 8) * self._scale

    def _drawn(self, part: str) -> Ints:
        """A vector drawn from the letters alone, for a word in a script of which the table knows nothing."""
        data = b"".join(blake2b(part.encode(), salt=bytes([n])).digest() for n in range(-(-self.size // 64)))
        return np.frombuffer(data, np.uint8)[: self.size].astype(np.int64) * 2 - 255


def runs(word: str) -> list[str]:
    """The runs of letters and digits in a word, folded; what follows an apostrophe is left out when it is short."""
    parts = RUN.findall(fold(word.replace("’", "'")))
    if len(parts) > 1 and ("'" in word or "’" in word):
        return [part for part in parts if len(part) > 2 or part.isdigit()] or parts
    return parts


def unit(rows: Ints) -> Ints:
    """Rows scaled to the length `STEP` and rounded; rows of noughts stay so.

    Only sums of integers, a square root and a division: exact or correctly rounded, the same on every machine.
    """
    length = np.sqrt(np.sum(rows * rows, axis=1, keepdims=True).astype(np.float64))
    return np.rint(rows * float(STEP) / np.where(length > 0, length, 1.0)).astype(np.int64)


@cache
def packaged() -> Vectors:
    """The packaged vectors, loaded once a process. Raises ModelError when a file of them is absent or damaged."""
    folder = "onrecord.relate.data"
    try:
        entries = lists.lines(folder, "vectors_words.txt")
        with as_file(files(folder).joinpath("vectors.npz")) as path, np.load(path, allow_pickle=False) as table:
            return Vectors(entries, table["packed"], table["scale"], table["weights"])
    except Exception as error:
        raise ModelError(f"the packaged word vectors cannot be loaded: {error}; reinstall onrecord") from error
