"""Words around a name that speak for or against a place, how well the gazetteer knows it, and drafts of places."""

import re
from dataclasses import dataclass
from functools import cache

from onrecord.read.data import table, word_list
from onrecord.read.gazetteer import Sense, fold
from onrecord.records import Span

DIRECTIONS = re.compile(
    r"(?:(?:north|south|east|west|mid)(?:-?(?:east|west))?(?:ern)?|central|upper|lower|greater|far|inner)$"
)


@dataclass(frozen=True, slots=True)
class Container:
    """The wider place that a sentence puts a name in, and how firmly (0 to 2).

    `options` are what it may be: country and first-level code, or "" for the whole country. "Georgia" has two.
    """

    options: tuple[tuple[str, str], ...]
    firmness: float

    @property
    def country(self) -> str | None:
        """The country, where there is no doubt of it."""
        countries = {country for country, _ in self.options}
        return countries.pop() if len(countries) == 1 else None

    def holds(self, country: str | None, region: str) -> bool:
        """Whether a place of that country and region may lie in it."""
        return any(country == c and (not r or not region or r == region) for c, r in self.options)


@dataclass(frozen=True, slots=True)
class Draft:
    """Words `first` to `last` (exclusive) of the document that may name a place.

    `name` is what to look up, `kind` the kind that a word beside it tells ("river"), or the empty string; `fuller` the
    name with the word that a list of places shares ("Harte and Quarn counties"), or the empty string.
    """

    first: int
    last: int
    span: Span
    name: str
    score: float
    kind: str = ""
    container: Container | None = None
    dateline: bool = False
    labelled: bool = False
    fuller: str = ""


@cache
def generics(where: str) -> dict[str, str]:
    """Kind of each word that stands `where` ("before", "after", "of") a name."""
    return {word: kind for word, kind, forms in table("place_generics") if where in forms.split(",")}


@cache
def cues() -> dict[str, str]:
    """Strength of each word that speaks for a place after it, "firm" or "faint"."""
    return {row[0]: row[1] for row in table("place_cues")}


@cache
def never() -> frozenset[str]:
    """Folded names that are no places."""
    return frozenset(fold(name) for name in word_list("place_never"))


@cache
def common_words() -> frozenset[str]:
    """Lower-case words that are mostly something else than a place's name."""
    return word_list("place_common") | word_list("place_streets") | {*generics("after"), *generics("before")}


def common(word: str) -> bool:
    """Whether a lower-case word is mostly something else than a place's name."""
    return word in common_words()


def standing(known: tuple[Sense, ...]) -> str:
    """How well the gazetteer knows a name, as a key of `WEIGHTS`."""
    if not known:
        return "unknown"
    people = max(sense.population if sense.main else sense.population // 10 for sense in known)
    if people < 1_000_000 and any(sense.kind not in ("town", "district") for sense in known):
        return "known"
    sizes = ((1_000_000, "metropolis"), (100_000, "city"), (10_000, "town"))
    return next((name for least, name in sizes if people >= least), "village")
