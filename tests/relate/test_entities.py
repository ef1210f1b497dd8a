import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import RecordError
from onrecord.records import Entity
from onrecord.relate import Joined, LocalEntities, join_entities
from tests.relate.build import report


def local(number: int, *names: str | Entity, kind: str = "person", mentions: int = 1) -> LocalEntities:
    """The reading of one report in which `names` occur."""
    source = report(f"Report {number}.", f"r{number}", published=f"2031-05-{number + 1:02}")
    entities = tuple(
        Entity(
            name=name if isinstance(name, str) else name.name,
            kind=kind if isinstance(name, str) else name.kind,
            aliases=() if isinstance(name, str) else name.aliases,
            role=None if isinstance(name, str) else name.role,
            country=None if isinstance(name, str) else name.country,
            report=source.id,
        )
        for name in names
    )
    return LocalEntities(source, entities, {entity.id: mentions for entity in entities})


def groups(*names: str, kind: str = "person") -> list[set[str]]:
    """The names that are joined, each from a report of its own."""
    joined = join_entities([local(i, name, kind=kind) for i, name in enumerate(names)])
    return sorted(({entity.name, *entity.aliases} for entity in joined.entities), key=sorted)


@pytest.mark.parametrize(
    "names",
    [
        ("Ilse Brandvik", "Brandvik"),
        ("Ilse Brandvik", "Captain Brandvik", "Mrs. Brandvik", "Capt. Ilse Brandvik"),
        ("Ruben T. Hallam III", "Ruben Hallam", "R. Hallam", "Hallam"),
        ("Ruben Thomas Hallam", "Ruben T. Hallam"),
        ("Łukasz Żórawski", "Lukasz Zorawski"),
        ("Anne-Marie Duclos", "Anne Marie Duclos", "Duclos"),
        ("Taras Bilensky", "Taras Bilenskiy", "Taras Bilenskyy", "Bilensky"),
        ("Elke von der Marsch", "von der Marsch", "Elke Von Der Marsch", "Marsch"),
        ("Samir al-Hadidi", "al-Hadidi", "Samir Hadidi", "Hadidi"),
        ("J.D. Corrigan", "JD Corrigan"),
        ("Pak Jong-min", "Pak Jong Min"),
        ("Moira O'Dell", "Moira O’Dell", "O’Dell"),
        ("Sir Piers Landon", "Piers Landon"),
    ],
    ids=lambda names: names[0],
)
def test_forms_of_one_person(names):
    assert groups(*names) == [set(names)]


@pytest.mark.parametrize(
    "names",
    [
        ("Jonas Ekelund", "Karin Ekelund"),
        ("Jonas Ekelund", "Karin Ekelund", "Ekelund"),
        ("Ada B. Morrow", "Ada C. Morrow", "Ada Morrow"),
        ("Peter H. W. Strand", "Peter W. Strand"),
        ("Martin Quayle", "Martin Quayle Jr."),
        ("Jan Welker", "Ian Welker"),
        ("Ali Rahman", "Ally Rahman"),
        ("Carl Anderssen", "Carl Andersson"),
        ("Ray Olav", "King Olav"),
        ("Van Tarrant", "Jim Tarrant"),
        ("J. Verhoef", "Jan Verhoef", "Joke Verhoef"),
        ("Lewis Grant", "Grant Lewis"),
        ("the driver", "Its driver", "Minnie Driver"),
    ],
    ids=" / ".join,
)
def test_people_who_are_left_apart(names):
    assert groups(*names) == sorted(({name} for name in names), key=sorted)


def test_a_report_that_shortens_a_name_shows_what_the_short_form_stands_for():
    kim = Entity(name="Pak Jong-min", kind="person", aliases=("Pak",))
    lopez = Entity(name="Rafael Ortiz Lopez Cadenas", kind="person", aliases=("Lopez Cadenas", "its chairman"))
    joined = join_entities([local(0, kim, lopez), local(1, "Pak", "Lopez Cadenas")])
    assert sorted(entity.name for entity in joined.entities) == ["Pak Jong-min", "Rafael Ortiz Lopez Cadenas"]
    apart = join_entities([local(0, kim), local(1, "Pak"), local(2, "Sora Pak")])
    assert len(apart.entities) == 3


@pytest.mark.parametrize(
    "names",
    [
        ("Varness Shipping", "The Varness Shipping", "Varness Shipping Ltd", "Varness Shipping, Inc."),
        ("Marholt Corp.", "Marholt Corporation", "Marholt"),
        ("Ostrelian Canal Board", "OCB", "O.C.B."),
        ("Centre for Tidal Study", "Center for Tidal Study", "CTS"),
        ("Ministry of Fisheries", "the Fisheries Ministry", "fisheries ministry"),
        ("Norway’s lighthouse service", "the Norwegian lighthouse service", "lighthouse service of Norway"),
        ("Police in Karsund", "Karsund police"),
    ],
    ids=lambda names: names[0],
)
def test_forms_of_one_organization(names):
    assert groups(*names, kind="organization") == [set(names)]


