"""Viterbi decoding against trying every path."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.read.decode import spans_of, viterbi
from onrecord.read.encoder import Transitions, chunks

LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue")


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32 - 1), st.lists(st.integers(0, 5), min_size=1, max_size=4))
def test_viterbi_finds_the_best_of_all_paths(seed: int, lengths: list[int]) -> None:
    rng = np.random.default_rng(seed)
    crf = Transitions(*(rng.normal(size=shape).astype(np.float32) for shape in (3, 3, (3, 3))))
    runs = [rng.normal(size=(length, 3)).astype(np.float32) for length in lengths]

    def score(run: np.ndarray, path: tuple[int, ...]) -> float:
        steps = sum(crf.moves[a, b] for a, b in itertools.pairwise(path))
        return float(
            crf.start[path[0]] + sum(run[i, label] for i, label in enumerate(path)) + steps + crf.end[path[-1]]
        )

    for run, got in zip(runs, viterbi(runs, crf), strict=True):
        assert len(got) == len(run)
        if got:
            best = max(score(run, path) for path in itertools.product(range(3), repeat=len(run)))
            assert score(run, tuple(got)) == pytest.approx(best, abs=1e-3)


def test_an_inside_label_after_another_kind_opens_a_span() -> None:
    assert spans_of([1, 2, 4, 4, 0, 2, 1], LABELS) == [
        ("source", 0, 2), ("cue", 2, 4), ("source", 5, 6), ("source", 6, 7),
    ]  # fmt: skip


@given(st.lists(st.integers(1, 16), min_size=1, max_size=600), st.sets(st.integers(0, 600), max_size=40))
def test_chunks_cover_all_words_in_order_and_fit(sizes: list[int], breaks: set[int]) -> None:
    found = chunks(sizes, sorted(breaks))
    assert [w for a, b in found for w in range(a, b)] == list(range(len(sizes)))
    assert all(sum(sizes[a:b]) <= 256 for a, b in found)
