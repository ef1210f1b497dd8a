"""Linking by the scores of the encoder's link head."""

import numpy as np

from onrecord.read.linking import link


def head(words: int, **spans: tuple[int, int]) -> np.ndarray:
    """A link head output [words, 8] of four two-wide projections, one unit vector an attribution."""
    out = np.zeros((words, 8), dtype=np.float32)
    for name, (word, which) in spans.items():
        block = ["ask_source", "source", "ask_cue", "cue"].index(name.rstrip("0123456789"))
        out[word, 2 * block + which] = 1
    return out


def test_each_content_goes_to_its_cue_and_each_cue_to_its_source() -> None:
    spans = [("source", 0, 1), ("cue", 1, 2), ("content", 2, 3), ("source", 4, 5), ("cue", 5, 6), ("content", 6, 7)]
    scores = head(
        8, ask_source1=(1, 0), source1=(4, 0), ask_source2=(5, 1), source2=(0, 1),
        ask_cue1=(2, 0), cue1=(5, 0), ask_cue2=(6, 1), cue2=(1, 1),
    )  # fmt: skip
    found = {row.cues: (row.sources, row.contents) for row in link(spans, scores, 2)}
    assert found == {((1, 2),): (((4, 5),), ((6, 7),)), ((5, 6),): (((0, 1),), ((2, 3),))}


def test_two_contents_of_one_cue_are_one_split_content() -> None:
    spans = [("content", 0, 1), ("cue", 1, 2), ("content", 2, 3)]
    (row,) = link(spans, head(3, ask_cue=(0, 0), cue=(1, 0)), 2)
    assert row.contents == ((0, 1), (2, 3))
    assert row.sources == ()


def test_a_cue_whose_sources_all_score_below_none_stays_without() -> None:
    spans = [("source", 0, 1), ("cue", 1, 2), ("content", 2, 3)]
    scores = head(3, source=(0, 0))
    scores[1, 0] = -1
    (row,) = link(spans, scores, 2)
    assert row.sources == ()


def test_a_content_without_any_cue_takes_the_only_source() -> None:
    (row,) = link([("source", 0, 1), ("content", 2, 3)], head(3), 2)
    assert (row.sources, row.cues) == (((0, 1),), ())


def test_no_content_no_cue_no_attribution() -> None:
    assert link([("source", 0, 1)], head(2), 2) == []


def test_a_quotation_takes_a_source_more_readily() -> None:
    spans = [("source", 0, 1), ("cue", 1, 2), ("content", 2, 3)]
    scores = head(3, source=(0, 0))
    scores[1, 0] = -2
    assert link(spans, scores, 2)[0].sources == ()
    assert link(spans, scores, 2, frozenset({2}))[0].sources == ((0, 1),)
