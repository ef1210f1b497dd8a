"""Names of persons: their parts, and whether two can name one person."""

import re
from dataclasses import dataclass
from functools import lru_cache

from onrecord.folding import fold
from onrecord.relate.data import table, word_list

TITLES = word_list("titles")
TITLES_OF_GIVEN_NAMES = word_list("titles_of_given_names")
PARTICLES = word_list("particles")
SUFFIXES = table("suffixes")
SPELLINGS = table("translit")
INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?\.?$")
ATTACHED = re.compile(r"^(?:al|el|as|ash|ad|an|ar|az|at)-(?=\w)", re.IGNORECASE)
NOT_LETTERS = re.compile(r"[\W_]+")
POSSESSIVE = re.compile(r"['’]s?$")
SHORTEST_RESPELT = 5
"""Letters of the shortest name in which different spellings of one ending are taken for the same."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name without title, folded. `given` is empty for a bare surname; `number` tells namesakes apart ("jr")."""

    given: str
    middle: tuple[str, ...]
    surname: str
    number: str

    @property
    def joined(self) -> str:
        """All parts without spaces: the same for "Jean-Claude" and "Jean Claude"."""
        return "".join((self.given, *self.middle, self.surname, self.number))

    @property
    def size(self) -> tuple[int, int, int]:
        """Fuller names have larger ones: parts, parts in full, letters."""
        parts = (self.given, *self.middle, self.surname) if self.given else (self.surname,)
        return len(parts), sum(len(part) > 1 for part in parts), len(self.joined)


def tokens_of(name: str) -> list[str]:
    """The words of a name; a group of initials ("J.D.") counts as several."""
    words: list[str] = []
    for word in POSSESSIVE.sub("", name.strip()).replace(",", " ").split():
        words.extend([f"{c}." for c in word.replace(".", "")] if INITIALS.match(word) else [word])
    return words


def plain_word(word: str) -> str:
    """`word` folded, without hyphens, full stops and apostrophes."""
    return NOT_LETTERS.sub("", fold(word))


@lru_cache(maxsize=1 << 14)
def parse_person(name: str) -> PersonName:
    """The parts of `name`: titles fall away, particles count as no part of the surname ("von der Leyen": "leyen")."""
    words = tokens_of(name)
    while len(words) > 1 and is_title(words[0], len(words) - 1):
        words = words[1:]
    number = ""
    while len(words) > 1 and plain_word(words[-1]) in SUFFIXES:
        number = SUFFIXES[plain_word(words[-1])].strip("0") or number
        words = words[:-1]
    bare = len(words) > 1 and begins_with_particle(words)
    parts = [part for i, word in enumerate(words) if (part := part_of(word, i, len(words)))]
    if not parts:
        return PersonName("", (), plain_word(name) or fold(name.strip()), "")
    if bare or len(parts) == 1:
        return PersonName("", (), parts[-1], number if len(parts) > 1 else "")
    return PersonName(parts[0], tuple(parts[1:-1]), parts[-1], number)


def is_title(word: str, following: int) -> bool:
    """Whether `word`, before so many others, is a title; "King" before one name is none that can be left out."""
    plain = plain_word(word)
    return plain in TITLES or (following > 1 and plain in TITLES_OF_GIVEN_NAMES)


def begins_with_particle(words: list[str]) -> bool:
    """Whether a name is a surname alone ("de Blasio", "Von der Leyen"), not one with a given name like "Van"."""
    if plain_word(words[0]) not in PARTICLES:
        return False
    return words[0].islower() or (len(words) > 2 and words[1].islower() and plain_word(words[1]) in PARTICLES)


def part_of(word: str, place: int, count: int) -> str:
    """The word as a part of a name; a particle inside or before it is none."""
    if place < count - 1 and plain_word(word) in PARTICLES and (place > 0 or word.islower()):
        return ""
    return plain_word(ATTACHED.sub("", word))


@lru_cache(maxsize=1 << 14)
def respelt(part: str) -> str:
    """A part of a name in the spelling in which transliterations of it agree: "zelenskyy" gives "zelenski"."""
    if len(part) < SHORTEST_RESPELT:
        return part
    for spelling, common in SPELLINGS.items():
        if not spelling.endswith("$"):
            part = part.replace(spelling, common)
        elif part.endswith(spelling[:-1]):
            part = part[: 1 - len(spelling)] + common
    return part


def same_part(a: str, b: str) -> bool:
    """Whether two given or middle names agree: equal, spelt alike, or one the initial of the other."""
    if len(a) == 1 or len(b) == 1:
        return a[:1] == b[:1]
    return respelt(a) == respelt(b)


def may_be_one(a: PersonName, b: PersonName) -> bool:
    """Whether two names with given names can stand for one person: no part of one speaks against the other."""
    if respelt(a.surname) != respelt(b.surname) or not same_part(a.given, b.given):
        return False
    if a.surname != b.surname and min(len(a.given), len(b.given)) == 1:
        return False
    if a.number != b.number and ({"jr", "sr"} & {a.number, b.number} or (a.number and b.number)):
        return False
    if not a.middle or not b.middle:
        return True
    return len(a.middle) == len(b.middle) and all(map(same_part, a.middle, b.middle))
