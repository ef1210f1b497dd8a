"""Which words of a report may name a place: drafts with a score, before any of them is put on the map.

A draft's score adds up what speaks for and against it (`WEIGHTS`): the encoder's label, how well the gazetteer
knows the name, the words around it, and other uses of the same words in the report. A draft of `ACCEPT` or more is
a place.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.read.data import word_list
from onrecord.read.document import Document, Name
from onrecord.read.gazetteer import Sense, abbreviations, continues, demonyms, fold, senses
from onrecord.read.place_words import (
    DIRECTIONS,
    PARTICLES,
    Container,
    Draft,
    common,
    cues,
    dateline,
    generics,
    never,
    standing,
)
from onrecord.read.words import shared

ACCEPT = 1.0
WEIGHTS = {
    "place": 2.0, "person": -1.2, "organization": -0.8, "people": -4.0, "other": -0.8,
    "known": 1.2, "metropolis": 1.8, "city": 0.8, "town": 0.4, "village": 0.2, "unknown": -1.4,
    "words": 0.4, "firm": 2.0, "faint": 0.8, "container": 1.5, "dateline": 2.5, "generic": 1.2, "waters": 1.4,
    "common": -2.5, "common place": -1.5, "lower": -0.8, "initial": -0.4, "part": -1.5, "title": -2.5, "surname": -2.5,
    "surname of a place": -1.0, "again": 2.4, "not a name": -0.8,
}  # fmt: skip
"""What each finding adds. Chosen by hand on the order of their reliability, then checked against dev reports."""

LONGEST = 6
"""Most words of a name that is looked up."""
WATERS = ("river", "lake", "sea", "water", "canal", "island")
WIDE = ("country", "state", "district", "region", "island", "continent")


class Finder:
    """Reads one document's words for places. Linear in its length: every word begins at most one look-up run."""

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
        heads = (dateline(self.text, span, number < 2) for number, span in enumerate(document.paragraphs))
        self.datelines = [span for span in heads if span]
        self.dateline_starts = [start for start, _ in self.datelines]

    def person_words(self) -> frozenset[str]:
        """Words of the report's persons who have two names or more."""
        found: set[str] = set()
        for name in self.document.names:
            inside = self.document.words_in(name.span)
            if name.kind == "person" and len(inside) > 1:
                found.update(self.folded[at] for at in inside if len(self.spelled[at]) > 2)
        return frozenset(found)

    def drafts(self) -> list[Draft]:
        """The accepted drafts, in order, none overlapping."""
        openers = (at for at, word in enumerate(self.spelled) if word[0].isupper() or at in self.owner)
        every = [draft for at in openers if (draft := self.draft(at))]
        sure = {fold(draft.name) for draft in every if draft.score >= ACCEPT}
        chosen: list[Draft] = []
        for draft in every:
            if chosen and draft.first < chosen[-1].last:
                continue
            again = WEIGHTS["again"] if fold(draft.name) in sure else 0
            if draft.score + again >= ACCEPT:
                chosen.append(draft)
        return chosen

    def draft(self, at: int) -> Draft | None:
        """The best draft that begins with word `at`."""
        label = self.owner.get(at)
        if label and label.kind == "place":
            return self.labelled(at, label)
        if not self.capital(at):
            return None
        found = self.longest(at)
        if not found or (found[0] == at + 1 and self.folded[at] in generics("before")):
            return self.by_generic(at)
        last, _ = found
        span = (self.words[at][0], self.words[last - 1][1])
        for name in (self.owner[k] for k in range(at, last) if k in self.owner):
            if name.kind == "people" or name.span[0] < span[0] or name.span[1] > span[1]:
                return None
        return self.build(at, last, label if label and label.span == span else None)

    def labelled(self, at: int, label: Name) -> Draft | None:
        """The draft of a name that the encoder calls a place, begun at its first word with a capital."""
        inside = self.document.words_in(label.span)
        if at not in self.begins and not (self.capital(at) and self.spelled[at - 1] in ",/("):
            return None
        last = min(inside.stop, at + 2 * LONGEST)
        last = next((k for k in range(at + 1, last) if self.spelled[k] in ",/"), last)
        while last - 1 > at and not self.capital(last - 1) and self.spelled[last - 1] != ")":
            last -= 1
        longer = self.longest(at)
        if (
            longer
            and longer[0] > last
            and all(
                (name := self.owner.get(k)) is None or name.kind in ("place", "other") for k in range(last, longer[0])
            )
        ):
            last = longer[0]
        return self.build(at, last, label)

    def by_generic(self, at: int) -> Draft | None:
        """A name that the gazetteer does not know, with a word of its kind beside it: "Harte River", "Lake Harte"."""
        if self.owner.get(at) or (common(self.folded[at]) and self.folded[at] not in generics("before")):
            return None
        kind = generics("before").get(self.folded[at])
        if kind and self.capital(at + 1) and not self.owner.get(at + 1) and self.folded[at] not in self.lower:
            last = at + 2
        elif self.capital(at + 1) and self.folded[at + 1] in generics("after") and at not in self.sentence_starts():
            last = at + 1
        else:
            return None
        return self.build(at, last, None)

    def build(self, first: int, last: int, label: Name | None) -> Draft | None:
        """The draft of words `first` to `last`, scored."""
        if last < len(self.words) and self.spelled[last] == "." and self.slice(first, last + 1) in abbreviations():
            last += 1
        name = self.slice(first, last)
        if fold(name) in never() or name in demonyms():
            return None
        if self.folded[last - 1] in word_list("place_streets") and last - first > 1 and not senses(name):
            return None
        kind, end = self.kind_beside(first, last)
        full = self.slice(first, end)
        if end > last and senses(full):
            name = full
        container = self.container(end, first)
        dated = self.in_dateline(self.words[first][0])
        draft = Draft(first, end, (self.words[first][0], self.words[end - 1][1]), name, 0.0, kind, container, dated,
                      bool(label and label.kind == "place"))  # fmt: skip
        return replace(draft, score=sum(WEIGHTS[why] for why in self.reasons(draft, last, label)))

    def reasons(self, draft: Draft, last: int, label: Name | None) -> Iterator[str]:
        """Keys of `WEIGHTS` that hold for the draft, whose bare name ends before word `last`."""
        first, single = draft.first, last - draft.first == 1
        known = senses(draft.name)
        if label:
            yield label.kind
        yield standing(known)
        if not single and known:
            yield "words"
        if first and first not in self.sentence_starts() and self.folded[first - 1] in cues():
            yield cues()[self.folded[first - 1]]
        if draft.container and draft.container.firmness == 1:
            yield "container"
        if draft.dateline:
            yield "dateline"
        if draft.kind and not (known and known[0].kind == "country"):
            yield "generic"
            if not known and not single and not label and draft.kind in WATERS:
                yield "waters"
        yield from self.doubts(draft, last, label)

    def doubts(self, draft: Draft, last: int, label: Name | None) -> Iterator[str]:
        """Keys of `WEIGHTS` that speak against the draft."""
        first, single = draft.first, last - draft.first == 1
        trusted = label is not None and label.kind == "place"
        word = self.folded[first]
        if single and common(word):
            yield "common place" if trusted else "common"
        if single and word in self.lower and not trusted and not self.spelled[first].isupper():
            yield "lower"
        famous = standing(senses(draft.name)) in ("known", "metropolis")
        if first in self.sentence_starts() and not trusted and not famous:
            yield "initial"
        if not trusted and not draft.dateline and self.part_of_longer(first, draft.last):
            yield "part"
        if first and self.folded[first - 1].rstrip(".") in word_list("place_titles") and not trusted:
            yield "title"
        if single and word in self.surnames and not famous:
            yield "surname of a place" if trusted else "surname"
        tag = self.document.tag(first)
        if tag and not tag.startswith("NNP") and not trusted:
            yield "not a name"

    def capital(self, at: int) -> bool:
        """Whether word `at` is there and begins with a capital."""
        return 0 <= at < len(self.spelled) and self.spelled[at][0].isupper()

    def apart(self, at: int) -> bool:
        """Whether a space stands before word `at`."""
        return self.words[at - 1][1] < self.words[at][0]

    def sentence_starts(self) -> "SentenceStarts":
        """A view: `at in finder.sentence_starts()` says whether word `at` begins a sentence or a quotation."""
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
        if self.folded[last - 1] in generics("after") and last - first > 1:
            return generics("after")[self.folded[last - 1]], last
        if self.folded[first] in generics("before") and last - first > 1:
            return generics("before")[self.folded[first]], last
        if last - first > 2 and self.spelled[first + 1] == "of" and self.folded[first] in generics("of"):
            return generics("of")[self.folded[first]], last
        if first > 1 and self.spelled[first - 1] == "of":
            return generics("of").get(self.folded[first - 2], ""), last
        return "", last

    def container(self, end: int, first: int) -> Container | None:
        """The wider place named right after ("Lund, Sweden", "Dover, Del.", "Lund in southern Sweden") or before
        ("Sweden's Lund")."""
        if end + 1 < len(self.words) and self.spelled[end] == "," and "\n" not in self.slice(end, end + 2):
            short = self.abbreviation(end + 1)
            if short:
                return Container((short,), 1.0)
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
        if not found:
            return None
        options = {(s.country, s.region): None for s in found[1] if s.country and s.kind in WIDE}
        return Container(tuple(options), firmness) if options else None

    def abbreviation(self, at: int) -> tuple[str, str] | None:
        """The state whose abbreviation begins with word `at`."""
        for last in range(min(len(self.words), at + 6), at, -1):
            found = abbreviations().get(self.slice(at, last))
            if found and (last == len(self.words) or self.apart(last) or not self.spelled[last][0].isalnum()):
                return found
        return None

    def part_of_longer(self, first: int, last: int) -> bool:
        """Whether a word with a capital stands right before or after: "Memphis Grizzlies", "Bank of Memphis"."""
        before = first - 1
        if before >= 0 and self.capital(before) and self.words[before][1] + 1 == self.words[first][0]:
            joined = before not in self.sentence_starts() and self.folded[before] not in cues()
            if joined and self.spelled[before] not in demonyms():
                return True
        if first > 1 and self.spelled[first - 1] == "of" and self.capital(first - 2):
            return self.folded[first - 2] not in generics("of")
        after = self.words[last - 1][1] + 1 == self.words[last][0] if last < len(self.words) else False
        return after and self.capital(last) and self.folded[last] not in ("i", "on", "and")

    def in_dateline(self, offset: int) -> bool:
        """Whether the character at `offset` stands in a paragraph's dateline."""
        at = bisect_right(self.dateline_starts, offset) - 1
        return at >= 0 and offset < self.datelines[at][1]


@dataclass(frozen=True, slots=True)
class SentenceStarts:
    """Says which words of a finder's document begin a sentence or a quotation."""

    finder: Finder

    def __contains__(self, at: int) -> bool:
        start = self.finder.words[at][0]
        return start in self.finder.starts or (at > 0 and self.finder.spelled[at - 1] in '“"‘(:•')
