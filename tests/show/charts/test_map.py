import math
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ledger import Ledger, Located, Moved
from onrecord.records import Movement
from onrecord.show import charts
from onrecord.show.charts.outlines import LEVELS, outlines, simpler
from onrecord.show.charts.places import near
from onrecord.show.charts.view import clipped, pieces, view_of
from tests.show.build import report
from tests.show.charts.looking import told, words

WORLD = [
    ("New York", "US", 40.71, -74.01), ("London", "GB", 51.51, -0.13), ("Tokyo", "JP", 35.69, 139.69),
    ("Sydney", "AU", -33.87, 151.21), ("Cape Town", "ZA", -33.93, 18.42), ("Lima", "PE", -12.05, -77.04),
    ("Reykjavik", "IS", 64.15, -21.94), ("Honolulu", "US", 21.31, -157.86),
]  # fmt: skip
PAGE = 250_000
"""Bytes that the map of a page may have."""

points = st.tuples(st.floats(-180, 180), st.floats(-88, 88))


def place(name: str, country: str, lat: float | None, lon: float | None, count: int = 5) -> Located:
    """A place."""
    return Located(name=name, country=country, lat=lat, lon=lon, geonames=1, count=count, reports=("a",))


def moved(who: str, origin: str, to: str, text: str | None = None) -> Moved:
    """A movement."""
    words = text or f"{who} went from {origin} to {to}."
    made = report(words)
    row = Movement(report=made.id, span=(0, len(words)), who=who, origin=origin, to=to, when="2031-02-03")
    return Moved(row, made, None)


def test_a_map_of_the_world_is_light_enough_for_a_page() -> None:
    drawn = charts.svg(charts.places_map([place(*one) for one in WORLD]))
    assert len(drawn.encode()) < PAGE
    for name, *_ in WORLD:
        assert name in words(drawn)


def test_places_lie_where_they_are(ledger: Ledger) -> None:
    rows = [place("Hamar", "NO", 60.79, 11.07), place("Oslo", "NO", 59.91, 10.75), place("Bergen", "NO", 60.39, 5.32)]
    view = view_of([(row.lon or 0, row.lat or 0) for row in rows], 720, 460)
    hamar, oslo, bergen = (view.place(row.lon or 0, row.lat or 0) for row in rows)
    assert oslo[1] > hamar[1]  # south is down
    assert bergen[0] < oslo[0]  # west is left
    assert math.dist(hamar, oslo) / 720 * view.km == pytest.approx(99.5, rel=0.03)


@settings(deadline=None)
@given(st.lists(points, min_size=1, max_size=12))
def test_a_view_shows_all_its_points(spots: list[tuple[float, float]]) -> None:
    view = view_of(spots, 720, 460)
    for lon, lat in spots:
        x, y = view.place(lon, lat)
        assert -1 <= x <= view.width + 1
        assert -1 <= y <= view.height + 1


@given(st.lists(st.tuples(st.floats(-500, 1500), st.floats(-500, 1500)), min_size=3, max_size=30))
def test_what_is_cut_lies_within_the_frame(ring: list[tuple[float, float]]) -> None:
    for x, y in [*clipped(ring, 720, 460), *(point for piece in pieces(ring, 720, 460) for point in piece)]:
        assert -1e-6 <= x <= 720 + 1e-6
        assert -1e-6 <= y <= 460 + 1e-6


@given(st.lists(points, min_size=2, max_size=60), st.sampled_from(LEVELS))
def test_a_simpler_line_stays_beside_the_exact_one(line: list[tuple[float, float]], coarse: float) -> None:
    exact = tuple(line)
    kept = simpler(exact, coarse)
    assert kept[0] == exact[0]
    assert kept[-1] == exact[-1]
    assert set(kept) <= set(exact)
    for point in exact:
        assert min(off(point, a, b) for a, b in pairwise(kept)) <= coarse + 1e-9


def off(point: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    """How far a point lies from the endless line through two others."""
    length = math.dist(a, b)
    if length == 0:
        return math.dist(point, a)
    return abs((point[0] - a[0]) * (b[1] - a[1]) - (point[1] - a[1]) * (b[0] - a[0])) / length


def test_the_outlines_are_whole_and_each_level_has_fewer_points() -> None:
    sizes = [
        sum(len(ring) for country in outlines(level).countries for ring in country.rings) for level in (0.0, *LEVELS)
    ]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] < sizes[0] / 4
    assert len({country.name for country in outlines().countries}) > 200
    norway = next(country for country in outlines().countries if country.code == "NO")
    for ring in norway.rings:
        assert ring[0] == ring[-1]


def test_movements_are_arrows_with_numbers_that_the_lines_below_explain() -> None:
    rows = [place("Oslo", "NO", 59.91, 10.75), place("Hamar", "NO", 60.79, 11.07), place("Vang", "NO", 61.12, 8.57)]
    drawn = charts.svg(
        charts.movements_map(rows, [moved("Trucks", "Oslo", "Hamar"), moved("A convoy", "Hamar", "Vang")])
    )
    seen = words(drawn)
    assert {"1", "2"} <= set(seen)
    assert any(word.startswith("1 Trucks: Oslo → Hamar, 3 Feb 2031 (Quay Post)") for word in seen)
    assert any("A convoy: Hamar → Vang" in word for word in seen)


def test_what_the_map_leaves_out_is_named() -> None:
    rows = [
        place("Oslo", "NO", 59.91, 10.75, 90), place("Hamar", "NO", 60.79, 11.07, 90),
        place("Sydney", "AU", -33.87, 151.21, 1), place("Somewhere", "NO", None, None),
        replace(place("Vang", "NO", 60.79, 11.07), near="Hamar"),
    ]  # fmt: skip
    seen = words(charts.svg(charts.places_map(rows, [moved("Trucks", "the coast", "Hamar")])))
    assert any("Not on this map: Sydney (1)" in word for word in seen)
    assert any("1 movement with fewer than two known places" in word for word in seen)
    assert any("2 places without a known point" in word for word in seen)
    assert "Vang" not in seen
    assert "Outlines: Natural Earth" in seen
    assert [row.name for row in near(rows[:3])] == ["Oslo", "Hamar"]


def test_nothing_to_draw_is_said() -> None:
    with pytest.raises(charts.NothingToDraw, match="no place with coordinates"):
        charts.places_map([place("Somewhere", "NO", None, None)])
    with pytest.raises(charts.NothingToDraw, match="no movement goes"):
        charts.movements_map([place("Oslo", "NO", 59.91, 10.75)], [])


def test_the_antimeridian_does_not_tear_the_map() -> None:
    rows = [place("Suva", "FJ", -18.14, 178.44), place("Apia", "WS", -13.83, -171.77)]
    view = view_of([(row.lon or 0, row.lat or 0) for row in rows], 720, 460)
    assert view.km < 4000
    assert {"Suva", "Apia"} <= set(words(charts.svg(charts.places_map(rows))))


def test_the_story_s_map_is_told_in_words_and_valid(ledger: Ledger) -> None:
    chart = charts.places_map(ledger.places(), ledger.movements())
    assert chart.to_dict(validate=True)["layer"]
    assert "Hamar (" in told(charts.svg(chart))
