"""Taglines behind a quotation."""

import pytest

from onrecord.read.linking import Attribution
from onrecord.read.taglines import with_taglines

QUOTE = ["“", "Never", ",", "”"]


@pytest.mark.parametrize(
    ("behind", "tags", "source", "cue"),
    [
        (["he", "said", "."], ["PRP", "VBD", "PUNCT"], (4, 5), (5, 6)),
        (["Ines", "Moe", "added", "."], ["NNP", "NNP", "VBD", "PUNCT"], (4, 6), (6, 7)),
        (["said", "Ines", "Moe", "."], ["VBD", "NNP", "NNP", "PUNCT"], (5, 7), (4, 5)),
    ],
)
def test_a_quotation_takes_its_tagline(
    behind: list[str], tags: list[str], source: tuple[int, int], cue: tuple[int, int]
) -> None:
    bare = Attribution(((0, 4),), (), ())
    (row,) = with_taglines([bare], QUOTE + behind, ["PUNCT", "RB", "PUNCT", "PUNCT", *tags])
    assert (row.sources, row.cues) == ((source,), (cue,))


def test_what_is_quoted_behind_the_tagline_belongs_to_it() -> None:
    words = [*QUOTE, "he", "said", ".", "“", "Go", ".", "”"]
    tags = ["PUNCT", "RB", "PUNCT", "PUNCT", "PRP", "VBD", "PUNCT", "PUNCT", "VB", "PUNCT", "PUNCT"]
    rows = [Attribution(((0, 4),), (), ()), Attribution(((7, 11),), (), ())]
    (row,) = with_taglines(rows, words, tags)
    assert row.contents == ((0, 4), (7, 11))


@pytest.mark.parametrize(
    ("behind", "tags"),
    [
        (["he", "slept", "."], ["PRP", "VBD", "PUNCT"]),
        (["and", "left"], ["CC", "VBD"]),
        ([], []),
        (["said", "the"], ["VBD", "DT"]),
    ],
)
def test_other_words_are_no_tagline(behind: list[str], tags: list[str]) -> None:
    bare = Attribution(((0, 4),), (), ())
    assert with_taglines([bare], QUOTE + behind, ["PUNCT", "RB", "PUNCT", "PUNCT", *tags]) == [bare]


def test_a_linked_attribution_is_left_alone() -> None:
    linked = Attribution(((0, 4),), ((6, 7),), ((5, 6),))
    assert with_taglines([linked], [*QUOTE, "he", "said"], ["PUNCT", "RB", "PUNCT", "PUNCT", "PRP", "VBD"]) == [linked]
