"""The words of movements: verbs with their uses and forms, nouns of motion, prepositions, kinds of movers."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.read.data import table, word_list

VOWELS = frozenset("aeiou")
EMPTY = "-"


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of motion: its uses (go, send, leave, reach, cross), its marks, the particles one of which it needs.

    The head of the list `movement_verbs` says what uses and marks mean.
    """

    uses: frozenset[str]
    marks: frozenset[str]
    particles: frozenset[str]


@cache
def verbs() -> dict[str, Verb]:
    """Verbs of motion by each of their forms."""
    found: dict[str, Verb] = {}
    for row in table("movement_verbs"):
        lemma, uses, marks, forms, particles = (*row, EMPTY, EMPTY)[:5]
        verb = Verb(parts(uses, ","), parts(marks, ","), parts(particles, " "))
        for form in (*regular(lemma), *parts(forms, " ")):
            found[form] = verb
    return found


def parts(cell: str, by: str) -> frozenset[str]:
    """What a cell of a table lists."""
    return frozenset() if cell in {EMPTY, ""} else frozenset(cell.split(by))


def regular(lemma: str) -> Iterator[str]:
    """The regular forms of a verb, wrong ones of irregular verbs among them."""
    yield lemma
    stem = lemma.removesuffix("e")
    if lemma.endswith("y") and lemma[-2] not in VOWELS:
        yield from (lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing")
    else:
        yield lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "o")) else "s")
        yield from (stem + "ed", stem + "ing")


@cache
def nouns() -> dict[str, str]:
    """Nouns of motion, singular and plural, with what moves: own, of or self."""
    found = {row[0]: row[1] for row in table("movement_nouns")}
    return found | {word + "s": kind for word, kind in found.items()}


@cache
def prepositions() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """By the first word: the prepositions of places with their slot, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, slot in table("movement_prepositions"):
        phrase = tuple(words.split())
        found.setdefault(phrase[0], []).append((phrase, slot))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()}


@cache
def triggers() -> frozenset[str]:
    """Words without one of which a sentence says no movement."""
    return frozenset(verbs()) | frozenset(nouns()) | {"bound", "destined", "way", "route"}


def listed(word: str, name: str) -> bool:
    """Whether the word or its singular stands in a list."""
    return any(form in word_list(name) for form in singulars(word))


@cache
def singulars(word: str) -> tuple[str, ...]:
    """The word, and what it may be the plural of."""
    forms = [word]
    if word.endswith("ies"):
        forms.append(word[:-3] + "y")
    if word.endswith("es"):
        forms.append(word[:-2])
    if word.endswith("s"):
        forms.append(word[:-1])
    if word.endswith("men"):
        forms.append(word[:-2] + "an")
    return tuple(forms)
