"""From word scores to labelled spans: Viterbi over the attribution CRF, greedy names, parts of speech."""

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np

from onrecord.read.encoder import Floats, Transitions

WordRange = tuple[int, int]

AREA = 200_000
"""Most padded words decoded at once."""


def viterbi(emissions: Sequence[Floats], crf: Transitions) -> list[list[int]]:
    """The best label sequence of each run of words; `emissions[i]` is [W_i, L]. Linear in the number of words."""
    order = sorted(range(len(emissions)), key=lambda i: len(emissions[i]))
    found: list[list[int]] = [[] for _ in emissions]
    group: list[int] = []
    for at, index in enumerate(order):
        group.append(index)
        following = order[at + 1] if at + 1 < len(order) else None
        if following is None or (len(group) + 1) * len(emissions[following]) > AREA:
            for i, labels in zip(group, decode_together([emissions[i] for i in group], crf), strict=True):
                found[i] = labels
            group = []
    return found


def decode_together(emissions: Sequence[Floats], crf: Transitions) -> list[list[int]]:
    """Viterbi over runs in order of their length, padded to one length.

    The way back asks only for the best step into the label chosen, which costs less than noting one for every label.
    """
    lengths = [len(scores) for scores in emissions]
    width = max(lengths, default=0)
    best = np.zeros((width + 1, len(emissions), len(crf.start)), dtype=np.float32)
    for i, scores in enumerate(emissions):
        best[: lengths[i], i] = scores
    begins = [bisect_right(lengths, at) for at in range(width)]
    best[0] += crf.start
    moves = crf.moves[:, None]
    for at in range(1, width):
        begin = begins[at]
        best[at, begin:] += (best[at - 1, begin:].T[:, :, None] + moves).max(0)
    labels = np.zeros((width + 1, len(emissions)), dtype=np.int64)
    into = crf.moves.T
    for at in range(width - 1, -1, -1):
        begin, longer = begins[at], begins[at + 1] if at + 1 < width else len(emissions)
        labels[at, begin:longer] = (best[at, begin:longer] + crf.end).argmax(1)
        labels[at, longer:] = (best[at, longer:] + into[labels[at + 1, longer:]]).argmax(1)
    return [column[:length] for column, length in zip(labels.T.tolist(), lengths, strict=True)]


def greedy(scores: Floats) -> list[int]:
    """The best label of each word by itself; `scores` is [W, L]."""
    labels: list[int] = scores.argmax(1).tolist()
    return labels


def spans_of(labels: Sequence[int], names: Sequence[str]) -> list[tuple[str, int, int]]:
    """Runs of BIO labels as (kind, first word, word after the last); an I- after another kind opens a run."""
    found: list[tuple[str, int, int]] = []
    kind, begin, last = "", 0, -1
    for at, label in enumerate([*labels, 0]):
        name = names[label]
        if label == last and name[0] != "B":
            continue
        last = label
        if kind and (name == "O" or name[0] == "B" or name[2:] != kind):
            found.append((kind, begin, at))
            kind = ""
        if name != "O" and not kind:
            kind, begin = name[2:], at
    return found
