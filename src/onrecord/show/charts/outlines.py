"""Outlines of countries, from Natural Earth (public domain); the head of the data file tells its format."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

Point = tuple[float, float]
"""Longitude and latitude in degrees, or a place on the map in pixels."""

Bounds = tuple[float, float, float, float]
"""Western, southern, eastern and northern end, in degrees."""

STEPS = 100
"""Steps of a degree in the file."""

LEVELS = tuple(0.01 * 2**power for power in range(8))
"""Degrees to which outlines are simplified, from the finest on."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory: ISO 3166 alpha-2 code, None where it has none, its name, and its rings, holes too.

    `bounds` are those of each ring.
    """

    code: str | None
    name: str
    rings: tuple[tuple[Point, ...], ...]
    bounds: tuple[Bounds, ...]

    def __hash__(self) -> int:
        return hash((self.code, self.name))


@dataclass(frozen=True, slots=True)
class Outlines:
    """All countries, and the arcs of their borders and coasts, each once, with the bounds of each."""

    countries: tuple[Country, ...]
    arcs: tuple[tuple[Point, ...], ...]
    bounds: tuple[Bounds, ...]


def outlines(coarse: float = 0.0) -> Outlines:
    """The packaged outlines, without what lies nearer than about `coarse` degrees to a simpler line."""
    return simplified(max((level for level in LEVELS if level <= coarse), default=0.0))


@cache
def simplified(coarse: float) -> Outlines:
    """The outlines of that level; borders and coasts keep their ends, so that neighbours still meet."""
    arcs, drawn = packaged()
    arcs = tuple(simpler(arc, coarse) for arc in arcs) if coarse else arcs
    countries = []
    for code, name, rings in drawn:
        found = tuple(one for written in rings if len(one := ring(written, arcs)) > 3)
        countries.append(Country(code, name, found, tuple(map(bounds_of, found))))
    arcs = tuple(arc for arc in arcs if len(arc) > 3 or arc[0] != arc[-1])
    return Outlines(tuple(countries), arcs, tuple(map(bounds_of, arcs)))


@cache
def packaged() -> tuple[tuple[tuple[Point, ...], ...], tuple[tuple[str | None, str, tuple[tuple[str, ...], ...]], ...]]:
    """The file's arcs; and code, name and rings of each country, rings by the numbers of their arcs."""
    content = files("onrecord.show.charts").joinpath("data", "outlines.txt").read_text(encoding="utf-8")
    lines = [line for line in content.splitlines() if not line.startswith("#")]
    end = lines.index("=")
    countries = []
    for line in lines[end + 1 :]:
        code, name, rings = line.split("\t")
        countries.append(
            (None if code == "-" else code, name, tuple(tuple(one.split(",")) for one in rings.split(" ")))
        )
    return tuple(map(decoded, lines[:end])), tuple(countries)


def simpler(line: tuple[Point, ...], coarse: float) -> tuple[Point, ...]:
    """The line without points nearer than `coarse` to the way between those kept (Douglas and Peucker's way).

    A closed line is cut where it is furthest from its beginning, so that it keeps its width.
    """
    points = np.array(line)
    kept = {0, len(line) - 1}
    waiting = [(0, len(line) - 1)]
    while waiting:
        low, high = waiting.pop()
        if high - low < 2:
            continue
        inner, way = points[low + 1 : high] - points[low], points[high] - points[low]
        length = float(np.hypot(*way))
        across = inner[:, 0] * way[1] - inner[:, 1] * way[0]
        off = np.abs(across) / length if length else np.hypot(inner[:, 0], inner[:, 1])
        at = int(off.argmax())
        if off[at] > coarse:
            middle = low + 1 + at
            kept.add(middle)
            waiting += [(low, middle), (middle, high)]
    return tuple(line[at] for at in sorted(kept))


def bounds_of(points: Sequence[Point]) -> Bounds:
    """The bounds of a line."""
    lons, lats = zip(*points, strict=True)
    return min(lons), min(lats), max(lons), max(lats)


def decoded(line: str) -> tuple[Point, ...]:
    """The points of an arc."""
    values: list[int] = []
    value = shift = 0
    for character in line:
        bits = ord(character) - 63
        value |= (bits & 0x1F) << shift
        shift += 5
        if bits < 0x20:
            values.append(~(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    points = []
    lon = lat = 0
    for east, north in zip(values[::2], values[1::2], strict=True):
        lon, lat = lon + east, lat + north
        points.append((lon / STEPS, lat / STEPS))
    return unbroken(points)


def unbroken(points: Sequence[Point]) -> tuple[Point, ...]:
    """The points with longitudes that go on beyond 180 where the line crosses that meridian."""
    found: list[Point] = []
    turn = 0.0
    for at, (lon, lat) in enumerate(points):
        if at and abs(lon - points[at - 1][0]) > 180:
            turn += 360.0 if lon < points[at - 1][0] else -360.0
        found.append((lon + turn, lat))
    return tuple(found)


def ring(numbers: Sequence[str], arcs: Sequence[tuple[Point, ...]]) -> tuple[Point, ...]:
    """The points of a ring; each arc begins where the one before it ends."""
    points: list[Point] = []
    for number in numbers:
        arc = arcs[int(number[1:])][::-1] if number.startswith("~") else arcs[int(number)]
        points += arc[bool(points) :]
    return unbroken(points)
