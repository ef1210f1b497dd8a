"""What stands around the naming words of a source, on documents made by hand."""

import pytest

from tests.read.resolving import resolved


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("At Lund Quay, in {l:Lund}, {p:Bo Ek}, a pilot, said no.", "At Lund Quay, in Lund, Bo Ek, a pilot,", "Bo Ek"),
        ("{l:LUND}, 3 May – {p:Bo Ek} said no.", "LUND, 3 May – Bo Ek", "Bo Ek"),
    ],
)
def test_the_scene_before_a_name_is_passed_over(text: str, source: str, expected: str) -> None:
    assert resolved(text, source) == [(expected, "person")]


def test_a_dateline_is_not_who_speaks() -> None:
    assert resolved("{l:LUND}, 3 May – Two pilots said no.", "LUND, 3 May – Two pilots", tags={"pilots": "NNS"}) == [
        (None, "group")
    ]


def test_a_quotation_right_behind_another_has_its_speaker() -> None:
    text = "“We came,” said {p:Bo Ek}. “We left.” It grew. “We slept.”"
    found = resolved(text, ("Bo Ek", "“We came,”"), ("", "“We left.”"), ("", "“We slept.”"))
    assert found == [("Bo Ek", "person"), ("Bo Ek", "person"), (None, "unattributed")]


def test_a_surname_with_one_letter_wrong_is_the_same_person() -> None:
    assert resolved("{p:Ida Halvorsen} rang. {o:Halvorson} said no.", "Halvorson") == [("Ida Halvorsen", "person")]