@pytest.mark.parametrize(
    "names",
    [
        ("University of Karsund", "Karsund University"),
        ("Ostrelian Canal Board", "Office of Coastal Building", "OCB"),
        ("Union of Nurses", "UN"),
        ("Varness Shipping", "Varness Salvage", "Varness"),
        ("Polish Radio", "Radio"),
    ],
    ids=" / ".join,
)
def test_organizations_that_are_left_apart(names):
    assert groups(*names, kind="organization") == sorted(({name} for name in names), key=sorted)


def test_a_report_that_shortens_an_organization_joins_the_short_form():
    line = Entity(name="Elderwind Line", kind="organization", aliases=("Elderwind", "the company"))
    union = Entity(name="Union of Nurses", kind="organization", aliases=("UN",))
    short = local(1, "Elderwind", "UN", kind="organization")
    assert len(join_entities([local(0, line, union), short]).entities) == 2
    rival = local(2, "Elderwind Bank", kind="organization")
    assert len(join_entities([local(0, line, union), short, rival]).entities) == 4


def test_places_and_groups_are_joined_by_name():
    assert groups("RØNNSUND", "Rønnsund", "the Rønnsund", kind="place") == [{"RØNNSUND", "Rønnsund", "the Rønnsund"}]
    assert groups("residents", "Residents", "pilots", kind="group") == [{"Residents", "residents"}, {"pilots"}]


def test_kinds_are_never_joined():
    joined = join_entities([local(i, "Marholt", kind=k) for i, k in enumerate(["person", "organization", "place"])])
    assert [entity.aliases for entity in joined.entities] == [(), (), ()]


def test_the_joined_entity_bears_the_fullest_name_and_the_commonest_role():
    harbour = [
        Entity(name="Tandel", kind="person", role="mayor", country="NO"),
        Entity(name="Oskar Tandel", kind="person", aliases=("Tandel", "the mayor"), role="deputy mayor"),
        Entity(name="Oskar P. Tandel", kind="person", role="deputy mayor", country="SE"),
        Entity(name="OSKAR P. TANDEL", kind="person"),
    ]
    readings = [local(i, entity, mentions=9 - i) for i, entity in enumerate(harbour)]
    joined = join_entities(readings)
    (entity,) = joined.entities
    assert (entity.name, entity.role, entity.country, entity.report) == ("Oskar P. Tandel", "deputy mayor", "NO", None)
    assert entity.aliases == ("OSKAR P. TANDEL", "Oskar Tandel", "Tandel", "the mayor")
    assert joined.links == {reading.entities[0].id: entity.id for reading in readings}


def test_of_equally_full_names_the_most_used_is_taken():
    readings = [local(0, "Taras Bilensky", mentions=2), local(1, "Taras Bilenskyy", mentions=5)]
    assert join_entities(readings).entities[0].name == "Taras Bilenskyy"


def test_nothing_to_join():
    assert join_entities([]) == Joined((), {})


def test_a_blank_name_is_refused():
    with pytest.raises(RecordError, match="has no name"):
        join_entities([local(0, "  ")])


words = st.sampled_from(
    [
        "Ada",
        "A.",
        "Bo",
        "Brandvik",
        "Brandwik",
        "Tandel",
        "von",
        "al-Hadidi",
        "Jr.",
        "Dr",
        "—",
        "B.",
        "the",
        "Ltd",
        "OCB",
    ]
)
names = st.lists(words, min_size=1, max_size=4).map(" ".join) | st.text(min_size=1).filter(str.strip)
entities = st.builds(
    Entity,
    name=names,
    kind=st.sampled_from(["person", "person", "organization", "place", "group"]),
    aliases=st.lists(names, max_size=2).map(tuple),
    role=st.sampled_from([None, "mayor", "pilot"]),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(entities, max_size=4), max_size=6), st.randoms(use_true_random=False))
def test_order_does_not_matter_and_every_entity_is_linked(piles, rng):
    readings = [local(number, *pile) for number, pile in enumerate(piles)]
    joined = join_entities(readings)
    shuffled = [LocalEntities(r.report, tuple(rng.sample(r.entities, len(r.entities))), r.mentions) for r in readings]
    rng.shuffle(shuffled)
    again = join_entities(shuffled)
    assert again == joined
    assert list(again.links) == list(joined.links)
    by_id = {entity.id: entity for entity in joined.entities}
    assert len(by_id) == len(joined.entities)
    for reading in readings:
        for entity in reading.entities:
            target = by_id[joined.links[entity.id]]
            assert target.kind == entity.kind
            assert target.report is None
            forms = {entity.name, *filter(str.strip, entity.aliases)}
            assert forms <= {target.name, *target.aliases}
    assert set(joined.links) == {entity.id for reading in readings for entity in reading.entities}
    assert set(joined.links.values()) == set(by_id)
