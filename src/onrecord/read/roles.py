"""What people are: "the harbour master, Bent Kofoed", "spokesman John Kirby", "Ana Ruiz, a baker"."""

from collections.abc import Sequence
from functools import cache, lru_cache

from onrecord.folding import fold
from onrecord.read.data import table, word_list
from onrecord.read.document import Document
from onrecord.read.organizations import Body
from onrecord.read.people import Person
from onrecord.read.phrases import DEFINITE, INDEFINITE, RELATIVE, STOPS, is_plural, singular, word
from onrecord.records import Span

LONGEST = 14
"""Most words of a role phrase."""
TRAILING = frozenset({"IN", "CC", "DT", "TO", "PRP$", "VBD", "VBZ", "VBP", "RB"})
"""Parts of speech with which no role ends."""
MOST = 50
"""Most roles of one person that are kept."""


def role_nouns(document: Document, words: range) -> list[str]:
    """The role nouns among the words, singular, lower case."""
    roles = word_list("speaker_nouns_role") | word_list("speaker_nouns_spokesperson")
    found = []
    for at in words:
        plain = fold(word(document, at))
        if plain in roles and not is_plural(document, at):
            found.append(plain)
        elif is_plural(document, at) and singular(plain) in roles:
            found.append(singular(plain))
    return found


def head_role(document: Document, words: range) -> str | None:
    """The role noun at the head of the phrase: the last before the first preposition or "who".

    "One of the drivers" is a driver.
    """
    if len(words) > 3 and document.lower[words.start] == "one" and document.lower[words.start + 1] == "of":
        words = words[2:]
    nouns = role_nouns(document, first_part(document, words))
    return nouns[-1] if nouns else None


def first_part(document: Document, words: range) -> range:
    """The words before the first preposition, relative or verb."""
    stop = next((at for at in words if at > words.start and document.tag(at) in STOPS), words.stop)
    return range(words.start, stop)


def body_noun(document: Document, words: range) -> str | None:
    """The noun for an organisation at the head of the phrase: "company" of "the company that built it"."""
    part = first_part(document, words)
    plain = fold(word(document, part.stop - 1)) if part else ""
    return plain if plain in word_list("speaker_nouns_organization") | word_list("speaker_nouns_owner") else None


@lru_cache(maxsize=2)
def known_surroundings(document: Document) -> dict[Span, list[range]]:
    """What `surroundings` has found in a document: it is asked again for the names of people and bodies."""
    return {}


def surroundings(document: Document, span: Span) -> list[range]:
    """The phrases that may say what the name at `span` is: before it, after a comma, before a comma."""
    known = known_surroundings(document)
    if span not in known:
        known[span] = phrases_around(document, span)
    return known[span]


def phrases_around(document: Document, span: Span) -> list[range]:
    """As `surroundings`, not remembered."""
    inside, sentence = document.words_in(span), document.words_in(document.sentence_at(span[0]))
    before = last_phrase(document, closed_before(document, inside.start, sentence.start))
    behind = apposition_after(document, inside.stop, sentence.stop)
    phrases = premodifier(document, inside.start, sentence.start), behind, before
    return [words for words in phrases if words and document.tag(words.start) != "IN"]


def last_phrase(document: Document, words: range) -> range:
    """The last noun phrase of the words that gives somebody a role: "his niece" of "she came with his niece"."""
    starts = [at for at in words if document.tag(at) in ("DT", "PRP$")]
    phrases = (range(at, words.stop) for at in reversed(starts))
    return next((phrase for phrase in phrases if head_role(document, phrase)), words)


def note_bodies(document: Document, bodies: Sequence[Body]) -> dict[str, list[tuple[int, Body]]]:
    """Noun -> (offset, organisation that the report calls so), in order of the text."""
    found: dict[str, list[tuple[int, Body]]] = {}
    for body in bodies:
        for span in body.spans:
            for words in surroundings(document, span):
                noun = body_noun(document, words)
                if noun:
                    found.setdefault(noun, []).append((span[0], body))
    for rows in found.values():
        rows.sort(key=lambda row: row[0])
    return found


def is_body(document: Document, person: Person) -> bool:
    """Whether somebody read as a person is an organisation by what the report calls it."""
    if person.gender or person.titles:
        return False
    called = [words for span in person.spans for words in surroundings(document, span)]
    return any(body_noun(document, words) for words in called) and not any(head_role(document, w) for w in called)


def note_roles(document: Document, people: list[Person]) -> dict[str, list[tuple[int, Person]]]:
    """Set each person's roles from the words around the name; role noun -> (offset, person) in order of the text."""
    found: dict[str, list[tuple[int, Person]]] = {}
    for person in people:
        for span in person.spans:
            for words in surroundings(document, span):
                role = head_role(document, words)
                if role:
                    text = (
                        "" if is_plural(document, first_part(document, words).stop - 1) else role_text(document, words)
                    )
                    if text and len(person.roles) < MOST and text not in person.roles:
                        person.roles.append(text)
                    found.setdefault(role, []).append((span[0], person))
            for role in deeds_behind(document, span):
                found.setdefault(role, []).append((span[0], person))
        for title in sorted(person.titles):
            found.setdefault(title, []).append((person.spans[0][0], person))
    for rows in found.values():
        rows.sort(key=lambda row: row[0])
    return found


