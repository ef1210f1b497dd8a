"""What a report says of where it plays: shares of countries and regions, and which places lie near which."""

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache

from onrecord.read.data import table
from onrecord.read.document import Document
from onrecord.read.gazetteer import Sense, demonyms, senses
from onrecord.records import Report

CELL = 4.0
"""Side of a grid cell in degrees."""
REACH = 130.0
"""Kilometres at which a near place's support has fallen to 1/e."""
CROWD = 40
"""Most places of one cell that support others."""
DEMONYM, OUTLET, CALL = 0.4, 1.5, 1.5
"""Evidence for a country: a demonym, the outlet's name or address, the area codes of telephone numbers to call; a place
named once counts 1."""
WORD = re.compile(r"[^\W\d_]+")
DIALLED = re.compile(r"(?<![\w-])(?:\+?1[-. ])?\(?([2-9]\d\d)\)?[-. ]\d{3}[-. ]\d{4}(?![\w-])")
"""A telephone number of the North American Numbering Plan, its area code apart."""
TOP_DOMAIN = re.compile(r"^https?://[^/\s]*\.([a-z]{2})(?:[:/]|$)")
Weights = dict[str, float]


@dataclass(slots=True)
class Evidence:
    """Weights of countries (ISO 3166), of regions (country, first-level code), and a grid of places.

    A cell's entries are latitude, longitude, weight and folded name.
    """

    countries: Weights = field(default_factory=lambda: defaultdict(float))
    regions: dict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    grid: defaultdict[tuple[int, int], list[tuple[float, float, float, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    named: float = 0.0
    """Sum of the countries' weights."""
    placed: float = 0.0
    """Sum of the regions' weights."""

    def add(self, sense: Sense, weight: float, name: str) -> None:
        """Count a place in."""
        if sense.country:
            self.add_country(sense.country, weight)
            if sense.region:
                self.add_region(sense.country, sense.region, weight)
        self.scatter(sense, weight, name)

    def add_country(self, country: str, weight: float) -> None:
        """Count a country in."""
        self.countries[country] += weight
        self.named += weight

    def add_region(self, country: str, region: str, weight: float) -> None:
        """Count a region in."""
        self.regions[(country, region)] += weight
        self.placed += weight

    def scatter(self, sense: Sense, weight: float, name: str) -> None:
        """Put a place on the grid."""
        cell = self.grid[cell_of(sense.lat, sense.lon)]
        if len(cell) < CROWD and sense.kind not in ("country", "continent"):
            cell.append((sense.lat, sense.lon, weight, name))

    def support(self, sense: Sense, name: str) -> float:
        """Support from places near that have another name, 0 to 1."""
        row, column = cell_of(sense.lat, sense.lon)
        total = 0.0
        for down in (-1, 0, 1):
            for right in (-1, 0, 1):
                for lat, lon, weight, other in self.grid.get((row + down, column + right), ()):
                    if other != name:
                        total += weight * math.exp(-distance(lat, lon, sense.lat, sense.lon) / REACH)
        return total / (1 + total)

    def copy(self) -> "Evidence":
        """Evidence that can be added to without changing this one."""
        grid = defaultdict(list, {cell: list(entries) for cell, entries in self.grid.items()})
        countries, regions = defaultdict(float, self.countries), defaultdict(float, self.regions)
        return Evidence(countries, regions, grid, self.named, self.placed)


def cell_of(lat: float, lon: float) -> tuple[int, int]:
    """The grid cell of a point."""
    return math.floor(lat / CELL), math.floor(lon / CELL)


def distance(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """Kilometres between two points, near enough for points near each other."""
    east = (lon - lon2) * math.cos(math.radians((lat + lat2) / 2))
    return 111.2 * math.hypot(lat - lat2, east)


def context(document: Document) -> Evidence:
    """What the report's demonyms, telephone numbers, outlet and address say of where it plays."""
    evidence = Evidence()
    counted: Counter[str] = Counter()
    people = demonyms()
    for name in document.names:
        word = document.text[slice(*name.span)]
        if word in people:
            counted[people[word]] += 1
    for country, count in counted.items():
        evidence.add_country(country, DEMONYM * (1 + math.log(count)))
    codes = {match[1] for match in DIALLED.finditer(document.text)}
    for country, region in sorted({dialling()[code] for code in codes if code in dialling()}):
        evidence.add_country(country, CALL)
        evidence.add_region(country, region, CALL)
    add_outlet(evidence, document.report)
    return evidence


@cache
def dialling() -> dict[str, tuple[str, str]]:
    """Country and region of each area code."""
    return {code: (country, region) for country, region, codes in table("place_dialling") for code in codes.split("|")}


def add_outlet(evidence: Evidence, report: Report) -> None:
    """Count in the outlet's country, where its address ends in one, and the places in its name."""
    if report.url and (found := TOP_DOMAIN.match(report.url)):
        code = {"uk": "GB"}.get(found[1], found[1].upper())
        evidence.add_country(code, OUTLET)
    words = WORD.findall(f"{report.outlet or ''}")[:8]
    for at in range(len(words)):
        for last in range(len(words), at, -1):
            found_senses = senses(" ".join(words[at:last]))
            if found_senses and (found_senses[0].population >= 20_000):
                evidence.add(found_senses[0], OUTLET / 2, "")
                break
