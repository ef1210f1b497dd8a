"""What part of the world a map shows, and where on it a point lies.

The projection is equirectangular with the map's middle latitude as standard parallel: true to scale there in both
directions, and plain enough that a reader can lay a ruler on it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.show.charts.outlines import Bounds, Point

KM = 111.32
"""Kilometres of a degree of latitude."""

LEAST_KM = 160.0
"""Width of the smallest part of the world that a map shows."""

MARGIN = 0.14
"""Room around the places, in parts of the map's width and height."""

SOUTH, NORTH, BEYOND = -62.0, 84.0, 2.0
"""Where a map of the world ends, in degrees of latitude, and how much further where a place lies beyond."""

SETTLED = 8
"""Times that a map's middle and its scale are fitted to each other."""

MOST_STRETCH = math.cos(math.radians(70))
FINEST = 0.6
"""Points of an outline nearer to each other than so many pixels are drawn as one."""

SIMPLER = 0.5
"""Pixels that a simplified outline may lie beside the exact one."""


@dataclass(frozen=True, slots=True)
class View:
    """A part of the world: its middle in degrees, its scale in pixels a degree of latitude, its size in pixels."""

    lon: float
    lat: float
    scale: float
    width: float
    height: float

    @property
    def stretch(self) -> float:
        """A degree of longitude in degrees of latitude, along the standard parallel."""
        return stretch_at(self.lat)

    @property
    def coarse(self) -> float:
        """Degrees of latitude that outlines may be simplified by on this map."""
        return SIMPLER / self.scale

    @property
    def km(self) -> float:
        """Kilometres of the map's width, along the standard parallel."""
        return self.width / self.scale * KM

    @property
    def west(self) -> float:
        """The longitude of the left edge."""
        return self.lon - self.width / 2 / self.scale / self.stretch

    @property
    def east(self) -> float:
        """The longitude of the right edge."""
        return self.lon + self.width / 2 / self.scale / self.stretch

    @property
    def south(self) -> float:
        """The latitude of the lower edge."""
        return self.lat - self.height / 2 / self.scale

    @property
    def north(self) -> float:
        """The latitude of the upper edge."""
        return self.lat + self.height / 2 / self.scale

    def place(self, lon: float, lat: float) -> Point:
        """Where a point lies, in pixels right of and below the upper left corner; nearest way round the world."""
        east = (lon - self.lon + 180) % 360 - 180
        return self.flat(self.lon + east, lat)

    def flat(self, lon: float, lat: float) -> Point:
        """Where a point lies, its longitude taken as it is."""
        x = self.width / 2 + (lon - self.lon) * self.scale * self.stretch
        return x, self.height / 2 - (lat - self.lat) * self.scale

    def flattened(self, line: Sequence[Point], turn: float) -> list[Point]:
        """A line's points as `flat` places them, shifted by so many degrees of longitude."""
        across, left = self.scale * self.stretch, self.lon - turn
        x, y = self.width / 2, self.height / 2
        return [(x + (lon - left) * across, y - (lat - self.lat) * self.scale) for lon, lat in line]

    def turns(self, bounds: Bounds) -> list[float]:
        """By how many degrees, whole turns of the world, to shift an outline so that it lies in the view."""
        west, south, east, north = bounds
        if south > self.north or north < self.south:
            return []
        return [turn for turn in (-360.0, 0.0, 360.0) if west + turn <= self.east and east + turn >= self.west]


def view_of(points: Sequence[Point], width: float, height: float) -> View:
    """The part of the world that shows all points, not smaller than `LEAST_KM`, on a map of that size at most.

    The map is lower where the world is.
    """
    west, east = around([lon for lon, _ in points])
    south, north = min(lat for _, lat in points), max(lat for _, lat in points)
    lowest, highest = min(SOUTH, south - BEYOND), max(NORTH, north + BEYOND)
    room = 1 - 2 * MARGIN
    lat = (south + north) / 2
    for _ in range(SETTLED):  # a map that must move towards the equator has wider degrees there, and moves again
        stretch = stretch_at(lat)
        across = max((east - west) * stretch / room, LEAST_KM / KM)
        degrees = min(max(across, (north - south) / room * width / height), 360 * stretch)
        scale = width / degrees
        high = min(height, (highest - lowest) * scale)
        half = high / 2 / scale
        lat = min(max(lat, lowest + half), highest - half)
    return View((west + east) / 2, lat, scale, width, high)


