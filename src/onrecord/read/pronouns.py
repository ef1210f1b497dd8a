"""Whom a pronoun means: "he", "she", "it", "they", "I", "who"."""

from bisect import bisect_right
from collections.abc import Sequence

from onrecord.read.cast import Cast, Speaker, as_speaker, inside, lately, mentions_before, sentence_index
from onrecord.read.document import Document
from onrecord.read.organizations import Body
from onrecord.read.people import Person, given_names
from onrecord.read.phrases import Phrase, phrase_of, sort_of_head, word
from onrecord.read.quotations import Said
from onrecord.records import Span

NEAR = 60
"""Most attributions before a pronoun among whose contents the one around it is looked for."""
LEAST = -2.5
"""Fewest points with which somebody is taken who may be no person at all."""
SHOWING = frozenset({"shows", "showed", "reads", "depicts", "depicted", "lists", "listed"})
"""Verbs behind "it" that make it a document, a picture or a recording."""
FAR = 12
"""Most words before a relative pronoun among which its noun is looked for."""
LATELY = 100
"""Most sources before a pronoun among which the last person to speak is looked for."""


def resolve_pronoun(cast: Cast, phrase: Phrase, span: Span, said: Sequence[Said], found: Sequence[Speaker]) -> Speaker:
    """The speaker that a pronoun means."""
    if phrase.pronoun in ("he", "she"):
        if unnamed_before(cast, span[0]):
            return Speaker(None, "role")
        person = antecedent(cast, span[0], "f" if phrase.pronoun == "she" else "m")
        return Speaker(person, "person" if person else "role")
    if phrase.pronoun == "it":
        shown = phrase.words.stop < len(cast.document.words) and cast.document.lower[phrase.words.stop] in SHOWING
        return Speaker(None, "document") if shown else resolve_it(cast, span[0])
    if phrase.pronoun in ("i", "we"):
        return resolve_first_person(phrase, span, said, found)
    return Speaker(None, "group")


def resolve_first_person(phrase: Phrase, span: Span, said: Sequence[Said], found: Sequence[Speaker]) -> Speaker:
    """What "I" or "we" means: whoever says the content around it."""
    around = [index for index in quoting(said, span[0]) if found[index].kind != "unattributed"]
    if around:
        return found[around[-1]]
    return Speaker(None, "person" if phrase.pronoun == "i" else "group")


def quoting(said: Sequence[Said], offset: int) -> list[int]:
    """Which of the attributions, in order of their content, hold `offset` in it: of the `NEAR` that begin before it."""
    at = bisect_right(said, offset, key=lambda row: row.content[0][0])
    near = range(max(0, at - NEAR), at)
    return [index for index in near if any(start <= offset < end for start, end in said[index].content)]


def unnamed_before(cast: Cast, offset: int) -> bool:
    """Whether the last to speak was one unnamed person and nobody has been named since."""
    heard = next((row for row in lately(cast, offset, LATELY) if not row.holds(offset)), None)
    if heard is None or heard.who is not None or heard.kind != "role":
        return False
    if sentence_index(cast.document, offset) - sentence_index(cast.document, heard.at) > 1:
        return False
    return not any(
        isinstance(being, Person) and start > heard.at and not heard.holds(start)
        for being, (start, _) in mentions_before(cast, offset)
    )


