"""Whom pronouns mean, on documents made by hand."""

from onrecord.read.cast import Spoke, cast_of
from onrecord.read.pronouns import recent_people
from tests.read.build import document
from tests.read.resolving import resolved

ROLE = (None, "role")


def test_what_somebody_relays_does_not_make_its_source_the_next_he() -> None:
    text = "{p:Bo Ek} said a guard told him so. He left."
    content = "a guard told him so"
    found = resolved(text, ("Bo Ek", content), ("a guard", "so"), ("He", "left"))
    assert found == [("Bo Ek", "person"), ROLE, ("Bo Ek", "person")]


def test_inside_a_quotation_he_is_whoever_was_spoken_of_and_i_who_speaks() -> None:
    text = "{p:Bo Ek} said a guard told him so. “He spoke. I came,” {p:Ek} said."
    found = resolved(
        text, ("Bo Ek", "a guard told him so"), ("a guard", "so"), ("He", "spoke"), ("I", "came"),
        ("Ek#2", "“He spoke. I came,”"), tags={"i": "PRP"},
    )  # fmt: skip
    assert found[2:] == [ROLE, ("Bo Ek", "person"), ("Bo Ek", "person")]


def test_whoever_is_named_in_passing_is_not_she() -> None:
    text = "{p:Ana Ruiz} denied it, as {p:Ida Moe} says. She left."
    assert resolved(text, ("Ana Ruiz", "it"), ("Ida Moe", "it"), ("She", "left"))[2] == ("Ana Ruiz", "person")


def test_a_single_word_that_may_be_no_person_is_not_she() -> None:
    text = "{p:Ana Ruiz} rang. {p:Latrines} slept. She said no."
    assert resolved(text, "She") == [("Ana Ruiz", "person")]


def test_somebody_whom_nothing_names_is_one_unnamed_person() -> None:
    assert resolved("It rang. She said no.", "She") == [ROLE]


def test_who_is_the_role_or_the_name_before_it() -> None:
    text = (
        "It hit {p:Ana Ruiz}, president of the board, who said no. {p:Bo Ek}, a pilot, slept. The pilot, who said so."
    )
    assert resolved(text, "who", "who#2") == [("Ana Ruiz", "person"), ("Bo Ek", "person")]


def test_which_is_the_body_before_it() -> None:
    assert resolved("It hit {o:Vestby Works}, which said no.", "which") == [("Vestby Works", "organization")]


def test_it_that_shows_is_a_document() -> None:
    assert resolved("{o:Vestby Works} said no. It shows a car.", "Vestby Works", "It", tags={"shows": "VBZ"}) == [
        ("Vestby Works", "organization"), (None, "document"),
    ]  # fmt: skip


def test_it_is_the_place_that_spoke() -> None:
    assert resolved("{l:Moscow} denied it. It said so.", "Moscow", "It") == [("Moscow", "organization")] * 2


def test_who_spoke_comes_before_the_name_that_its_source_begins_with() -> None:
    """The order does not hang on where in memory the two people are."""
    text = "{p:Bo Lund}’s lawyer {p:Ina Moe} said no. He said yes."
    for _ in range(50):
        cast = cast_of(document(text), [])
        lund, moe = cast.people
        cast.spoke.append(Spoke(0, moe, "person"))
        assert [person for _, person in recent_people(cast, len(cast.document.text))][:2] == [moe, lund]
