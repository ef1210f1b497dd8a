"""Roles and countries of entities, on documents made by hand."""

import pytest

from onrecord.read.affiliations import country_in
from onrecord.read.cast import cast_of
from onrecord.read.entities import entities_of
from tests.read.build import document
from tests.read.resolving import TAGS


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Danish navy", "DK"),
        ("Bank of Ghana", "GH"),
        ("Oman’s commerce minister", "OM"),
        ("South Korean president", "KR"),
        ("U.S. ambassador to Russia", "US"),
        ("ambassador to Russia", None),
        ("expert on China", None),
        ("New Mexico governor", None),
        ("South American bloc", None),
        ("Georgia governor", None),
        ("Iraq War veteran", None),
        ("he told us", None),
        ("mayor", None),
    ],
)
def test_the_country_of_a_role_or_name(text: str, country: str | None) -> None:
    assert country_in(text) == country


@pytest.mark.parametrize(
    ("text", "role", "country"),
    [
        ("{d:Danish} fisheries minister {p:Bo Ek} left.", "Danish fisheries minister", "DK"),
        ("{p:Bo Ek}, the mayor of {l:Lund} who left, rang.", "mayor of Lund", None),
        ("Its spokesman, {p:Bo Ek}, left.", "spokesman", None),
        ("The candidate Sen. {p:Bo Ek} left.", "candidate", None),
        ("{p:Bo Ek}, a pilot (he left), rang.", "pilot", None),
        ("{p:Bo Ek} left.", None, None),
    ],
)
def test_a_person_has_the_role_as_written_without_trimmings(text: str, role: str | None, country: str | None) -> None:
    made = document(text, tags=TAGS | {"fisheries": "NN", "sen": "NNP"})
    entities, _, _ = entities_of(cast_of(made, ()), made.report)
    person = next(entity for entity in entities if entity.kind == "person")
    assert (person.name, person.role, person.country) == ("Bo Ek", role, country)
