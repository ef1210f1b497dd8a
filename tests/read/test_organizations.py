"""Organisations named by names and by common nouns, on documents made by hand."""

import pytest

from onrecord.read.cast import cast_of
from onrecord.read.entities import entities_of
from onrecord.read.organizations import canonical
from onrecord.read.quotations import Said
from onrecord.read.speakers import resolve_speakers
from tests.read.build import document
from tests.read.resolving import TAGS, place, resolved

BODY = "organization"
UNNAMED = (None, BODY)


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("The space agency in {l:Brest} said no.", "The space agency in Brest", ("space agency in Brest", BODY)),
        ("The {o:Vestby Bakers} met. The bakers said no.", "The bakers", ("Vestby Bakers", BODY)),
        ("The {o:Vestby Bakers} met. Most bakers said no.", "Most bakers", (None, "group")),
        ("A newspaper in {l:Brest} said no.", "A newspaper in Brest", UNNAMED),
        ("A {l:Brest} paper said no.", "A Brest paper", UNNAMED),
        ("A panel of the {o:Vestby Court} said no.", "A panel of the Vestby Court", ("Vestby Court", BODY)),
        ("His firm, {o:Vestby Works}, said no.", "His firm, Vestby Works,", ("Vestby Works", BODY)),
        ("The coast guard said no.", "The coast guard", ("coast guard", BODY)),
        ("A guard said no.", "A guard", (None, "role")),
        ("Its employer, who owns a mill, said no.", "Its employer", (None, "role")),
        ("54 per cent of voters said no.", "54 per cent of voters", (None, "group")),
        ("Nobody in {l:Brest} said no.", "Nobody in Brest", (None, "group")),
        ("Every delegation said no.", "Every delegation", (None, "group")),
        ("A baker and a miller said no.", "A baker and a miller", (None, "group")),
        ("A study that they had said no.", "A study that they had", (None, "document")),
        ("A poll released last week said no.", "A poll released last week", (None, "document")),
    ],
)  # fmt: skip
def test_a_body_is_resolved(text: str, source: str, expected: tuple[str | None, str]) -> None:
    tags = {"bakers": "NNS", "voters": "NNS", "54": "CD", "released": "VBN"}
    assert resolved(text, source, tags=tags) == [expected]


def test_two_forces_in_two_towns_are_two() -> None:
    text = "Police in {l:Brest} said no. Police in {l:Metz} said so. Police in {l:Brest} left."
    assert [name for name, _ in resolved(text, "Police in Brest", "Police in Metz", "Police in Brest#2")] == [
        "Police in Brest", "Police in Metz", "Police in Brest",
    ]  # fmt: skip


def test_one_ministry_under_three_names() -> None:
    text = "{l:Latvia}’s ministry of transport said no. The transport ministry said so. The ministry left."
    found = resolved(
        text, "Latvia’s ministry of transport", "The transport ministry", "The ministry", tags={"s": "POS"}
    )
    assert len(set(found)) == 1
    assert found[0][0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("latvia s ministry of transport", "latvian transport ministry"),
        ("climate ministry of poland", "polish climate ministry"),
        ("ministry for trade", "trade ministry"),
    ],
)
def test_names_are_put_in_one_order(one: str, other: str) -> None:
    assert canonical(tuple(one.split())) == canonical(tuple(other.split()))


def test_an_acronym_in_brackets_is_the_name_before_it() -> None:
    text = "The Union to Mend Our Roads ({o:UMOR}) met. {o:UMOR} said no."
    tags = dict.fromkeys(("union", "mend", "roads"), "NNP") | {"our": "PRP$", "to": "TO"}
    assert resolved(text, "UMOR#2", tags=tags) == [("Union to Mend Our Roads", BODY)]


def test_the_whole_phrase_is_an_alias_of_the_body() -> None:
    made = document("The space agency in {l:Brest} said no.", tags=TAGS)
    said = [Said(((0, 1),), (place(made.text, "The space agency in Brest"),), ())]
    cast = cast_of(made, said)
    resolve_speakers(cast, said)
    entities, _, _ = entities_of(cast, made.report)
    body = next(entity for entity in entities if entity.kind == BODY)
    assert body.name == "space agency in Brest"
    assert "The space agency in Brest" in body.aliases
