"""A report's words as the search for places sees them: capitals, runs of names, what stands beside a name."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.read.data import word_list
from onrecord.read.document import Document, Name
from onrecord.read.gazetteer import Sense, abbreviations, continues, senses
from onrecord.read.place_around import PARTICLES, after_party, datelines, plural_kinds
from onrecord.read.place_words import DIRECTIONS, Container, common, cues, generics
from onrecord.read.words import shared

LONGEST = 6
"""Most words of a name that is looked up."""
WIDE = ("country", "state", "district", "region", "island", "continent")
"""Kinds that hold other places."""


class Scene:
    """One document's words, with look-ups by their numbers."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.words = document.words
        self.spelled = shared(document.text[a:b] for a, b in document.words)
        self.folded = document.lower
        self.starts = {start for start, _ in document.sentences}
        self.owner: dict[int, Name] = {}
        self.begins: set[int] = set()
        for name in document.names:
            inside = document.words_in(name.span)
            self.owner.update((at, name) for at in inside)
            self.begins.add(next((at for at in inside if self.capital(at)), -1))
        self.lower = {word for word in self.spelled if word.islower()}
        self.surnames = self.person_words()
        self.datelines = datelines(self.text, document.paragraphs, document.sentences)
        self.dateline_starts = [start for start, _ in self.datelines]
        self.plurals = plural_kinds(self.spelled, self.folded)

    def person_words(self) -> frozenset[str]:
        """Words of the report's persons who have two names or more."""
        found: set[str] = set()
        for name in self.document.names:
            inside = self.document.words_in(name.span)
            if name.kind == "person" and len(inside) > 1:
                found.update(self.folded[at] for at in inside if len(self.spelled[at]) > 2)
        return frozenset(found)

    def capital(self, at: int) -> bool:
        """Whether word `at` is there and begins with a capital."""
        return 0 <= at < len(self.spelled) and self.spelled[at][0].isupper()

    def apart(self, at: int) -> bool:
        """Whether a space stands before word `at`."""
        return self.words[at - 1][1] < self.words[at][0]

    def sentence_starts(self) -> "SentenceStarts":
        """A view: `at in scene.sentence_starts()` says whether word `at` begins a sentence or a quotation."""
        return SentenceStarts(self)

    def slice(self, first: int, last: int) -> str:
        """The text of words `first` to `last`."""
        return self.text[self.words[first][0] : self.words[last - 1][1]]

    def run(self, at: int) -> Iterator[int]:
        """Ends (exclusive) of the names that may begin with word `at`: capitals, particles and marks between."""
        stop = min(len(self.words), at + 2 * LONGEST)
        count = 0
        for k in range(at, stop):
            word, (start, _) = self.spelled[k], self.words[k]
            if k > at and "\n" in self.text[self.words[k - 1][1] : start]:
                return
            if self.capital(k) or word.isdigit():
                count += 1
                yield k + 1
            elif word in "-–'’.()/":
                if word == ")" or (word == "." and len(self.spelled[k - 1]) == 1):
                    yield k + 1
                elif word == "." and (k == at or len(self.spelled[k - 1]) > 3):
                    return
            elif word not in PARTICLES and not (len(word) == 1 or self.spelled[k - 1] in "-'’"):
                return
            elif self.spelled[k - 1] in "-'’" and (word != "s" or count > 1):
                yield k + 1
            if count >= LONGEST:
                return

    def longest(self, at: int) -> tuple[int, tuple[Sense, ...]] | None:
        """End of the longest name known to the gazetteer that begins with word `at`, a capital, and its senses."""
        if self.folded[at] in PARTICLES and self.folded[at] not in ("la", "le", "les", "el", "al", "des", "den"):
            return None
        following = at + 1 < len(self.words) and self.apart(at + 1)
        alone = following and not continues(self.spelled[at])
        for last in (at + 1,) if alone else reversed(list(self.run(at))):
            known = senses(self.slice(at, last))
            if self.spelled[last - 1] == "s" and known and not self.own_s(at, last, known):
                continue
            if known and (len(self.slice(at, last)) > 3 or known[0].kind == "country" or self.owner.get(at) or
                          self.folded[at - 1 if at else at] in cues()):  # fmt: skip
                return last, known
        return None

    def own_s(self, at: int, last: int, known: tuple[Sense, ...]) -> bool:
        """Whether the "'s" at the end belongs to the name ("St. John's") and is no possessive ("San Juan's")."""
        without = senses(self.slice(at, last - 2))
        return known[0].main and (not without or without[0].population <= known[0].population)

    def kind_beside(self, first: int, last: int) -> tuple[str, int]:
        """The kind that a word beside the name tells, and where the name with that word ends."""
        if last < len(self.words) and self.apart(last):
            kind = generics("after").get(self.folded[last])
            named = self.capital(last) and not self.capital(last + 1)
            if (
                kind
                and (named or self.spelled[last].islower())
                and not (self.owner.get(last) and self.owner.get(last) is not self.owner.get(first))
            ):
                return kind, last + 1
        return self.kind_within(first, last), last

    def kind_within(self, first: int, last: int) -> str:
        """The kind that a word of the name, of its list, or before it and "of" tells, or the empty string."""
        long = last - first > 1
        if first in self.plurals and last - 1 in self.plurals:
            return self.plurals[first][0]
        if long and self.folded[last - 1] in generics("after"):
            return generics("after")[self.folded[last - 1]]
        if long and self.folded[first] in generics("before"):
            return generics("before")[self.folded[first]]
        if last - first > 2 and self.spelled[first + 1] == "of" and self.folded[first] in generics("of"):
            return generics("of")[self.folded[first]]
        if first > 1 and self.spelled[first - 1] == "of":
            return generics("of").get(self.folded[first - 2], "")
        office = last < len(self.words) and self.folded[last] in word_list("place_state_offices")
        return "state" if office and any(sense.kind == "state" for sense in senses(self.slice(first, last))) else ""

    def container(self, end: int, first: int) -> Container | None:
        """The wider place named right after ("Lund, Sweden", "Dover, Del.", "Lund in southern Sweden",
        "Lund, in Sweden") or before ("Sweden's Lund")."""
        if end + 2 < len(self.words) and self.spelled[end : end + 2] == [",", "in"]:
            end += 1
        elif end + 1 < len(self.words) and self.spelled[end] == "," and "\n" not in self.slice(end, end + 2):
            short = self.abbreviation(end + 1)
            if short:
                return Container((short,), 2.0)
            return self.wide(end + 1, 1.0)
        if end + 1 < len(self.words) and self.folded[end] == "in":
            at = end + 1
            while at < len(self.words) - 1 and (self.folded[at] == "the" or DIRECTIONS.match(self.folded[at])):
                at += 1
            return self.wide(at, 0.6)
        if first > 2 and self.folded[first - 1] == "s" and self.spelled[first - 2] in "'’":
            return self.wide(first - 3, 0.6)
        return None

    def wide(self, at: int, firmness: float) -> Container | None:
        """The country or region that word `at` begins, as a container."""
        found = self.longest(at) if self.capital(at) else None
        if not found or (found[0] == at + 1 and common(self.folded[at])):
            return None
        options = {(s.country, s.region): None for s in found[1] if s.country and s.kind in WIDE}
        if firmness == 1:
            firmness = self.apposed(found[0])
        return Container(tuple(options), firmness) if options else None

    def apposed(self, last: int) -> float:
        """How firm a wider place after a comma is, which ends before word `last`: "in Lund, Sweden, on", "Lund, Sweden
        and Oslo"."""
        after = self.folded[last] if last < len(self.words) else "."
        if after in ("and", "or", "&"):
            return 0.5
        return 1.5 if after in (",", ".", ";", ")", "—", "–", "-", ":") else 1.0

    def abbreviation(self, at: int) -> tuple[str, str] | None:
        """The state whose abbreviation begins with word `at`."""
        for last in range(min(len(self.words), at + 6), at, -1):
            found = abbreviations().get(self.slice(at, last))
            if found and (last == len(self.words) or self.apart(last) or not self.spelled[last][0].isalnum()):
                return found
        return None

    def paired(self, at: int) -> bool:
        """Whether word `at` is a hyphen between two places: "Russia-Turkey ties"."""
        if self.spelled[at] not in "-–" or not (self.capital(at - 1) and self.capital(at + 1)):
            return False
        known = senses(self.spelled[at - 1]), senses(self.spelled[at + 1])
        whole = senses(self.slice(at - 1, at + 2))
        return not whole and all(any(sense.kind in WIDE for sense in one) for one in known)

    def member(self, at: int) -> bool:
        """Whether word `at` is the place of a party's member: "D-Harte"."""
        return after_party(self.spelled, self.words, at)

    def fuller(self, first: int, last: int, name: str) -> str:
        """The name with the word that a list of places shares, or the empty string."""
        shared_word = self.plurals.get(last - 1) if first in self.plurals else None
        return f"{name} {shared_word[1]}" if shared_word else ""

    def in_dateline(self, offset: int) -> bool:
        """Whether the character at `offset` stands in a paragraph's dateline."""
        at = bisect_right(self.dateline_starts, offset) - 1
        return at >= 0 and offset < self.datelines[at][1]


@dataclass(frozen=True, slots=True)
class SentenceStarts:
    """Says which words of a scene's document begin a sentence or a quotation."""

    scene: Scene

    def __contains__(self, at: int) -> bool:
        start = self.scene.words[at][0]
        return start in self.scene.starts or (at > 0 and self.scene.spelled[at - 1] in '“"‘(:•')