@cache
def deeds() -> dict[str, tuple[str, ...]]:
    """Verb -> the role nouns for who does it: "farms" -> "farmer"."""
    return {row[0]: tuple(row[1].split("|")) for row in table("speaker_deeds")}


def deeds_behind(document: Document, span: Span) -> tuple[str, ...]:
    """The role nouns for what a name's "who …" says is done: "farmer" for "Ana Ruiz, who farms near Lund"."""
    at, end = document.words_in(span).stop, len(document.words)
    at += at < end and document.lower[at] == ","
    if at + 1 >= end or document.lower[at] != "who":
        return ()
    at += 1 + (document.tag(at + 1) == "RB")
    return deeds().get(document.lower[at], ()) if at < end else ()


def role_text(document: Document, words: range) -> str:
    """The role as written, without what leads up to it and what trails behind: articles, "its", "Sen.", "who …"."""
    first, stop = words.start, words.stop
    if document.tag(first).startswith(("RB", "VB", "IN")):
        first = next((at for at in range(first, stop) if document.tag(at) in ("DT", "PRP$")), first)
    if stop - first > 1 and (document.tag(first) in ("DT", "PRP$") or document.lower[first] in DEFINITE | INDEFINITE):
        first += 1
    ends = RELATIVE | {"("}
    cut = (at for at in range(first + 1, stop) if document.lower[at] in ends and document.tag(at) != "DT")
    stop = next(cut, stop)
    while stop > first and (document.tag(stop - 1) in TRAILING or is_short_title(document, stop - 1)):
        stop -= 1
    if stop <= first:
        first, stop = words.start, words.stop
    return " ".join(document.text[document.words[first][0] : document.words[stop - 1][1]].split())


def is_short_title(document: Document, at: int) -> bool:
    """Whether word `at` is a title cut short, or its full stop: "Sen." of "the nominee Sen. Ana Ruiz"."""
    plain = document.lower[at].removesuffix(".")
    return len(plain) < 2 or (plain in word_list("speaker_titles_personal") and len(plain) < 5)


def premodifier(document: Document, first: int, floor: int) -> range:
    """Words of the noun phrase right before a name: "White House press secretary" of "… Josh Earnest".

    The name begins at word `first`, its sentence at word `floor`.
    """
    begin = first
    while begin > max(floor, first - LONGEST):
        tag, plain = document.tag(begin - 1), document.lower[begin - 1]
        if not (tag.startswith(("NN", "JJ", "POS", "CD", "PRP$")) or plain in "’'-." or tag in ("DT", "VBN")):
            break
        begin -= 1
        if tag in ("DT", "PRP$"):
            break
    while begin < first and not document.lower[begin][0].isalnum():
        begin += 1
    return range(begin, first)


def apposition_after(document: Document, after: int, end: int) -> range:
    """Words between the comma after a name and the next mark: "a baker" of "Ana Ruiz, a baker, said".

    Word `after` stands right behind the name, word `end` behind its sentence.
    """
    limit = min(len(document.words), after + LONGEST + 1, end)
    if after >= limit or document.lower[after] not in (",", "(", "–", "—"):
        return range(0)
    if after + 3 < limit and document.lower[after + 1].isdecimal() and document.lower[after + 2] == ",":
        after += 2  # an age
    end = after + 1
    while end < limit and document.lower[end] not in (",", ".", ")", ";", ":", "–", "—", "“", '"'):
        if document.lower[end] in ("who", "which", "said", "says", "told"):
            break
        end += 1
    words = range(after + 1, end)
    return (
        words
        if words and document.tag(words.start) in ("DT", "PRP$", "NN", "NNP", "JJ", "RB", "NNS", "VBN", "PRP")
        else range(0)
    )


def apposition_before(document: Document, span: Span) -> range:
    """Words of the phrase closed by the comma before a name: "Its spokeswoman" of "Its spokeswoman, Ana Ruiz,"."""
    sentence = document.words_in(document.sentence_at(span[0]))
    return closed_before(document, document.words_in(span).start, sentence.start)


def closed_before(document: Document, first: int, floor: int) -> range:
    """As `apposition_before`: the name begins at word `first`, its sentence at word `floor`."""
    if first - 2 < floor or document.lower[first - 1] != ",":
        return range(0)
    begin = first - 1
    while begin > max(floor, first - LONGEST):
        tag, plain = document.tag(begin - 1), document.lower[begin - 1]
        if plain in ',;:“”"()' or tag in ("VBD", "VBZ", "VBP", "MD", "CC"):
            break
        begin -= 1
    return range(begin, first - 1)
