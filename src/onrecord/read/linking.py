"""Which source and which content belong to which cue: scores of the encoder's link head."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.read.decode import WordRange
from onrecord.read.encoder import Floats

NEAR = 8
"""Spans looked at on each side."""
FAR = 0.05
"""Cost of a word between two spans, in units of the link score: a mild preference for what is near."""

EAGER = 4.0
"""How far below "none" the source of a quotation may score: words in quotation marks nearly always have one."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """One linked attribution, in word ranges of its paragraph."""

    contents: tuple[WordRange, ...]
    sources: tuple[WordRange, ...]
    cues: tuple[WordRange, ...]


def span_vectors(projected: Floats, spans: Sequence[tuple[str, int, int]], scale: float) -> Floats:
    """Mean of the projections of each span's first and last word, divided by `scale`: [S, D]."""
    first = projected[[a for _, a, _ in spans]] / scale
    last = projected[[b - 1 for _, _, b in spans]] / scale
    return np.asarray((first + last) / 2, dtype=np.float32)


def link(
    spans: Sequence[tuple[str, int, int]], projected: Floats, size: int, quoted: frozenset[int] = frozenset()
) -> list[Attribution]:
    """Attributions of one paragraph, in linear time.

    `spans` are (kind, begin, end) with kinds source, cue and content; `projected` [W, 4 x size] the link head's
    output: cue asks source, source, content asks cue, cue. Each content goes to the near cue that scores best, the
    contents of one cue are one split content; each cue takes its best near source, or none where "none" (score 0,
    as in training) wins, less readily for contents that begin at one of the words in `quoted`. The last cue is kept
    without a content too: its quotation may follow. Contents in a paragraph without a cue stand alone, with the
    first source, if any.
    """
    sources = [(a, b) for kind, a, b in spans if kind == "source"]
    cues = [(a, b) for kind, a, b in spans if kind == "cue"]
    contents = [(a, b) for kind, a, b in spans if kind == "content"]
    if not cues:
        return [Attribution((content,), tuple(sources[:1]), ()) for content in contents]
    vectors = span_vectors(projected, spans, size**0.25)

    def part(number: int, wanted: str) -> Floats:
        return vectors[[kind == wanted for kind, _, _ in spans], number * size : (number + 1) * size]

    wanted = [at for at, _ in best_near(part(2, "content"), contents, part(3, "cue"), cues)]
    chosen = best_near(part(0, "cue"), cues, part(1, "source"), sources)
    own: dict[int, list[WordRange]] = {len(cues) - 1: []}
    for content, at in zip(contents, wanted, strict=True):
        own.setdefault(at, []).append(content)
    found = []
    for at in sorted(own):
        which, score = chosen[at]
        least = -EAGER if any(begin in quoted for begin, _ in own[at]) else 0.0
        found.append(Attribution(tuple(own[at]), (sources[which],) if sources and score > least else (), (cues[at],)))
    return found


def best_near(
    asked: Floats, asking: Sequence[WordRange], answers: Floats, answering: Sequence[WordRange]
) -> list[tuple[int, float]]:
    """For each asking span the index and score of the best of the `NEAR` answering spans on each side of it.

    `asked` and `answers` are the spans' vectors, one a row. A gap of g words between the two costs `FAR` x g. With
    nothing to choose from: index 0, score -1.
    """
    if not answering or not asking:
        return [(0, -1.0)] * len(asking)
    begins = [a for a, _ in answering]
    found = []
    for (begin, end), vector in zip(asking, asked, strict=True):
        at = bisect_left(begins, begin)
        low, high = max(0, at - NEAR), min(len(answering), at + NEAR)
        gaps = [max(0, a - end, begin - b) for a, b in answering[low:high]]
        scores = answers[low:high] @ vector - FAR * np.asarray(gaps, dtype=np.float32)
        best = int(scores.argmax())
        found.append((low + best, float(scores[best])))
    return found
