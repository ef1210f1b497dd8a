"""Whether one wording says the opposite of the other."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.relate.turning import opposite, turned

TURNED = [
    ("Nobody was hurt when the crane fell", "Several people got injured as the crane toppled"),
    ("I have never met the minister", "I have often met the minister"),
    ("without any warning", "with a warning"),
    ("All of our engines were checked last week", "None of our motors got inspected the previous week"),
    ("We accept the verdict of the court", "We reject the ruling of the tribunal"),
    ("The minister knew about the leak", "The minister was unaware of the leak"),
    ("The bank is solvent", "The lender is insolvent"),
    ("I am happy with the result", "I am unhappy about the outcome"),
    ("More people died than we thought", "Fewer persons perished than we believed"),
    ("nothing left to hide", "everything left to conceal"),
    ("It rained all night. We will not leave", "All night it was raining. We shall leave"),
]
ALIKE = [
    ("Nobody was hurt when the crane fell", "Not a single person got injured as the crane toppled"),
    ("The tunnel is not safe", "The underpass is dangerous"),
    ("There is no evidence of sabotage", "Proof of sabotage is lacking"),
    ("It is impossible to say when the line will open", "One cannot tell at what time the track opens"),
    ("They never stop asking", "They keep on enquiring all the time"),
    ("This is the longest night of my life", "No night of my life was longer than this"),
    ("I could not agree more", "I agree completely"),
    ("We have run out of patience", "No patience is left with us"),
    ("They neither called nor wrote", "They did not phone and they did not write"),
    ("The harvest has failed", "The crop did not come in"),
    ("We are not yet certain", "We are still unsure"),
    ("The vessel was unfit for the sea", "The ship was not seaworthy"),
    ("We lost the match. Nobody cried", "We did not win the game. Tears were not shed"),
]


@pytest.mark.parametrize(("first", "second"), TURNED)
def test_a_turned_sense_is_found(first: str, second: str) -> None:
    assert turned(first, second)
    assert turned(second, first)


@pytest.mark.parametrize(("first", "second"), ALIKE)
def test_a_kept_sense_is_not_turned(first: str, second: str) -> None:
    assert turned(first, second) is None
    assert turned(second, first) is None


def test_what_turns_it_is_named() -> None:
    found = turned("Nobody was hurt when the crane fell", "Several people got injured as the crane toppled")
    assert found is not None
    assert (found.before, found.after) == ("nobody", "")


@pytest.mark.parametrize(
    ("one", "other", "are"),
    [
        ("safe", "dangerous", True),
        ("honest", "dishonest", True),
        ("useful", "useless", True),
        ("accepted", "rejecting", True),
        ("safe", "secure", False),
        ("rest", "unrest", True),
        ("in", "inn", False),
    ],
)
def test_opposites(one: str, other: str, are: bool) -> None:
    assert opposite(one, other) == opposite(other, one) == are


@settings(deadline=None, max_examples=50)
@given(st.lists(st.sampled_from(" ".join(a + " . " + b for a, b in TURNED).split()), max_size=30))
def test_no_wording_is_its_own_opposite(words: list[str]) -> None:
    assert turned(" ".join(words), " ".join(words)) is None
