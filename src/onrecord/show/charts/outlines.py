"""Outlines of countries, from Natural Earth (public domain); the head of the data file tells its format."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Point = tuple[float, float]
"""Longitude and latitude in degrees, or a place on the map in pixels."""

Bounds = tuple[float, float, float, float]
"""Western, southern, eastern and northern end, in degrees."""

STEPS = 100
"""Steps of a degree in the file."""


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


@cache
def outlines() -> Outlines:
    """The packaged outlines."""
    content = files("onrecord.show.charts").joinpath("data", "outlines.txt").read_text(encoding="utf-8")
    lines = [line for line in content.splitlines() if not line.startswith("#")]
    end = lines.index("=")
    arcs = tuple(map(decoded, lines[:end]))
    countries = []
    for line in lines[end + 1 :]:
        code, name, rings = line.split("\t")
        found = tuple(ring(written.split(","), arcs) for written in rings.split(" "))
        countries.append(Country(None if code == "-" else code, name, found, tuple(map(bounds_of, found))))
    return Outlines(tuple(countries), arcs, tuple(map(bounds_of, arcs)))


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
