"""Sources resolved to people, bodies and the unnamed, on documents made by hand."""

import pytest

from onrecord.read.cast import cast_of
from onrecord.read.entities import entities_of
from onrecord.read.quotations import Said
from onrecord.read.speakers import resolve_speakers
from onrecord.records import Report
from tests.read.build import document
from tests.read.resolving import resolved


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("{p:Ines Halvorsen} spoke. {p:Halvorsen} said no.", "Halvorsen#2", ("Ines Halvorsen", "person")),
        ("{p:Moe} spoke. Later {p:Tor Moe} said no.", "Moe", ("Tor Moe", "person")),
        ("Lt. Gen. {p:Tor A. Moe III} came. Mr. {p:Moe} said no.", "Mr. Moe", ("Tor A. Moe III", "person")),
        ("The {o:Lofoten Ferry Company} sank. {o:LFC} said no.", "LFC", ("Lofoten Ferry Company", "organization")),
        ("{l:Norway} said no.", "Norway", ("Norway", "organization")),
        ("The {o:Danish navy} said no.", "The Danish navy", ("Danish navy", "organization")),
        ("A senior official said no.", "A senior official", (None, "role")),
        ("Two officials said no.", "Two officials", (None, "group")),
        ("The report said no.", "The report", (None, "document")),
        ("Residents said no.", "Residents", (None, "group")),
        ("Minister of {o:Fisheries} {p:Bo Lund} said no.", "Minister of Fisheries Bo Lund", ("Bo Lund", "person")),
        ("The wife of {p:Bo Lund} said no.", "The wife of Bo Lund", (None, "role")),
        ("― said no.", "―", (None, "unattributed")),
        ("A number of fishermen said no.", "A number of fishermen", (None, "group")),
        ("{d:Danes} said no.", "Danes", (None, "group")),
        ("{p:Ana Ruiz}, a baker, wept. The baker said no.", "The baker", ("Ana Ruiz", "person")),
        ("Its spokeswoman, {p:Ana Ruiz}, said no.", "Its spokeswoman", ("Ana Ruiz", "person")),
        ("Harbour master {p:Bo Lund} said no.", "Harbour master Bo Lund", ("Bo Lund", "person")),
        ("The {o:Lund campaign} met. The campaign said no.", "The campaign", ("Lund campaign", "organization")),
        ("A spokesman for the {o:Lofoten Ferry Company} said no.", "A spokesman", (None, "role")),
    ],
)  # fmt: skip
def test_a_source_is_resolved(text: str, source: str, expected: tuple[str | None, str]) -> None:
    plurals = dict.fromkeys(("officials", "residents", "fishermen"), "NNS")
    assert resolved(text, source, tags=plurals) == [expected]


def test_a_role_with_a_proper_name_finds_its_own_holder() -> None:
    text = (
        "{d:Swedish} leader {p:Bo Ek} met {d:Danish} President {p:Ib Dam}. {p:Ek} left. The {d:Danish} leader said no."
    )
    tags = {"leader": "NN", "swedish": "JJ", "danish": "JJ", "president": "NNP"}
    assert resolved(text, "The Danish leader", tags=tags) == [("Ib Dam", "person")]


def test_pronouns_follow_gender_and_the_last_speaker() -> None:
    text = "{p:Anna Moe} met {p:Peter Wik}. {p:Moe} said no. She said it again. He said yes."
    assert resolved(text, "Moe#2", "She", "He") == [
        ("Anna Moe", "person"), ("Anna Moe", "person"), ("Peter Wik", "person"),
    ]  # fmt: skip


def test_two_people_with_one_surname_stay_two() -> None:
    text = "{p:Jon Berg} drove. {p:Jon Berg} slept. {p:Berg} said so. {p:Karin Berg} spoke. Ms. {p:Berg} said no."
    assert resolved(text, "Berg#3", "Ms. Berg") == [("Jon Berg", "person"), ("Karin Berg", "person")]


def test_who_means_the_name_before_it() -> None:
    text = "It was {p:Ana Ruiz}, who said no."
    assert resolved(text, "who") == [("Ana Ruiz", "person")]


def test_i_in_a_quotation_is_its_speaker() -> None:
    text = "{p:Ana Ruiz}: “I said no.”"
    made = document(text)
    inner = Said(((16, 18),), ((11, 12),), ((13, 17),))
    outer = Said(((10, 20),), ((0, 8),), ((8, 9),))
    made_text = made.text
    assert made_text[11:12] == "I"
    found = resolve_speakers(cast_of(made, [outer, inner]), [outer, inner])
    assert [s.who.name for s in found if s.who] == ["Ana Ruiz", "Ana Ruiz"]


def test_an_unknown_capitalised_source_becomes_somebody() -> None:
    assert resolved("KARLSTAD NOW. Ana Quist said no.", "Ana Quist", tags={"ana": "NNP", "quist": "NNP"}) == [
        ("Ana Quist", "person")
    ]


def test_entities_carry_aliases_roles_and_grounded_mentions() -> None:
    made = document("{p:Ana Ruiz}, a baker, wept. The baker said no. She said it twice.")
    said = [Said(((0, 1),), ((25, 34),), ()), Said(((0, 1),), ((44, 47),), ())]
    assert [made.text[slice(*row.source[0])] for row in said] == ["The baker", "She"]
    cast = cast_of(made, said)
    resolve_speakers(cast, said)
    report = Report(text=made.text)
    entities, mentions, _ = entities_of(cast, report)
    assert [(e.name, e.kind, e.aliases, e.role) for e in entities] == [("Ana Ruiz", "person", ("The baker",), "baker")]
    assert [made.text[slice(*m.span)] for m in mentions] == ["Ana Ruiz", "The baker", "She"]


def test_ten_thousand_surnames_cost_linear_time() -> None:
    text = "{p:Jon Berg} and {p:Karin Berg}. " + "{p:Berg} said. " * 10_000
    assert len(resolved(text, "Berg#3")) == 1
