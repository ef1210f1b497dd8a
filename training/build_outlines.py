"""Builds the packaged outlines of countries, `outlines.txt`, from Natural Earth's at 1:50 million.

    npm pack world-atlas@2.0.2
    python training/build_outlines.py world-atlas-2.0.2.tgz

The npm package world-atlas (ISC licence) ships Natural Earth (https://www.naturalearthdata.com/, public domain) as
TopoJSON. The format of the result is described in its head; `onrecord.show.charts.outlines` reads it. The same package
version gives the same file.
"""

import argparse
import json
import tarfile
from collections.abc import Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from rigour.territories import lookup_territory

TARGET = Path(__file__).parents[1] / "src/onrecord/show/charts/data/outlines.txt"
MEMBER = "package/countries-50m.json"
STEPS = 100
"""Steps of a degree: a hundredth is about 1 km."""

LEFT_OUT = {"Antarctica"}
FULL = {
    "Central African Rep.": "Central African Republic",
    "Antigua and Barb.": "Antigua and Barbuda", "Bosnia and Herz.": "Bosnia and Herzegovina",
    "Br. Indian Ocean Ter.": "British Indian Ocean Territory", "Congo": "Republic of the Congo",
    "Dem. Rep. Congo": "DR Congo", "Dominican Rep.": "Dominican Republic", "Eq. Guinea": "Equatorial Guinea",
    "Faeroe Is.": "Faroe Islands", "Fr. Polynesia": "French Polynesia",
    "Fr. S. Antarctic Lands": "French Southern Territories", "Heard I. and McDonald Is.": "Heard and McDonald Islands",
    "Indian Ocean Ter.": "Christmas Island", "Macedonia": "North Macedonia",
    "N. Cyprus": "Northern Cyprus", "N. Mariana Is.": "Northern Mariana Islands",
    "S. Geo. and the Is.": "South Georgia", "S. Sudan": "South Sudan",
    "St-Barthélemy": "Saint Barthélemy", "St-Martin": "Saint Martin",
    "St. Vin. and Gren.": "Saint Vincent and the Grenadines", "U.S. Virgin Is.": "US Virgin Islands",
    "United States of America": "United States", "W. Sahara": "Western Sahara", "eSwatini": "Eswatini",
}  # fmt: skip
"""Names as they are written out; "Is." and "St." are written out in all."""

CODES = {
    "Ashmore and Cartier Islands": "AU", "British Indian Ocean Territory": "IO", "Christmas Island": "CX",
    "DR Congo": "CD", "Republic of the Congo": "CG", "Falkland Islands": "FK", "French Southern Territories": "TF",
    "Heard and McDonald Islands": "HM", "Micronesia": "FM", "Northern Cyprus": "CY", "Saint Barthélemy": "BL",
    "Saint Helena": "SH", "Saint Martin": "MF", "Siachen Glacier": "", "Somaliland": "SO", "South Georgia": "GS",
    "US Virgin Islands": "VI", "Vatican": "VA", "Western Sahara": "EH",
}  # fmt: skip
"""Codes of what is not looked up by its name."""

HEAD = f"""\
# Outlines of countries and territories, from Natural Earth's at 1:50 million (https://www.naturalearthdata.com/).
# Source: Natural Earth, by way of the npm package world-atlas 2.0.2. Licence: public domain.
# Made by training/build_outlines.py.
# First the arcs, one a line: longitude and latitude in steps of 1/{STEPS} degree, the first pair whole, each other one
# as the difference from the one before, written as in Google's encoded polylines (zigzag, 5 bits a character, "?" up).
# Then, after a line "=", the countries, cells parted by tabs: ISO 3166 alpha-2 code ("-" for none), name, and the
# rings, parted by blanks, each the numbers of its arcs parted by commas; "~3" is arc 3 backwards. Neighbours share.
"""


def main() -> None:
    """Read the package and write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path, help="world-atlas-2.0.2.tgz, as npm pack writes it")
    parser.add_argument("--target", type=Path, default=TARGET)
    options = parser.parse_args()
    with tarfile.open(options.package) as archive:
        member = archive.extractfile(MEMBER)
        if member is None:
            raise SystemExit(f"{options.package} has no file {MEMBER}; world-atlas 2.0.2 is wanted")
        topology = json.load(member)
    countries = [row for row in topology["objects"]["countries"]["geometries"] if name_of(row) not in LEFT_OUT]
    used = sorted({abs_arc(arc) for row in countries for ring in rings(row) for arc in ring})
    number = {arc: at for at, arc in enumerate(used)}
    lines = [encoded(stepped(topology["arcs"][arc], topology["transform"])) for arc in used]
    lines.append("=")
    for row in sorted(countries, key=lambda row: (code_of(row), name_of(row))):
        written = (",".join(f"{'~' * (arc < 0)}{number[abs_arc(arc)]}" for arc in ring) for ring in rings(row))
        lines.append("\t".join((code_of(row) or "-", name_of(row), " ".join(written))))
    options.target.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{options.target}: {len(used)} arcs, {len(countries)} countries, {options.target.stat().st_size:,} bytes")


def name_of(row: dict[str, Any]) -> str:
    """The name of a country, written out."""
    name = str(row["properties"]["name"])
    return FULL.get(name) or name.replace("Is.", "Islands").replace("St.", "Saint")


def code_of(row: dict[str, Any]) -> str:
    """The ISO code of a country, empty where it has none. Ends the program for a name that is not known."""
    name = name_of(row)
    if name in CODES:
        return CODES[name]
    territory = lookup_territory(name)
    if territory is None:
        raise SystemExit(f"no code for the country {name!r}; give it one in CODES")
    return territory.code.upper()


def rings(row: dict[str, Any]) -> list[list[int]]:
    """The rings of a country, holes too, as arcs' numbers."""
    if row["type"] == "Polygon":
        return list(row["arcs"])
    return [ring for polygon in row["arcs"] for ring in polygon]


def abs_arc(arc: int) -> int:
    """The number of an arc, whichever way it is gone."""
    return ~arc if arc < 0 else arc


def stepped(arc: Sequence[Sequence[int]], transform: dict[str, Any]) -> list[tuple[int, int]]:
    """An arc's points in steps of a degree, each once; of one whose points fall together, the two ends."""
    points = []
    for x, y in accumulate(arc, lambda one, other: (one[0] + other[0], one[1] + other[1])):
        lon, lat = (
            value * scale + shift
            for value, scale, shift in zip((x, y), transform["scale"], transform["translate"], strict=True)
        )
        points.append((round(lon * STEPS), round(lat * STEPS)))
    kept = [points[0], *(point for before, point in pairwise(points) if point != before)]
    return kept if len(kept) > 1 else [points[0], points[-1]]


def encoded(points: Sequence[tuple[int, int]]) -> str:
    """The points as an encoded polyline."""
    text, before = [], (0, 0)
    for point in points:
        for value, old in zip(point, before, strict=True):
            difference = value - old
            rest = ~(difference << 1) if difference < 0 else difference << 1
            while rest >= 0x20:
                text.append(chr((0x20 | rest & 0x1F) + 63))
                rest >>= 5
            text.append(chr(rest + 63))
        before = point
    return "".join(text)


if __name__ == "__main__":
    main()
