"""Which words of a report may name a place: drafts with a score, before any of them is put on the map.

A draft's score adds up what speaks for and against it (`WEIGHTS`): the encoder's label, how well the gazetteer
knows the name, the words around it, and other uses of the same words in the report. A draft of `ACCEPT` or more is
a place.
"""

from collections.abc import Iterator
from dataclasses import replace

from onrecord.read.data import word_list
from onrecord.read.document import Name
from onrecord.read.gazetteer import abbreviations, demonyms, fold, senses
from onrecord.read.place_around import PARTIES, body_follows, of_body, of_university, people_follow, possessed
from onrecord.read.place_scene import LONGEST, Scene
from onrecord.read.place_words import Draft, common, cues, generics, never, standing

ACCEPT = 1.0
WEIGHTS = {
    "place": 2.0, "person": -1.2, "organization": -0.8, "people": -4.0, "other": -0.8,
    "known": 1.2, "metropolis": 1.8, "city": 0.8, "town": 0.4, "village": 0.2, "unknown": -1.4,
    "words": 0.4, "firm": 2.0, "faint": 0.8, "container": 1.5, "dateline": 2.5, "generic": 1.2, "waters": 1.4,
    "body": 2.0, "of a body": 0.8, "folk": 1.0, "has": 1.6, "party": 2.0, "listed": 0.8,
    "common": -2.5, "common place": -1.5, "lower": -0.8, "initial": -0.4, "part": -1.5, "title": -2.5, "surname": -2.5,
    "surname of a place": -1.0, "again": 2.4, "not a name": -0.8,
}  # fmt: skip
"""What each finding adds. Chosen by hand on the order of their reliability, then checked against dev reports."""
SEATS = ("city", "town", "village")
"""Words that belong to the council rather than to the name before it."""
SAINTS = ("st", "saint")
"""Words that begin the name of a church or hospital rather than of a town that owns it: "St. Paul's Hospital"."""
OWNERS = ("town", "district", "state", "country")
"""Kinds of places that have airports, courts and boards."""
LARGE = ("metropolis", "city")
"""Towns whose names are known."""
WATERS = ("river", "lake", "sea", "water", "canal", "island")


