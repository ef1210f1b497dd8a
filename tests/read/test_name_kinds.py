"""Names whose kind is settled by all their mentions, on documents made by hand."""

import pytest

from onrecord.read.document import Document
from onrecord.read.name_kinds import settled
from tests.read.build import document
from tests.read.resolving import TAGS, resolved


def kinds(made: Document) -> list[tuple[str, str]]:
    """Each name and its kind."""
    return [(made.text[slice(*name.span)], name.kind) for name in settled(made).names]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{p:Vestby Hald} said it had none.", [("Vestby Hald", "organization")]),
        ("{p:Vestby Telecom} said no.", [("Vestby Telecom", "organization")]),
        ("{p:Hald & Moe} said no.", [("Hald & Moe", "organization")]),
        ("{p:Vestby}, which said no.", [("Vestby", "organization")]),
        ("{o:Vestby Line} fell. {p:Vestby} said no.", [("Vestby Line", "organization"), ("Vestby", "organization")]),
        ("{o:Ruiz campaign} met. {p:Ruiz} said no.", [("Ruiz campaign", "organization"), ("Ruiz", "person")]),
        ("{l:Inge Halvard}, who said no.", [("Inge Halvard", "person")]),
        ("{l:Inge Halvard}, the minister, said no.", [("Inge Halvard", "person")]),
        ("Mr. {o:Halvard} said no.", [("Halvard", "person")]),
        ("{p:Ida Halvard} met. {l:Halvard} said no.", [("Ida Halvard", "person"), ("Halvard", "person")]),
        ("{p:Ida Halvard} met in {l:Halvard}.", [("Ida Halvard", "person"), ("Halvard", "place")]),
        ("{p:Mombasa} slept in {p:Mombasa}.", [("Mombasa", "place"), ("Mombasa", "place")]),
        ("{l:Addis Ababa} said no. {p:Addis Ababa} said so.", [("Addis Ababa", "place"), ("Addis Ababa", "place")]),
        ("The {o:Charlotte Ledger} said no.", [("Charlotte Ledger", "organization")]),
        ("{p:Emily Post} said no.", [("Emily Post", "person")]),
        ("{d:Danes} said no.", [("Danes", "people")]),
    ],
)  # fmt: skip
def test_the_words_around_a_name_settle_its_kind(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(document(text, tags=TAGS)) == expected


def test_a_name_in_two_pieces_is_joined_where_it_stands_whole_elsewhere() -> None:
    made = document("{o:Borea Link} flew. {o:Borea} {p:Link} said no.", tags=TAGS)
    assert kinds(made) == [("Borea Link", "organization"), ("Borea Link", "organization")]


def test_a_misread_name_is_resolved_to_the_body_it_is() -> None:
    text = "{o:Vestby Telecom} fell. {p:Vestby} said no. It said so."
    assert resolved(text, "Vestby#2", "It") == [("Vestby Telecom", "organization")] * 2