def antecedent(cast: Cast, offset: int, gender: str) -> Person | None:
    """The person a "he" or "she" means: recent, of that gender, rather a speaker, rather first in the sentence.

    Points: minus one a sentence of distance (at most 6 sentences), plus 0.7 for whoever spoke last, plus 0.6 for
    the first name of its sentence, minus 0.8 inside a quotation, minus 0.3 where the gender is not known, minus 1.5
    for a single word that nothing else shows to be a person's name, minus 1 where it is a given name of the other
    gender. Where nobody is near, whoever spoke last.
    """
    here = sentence_index(cast.document, offset)
    last_speaker = next((row.who for row in lately(cast, offset, LATELY) if isinstance(row.who, Person)), None)
    best: tuple[float, int] | None = None
    chosen: Person | None = None
    opened: set[int] = set()
    for start, person in recent_people(cast, offset):
        sentence = sentence_index(cast.document, start)
        first = sentence not in opened
        opened.add(sentence)
        if person.gender not in (None, gender) or here - sentence > 6:
            continue
        points = float(sentence - here) - (0.3 if person.gender is None else 0.0)
        points += (0.7 if person is last_speaker else 0.0) + (0.6 if first else 0.0)
        points -= 0.8 if inside(cast.quoted, start) else 0.0
        points -= 0.0 if vouched(cast, person) else 1.5
        points -= 1.0 if person.gender is None and given_names().get(person.core[0], gender) != gender else 0.0
        if points < LEAST and not vouched(cast, person):
            continue
        if best is None or (points, start) > best:
            best, chosen = (points, start), person
    if chosen is None and last_speaker is not None and last_speaker.gender in (None, gender):
        chosen = last_speaker
    if chosen is not None and chosen.gender is None:
        chosen.gender = gender
    return chosen


def vouched(cast: Cast, person: Person) -> bool:
    """Whether more than the encoder's word for one word shows that this is a person."""
    called = person.titles or person.roles or person.gender or person.core[0] in given_names()
    return bool(len(person.core) > 1 or called or id(person) in cast.speaking)


def recent_people(cast: Cast, offset: int) -> list[tuple[int, Person]]:
    """People named before `offset`, and those that spoke before it under any word, by offset.

    Where both begin at one place, who spoke comes first: of "Lund's deputy said" the deputy.
    """
    named = [(start, being) for being, (start, _) in mentions_before(cast, offset) if isinstance(being, Person)]
    spoke = [(row.at, row.who) for row in lately(cast, offset, 8) if isinstance(row.who, Person) and row.at < offset]
    return sorted(dict.fromkeys([*spoke, *named]), key=lambda row: row[0])


def resolve_it(cast: Cast, offset: int) -> Speaker:
    """What "it" means: what spoke last if it is no person, else the body named last, else a document."""
    for row in lately(cast, offset, 3):
        if row.kind == "document":
            return Speaker(None, "document")
        if isinstance(row.who, Body):
            return Speaker(row.who, "organization")
    for being, _ in reversed(mentions_before(cast, offset)[-8:]):
        if isinstance(being, Body) and being.kind == "organization":
            return Speaker(being, "organization")
    return Speaker(None, "document")


def resolve_relative(cast: Cast, phrase: Phrase) -> tuple[Speaker, Span | None]:
    """What "who", "which" or "that" means: the name right before it, else the noun phrase there, to be resolved."""
    document = cast.document
    at = phrase.words.start - 1
    while at > 0 and not word(document, at)[0].isalnum():
        at -= 1
    relative = document.lower[phrase.words.start]
    unnamed = Speaker(None, "group" if relative in ("who", "whose") else "document")
    if at < 0:
        return Speaker(None, "unattributed"), None
    floor = document.words_in(document.sentence_at(document.words[phrase.words.start][0])).start
    for back in range(at, max(floor, at - FAR) - 1, -1):
        being = cast.owner.get(back)
        if being is not None and (relative in ("which", "that") or isinstance(being, Person)):
            return as_speaker(being), None
        if document.tag(back).startswith("NN"):
            begin = back
            while begin > floor and goes_on(document, begin - 1):
                begin -= 1
            span = document.words[begin][0], document.words[at][1]
            before = phrase_of(document, span)
            if before is None:
                break
            kind = sort_of_head(document, before)
            named = cast.owner.get(begin - 2) if begin > floor + 1 and word(document, begin - 1) == "," else None
            if kind == "role" and isinstance(named, Person):
                return as_speaker(named), None
            if relative == "who" and kind == "organization":
                unnamed = Speaker(None, "role")
                continue
            if back == at or kind != "organization":
                return unnamed, span
    return unnamed, None


def goes_on(document: Document, at: int) -> bool:
    """Whether word `at` may belong to a noun phrase that goes on behind it."""
    return at >= 0 and (
        document.tag(at).startswith(("NN", "JJ", "DT", "POS", "CD", "PRP$")) or word(document, at) in ("’", "'", "-")
    )
