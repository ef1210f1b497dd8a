"""The ground of a map: land, borders and coasts, names of countries, a scale, and where in the world it lies."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

import altair as alt

from onrecord.show.charts.labels import Box, touch
from onrecord.show.charts.look import BORDER, DISPUTES, FAINT, HOME, LAND, SEA, SMALL, SOFT, data, wide
from onrecord.show.charts.outlines import Country, Point, outlines
from onrecord.show.charts.view import KM, View, clipped, pieces, thinned

LOCATED, LOCATOR_KM = 1500.0, 4500.0
"""Kilometres of a map's width up to which a small map shows where it lies; kilometres that the small map shows."""

INSET = (132.0, 100.0)
"""Width and height of the small map, in pixels."""

LEAST_AREA = 1.5
"""Square pixels of the smallest island drawn."""

WIDEST_SCALE = 6000.0
"""Kilometres of a map's width up to which it has a scale: on wider ones that holds near the middle alone."""

ROUND = tuple(digit * 10**power for power in range(5) for digit in (1, 2, 5))
"""Lengths of a scale, in kilometres."""


VALUES: dict[str, Any] = {"x": alt.XValue, "x2": alt.X2Value, "y": alt.YValue, "y2": alt.Y2Value}
"""Edges given in pixels, by the channels' names."""


def ground(view: View, named: frozenset[str], ringed: frozenset[str], taken: Sequence[Box]) -> list[alt.Chart]:
    """The layers below what stands on the map in the boxes `taken`.

    Countries of the `named` codes are shaded; those of the `ringed` ones have their names elsewhere.
    """
    corner = free_corner(view, taken) if view.km <= LOCATED else None
    taken = [*taken, scale_box(view), *([corner] if corner else ())]
    layers = [*drawn(view, (0.0, 0.0), named), *names(view, ringed, taken), *scale(view)]
    return [*layers, *locator(view, corner)] if corner else layers


def drawn(view: View, at: Point, named: frozenset[str]) -> list[alt.Chart]:
    """Sea, land, borders and coasts of a map whose upper left corner lies at `at`."""
    left, top = at
    sea = alt.Chart(data([{}])).mark_rect(color=SEA, stroke=BORDER, strokeWidth=0.7)
    edges = {"x": left, "x2": left + view.width, "y": top, "y2": top + view.height}
    return [
        sea.encode(**{name: VALUES[name](value) for name, value in edges.items()}),
        *land(view, at, named),
        *borders(view, at),
    ]


def free_corner(view: View, taken: Sequence[Box]) -> Box | None:
    """The corner for the small map: the first in which nothing stands; None where there is none."""
    for right, low in ((0, 0), (1, 0), (0, 1)):
        left = right * (view.width - INSET[0])
        top = low * (view.height - INSET[1])
        box = (left, top, left + INSET[0], top + INSET[1])
        if not any(touch(one, box) for one in taken):
            return box
    return None


def locator(view: View, box: Box) -> list[alt.Chart]:
    """A small map of the region in which the map lies."""
    small = View(view.lon, view.lat, INSET[0] / (LOCATOR_KM / KM), *INSET)
    left, top, _, _ = box
    width, height = (max(5.0, size * small.scale / view.scale) for size in (view.width, view.height))
    x, y = left + (INSET[0] - width) / 2, top + (INSET[1] - height) / 2
    frame = {"x": x, "x2": x + width, "y": y, "y2": y + height}
    here = alt.Chart(data([{}])).mark_rect(color=DISPUTES, fillOpacity=0.25, stroke=DISPUTES, strokeWidth=1.5)
    return [
        *drawn(small, (left, top), frozenset()),
        here.encode(**{name: VALUES[name](round(value, 1)) for name, value in frame.items()}),
    ]


def land(view: View, at: Point, named: frozenset[str]) -> list[alt.Chart]:
    """The countries, first those that are not named."""
    shapes: dict[str, list[list[list[Point]]]] = {LAND: [], HOME: []}
    for country in outlines(view.coarse).countries:
        color = HOME if country.code in named else LAND
        shapes[color] += ([ring] for ring in rings_of(country, view))
    return [
        alt.Chart(data([{"type": "Feature", "geometry": {"type": "MultiPolygon", "coordinates": polygons}}]))
        .mark_geoshape(color=color, stroke=None)
        .project(type="identity", scale=1, translate=list(at))
        for color, polygons in shapes.items()
        if polygons
    ]