def stretch_at(lat: float) -> float:
    """A degree of longitude in degrees of latitude, at a latitude."""
    return max(math.cos(math.radians(lat)), MOST_STRETCH)


def around(lons: Sequence[float]) -> tuple[float, float]:
    """The shortest stretch of longitudes that has all of them; its end may lie beyond 180."""
    ordered = sorted({lon % 360 % 360 for lon in lons})  # twice, since a hair below nought gives 360
    if len(ordered) == 1:
        return signed(ordered[0]), signed(ordered[0])
    gaps = [(ordered[(at + 1) % len(ordered)] - lon) % 360 for at, lon in enumerate(ordered)]
    widest = max(range(len(gaps)), key=lambda at: (gaps[at], -at))
    start = signed(ordered[(widest + 1) % len(ordered)])
    return start, start + 360 - gaps[widest]


def signed(lon: float) -> float:
    """A longitude from -180 to 180."""
    return (lon + 180) % 360 - 180


def clipped(ring: Sequence[Point], width: float, height: float) -> list[Point]:
    """What of a ring, in pixels, lies within the map (Sutherland and Hodgman's way)."""
    points = list(ring)
    for axis, edge, sign in ((0, 0.0, 1), (0, width, -1), (1, 0.0, 1), (1, height, -1)):
        if not points:
            break
        found: list[Point] = []
        before = points[-1]
        for point in points:
            inside, was = (point[axis] - edge) * sign >= 0, (before[axis] - edge) * sign >= 0
            if inside != was:
                found.append(crossing(before, point, axis, edge))
            if inside:
                found.append(point)
            before = point
        points = found
    return points


def crossing(one: Point, other: Point, axis: int, edge: float) -> Point:
    """Where the way from one point to another crosses an edge."""
    part = (edge - one[axis]) / (other[axis] - one[axis])
    along = one[1 - axis] + part * (other[1 - axis] - one[1 - axis])
    return (edge, along) if axis == 0 else (along, edge)


def pieces(line: Sequence[Point], width: float, height: float) -> list[list[Point]]:
    """The pieces of a line, in pixels, that lie within the map."""
    found: list[list[Point]] = []
    for one, other in pairwise(line):
        inside = segment(one, other, width, height)
        if inside is None:
            continue
        if found and found[-1][-1] == inside[0]:
            found[-1].append(inside[1])
        else:
            found.append(list(inside))
    return found


def segment(one: Point, other: Point, width: float, height: float) -> tuple[Point, Point] | None:
    """What of the way from one point to another lies within the map (Liang and Barsky's way)."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    start, end = 0.0, 1.0
    for step, room in ((-dx, one[0]), (dx, width - one[0]), (-dy, one[1]), (dy, height - one[1])):
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            start = max(start, room / step)
        else:
            end = min(end, room / step)
    if start > end:
        return None
    first = one if start == 0 else (one[0] + start * dx, one[1] + start * dy)
    last = other if end == 1 else (one[0] + end * dx, one[1] + end * dy)
    return first, last


def thinned(points: Sequence[Point]) -> list[Point]:
    """The points to a tenth of a pixel, without those too near to the one before; the last one stays."""
    kept: list[Point] = []
    for x, y in points:
        if not kept or abs(x - kept[-1][0]) >= FINEST or abs(y - kept[-1][1]) >= FINEST:
            kept.append((round(x, 1), round(y, 1)))
    if points and len(kept) > 1:
        kept[-1] = (round(points[-1][0], 1), round(points[-1][1], 1))
    return kept
