"""Arrows of movements on the map, and where their numbers stand."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.ledger import Located
from onrecord.show.charts.labels import Box, touch
from onrecord.show.charts.outlines import Point
from onrecord.show.charts.routes import Route
from onrecord.show.charts.view import View

STEPS = 40
"""Points of a bow."""

BEND = 0.14
"""How far a bow leaves the straight way, in parts of its length: there and back lie apart."""

SIGN_SHARES = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8)
"""Where along an arrow its number may stand."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the map: where, and the radius of its disc, in pixels; a country's is hollow."""

    place: Located
    at: Point
    radius: float
    hollow: bool

    @property
    def box(self) -> Box:
        """The room that it takes."""
        return box_around(self.at, self.radius)


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow: its number and where that stands, its line in pixels, and where its head points, in degrees."""

    number: int
    line: tuple[Point, ...]
    sign: Point
    angle: float


def box_around(point: Point, half: float) -> Box:
    """A square around a point."""
    x, y = point
    return (x - half, y - half, x + half, y + half)


def arrows_of(view: View, routes: Sequence[Route], radii: Mapping[Located, float]) -> list[Arrow]:
    """The arrows of the ways, from disc to disc, each number apart from the others where there is room."""
    found: list[Arrow] = []
    signs: list[Box] = []
    for number, route in enumerate(routes, 1):
        corners = [view.place(stop.lon or 0.0, stop.lat or 0.0) for stop in route.stops]
        line: list[Point] = []
        for one, other in pairwise(corners):
            line += bow(one, other)[bool(line) :]
        first, last = radii.get(route.stops[0], 0.0) + 2, radii.get(route.stops[-1], 0.0) + 6
        kept = [at for at in line if math.dist(at, corners[0]) >= first and math.dist(at, corners[-1]) >= last]
        line = kept if len(kept) > 1 else line
        spots = [line[round((len(line) - 1) * share)] for share in SIGN_SHARES]
        free = (spot for spot in spots if not any(touch(box_around(spot, 8), box) for box in signs))
        sign = next(free, spots[0])
        signs.append(box_around(sign, 8))
        (x, y), (to_x, to_y) = line[-2], line[-1]
        angle = round(math.degrees(math.atan2(to_x - x, y - to_y)) % 360, 1)
        found.append(Arrow(number, tuple(line), sign, angle))
    return found


def bow(one: Point, other: Point) -> list[Point]:
    """A bow from one point to another."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    x, y = (one[0] + other[0]) / 2 - dy * BEND * 2, (one[1] + other[1]) / 2 + dx * BEND * 2
    found = []
    for step in range(STEPS + 1):
        t = step / STEPS
        parts = ((1 - t) ** 2, 2 * t * (1 - t), t * t)
        ways = zip(one, (x, y), other, strict=True)
        across, down = (sum(part * value for part, value in zip(parts, way, strict=True)) for way in ways)
        found.append((across, down))
    return found
