"""Roles without a name resolved to whoever holds them, on documents made by hand."""

import pytest

from tests.read.resolving import resolved

ROLE = (None, "role")


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("{p:Ana Ruiz}, the head of the port, left. The boss said no.", "The boss", "Ana Ruiz"),
        ("Dr. {p:Ana Ruiz} rang. The doctor said no.", "The doctor", "Ana Ruiz"),
        ("One of the drivers, {p:Bo Ek}, wept. The driver said no.", "The driver", "Bo Ek"),
        ("It came as the labour minister, {p:Bo Ek}, slept. The minister said no.", "The minister", "Bo Ek"),
        ("{p:Bo Ek}, 52, a nurse, wept. The nurse said no.", "The nurse", "Bo Ek"),
        ("{p:Bo Ek}, who farms, met {p:Ana Ruiz}. The farmer said no.", "The farmer", "Bo Ek"),
        ("{p:Bo Ek} came home.\n\nThe farmer said no.", "The farmer", "Bo Ek"),
        ("Its superintendent said no.\n\nIt grew, said {p:Bo Ek}.", "Its superintendent", "Bo Ek"),
        ("Nurse Warned Board.\n\nNurse {p:Ana Ruiz} spoke.", "Nurse", "Ana Ruiz"),
        ("A headman, who gave his name as Mr. {p:Moe}, said no.", "A headman, who gave his name as Mr. Moe,", "Moe"),
    ],
)
def test_a_role_is_its_holder(text: str, source: str, expected: str) -> None:
    tags = {"farmer": "NN", "drivers": "NNS", "52": "CD", "nurse": "NNP" if text.startswith("Nurse") else "NN"}
    speaker = ("said {p:Bo Ek}" in text and [("Bo Ek", "")]) or []
    assert resolved(text, source, *speaker, tags=tags)[0] == (expected, "person")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("{p:Bo Ek} met a nurse. The nurse said no.", "The nurse"),
        ("{p:Bo Ek}, a baker, came. The nurse said no.", "The nurse"),
        ("{p:Bo Ek} met {p:Ana Ruiz}. The nurse said no.", "The nurse"),
        ("{p:Bo Ek} came. The crane driver said no.", "The crane driver"),
        ("{p:Bo Ek} came. {p:Bo Ek}’s doctor said no.", "Bo Ek’s doctor"),
        ("Vice President {p:Bo Ek} came. The president said no.", "The president"),
        ("{p:Bo Ek}, the finance minister, came. The health minister said no.", "The health minister"),
        ("{p:Bo Ek} came. The man said no.", "The man"),
    ],
)
def test_a_role_that_nobody_holds_stays_unnamed(text: str, source: str) -> None:
    assert resolved(text, source, tags={"’s": "POS", "s": "POS", "president": "NNP"}) == [ROLE]


def test_of_two_ministers_the_one_with_the_same_office_is_meant() -> None:
    text = "{p:Bo Ek}, the finance minister, met {p:Ana Ruiz}, the health minister. The finance minister said no."
    assert resolved(text, "The finance minister") == [("Bo Ek", "person")]


def test_a_role_once_found_stays_with_its_holder() -> None:
    text = "Its captain said no.\n\nIt sank, said {p:Bo Ek}.\n\n{p:Ana Ruiz} spoke.\n\nThe captain said so."
    found = resolved(text, "Its captain", "Bo Ek", "The captain")
    assert [name for name, _ in found] == ["Bo Ek", "Bo Ek", "Bo Ek"]


def test_nobody_named_in_passing_becomes_a_nurse() -> None:
    text = "It was long after the late pianist {p:Bo Ek} that she sang there. The nurse said no."
    assert resolved(text, "The nurse", tags={"she": "PRP", "sang": "VBD"}) == [ROLE]
