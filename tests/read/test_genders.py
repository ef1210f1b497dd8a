"""Who is "he" and who is "she", on documents made by hand."""

import pytest

from onrecord.read.cast import cast_of
from tests.read.build import document
from tests.read.resolving import TAGS, resolved


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("{p:Guro Vik} said she had none.", "f"),
        ("{p:Guro Vik} said no. He left.", "m"),
        ("{p:Guro Vik} said no.", None),
        ("{p:Guro Vik}, a widow, said no.", "f"),
        ("{p:Guro Vik}’s aunt said he left.", None),
        ("Ms. {p:Guro Vik} said he left.", "f"),
        ("{p:Karin Vik} said he left.", "f"),
        ("{p:Guro Vik} said: “She left.”", None),
        ("{p:Guro Vik} met {p:Ida Moe}. She left.", None),
    ],
)
def test_pronouns_titles_and_roles_tell_the_gender(text: str, gender: str | None) -> None:
    people = cast_of(document(text, tags=TAGS), ()).people
    assert people[0].gender == gender


def test_many_pronouns_outweigh_a_given_name() -> None:
    text = "{p:Karin Vik} rang. He slept. " * 3
    assert cast_of(document(text, tags=TAGS), ()).people[0].gender == "m"


def test_a_surname_goes_to_the_bearer_whom_the_pronoun_behind_it_fits() -> None:
    text = "{p:Karin Berg} and {p:Jon Berg} came. {p:Jon Berg} slept. {p:Berg} said she left."
    assert resolved(text, "Berg#4") == [("Karin Berg", "person")]
