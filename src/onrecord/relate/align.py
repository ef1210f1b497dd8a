"""Which words of a copy stand in its origin, in runs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from onrecord.relate.shingles import WORD, Codes, fingerprints, word_codes

SEED = 4
"""Words of the shortest run that counts."""
PLACES = 8
"""Places of the origin that are tried for a run; words repeated without end cost no more than this."""

QUOTED = re.compile(r'[“"«][^“”"«»\n]*[”"»]?|(?<!\w)‘[^‘\n]*?’(?!\w)')


@dataclass(frozen=True, slots=True)
class Run:
    """`size` words that begin at word `at` of the copy and at word `origin` of the origin."""

    at: int
    origin: int
    size: int


@dataclass(slots=True)
class Prepared:
    """A text ready to be aligned: a code for each word, whether it is quoted speech, where each seed stands."""

    codes: tuple[int, ...]
    quoted: tuple[bool, ...]
    prints: frozenset[int]
    seeds: dict[tuple[int, ...], list[int]] = field(default_factory=dict)

    def places(self, seed: tuple[int, ...]) -> Sequence[int]:
        """The first places of `seed`, a run of `SEED` codes, in this text."""
        if not self.seeds:
            for at in range(len(self.codes) - SEED + 1):
                found = self.seeds.setdefault(self.codes[at : at + SEED], [])
                if len(found) < PLACES:
                    found.append(at)
        return self.seeds.get(seed, ())


def prepare(text: str) -> Prepared:
    """`text` as words, ready to be aligned."""
    codes: Codes = word_codes(text)
    return Prepared(tuple(codes.tolist()), tuple(quoted_words(text)), fingerprints(codes))


def quoted_words(text: str) -> list[bool]:
    """For each word of `text`, whether it stands between quotation marks."""
    speech = [match.span() for match in QUOTED.finditer(text)]
    flags, current = [], 0
    for word in WORD.finditer(text):
        while current < len(speech) and speech[current][1] <= word.start():
            current += 1
        flags.append(current < len(speech) and speech[current][0] <= word.start())
    return flags


def align(copy: Prepared, origin: Prepared) -> list[Run]:
    """The runs of at least `SEED` words that `copy` shares with `origin`, in the order of the copy, disjoint in it.

    Greedy: the longest run from the first word that begins one, then on behind it. Paragraphs may have changed
    places. Time grows with the length of the copy.
    """
    runs, at = [], 0
    while at <= len(copy.codes) - SEED:
        best = Run(at, 0, 0)
        for place in origin.places(copy.codes[at : at + SEED]):
            size = common_length(copy.codes, at, origin.codes, place)
            if size > best.size:
                best = Run(at, place, size)
        if best.size:
            runs.append(best)
        at += best.size or 1
    return runs


def common_length(a: tuple[int, ...], i: int, b: tuple[int, ...], j: int) -> int:
    """How many words `a` from `i` on and `b` from `j` on have in common."""
    size = 0
    for x, y in zip(range(i, len(a)), range(j, len(b)), strict=False):
        if a[x] != b[y]:
            break
        size += 1
    return size


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much of a copy stands in its origin.

    `share` of all its words; `told` of its words outside quotation marks (None when they are too few to judge by);
    `whole` when it is the origin word for word, but for a dateline or credit line and a cut at the end.
    """

    share: float
    told: float | None
    whole: bool


FEWEST_TOLD = 30
EDGE = 12
"""Words of a dateline or a credit line, at most."""
SLIPS = 0.01
"""Share of the words that may differ inside a word-for-word copy: typing slips."""


def overlap(copy: Prepared, origin: Prepared) -> Overlap:
    """What `align` finds, as shares of the copy's words."""
    if copy.codes == origin.codes:
        return Overlap(1.0, None, True)
    runs = align(copy, origin)
    outside = [0, *accumulate(not quoted for quoted in copy.quoted)]
    shared = sum(run.size for run in runs)
    told = sum(outside[run.at + run.size] - outside[run.at] for run in runs)
    share = shared / len(copy.codes) if copy.codes else 0.0
    judged = told / outside[-1] if outside[-1] >= FEWEST_TOLD else None
    return Overlap(share, judged, bool(runs) and is_whole(copy, runs))


def is_whole(copy: Prepared, runs: list[Run]) -> bool:
    """Whether the runs make up the copy and follow one another in the origin without a gap, slips apart."""
    first, last = runs[0], runs[-1]
    edges = first.at, len(copy.codes) - last.at - last.size, first.origin
    changed = sum(max(b.at - a.at - a.size, abs(b.origin - a.origin - a.size)) for a, b in pairwise(runs))
    size = last.at + last.size - first.at
    return max(edges) <= EDGE and edges[0] + edges[1] <= size / 5 and changed <= SLIPS * size
