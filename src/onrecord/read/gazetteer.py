"""The packaged gazetteer: where in the world the places of a name lie.

One file, `data/gazetteer.bin`, holds the cities, towns, villages, divisions and regions of GeoNames (CC BY 4.0),
made by `training/build_gazetteer.py`. It begins with lines of text that name source and licence and ends with an
index; between them lie blocks of lines, each compressed by itself and sorted by key, so that a look-up opens one
block of some kilobytes and the rest stays on the disk. Countries, shortened states, seas, rivers and the like are
small tables beside it; GeoNames' points and ids for what stands in these lie in `place_points`.
"""

import re
import unicodedata
import zlib
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from onrecord.errors import ModelError
from onrecord.read.data import table

KINDS = (
    "country", "continent", "state", "district", "town", "region", "sea", "water", "river", "lake", "canal", "island",
    "mountains", "desert",
)  # fmt: skip
"""Kinds of places. `state` is a first-level division of a country, `district` a second-level one."""

MAGIC = b"onrecord gazetteer 1\n"
AGAIN = "install onrecord again (pip install --force-reinstall .)"
LONGEST = 90
"""Most characters of a name that is looked up."""
LETTER_KINDS = {"t": "town", "s": "state", "d": "district", "r": "region"}
"""Kinds of the packaged file by their letters."""
LETTERS = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ə": "e", "ħ": "h",
    "ŋ": "n", "’": "", "‘": "", "'": "", "`": "", "ʼ": "", "ʻ": "", "ʿ": "", "ʾ": "", ".": "", "&": " and ",
})  # fmt: skip
KEY_WORD = re.compile(r"[^\W_]+")
SPELLED_OUT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


@dataclass(frozen=True, slots=True)
class Sense:
    """One place that a name may mean.

    `kind` is one of `KINDS`, `country` ISO 3166 alpha-2 or None, `region` the GeoNames code of the first-level
    division or the empty string, `lat` and `lon` degrees, `population` the people who live there (of a district or
    state: in its towns), `geonames` the GeoNames id (None for seas, waters, mountains and the like), `main` whether
    the name asked for is the place's usual one or its short form, `listed` whether the place stands in the small
    tables, the world's best known. `fame` tells how many names a town has in the world's languages, as a power of
    two.
    """

    name: str
    kind: str
    country: str | None
    region: str
    lat: float
    lon: float
    population: int = 0
    geonames: int | None = None
    main: bool = True
    listed: bool = False
    fame: int = 0


def fold(name: str) -> str:
    """The look-up key of a name: lower case, no diacritics, no points or apostrophes, words parted by one space.

    "St. Pölten" and "Saint Polten" give one key, and so do "Mt. Kenya" and "Mount Kenya".
    """
    bare = name.lower().translate(LETTERS)
    if not bare.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    return " ".join(SPELLED_OUT.get(word, word) for word in KEY_WORD.findall(bare))


class Gazetteer:
    """The packaged file, opened. Raises ModelError when it is absent or damaged."""

    def __init__(self, data: bytes) -> None:
        try:
            place = int.from_bytes(data[-8:], "big")
            rows = zlib.decompress(data[place:-8]).decode().split("\n")
            self.firsts = [row.split("\t")[0] for row in rows]
            self.offsets = [int(row.split("\t")[1]) for row in rows] + [place]
        except (ValueError, IndexError, zlib.error) as error:
            raise ModelError(f"the packaged gazetteer cannot be read: {error}; {AGAIN}") from error
        self.data = data
        self.block = lru_cache(maxsize=None)(self.read_block)

    def read_block(self, number: int) -> bytes:
        """The lines of one block, a line feed before each."""
        return zlib.decompress(self.data[self.offsets[number] : self.offsets[number + 1]])

    def rows(self, key: str) -> list[list[str]]:
        """Cells of the lines under a folded name."""
        number = bisect_right(self.firsts, key) - 1
        if number < 0 or not key:
            return []
        lines, mark = self.block(number), b"\n" + key.encode() + b"\t"
        found, at = [], lines.find(mark)
        while at >= 0:
            end = lines.find(b"\n", at + 1)
            found.append(lines[at + len(mark) : end].decode().split("\t"))
            at = end if lines.startswith(mark, end) else -1
        return found

    def continues(self, key: str) -> bool:
        """Whether a longer name begins with the words of the folded name `key`."""
        number = max(bisect_right(self.firsts, key) - 1, 0)
        if b"\n" + key.encode() + b" " in self.block(number):
            return True
        return number + 1 < len(self.firsts) and self.firsts[number + 1].startswith(key + " ")

    def find(self, key: str) -> list[Sense]:
        """The towns, states and districts under a folded name, usual names and others, largest first."""
        senses, others = [], []
        for cells in self.rows(key):
            if len(cells) == 1:
                others.append(cells[0])
            else:
                senses.append(sense_of(key, cells, True))
        for other in others:
            name, wanted, *short = other.split("#")
            for cells in self.rows(name):
                if len(cells) > 1 and cells[-1] == wanted:
                    senses.append(sense_of(name, cells, bool(short)))
        senses.sort(key=lambda s: (-s.population, s.geonames or 0, s.name))
        return senses


