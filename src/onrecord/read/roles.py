"""What people are: "the harbour master, Bent Kofoed", "spokesman John Kirby", "Ana Ruiz, a baker"."""

from collections.abc import Sequence

from onrecord.folding import fold
from onrecord.read.data import word_list
from onrecord.read.document import Document
from onrecord.read.organizations import Body
from onrecord.read.people import Person
from onrecord.read.phrases import STOPS, is_plural, singular, without_article, word
from onrecord.records import Span

LONGEST = 14
"""Most words of a role phrase."""


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
    """The role noun at the head of the phrase: the last before the first preposition or "who"."""
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


def surroundings(document: Document, span: Span) -> tuple[range, range, range]:
    """The phrases that may say what the name at `span` is: before it, after a comma, before a comma."""
    return premodifier(document, span), apposition_after(document, span), apposition_before(document, span)


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
    called = [words for span in person.spans for words in surroundings(document, span) if words]
    return any(body_noun(document, words) for words in called) and not any(head_role(document, w) for w in called)


def note_roles(document: Document, people: list[Person]) -> dict[str, list[tuple[int, Person]]]:
    """Set each person's roles from the words around the name; role noun -> (offset, person) in order of the text."""
    found: dict[str, list[tuple[int, Person]]] = {}
    for person in people:
        for span in person.spans:
            for words in (
                premodifier(document, span),
                apposition_after(document, span),
                apposition_before(document, span),
            ):
                role = head_role(document, words) if words and document.tag(words.start) != "IN" else None
                if role:
                    start, end = without_article(document, words)
                    text = " ".join(document.text[start:end].split())
                    if text not in person.roles:
                        person.roles.append(text)
                    found.setdefault(role, []).append((span[0], person))
        for title in sorted(person.titles):
            found.setdefault(title, []).append((person.spans[0][0], person))
    for rows in found.values():
        rows.sort(key=lambda row: row[0])
    return found


def premodifier(document: Document, span: Span) -> range:
    """Words of the noun phrase right before a name: "White House press secretary" of "… Josh Earnest"."""
    first = document.words_in(span).start
    begin, floor = first, document.words_in(document.sentence_at(span[0])).start
    while begin > max(floor, first - LONGEST):
        tag, plain = document.tag(begin - 1), word(document, begin - 1)
        if not (tag.startswith(("NN", "JJ", "POS", "CD", "PRP$")) or plain in "’'-." or tag in ("DT", "VBN")):
            break
        begin -= 1
        if tag in ("DT", "PRP$"):
            break
    while begin < first and not word(document, begin)[0].isalnum():
        begin += 1
    return range(begin, first)


def apposition_after(document: Document, span: Span) -> range:
    """Words between the comma after a name and the next mark: "a baker" of "Ana Ruiz, a baker, said"."""
    after = document.words_in(span).stop
    limit = min(len(document.words), after + LONGEST + 1, document.words_in(document.sentence_at(span[0])).stop)
    if after >= limit or word(document, after) not in (",", "(", "–", "—"):
        return range(0)
    end = after + 1
    while end < limit and word(document, end) not in (",", ".", ")", ";", ":", "–", "—", "“", '"'):
        if word(document, end).lower() in ("who", "which", "said", "says", "told"):
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
    first = document.words_in(span).start
    floor = document.words_in(document.sentence_at(span[0])).start
    if first - 2 < floor or word(document, first - 1) != ",":
        return range(0)
    begin = first - 1
    while begin > max(floor, first - LONGEST):
        tag, plain = document.tag(begin - 1), word(document, begin - 1)
        if plain in ',;:“”"()' or tag in ("VBD", "VBZ", "VBP", "MD", "CC"):
            break
        begin -= 1
    return range(begin, first - 1)
