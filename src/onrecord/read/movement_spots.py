"""Phrases for places: "Brest", "the waters off Brest", "a laboratory in Brest", "Brest and Quimper", "home"."""

from dataclasses import dataclass, replace

from onrecord.read.decode import WordRange
from onrecord.read.grammar import finite_at, noun_phrase
from onrecord.read.movement_scene import Scene

ADVERBS = frozenset({"home", "abroad", "ashore", "overseas", "inland", "offshore"})
NAMING = frozenset({"of", "off", "in", "at", "near", "outside", "on", "across", "between", "around", "along"})
INSTITUTIONS = frozenset({"school", "church", "university", "parliament", "house", "town"})
"""Nouns that without an article tell what one does, not where one goes."""
AND = frozenset({"and", "plus", "then", "or", "&"})


@dataclass(frozen=True, slots=True)
class Spot:
    """A phrase for a place: its words, the position behind all that hangs on it, whether it holds a name.

    `there` is true of "there", which stands for the place before, `adverb` of "home", "abroad" and the like.
    """

    words: WordRange
    end: int
    named: bool
    there: bool = False
    adverb: bool = False
    parts: tuple[WordRange, ...] = ()


def spot_at(scene: Scene, at: int) -> Spot | None:
    """The place phrase that begins at a position, further ones joined by "and" included; None where none does."""
    first = single(scene, at)
    if first is None or first.there:
        return first
    parts, named, end = [first.words], first.named, first.end
    while (joint := joined(scene, end)) and (further := single(scene, joint)) and further.named:
        listing = scene.s.word(end) == "," and scene.s.word(further.end) not in AND | {","}
        if listing or finite_at(scene.s, further.end):
            break
        parts.append(further.words)
        named, end = True, further.end
    return replace(first, words=(at, parts[-1][1]), end=end, named=named, parts=tuple(parts))


def joined(scene: Scene, at: int) -> int:
    """The position behind the "and" or comma at a position, 0 where neither stands."""
    word = scene.s.word(at)
    if word == "," and scene.s.word(at + 1) in AND:
        return at + 2
    return at + 1 if word in AND or word == "," else 0


def single(scene: Scene, at: int) -> Spot | None:
    """One place phrase, with the larger place behind it."""
    s = scene.s
    if s.word(at) == "there":
        return Spot((at, at + 1), at + 1, False, there=True)
    if s.word(at) in ADVERBS and s.tag(at + 1) not in {"NN", "NNS"}:
        return Spot((at, at + 1), at + 1, False, adverb=True)
    bare = noun_phrase(s, at) if s.tag(at) not in {"PRP", "WP", "EX"} and s.word(at) != "here" else at
    if s.word(bare - 1) in ADVERBS and scene.place(bare - 2) and bare - 1 > at:
        bare -= 1
    if bare > at and scene.place(bare - 1):
        end = appositions(scene, bare)
        exact = s.word(bare) == "," and s.word(bare + 1) == "at"
        return Spot((at, end - (s.word(end - 1) == ",") if exact else bare), end, True)
    return described(scene, at, bare) if bare > at and is_location(scene, at, bare) else None


def is_location(scene: Scene, at: int, bare: int) -> bool:
    """Whether a noun phrase without a place's name says a place: "the hospital", not "school" or "its web site"."""
    s = scene.s
    habit = bare == at + 1 and s.word(at) in INSTITUTIONS
    web = s.word(bare - 2) == "web"
    return scene.noun(bare - 1, "movement_places") and not (scene.person(bare - 1) or habit or web)


def described(scene: Scene, at: int, bare: int) -> Spot:
    """The place that a common noun says, with the names that follow: "the waters off Ghent"."""
    s = scene.s
    named, end = scene.any_place((at, bare)), bare
    for _ in range(3):
        if s.word(end) not in NAMING:
            break
        further = noun_phrase(s, end + 1)
        listed = s.word(end) == "of" and scene.noun(further - 1, "movement_places")
        if not listed and (further == end + 1 or not scene.place(further - 1)):
            break
        named, end = named or scene.any_place((end, further)), further
    return Spot((at, end), appositions(scene, end), named)


def appositions(scene: Scene, end: int) -> int:
    """The position behind the larger place that follows a place: ", in Norway,", "(Norway)", "in southern Norway"."""
    s = scene.s
    if s.word(end) == "(":
        close = next((i for i in range(end + 1, min(len(s), end + 8)) if s.word(i) == ")"), end - 1)
        return close + 1
    comma = s.word(end) == ","
    link = end + comma
    inside = s.word(link) in {"in", "at", "near", "of"}
    further = noun_phrase(s, link + inside)
    if further == link + inside or not (comma or inside):
        return end
    country = scene.place(further - 1) == 2 and scene.place(end - 1) != 2
    if not scene.place(further - 1) or not (inside or country):
        return end
    if comma and s.word(further) == ",":
        return further + 1
    return further