def sense_of(key: str, cells: list[str], main: bool) -> Sense:
    """A line's cells: name (empty where the key in title case says it), kind, country, region, lat, lon,
    population in hundreds, GeoNames id."""
    name, kind, country, region, lat, lon, hundreds, number = cells
    return Sense(
        name or key.title(),
        LETTER_KINDS[kind[0]],
        country or None,
        region,
        int(lat) / 1000,
        int(lon) / 1000,
        int(hundreds) * 100,
        int(number),
        main,
        fame=int(kind[1:] or 0),
    )


@cache
def packaged() -> Gazetteer:
    """The packaged gazetteer, opened once a process."""
    try:
        return Gazetteer(files("onrecord.read.data").joinpath("gazetteer.bin").read_bytes())
    except OSError as error:
        raise ModelError(f"the packaged gazetteer is absent: {error}; {AGAIN}") from error


@lru_cache(maxsize=20_000)
def senses(name: str) -> tuple[Sense, ...]:
    """Every place that `name` may mean, as written in a report; at most the 40 largest of each source."""
    if len(name) > LONGEST:
        return ()
    key = fold(name)
    own = [s for written, s in listed().get(key, ()) if written is None or written == name.replace(".", "")]
    if name.endswith(".") and name in abbreviations():
        return states_of(name)
    taken = {(s.name, s.country) for s in own if s.kind != "town"} | {s.geonames for s in own if s.geonames}
    found = packaged().find(key)[:40]
    return tuple(
        own + [s for s in found if s.geonames not in taken and (s.kind == "town" or (s.name, s.country) not in taken)]
    )


def states_of(short: str) -> tuple[Sense, ...]:
    """The state of an abbreviation."""
    return tuple(s for s in states() if (s.country, s.region) == abbreviations()[short])


@lru_cache(maxsize=20_000)
def continues(word: str) -> bool:
    """Whether any place's name begins with `word` and goes on."""
    key = fold(word) if len(word) <= LONGEST else ""
    return bool(key) and (key in first_words() or packaged().continues(key))


@cache
def first_words() -> frozenset[str]:
    """First words of the small tables' names of several words, folded."""
    return frozenset(key.partition(" ")[0] for key in listed() if " " in key)


def cells(row: tuple[str, ...], width: int) -> list[str]:
    """A table's row with its empty last cells."""
    return [*row, *[""] * (width - len(row))]


def alternatives(cell: str) -> list[str]:
    """The names of a cell, parted by "|"."""
    return [part for part in cell.split("|") if part]


@cache
def listed() -> dict[str, list[tuple[str | None, Sense]]]:
    """Countries, states and features of the small tables by folded name.

    Beside each sense stands the spelling that the report must use, without points, or None when any will do:
    "US" is a country and "us" is not.
    """
    found: dict[str, list[tuple[str | None, Sense]]] = {}

    def put(name: str, sense: Sense) -> None:
        bare = name.replace(".", "")
        entry = (bare if bare.isupper() and len(bare) <= 4 else None, sense)
        entries = found.setdefault(fold(name), [])
        if entry not in entries:
            entries.append(entry)

    for row in table("place_countries"):
        code, name, rough_lat, rough_lon, others, _ = cells(row, 6)
        lat, lon, number = point("country", code, rough_lat, rough_lon)
        sense = Sense(name, "country", code, "", lat, lon, 20_000_000, number, listed=True)
        for one in (name, *alternatives(others)):
            put(one, sense)
    for sense in states():
        put(sense.name, sense)
    for row in table("place_features"):
        name, kind, code, rough_lat, rough_lon, others = cells(row, 6)
        lat, lon, number = point("feature", name, rough_lat, rough_lon)
        sense = Sense(name, kind, code or None, "", lat, lon, 1_000_000, number, listed=True)
        for one in (name, *alternatives(others)):
            put(one, sense)
    return found


@cache
def states() -> tuple[Sense, ...]:
    """The states of the small table, which have abbreviations."""
    found = []
    for row in table("place_states"):
        code, region, name, rough_lat, rough_lon, _ = cells(row, 6)
        lat, lon, number = point("state", f"{code}.{region}", rough_lat, rough_lon)
        found.append(Sense(name, "state", code, region, lat, lon, 3_000_000, number, listed=True))
    return tuple(found)


@cache
def points() -> dict[tuple[str, str], tuple[float, float, int]]:
    """Latitude, longitude and GeoNames id of what the small tables name, by table and key."""
    return {(kind, key): (float(lat), float(lon), int(number)) for kind, key, lat, lon, number in table("place_points")}


def point(kind: str, key: str, lat: str, lon: str) -> tuple[float, float, int | None]:
    """GeoNames' point and id for a row of a small table, else its rough point and no id."""
    return points().get((kind, key)) or (float(lat), float(lon), None)


@cache
def abbreviations() -> dict[str, tuple[str, str]]:
    """Country and first-level code of each abbreviated state, as written ("Ill.", "NSW")."""
    found: dict[str, tuple[str, str]] = {}
    for row in table("place_states"):
        code, region, _, _, _, short = cells(row, 6)
        for one in alternatives(short):
            found.setdefault(one, (code, region))
    return found


@cache
def demonyms() -> dict[str, str]:
    """Country of each word for a people, as written ("Danish", "Danes")."""
    found: dict[str, str] = {}
    for row in table("place_countries"):
        code, _, _, _, _, people = cells(row, 6)
        for one in alternatives(people):
            found.setdefault(one, code)
    return found
