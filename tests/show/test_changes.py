import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.show.changes import MOST, changes, marked, tokens

WORDS = st.lists(st.sampled_from(["no", "No", "“yes”", "(so)", "Łódź", "well-known", "—", "don’t", "a/b"]), max_size=12)


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("the water is clean", "the water is not clean", "the water is {+not+} clean"),
        ("it was always clean", "it was never clean", "it was [-always-] {+never+} clean"),
        ("gone for good", "gone", "gone [-for good-]"),
        ("gone", "long gone", "{+long+} gone"),
        ("“Nobody,” … “But me.”", "“Nobody,”", "“Nobody,” [-“But me.”-]"),
        ("a “never” told tale", "a told tale", "a [-“never”-] told tale"),
        ("a well-known man", "a well-paid man", "a well-[-known-] {+paid+} man"),
        ("The Café", "the cafe", "the cafe"),
        ("he didn’t go", "he didn't go", "he didn't go"),
        ("one two", "three four", "[-one two-] {+three four+}"),
        ("", "all new", "{+all new+}"),
        ("all gone", "", "[-all gone-]"),
        ("same", "same", "same"),
        ("—", "…", "…"),
        ("", "", ""),
    ],
)
def test_what_is_left_out_and_put_in_is_marked(before: str, after: str, shown: str) -> None:
    assert marked(before, after) == shown


def keys(text: str) -> list[str]:
    """The words as they are compared."""
    return [key for key, _ in tokens(text) if key]


@given(WORDS, WORDS)
def test_both_wordings_can_be_read_off(before: list[str], after: list[str]) -> None:
    found = changes(" ".join(before), " ".join(after))
    for words, left in ((before, "in"), (after, "out")):
        text = "".join(change.words for change in found if change.kind != left)
        assert keys(text) == keys(" ".join(words))
    kinds = [change.kind for change in found]
    assert all(one != other for one, other in pairwise(kinds))
    assert ("in", "out") not in list(pairwise(kinds))


@given(WORDS)
def test_of_one_wording_nothing_changes(words: list[str]) -> None:
    assert {change.kind for change in changes(" ".join(words), " ".join(words))} <= {"same"}


def test_of_very_long_wordings_the_beginning_is_compared() -> None:
    before, after = "a b c d " * MOST, "d c b a " * MOST
    begun = time.perf_counter()
    found = changes(before, after)
    assert time.perf_counter() - begun < 5
    assert "".join(change.words for change in found if change.kind != "in").split() == before.split()
