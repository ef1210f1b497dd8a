"""Whom a pronoun means: "he", "she", "it", "they", "I", "who"."""

from collections.abc import Sequence

from onrecord.read.cast import Cast, Speaker, as_speaker, inside, mentions_before, sentence_index
from onrecord.read.document import Document
from onrecord.read.nouns import resolve_body
from onrecord.read.organizations import Body
from onrecord.read.people import Person
from onrecord.read.phrases import Phrase, phrase_of, sort_of_head, word
from onrecord.read.quotations import Said
from onrecord.records import Span


def resolve_pronoun(cast: Cast, phrase: Phrase, span: Span, said: Sequence[Said], found: Sequence[Speaker]) -> Speaker:
    """The speaker that a pronoun means."""
    if phrase.pronoun in ("he", "she"):
        if unnamed_before(cast, span[0]):
            return Speaker(None, "role")
        person = antecedent(cast, span[0], "f" if phrase.pronoun == "she" else "m")
        return Speaker(person, "person")
    if phrase.pronoun == "it":
        return resolve_it(cast, span[0])
    if phrase.pronoun == "relative":
        return resolve_relative(cast, phrase)
    if phrase.pronoun in ("i", "we"):
        return resolve_first_person(phrase, span, said, found)
    return Speaker(None, "group")


def resolve_first_person(phrase: Phrase, span: Span, said: Sequence[Said], found: Sequence[Speaker]) -> Speaker:
    """What "I" or "we" means: whoever says the content around it."""
    for index, row in enumerate(said):
        if any(start <= span[0] < end for start, end in row.content) and found[index].kind != "unattributed":
            return found[index]
    return Speaker(None, "person" if phrase.pronoun == "i" else "group")


def unnamed_before(cast: Cast, offset: int) -> bool:
    """Whether the last to speak was one unnamed person and nobody has been named since."""
    if not cast.spoke:
        return False
    at, who, kind = cast.spoke[-1]
    near = sentence_index(cast.document, offset) - sentence_index(cast.document, at) <= 1
    named = any(isinstance(being, Person) and start > at for being, (start, _) in mentions_before(cast, offset))
    return who is None and kind == "role" and near and not named


def antecedent(cast: Cast, offset: int, gender: str) -> Person | None:
    """The person a "he" or "she" means: recent, of that gender, rather a speaker, rather first in the sentence.

    Points: minus one a sentence of distance (at most 6 sentences), plus 0.7 for whoever spoke last, plus 0.6 for
    the first name of its sentence, minus 0.8 inside a quotation, minus 0.3 where the gender is not known. Where
    nobody is near, whoever spoke last.
    """
    here = sentence_index(cast.document, offset)
    last_speaker = next((who for _, who, _ in reversed(cast.spoke) if isinstance(who, Person)), None)
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
        if best is None or (points, start) > best:
            best, chosen = (points, start), person
    if chosen is None and last_speaker is not None and last_speaker.gender in (None, gender):
        chosen = last_speaker
    if chosen is not None and chosen.gender is None:
        chosen.gender = gender
    return chosen


def recent_people(cast: Cast, offset: int) -> list[tuple[int, Person]]:
    """People named before `offset`, and those that spoke before it under any word, by offset."""
    named = [(start, being) for being, (start, _) in mentions_before(cast, offset) if isinstance(being, Person)]
    spoke = [(start, who) for start, who, _ in cast.spoke[-8:] if isinstance(who, Person) and start < offset]
    return sorted({*named, *spoke}, key=lambda row: row[0])


def resolve_it(cast: Cast, offset: int) -> Speaker:
    """What "it" means: what spoke last if it is no person, else the body named last, else a document."""
    for _, who, kind in reversed(cast.spoke[-3:]):
        if kind == "document":
            return Speaker(None, "document")
        if isinstance(who, Body):
            return Speaker(who, "organization")
    for being, _ in reversed(mentions_before(cast, offset)[-8:]):
        if isinstance(being, Body) and being.kind == "organization":
            return Speaker(being, "organization")
    return Speaker(None, "document")


def goes_on(document: Document, at: int) -> bool:
    """Whether word `at` may belong to a noun phrase that goes on behind it."""
    return document.tag(at).startswith(("NN", "JJ", "DT", "POS", "CD", "PRP$")) or word(document, at) in ("’", "'", "-")


def resolve_relative(cast: Cast, phrase: Phrase) -> Speaker:
    """What "who", "which" or "that" means: the name or noun right before it."""
    document = cast.document
    at = phrase.words.start - 1
    while at > 0 and not word(document, at)[0].isalnum():
        at -= 1
    if at < 0:
        return Speaker(None, "unattributed")
    relative = word(document, phrase.words.start).lower()
    floor = document.words_in(document.sentence_at(document.words[phrase.words.start][0])).start
    for back in range(at, max(floor, at - 12) - 1, -1):
        being = cast.owner.get(back)
        if being is not None and (relative in ("which", "that") or isinstance(being, Person)):
            return as_speaker(being)
        if document.tag(back).startswith("NN"):
            begin = back
            while begin > floor and goes_on(document, begin - 1):
                begin -= 1
            before = phrase_of(document, (document.words[begin][0], document.words[back][1]))
            if before is None:
                break
            kind = sort_of_head(document, before)
            named = cast.owner.get(begin - 2) if begin > floor + 1 and word(document, begin - 1) == "," else None
            if kind == "role" and isinstance(named, Person):
                return as_speaker(named)
            if back == at or kind != "organization":
                who = resolve_body(cast, before) if kind == "organization" and relative != "who" else None
                return Speaker(who, "role" if relative == "who" and kind == "organization" else kind)
    return Speaker(None, "group" if relative in ("who", "whose") else "document")
