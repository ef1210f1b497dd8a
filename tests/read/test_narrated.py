"""Estimates and expectations in the narrator's voice."""

import pytest

from onrecord.read.narrated import with_narrated
from tests.read.tagged import said, spelled, tagged


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            "The/DT board/NN put/VBD the/DT loss/NN at/IN about/RB 9/CD tonnes/NNS , up/IN from/IN 4/CD .",
            (["the loss at about 9 tonnes"], "The board", "put"),
        ),
        (
            "Moe/NNP , who/WP now/RB puts/VBZ the/DT loss/NN at/IN 9/CD tonnes/NNS , left/VBD .",
            (["the loss at 9 tonnes, left"], "who", "now puts"),
        ),
        (
            "The/DT ferry/NN is/VBZ due/JJ to/TO sail/VB at/IN noon/NN .",
            (["The ferry", "to sail at noon"], "", "is due"),
        ),
    ],
)
def test_the_narrator_tells_who_puts_what_at_what_and_what_is_due(
    written: str, expected: tuple[list[str], str, str]
) -> None:
    document = tagged(written)
    assert [spelled(document, row) for row in with_narrated(document, [])] == [expected]


@pytest.mark.parametrize(
    "written",
    [
        "She/PRP put/VBD the/DT lamp/NN at/IN the/DT window/NN .",
        "The/DT ferry/NN is/VBZ due/JJ .",
        "The/DT ferry/NN sailed/VBD at/IN noon/NN .",
    ],
)
def test_other_sentences_give_nothing(written: str) -> None:
    assert with_narrated(tagged(written), []) == []


def test_what_is_known_is_not_told_twice() -> None:
    document = tagged("The/DT board/NN put/VBD the/DT loss/NN at/IN 9/CD tonnes/NNS .")
    row = said(document, "the loss at 9 tonnes", "The board", "put")
    assert with_narrated(document, [row]) == [row]
