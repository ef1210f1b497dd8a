"""Places that the gazetteer lacks, and the places whose point they are given. All sentences are invented."""

import time

import pytest

from onrecord.records import Place
from tests.read.place_cases import Names
from tests.read.test_places import near, one, read

LUND, GRAZ = (55.7, 13.19), (47.07, 15.44)
QUARVENDORF: Names = {"Quarvendorf": "place"}
STYRIA: Names = {**QUARVENDORF, "Leibnitz": "place", "Graz": "place"}


@pytest.mark.parametrize(
    "text",
    [
        "Fire spread in Quarvendorf, near Lund.",
        "Fire spread in Quarvendorf in southern Lund.",
        "Fire spread in Quarvendorf, a village of Lund.",
        "Fire spread in Lund's Quarvendorf district.",
        "Fire spread in Lund’s small village of Quarvendorf.",
    ],
)
def test_words_tell_the_anchor(text: str) -> None:
    wanted = "Quarvendorf district" if "district" in text else "Quarvendorf"
    place = one(text, wanted, QUARVENDORF)
    assert near(place, *LUND)
    assert (place.name, place.near, place.country, place.geonames) == (wanted, "Lund", "SE", None)


def test_a_place_beside_is_an_anchor_where_another_is_close_to_it() -> None:
    text = "Crews from Graz drove to Quarvendorf. They came back by Leibnitz."
    place = one(text, "Quarvendorf", STYRIA)
    assert near(place, *GRAZ)
    assert (place.near, place.country) == ("Graz", "AT")


@pytest.mark.parametrize(
    "text",
    [
        "Crews from Graz drove to Quarvendorf.",
        "Crews from Graz drove to Quarvendorf. They came back by Lima.",
        "Crews from Graz drove to Quarvendorf. Graz sent more.",
        "Crews from Austria drove to Quarvendorf.",
    ],
)
def test_a_lone_place_beside_is_no_anchor(text: str) -> None:
    place = one(text, "Quarvendorf", QUARVENDORF)
    assert (place.lat, place.lon, place.near) == (None, None, None)


def test_an_anchor_lies_where_the_sentence_puts_the_place() -> None:
    text = "They drove by Omaha and Council Bluffs to Lincoln, and on to Quarvendorf, {}, by night."
    names: Names = {**QUARVENDORF, "Omaha": "place", "Council Bluffs": "place", "Lincoln": "place"}
    told = one(text.format("Nebraska"), "Quarvendorf", names)
    assert (told.near, told.country) == ("Lincoln", "US")
    assert one(text.format("Iowa"), "Quarvendorf", names).near == "Council Bluffs"
    assert one(text.format("Brazil"), "Quarvendorf", names).near is None


def test_the_nearest_is_taken_of_the_sentence_first() -> None:
    text = "Crews went from Leibnitz to Quarvendorf and rested there a day and a night. Graz sent more."
    assert one(text, "Quarvendorf", STYRIA).near == "Leibnitz"
    text = "Crews left Leibnitz at once.\n\nBy noon roads near Quarvendorf were shut, and many people came to Graz."
    assert one(text, "Quarvendorf", STYRIA).near == "Graz"


def test_one_anchor_a_report() -> None:
    text = (
        "Crews went from Leibnitz to Quarvendorf.\n\nQuarvendorf, near Graz, had no power.\n\nFrom Leibnitz to "
        "Quarvendorf all was dark."
    )
    found = [place for place in read(text, STYRIA) if place.name == "Quarvendorf"]
    assert [place.near for place in found] == ["Graz"] * 3
    assert len({(place.lat, place.lon) for place in found}) == 1


def test_wide_places_are_given_no_point() -> None:
    text = "From Graz and Leibnitz they drove to the Quarvendorf Desert and on to the Quarvendorf Sea."
    found = read(text, {"Quarvendorf Desert": "place", "Quarvendorf Sea": "place"})
    assert {place.near for place in found} == {None}


def test_a_known_place_has_its_own_point_and_no_anchor() -> None:
    found = read("Rain fell in Graz, near Leibnitz, and in Lund.")
    assert [(place.name, place.near) for place in found] == [("Graz", None), ("Leibnitz", None), ("Lund", None)]


def test_a_small_town_of_a_country_that_is_not_named_is_not_taken() -> None:
    """A village of Norway has that name, which nothing here speaks for; Cairo's quarter is meant."""
    text = "Two bombs went off in Cairo's Haram district. Giza and Alexandria in Egypt sent help, and Luxor too."
    place = one(text, "Haram district", {"Haram": "place"})
    assert (place.near, place.country) == ("Cairo", "EG")


def test_a_twin_town_across_the_border_is_put_beside_its_neighbours() -> None:
    """The gazetteer has this town on the Kenyan side of the border alone."""
    text = "MOYALE, Ethiopia — Trucks went on to Mega and Yabelo.\n\nYabelo and Mega had no rain."
    place = one(text, "MOYALE", {"Mega": "place", "Yabelo": "place"})
    assert place.country == "ET"
    assert place.near in ("Mēga", "Yabēlo")


def points(places: list[Place]) -> int:
    return sum(place.near is not None for place in places)


def test_linear_time() -> None:
    """Twice as many names take about twice as long."""
    line = "From Graz and Leibnitz they drove to Quarvendorf and Quarlach. "
    names: Names = {"Quarvendorf": "place", "Quarlach": "place", "Leibnitz": "place"}
    took = []
    for size in (200, 800):
        begun = time.perf_counter()
        assert points(read(line * size, names)) == 2 * size
        took.append(time.perf_counter() - begun)
    assert took[1] < 10 * took[0]
