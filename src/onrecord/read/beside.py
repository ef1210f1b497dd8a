"""Whom the words beside a role name: "the harbour master, Bo Lund", "a man who called himself Moe"."""

from onrecord.folding import fold
from onrecord.read.cast import Cast
from onrecord.read.document import Document
from onrecord.read.offices import is_owner
from onrecord.read.organizations import Body
from onrecord.read.people import Person, given_names
from onrecord.read.phrases import DEFINITE, Phrase, determiner, sort_of_head, word
from onrecord.read.roles import apposition_before
from onrecord.records import Span

NAMING = frozenset({"name", "named", "called", "identified", "introduced"})


def has_possessive(document: Document, phrase: Phrase) -> bool:
    """Whether a possessive stands in the phrase before its head ("Rønne’s harbour master")."""
    return any(document.tag(at) in ("POS", "PRP$") for at in range(phrase.chunk.start, phrase.head))


def is_definite(document: Document, phrase: Phrase) -> bool:
    """Whether the phrase means one known: "the nurse", "his deputy", "Lund’s mayor", "Former Nurse" in a headline."""
    first = determiner(document, phrase)
    bare = first == "" and document.tag(phrase.head).startswith("NNP")
    return first in DEFINITE or bare or has_possessive(document, phrase)


def named_inside(cast: Cast, phrase: Phrase) -> Person | Body | None:
    """Whoever is named right after the first comma of the source: "The ferry’s owner, Rønne Line,"."""
    document = cast.document
    at = next(
        (at for at in range(phrase.chunk.stop, phrase.words.stop) if word(document, at) == ","), phrase.words.stop
    )
    if at + 1 >= phrase.words.stop:
        return None
    if word(document, at + 1).lower() == "the":
        at += 1
    return bearer_at(cast, phrase, at + 1)


def named_behind_title(cast: Cast, phrase: Phrase) -> Person | None:
    """The person behind a title with "of": "Minister of Fisheries Bo Lund", but nobody in "the wife of Bo Lund"."""
    document, at = cast.document, phrase.chunk.stop
    if at >= phrase.words.stop or word(document, at).lower() != "of":
        return None
    first = at + 1
    while first < phrase.words.stop and document.tag(first).startswith("NNP"):
        being = cast.owner.get(first)
        if isinstance(being, Person):
            return being if first > at + 1 else None
        first += 1
    return None


def named_beside(cast: Cast, span: Span, phrase: Phrase) -> Person | Body | None:
    """Whoever is named in apposition right after a role: "Its spokeswoman, Karin Lindqvist,"."""
    document, after = cast.document, phrase.words.stop
    comma = after < len(document.words) and word(document, after) == ","
    first = after + 1 if comma else after
    being = bearer_at(cast, phrase, first)
    if being is None or document.words[first][0] < span[1]:
        return None
    if comma and apposition_before(document, document.words[first]).stop != after:
        return None
    return being


def named_before(cast: Cast, span: Span) -> Person | None:
    """The person whose apposition the source is: "Sandro Vinante" before ", the head of civil protection,"."""
    document = cast.document
    at = document.words_in(span).start
    at = at if word(document, at) == "," else at - 1
    being = cast.owner.get(at - 1) if at > 0 and word(document, at) == "," else None
    return being if isinstance(being, Person) else None


def named_by_himself(cast: Cast, phrase: Phrase) -> Person | None:
    """The person of "a headman, who gave his name only as Mr. Moe" or "a man who called himself Moe"."""
    document = cast.document
    for at in range(phrase.chunk.stop, phrase.words.stop - 1):
        if document.lower[at] in NAMING:
            near = range(at + 1, min(phrase.words.stop, at + 6))
            return next((who for k in near if isinstance(who := cast.owner.get(k), Person)), None)
    return None


def bearer_at(cast: Cast, phrase: Phrase, at: int) -> Person | Body | None:
    """Who bears the name at word `at` after a role noun: a person; a body only where the noun may mean one.

    Two or more capitalised proper nouns there are a person's name, also where the encoder found none or another.
    """
    document = cast.document
    being = cast.owner.get(at)
    organised = is_owner(document, phrase) or sort_of_head(document, phrase) == "organization"
    if isinstance(being, Person) or (being is not None and organised):
        return being
    stop = at
    while stop < min(len(document.words), at + 4) and document.tag(stop) == "NNP" and word(document, stop)[0].isupper():
        stop += 1
    if stop - at < 2 or organised:
        return None
    return new_person(cast, range(at, stop))


def new_person(cast: Cast, words: range) -> Person:
    """A person named at `words` whom the encoder's names missed."""
    document = cast.document
    tokens = tuple(fold(word(document, at)) for at in words)
    span = (document.words[words.start][0], document.words[words.stop - 1][1])
    text = document.text[slice(*span)]
    known = cast.cores.get(tokens)
    person = known or Person(text, tokens, given_names().get(tokens[0]), [text])
    person.spans.append(span)
    if known is None:
        cast.add_person(person)
        cast.speaking.add(id(person))
    for at in words:
        cast.owner[at] = person
    return person