@lru_cache(2048)
def rings_of(country: Country, view: View) -> tuple[list[Point], ...]:
    """What of a country's rings lies on the map, in pixels."""
    found = []
    for ring, bounds in zip(country.rings, country.bounds, strict=True):
        for turn in view.turns(bounds):
            flat = thinned(clipped(view.flattened(ring, turn), view.width, view.height))
            if len(flat) > 2 and abs(area(flat)) >= LEAST_AREA:
                found.append([*flat, flat[0]])
    return tuple(found)


def area(ring: list[Point]) -> float:
    """The area of a ring, negative where it goes the other way round."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2


def borders(view: View, at: Point) -> list[alt.Chart]:
    """Borders and coasts, each once."""
    lines: list[list[Point]] = []
    known = outlines(view.coarse)
    for arc, bounds in zip(known.arcs, known.bounds, strict=True):
        for turn in view.turns(bounds):
            flat = view.flattened(arc, turn)
            if flat[0] == flat[-1] and abs(area(flat)) < LEAST_AREA:
                continue
            lines += (thin for piece in pieces(flat, view.width, view.height) if len(thin := thinned(piece)) > 1)
    if not lines:
        return []
    shape = {"type": "Feature", "geometry": {"type": "MultiLineString", "coordinates": lines}}
    mark = alt.Chart(data([shape])).mark_geoshape(filled=False, stroke=BORDER, strokeWidth=0.8)
    return [mark.project(type="identity", scale=1, translate=list(at))]


def names(view: View, ringed: frozenset[str], taken: Sequence[Box]) -> list[alt.Chart]:
    """The names of the countries that take enough of the map, in the middle of their largest part there."""
    rows: list[dict[str, Any]] = []
    boxes = list(taken)
    parts = []
    for country in outlines(view.coarse).countries:
        found = () if country.code in ringed else rings_of(country, view)
        if found:
            largest = max(found, key=lambda ring: abs(area(ring[:-1])))
            parts.append((abs(area(largest[:-1])), country.name.upper(), largest))
    for size, name, ring in sorted(parts, key=lambda part: (-part[0], part[1])):
        x, y = middle(ring)
        half = wide(name, SMALL) * 0.68
        box = (x - half, y - 8, x + half, y + 8)
        if size < 5 * half * half or box[0] < 0 or box[2] > view.width or any(touch(box, other) for other in boxes):
            continue
        boxes.append(box)
        rows.append({"x": round(x, 1), "y": round(y, 1), "name": "\u200a".join(name).replace(" ", "\u00a0")})
    if not rows:
        return []
    mark = alt.Chart(data(rows)).mark_text(baseline="middle", fontSize=SMALL - 1, color=FAINT)
    return [mark.encode(**view_scales(view), text=alt.Text("name:N"))]


def middle(ring: list[Point]) -> Point:
    """The middle of the widest stretch of a ring at one of several heights; it lies within."""
    low, high = min(y for _, y in ring), max(y for _, y in ring)
    best = (0.0, ring[0])
    for step in range(1, 16):
        y = low + (high - low) * step / 16
        cuts = sorted(
            a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]) for a, b in pairwise(ring) if (a[1] <= y) != (b[1] <= y)
        )
        for left, right in zip(cuts[::2], cuts[1::2], strict=False):
            fit = (right - left) * (1 - abs(step / 16 - 0.5))
            if fit > best[0]:
                best = (fit, ((left + right) / 2, y))
    return best[1]


def view_scales(view: View) -> dict[str, Any]:
    """Pixels as the scales of x and y."""
    return {
        "x": alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, view.width], nice=False, zero=False)),
        "y": alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[view.height, 0], nice=False, zero=False)),
    }


def scale_box(view: View) -> Box:
    """Where the scale stands."""
    return (view.width * 0.77, view.height - 36, view.width, view.height)


def scale(view: View) -> list[alt.Chart]:
    """A scale in kilometres, on maps of no more than a continent."""
    if view.km > WIDEST_SCALE:
        return []
    km = max(length for length in ROUND if length <= view.km / 5)
    width = km / view.km * view.width
    x, y = view.width - 14, view.height - 14
    one = alt.Chart(data([{"name": f"{km:,} km"}]))
    return [
        one.mark_rule(color=SOFT, strokeWidth=2).encode(
            x=alt.XValue(round(x - width, 1)), x2=alt.X2Value(x), y=alt.YValue(y)
        ),
        one.mark_text(color=SOFT, align="right", baseline="bottom", fontSize=SMALL, dy=-4).encode(
            x=alt.XValue(x), y=alt.YValue(y), text=alt.Text("name:N")
        ),
    ]