class Finder(Scene):
    """Reads one document's words for places. Linear in its length: every word begins at most one look-up run."""

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
            if chosen and draft.labelled and self.listed_with(chosen[-1].last, draft.first):
                again += WEIGHTS["listed"]
            if draft.score + again >= ACCEPT:
                chosen.append(draft)
        return chosen

    def listed_with(self, last: int, first: int) -> bool:
        """Whether only a comma and "and" stand between words `last` and `first`."""
        return last < first <= last + 2 and all(self.folded[k] in (",", "and", "or", "/") for k in range(last, first))

    def draft(self, at: int) -> Draft | None:
        """The best draft that begins with word `at`."""
        label = self.owner.get(at)
        party = self.spelled[at] in PARTIES and at + 2 < len(self.words) and self.member(at + 2)
        if label and label.kind == "place" and not party:
            return self.labelled(at, label)
        if party or not self.capital(at):
            return None
        found = self.longest(at)
        if not found and at in self.plurals and senses(self.fuller(at, at + 1, self.spelled[at])):
            return self.build(at, at + 1, None)
        if not found or (found[0] == at + 1 and self.folded[at] in generics("before")):
            return self.by_generic(at)
        last = self.before_council(at, found[0])
        span = (self.words[at][0], self.words[last - 1][1])
        if any(self.belongs(self.owner[k], at, last) for k in range(at, last) if k in self.owner):
            return None
        return self.build(at, last, label if label and label.span == span else None)

    def before_council(self, first: int, last: int) -> int:
        """Where the name ends, given that it ends before word `last` at most: "Toledo" in "Toledo City Council"."""
        if (
            last - first < 2
            or self.folded[last - 1] not in SEATS
            or not body_follows(self.folded, self.spelled, last - 1)
        ):
            return last
        whole, shorter = senses(self.slice(first, last)), senses(self.slice(first, last - 1))
        towns = [sense.population for sense in shorter if sense.kind == "town"]
        return last - 1 if towns and 5 * max(towns) >= whole[0].population else last

    def belongs(self, name: Name, first: int, last: int) -> bool:
        """Whether words `first` to `last` are only a part of a name, and no place in the name of its public body, nor
        what owns the rest ("Harte's Quarn Airport")."""
        before = name.span[0] < self.words[first][0] and not (of_body(self.folded, first) or self.member(first))
        served = of_university(self.folded, first) or body_follows(self.folded, self.spelled, last)
        after = name.span[1] > self.words[last - 1][1] and not (served or self.owns(first, last))
        people = name.kind == "people" and not self.no_people(first, last)
        return people or before or after

    def owns(self, first: int, last: int) -> bool:
        """Whether words `first` to `last` name what has the named thing behind them: "Harte's Quarn Airport"."""
        behind = self.capital(last + 2) and self.spelled[last : last + 2] in (["'", "s"], ["’", "s"])
        if not behind or self.folded[first] in SAINTS:
            return False
        return any(sense.kind in OWNERS for sense in senses(self.slice(first, last))[:1])

    def no_people(self, first: int, last: int) -> bool:
        """Whether words that the encoder takes for a people's name are known as a large town's, and as no people's."""
        name = self.slice(first, last)
        return name not in demonyms() and standing(senses(name)) in LARGE

    def labelled(self, at: int, label: Name) -> Draft | None:
        """The draft of a name that the encoder calls a place, begun at its first word with a capital."""
        inside = self.document.words_in(label.span)
        inner = self.capital(at) and (self.spelled[at - 1] in ",/(" or self.member(at) or self.paired(at - 1))
        if at not in self.begins and not inner:
            return None
        last = min(inside.stop, at + 2 * LONGEST)
        last = next((k for k in range(at + 1, last) if self.spelled[k] in ",/" or self.paired(k)), last)
        opened = "(" in self.spelled[at:last]
        while last - 1 > at and not self.capital(last - 1) and not (self.spelled[last - 1] == ")" and opened):
            last -= 1
        longer = self.longest(at)
        if (
            longer
            and longer[0] > last
            and all((name := self.owner.get(k)) is None or name.kind != "person" for k in range(last, longer[0]))
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
        if len(name) == 1 or fold(name) in never() or name in demonyms():
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
                      bool(label and label.kind == "place"), self.fuller(first, end, name))  # fmt: skip
        return replace(draft, score=sum(WEIGHTS[why] for why in self.reasons(draft, last, label)))

    def reasons(self, draft: Draft, last: int, label: Name | None) -> Iterator[str]:
        """Keys of `WEIGHTS` that hold for the draft, whose bare name ends before word `last`."""
        first, single = draft.first, last - draft.first == 1
        known = senses(draft.name) or senses(draft.fuller)
        if label:
            yield "other" if label.kind == "people" and self.no_people(first, last) else label.kind
        yield standing(known)
        if not single and known:
            yield "words"
        if first and first not in self.sentence_starts() and self.folded[first - 1] in cues():
            yield cues()[self.folded[first - 1]]
        if draft.container and draft.container.firmness >= 1:
            yield "container"
        if draft.dateline:
            yield "dateline"
        if known and body_follows(self.folded, self.spelled, draft.last):
            yield "body"
        elif people_follow(self.spelled, draft.last):
            yield "folk"
        elif possessed(self.spelled, draft.last):
            yield "has"
        if of_body(self.folded, first):
            yield "of a body"
        if self.member(first):
            yield "party"
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
        shouted = self.spelled[first].isupper() and any(sense.kind == "country" for sense in senses(draft.name)[:1])
        if single and common(word) and not shouted and first not in self.plurals:
            yield "common place" if trusted else "common"
        if single and word in self.lower and not trusted and not self.spelled[first].isupper():
            yield "lower"
        famous = standing(senses(draft.name)) in ("known", "metropolis")
        body = body_follows(self.folded, self.spelled, draft.last)
        if first in self.sentence_starts() and not (trusted or famous or body or possessed(self.spelled, draft.last)):
            yield "initial"
        if not trusted and not draft.dateline and self.part_of_longer(first, draft.last, body):
            yield "part"
        before = first - 2 if first > 1 and self.spelled[first - 1] == "." else first - 1
        if before >= 0 and self.folded[before] in word_list("place_titles") and not trusted:
            yield "title"
        if single and word in self.surnames and not famous:
            yield "surname of a place" if trusted else "surname"
        tag = self.document.tag(first)
        if tag and not tag.startswith("NNP") and not trusted:
            yield "not a name"

    def part_of_longer(self, first: int, last: int, body: bool) -> bool:
        """Whether a word with a capital stands right before or after: "Memphis Grizzlies", "Bank of Memphis".

        After the name a public `body` of the place may stand.
        """
        before = first - 1
        if before >= 0 and self.capital(before) and self.words[before][1] + 1 == self.words[first][0]:
            joined = before not in self.sentence_starts() and self.folded[before] not in cues()
            if joined and self.spelled[before] not in demonyms():
                return True
        if first > 1 and self.spelled[first - 1] == "of" and self.capital(first - 2):
            person = self.owner.get(first - 2)
            if person and person.kind == "person":
                return False
            return self.folded[first - 2] not in generics("of") and not of_body(self.folded, first)
        if body or of_body(self.folded, first):
            return False
        after = self.words[last - 1][1] + 1 == self.words[last][0] if last < len(self.words) else False
        return after and self.capital(last) and self.folded[last] not in ("i", "on", "and")
