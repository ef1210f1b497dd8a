"""From word scores to labelled spans: Viterbi over the attribution CRF, greedy names, parts of speech."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from onrecord.read.encoder import Floats, Transitions

WordRange = tuple[int, int]
Ints = npt.NDArray[np.int64]

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
    """Viterbi over runs padded to one length."""
    lengths = np.array([len(e) for e in emissions])
    count, width, size = len(emissions), int(lengths.max(initial=0)), len(crf.start)
    if not width:
        return [[] for _ in emissions]
    padded = np.zeros((count, width, size), dtype=np.float32)
    for i, scores in enumerate(emissions):
        padded[i, : lengths[i]] = scores
    back = np.zeros((width, count, size), dtype=np.int8)
    best = crf.start + padded[:, 0]
    for at in range(1, width):
        moves = best[:, :, None] + crf.moves[None]
        back[at] = moves.argmax(1)
        best = np.where((at < lengths)[:, None], moves.max(1) + padded[:, at], best)
    found = []
    for i, length in enumerate(lengths):
        labels = [int((best[i] + crf.end).argmax())]
        for at in range(length - 1, 0, -1):
            labels.append(int(back[at, i, labels[-1]]))
        found.append(labels[::-1] if length else [])
    return found


def greedy(scores: Floats) -> list[int]:
    """The best label of each word by itself; `scores` is [W, L]."""
    return [int(label) for label in scores.argmax(1)]


def spans_of(labels: Sequence[int], names: Sequence[str]) -> list[tuple[str, int, int]]:
    """Runs of BIO labels as (kind, first word, word after the last); an I- after another kind opens a run."""
    found: list[tuple[str, int, int]] = []
    kind, begin = "", 0
    for at, label in enumerate([*labels, 0]):
        name = names[label]
        if kind and (name == "O" or name[0] == "B" or name[2:] != kind):
            found.append((kind, begin, at))
            kind = ""
        if name != "O" and not kind:
            kind, begin = name[2:], at
    return found
