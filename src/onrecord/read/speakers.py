"""Who the source of each attribution is: a person, an organisation, or somebody the report leaves unnamed."""

from bisect import bisect_right
from collections.abc import Sequence

from onrecord.folding import fold
from onrecord.read.cast import Cast, Speaker, as_speaker
from onrecord.read.data import word_list
from onrecord.read.document import Document
from onrecord.read.nouns import is_owner, resolve_body, role_holder
from onrecord.read.organizations import Body
from onrecord.read.people import Person, given_names
from onrecord.read.phrases import (
    DEFINITE,
    Phrase,
    determiner,
    phrase_of,
    singular,
    sort_of_head,
    word,
)
from onrecord.read.pronouns import resolve_pronoun
from onrecord.read.quotations import Said
from onrecord.read.roles import apposition_before
from onrecord.records import Span


def resolve_speakers(cast: Cast, said: Sequence[Said]) -> list[Speaker]:
    """The speaker of each attribution, in the order given."""
    found: list[Speaker] = [Speaker(None, "unattributed")] * len(said)
    order = sorted(range(len(said)), key=lambda i: (said[i].source or said[i].content)[0])
    for index in order:
        row = said[index]
        if not row.source:
            continue
        speaker = resolve(cast, row.source[0], said, found)
        found[index] = speaker
        cast.spoke.append((row.source[0][0], speaker.who, speaker.kind))
        named = naming_span(cast.document, row.source[0])
        if speaker.who is not None and named not in speaker.who.spans:
            cast.referred.append((speaker.who, named))
    return found


def naming_span(document: Document, span: Span) -> Span:
    """The part of a source that names: before the first preposition, relative or comma."""
    phrase = phrase_of(document, span)
    if phrase is None or not phrase.chunk:
        return span
    return document.words[phrase.chunk.start][0], document.words[phrase.chunk.stop - 1][1]


def resolve(cast: Cast, span: Span, said: Sequence[Said], found: Sequence[Speaker]) -> Speaker:
    """The speaker that the source at `span` names."""
    phrase = phrase_of(cast.document, span)
    if phrase is None:
        return Speaker(None, "unattributed")
    if phrase.pronoun:
        return resolve_pronoun(cast, phrase, span, said, found)
    being = cast.owner.get(phrase.head)
    if being is None and phrase.chunk:
        being = known_by_surname(cast, phrase)
    if being is not None:
        return as_speaker(being)
    kind = name_kind(cast.document, phrase.head)
    if kind == "people":
        return Speaker(None, "group")
    if kind is None and looks_named(cast.document, phrase):
        return new_being(cast, phrase)
    return resolve_noun(cast, phrase, span)


def name_kind(document: Document, at: int) -> str | None:
    """Kind of the encoder's name that holds word `at`, if any."""
    start = document.words[at][0]
    index = bisect_right(document.names, start, key=lambda n: n.span[0]) - 1
    name = document.names[index] if index >= 0 else None
    return name.kind if name and name.span[1] > start else None


def known_by_surname(cast: Cast, phrase: Phrase) -> Person | None:
    """The person whose surname is the head word, in whatever capitals ("PENCE")."""
    text = word(cast.document, phrase.head)
    if not text[0].isupper():
        return None
    plain = fold(text)
    bearers = [p for p in cast.people if p.core[-1] == plain]
    return bearers[0] if len(bearers) == 1 else None


def looks_named(document: Document, phrase: Phrase) -> bool:
    """Whether the head is a capitalised proper noun that is no common noun of the word lists."""
    text = word(document, phrase.head)
    plain = singular(text.lower())
    common = any(plain in word_list(f"speaker_nouns_{k}") for k in ("role", "organization", "document", "group"))
    return text[0].isupper() and not common and document.tag(phrase.head) in ("NNP", "NNPS", "")


def new_being(cast: Cast, phrase: Phrase) -> Speaker:
    """Somebody named whom the encoder's names missed."""
    document = cast.document
    if document.tag(phrase.head) == "NNPS":
        return Speaker(None, "group")
    words = [at for at in phrase.chunk if word(document, at)[0].isupper()]
    tokens = tuple(fold(word(document, at)) for at in words)
    span = (document.words[words[0]][0], document.words[words[-1]][1])
    text = document.text[slice(*span)]
    if tokens[0] in given_names() or (len(tokens) == 1 and not text.isupper()):
        return Speaker(new_person(cast, range(words[0], words[-1] + 1)), "person")
    body = cast.bodies.add(text, "organization", tokens, span)
    for at in words:
        cast.owner[at] = body
    return Speaker(body, "organization")


def resolve_noun(cast: Cast, phrase: Phrase, span: Span) -> Speaker:
    """A source without a name: a role, a body, a document, several people."""
    document = cast.document
    kind = sort_of_head(document, phrase)
    if kind in ("document", "group"):
        return Speaker(None, kind)
    if kind == "role":
        named = (
            named_beside(cast, span, phrase)
            or named_behind_title(cast, phrase)
            or named_inside(cast, phrase)
            or named_before(cast, span)
        )
        if named is None and (determiner(document, phrase) in DEFINITE or has_possessive(document, phrase)):
            named = role_holder(cast, phrase, span[0])
        return as_speaker(named) if named else Speaker(None, "role")
    body = resolve_body(cast, phrase)
    return Speaker(body, "organization" if body else "unattributed")


def has_possessive(document: Document, phrase: Phrase) -> bool:
    """Whether a possessive stands in the phrase before its head ("Rønne’s harbour master")."""
    return any(document.tag(at) in ("POS", "PRP$") for at in range(phrase.chunk.start, phrase.head))


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


def bearer_at(cast: Cast, phrase: Phrase, at: int) -> Person | Body | None:
    """Who bears the name at word `at` after a role noun: a person; a body only where the noun may mean one.

    Two or more capitalised proper nouns there are a person's name, also where the encoder found none or another.
    """
    document = cast.document
    being = cast.owner.get(at)
    if isinstance(being, Person) or (being is not None and is_owner(document, phrase)):
        return being
    stop = at
    while stop < min(len(document.words), at + 4) and document.tag(stop) == "NNP" and word(document, stop)[0].isupper():
        stop += 1
    if stop - at < 2 or is_owner(document, phrase):
        return None
    return new_person(cast, range(at, stop))


def new_person(cast: Cast, words: range) -> Person:
    """A person named at `words` whom the encoder's names missed."""
    document = cast.document
    tokens = tuple(fold(word(document, at)) for at in words)
    span = (document.words[words.start][0], document.words[words.stop - 1][1])
    text = document.text[slice(*span)]
    known = next((p for p in cast.people if p.core == tokens), None)
    person = known or Person(text, tokens, given_names().get(tokens[0]), [text])
    person.spans.append(span)
    if known is None:
        cast.people.append(person)
    for at in words:
        cast.owner[at] = person
    return person
