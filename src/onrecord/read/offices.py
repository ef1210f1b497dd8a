"""Who holds a role that a source names without a name: "the superintendent", "its operator", "the Danish minister"."""

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TypeVar

from onrecord.folding import fold
from onrecord.read.cast import Cast, lately, mentions_before, paragraph_index
from onrecord.read.data import table, word_list
from onrecord.read.document import Document, Name
from onrecord.read.organizations import Body
from onrecord.read.people import Person
from onrecord.read.phrases import INDEFINITE, Phrase, determiner, singular, word
from onrecord.read.roles import role_text
from onrecord.records import Span

Being = TypeVar("Being", Person, Body)

REACH = 100
"""Most people called so before a noun, and behind it, who are looked through."""
LEAD = 3
"""Paragraphs at the head of a report in which a role may stand for somebody named further on."""
AHEAD = 3
"""Paragraphs behind a role in which that name is looked for."""
OPENING = 3
"""Most words of a sentence before the name of whom it is about."""
LOOKED = 12
"""Most names that are looked through for it."""
DEPUTY = frozenset({"vice", "deputy", "assistant", "associate", "acting", "junior"})
"""Words before a role noun that make it another role."""
ANYBODY = frozenset({"man", "woman", "boy", "girl", "person"})
"""Nouns that are no role: "the man" is rather somebody unnamed."""
POLITE = frozenset({"lady", "gentleman"})
"""Nouns for whoever was just named that are no role either."""
RANK = frozenset(
    {"former", "ex", "senior", "top", "chief", "new", "old", "outgoing", "incoming", "current", "longtime"}
)
"""Words before a role noun that say nothing of which it is."""


def is_owner(document: Document, phrase: Phrase) -> bool:
    """Whether the head names a person or an organisation alike ("its operator")."""
    return document.lower[phrase.head] in word_list("speaker_nouns_owner")


@cache
def alike() -> dict[str, tuple[str, ...]]:
    """Role noun -> other nouns and short titles for the same people."""
    return {row[0]: tuple(row[1].split("|")) for row in table("speaker_roles_alike")}


def role_holder(cast: Cast, phrase: Phrase, span: Span) -> Person | Body | None:
    """Whoever the report calls so, before the source rather than behind it, else by another word for the role.

    Failing that, a bare "the nurse" whom no "a nurse" introduced is whoever has just been named and is nothing else,
    or in the first paragraphs whoever is named next and speaks.
    """
    plain = fold(word(cast.document, phrase.head))
    if plain in ANYBODY:
        return None
    known = called(cast, phrase, plain, span[0])
    if known is not None and not owns(cast, phrase, known):
        return known
    found = next((who for who in others(cast, phrase, plain, span) if not owns(cast, phrase, who)), None)
    if isinstance(found, Person):
        remember(cast, phrase, plain, found, span[0])
    return found


def others(cast: Cast, phrase: Phrase, plain: str, span: Span) -> Iterator[Person | Body]:
    """Who may hold a role by which the report calls nobody, the best first."""
    if (plain not in word_list("speaker_nouns_role") and plain not in alike()) or introduced(cast, plain, span[0]):
        return
    for other in alike().get(plain, ()):
        known = called(cast, phrase, other, span[0])
        if known is not None and shares(cast, phrase, known):
            yield known
    for guess in (just_named(cast, phrase, plain, span[0]), named_next(cast, plain, span)):
        if guess is not None:
            yield guess


def owns(cast: Cast, phrase: Phrase, who: Person | Body) -> bool:
    """Whether somebody is named in the phrase itself, as the one whose it is: "Bo Lund’s doctor"."""
    return any(cast.owner.get(at) is who for at in phrase.chunk)


def called(cast: Cast, phrase: Phrase, plain: str, offset: int) -> Person | Body | None:
    """Whoever was last called so before `offset`, else the only one called so after it."""
    document = cast.document
    rows: list[tuple[int, Person | Body]] = [*around(cast.roles.get(plain, []), offset)]
    if is_owner(document, phrase):
        rows = sorted([*rows, *around(cast.nouns.get(plain, []), offset)], key=lambda row: row[0])
    own = modifiers(document, phrase)
    rows = [row for row in rows if fits(row[1], plain, own)]
    proper = {fold(w) for w in own if w[0].isupper()} - RANK
    if proper:
        rows = [r for r in rows if fits_name(r[1], plain, proper)] or called_alike(cast, proper, offset)
    at = bisect_left(rows, offset, key=lambda row: row[0])
    if at:
        return rows[at - 1][1]
    return rows[0][1] if rows and len({id(who) for _, who in rows}) == 1 else None


def around(rows: Sequence[tuple[int, Being]], offset: int) -> Sequence[tuple[int, Being]]:
    """Of rows in order of their offset those near `offset`: `REACH` before it and `REACH` behind."""
    at = bisect_left(rows, offset, key=lambda row: row[0])
    return rows[max(0, at - REACH) : at + REACH]


def modifiers(document: Document, phrase: Phrase) -> set[str]:
    """Nouns and adjectives before the head: "Ukrainian", "finance" of "the Ukrainian finance minister"."""
    inner = range(phrase.chunk.start, phrase.head)
    return {word(document, at) for at in inner if document.tag(at).startswith(("NN", "JJ"))}


def fits(being: Person | Body, noun: str, own: set[str]) -> bool:
    """Whether no role of the person with this noun is another one: "finance minister", "vice president"."""
    wanted = {fold(w) for w in own if w[0].islower()} - RANK
    said = [before_noun(role, noun) for role in being.roles] if isinstance(being, Person) else []
    known = [words for words in said if words is not None]
    if not known:
        return True
    return any(
        not (words & DEPUTY) ^ (wanted & DEPUTY) and (not wanted or not words - RANK or bool(words & wanted))
        for words in known
    )


def shares(cast: Cast, phrase: Phrase, being: Person | Body) -> bool:
    """Whether some role of the person has a common modifier of the source, if it has any: "hospital chief"."""
    wanted = {fold(w) for w in modifiers(cast.document, phrase) if w[0].islower()} - RANK
    roles = being.roles if isinstance(being, Person) else []
    return not wanted or any(wanted & set(fold(role).replace("’", " ").replace("'", " ").split()) for role in roles)


def before_noun(role: str, noun: str) -> set[str] | None:
    """The common words of the role before the noun, None where it is no such role."""
    words = [fold(w) if w[0].islower() or fold(w) in DEPUTY else "" for w in role.split()]
    plain = [fold(w) for w in role.split()]
    return set(words[: plain.index(noun)]) - {""} if noun in plain else None


def fits_name(being: Person | Body, noun: str, proper: set[str]) -> bool:
    """Whether no role of the person with this noun names something else ("North Korean leader")."""
    roles = being.roles if isinstance(being, Person) else []
    named = [{fold(w) for w in role.split() if w[0].isupper()} for role in roles if noun in fold(role).split()]
    return not any(named) or any(words & proper for words in named)


def called_alike(cast: Cast, proper: set[str], offset: int) -> list[tuple[int, Person | Body]]:
    """People with another role of the same proper modifier: "Ukrainian President" for "the Ukrainian leader"."""
    rows = dict.fromkeys(row for plain in sorted(proper) for row in around(cast.called.get(plain, []), offset))
    return sorted(rows, key=lambda row: row[0])


def introduced(cast: Cast, plain: str, offset: int) -> bool:
    """Whether "a nurse" stands before `offset`: the nurse is she, and the report leaves her unnamed."""
    if not cast.introduced:
        cast.introduced[""] = -1  # looked through, whether there is one or none
        cast.introduced.update(introductions(cast.document))
    return cast.introduced.get(plain, offset) < offset


def introductions(document: Document) -> Iterator[tuple[str, int]]:
    """(role noun, offset) of the first "a …" of each noun, last first."""
    roles = word_list("speaker_nouns_role")
    for at in range(len(document.words) - 1, 0, -1):
        plain = document.lower[at]
        if plain in roles and any(document.lower[k] in INDEFINITE for k in range(max(0, at - 4), at)):
            yield plain, document.words[at][0]


def may_be(person: Person, plain: str) -> bool:
    """Whether nothing that the report calls the person is another role; a vice president is no president."""
    roles = word_list("speaker_nouns_role")
    words = [[singular(fold(w)) for w in role.split()] for role in person.roles]
    known = {
        f"{before} {w}" if before in DEPUTY else w
        for role in words
        for before, w in zip(["", *role], role, strict=False)
        if w in roles
    }
    known |= {title for title in person.titles if title.split()[-1] in roles}
    return not known or bool(known & {plain, *alike().get(plain, ())})


def just_named(cast: Cast, phrase: Phrase, plain: str, offset: int) -> Person | None:
    """The only person named in the paragraph before "the nurse", or failing that whoever spoke last just before it."""
    document = cast.document
    if not stands_alone(document, phrase):
        return None
    here = paragraph_index(document, offset)
    floor = document.paragraphs[max(0, here - 1)][0]
    near = [
        (start, who) for who, (start, _) in mentions_before(cast, offset)
        if start >= floor and isinstance(who, Person) and is_subject(cast, who, start)
    ]  # fmt: skip
    heard = lately(cast, offset, 4)
    near += [(row.at, row.who) for row in heard if isinstance(row.who, Person)]
    for paragraph in (here, here - 1):
        people = {id(who): who for start, who in near if paragraph_index(document, start) == paragraph}
        spoke = next((row.who for row in heard if paragraph_index(document, row.at) == paragraph), None)
        fitting = [who for who in people.values() if may_be(who, plain) and (spoke is None or spoke is who)]
        if len(fitting) > 1 and heard and spoke is None:
            fitting = [who for who in fitting if who is heard[0].who]
        if people:
            return fitting[0] if len(fitting) == 1 else None
    return None


def stands_alone(document: Document, phrase: Phrase) -> bool:
    """Whether the phrase is "the nurse" or "the Lyon nurse", nobody's, with no "of" and no other noun."""
    first, after = phrase.chunk.start, phrase.chunk.stop
    within = names_between(document, document.words[first][0], document.words[phrase.head][0])
    return (
        document.lower[first] == "the"
        and not any(document.tag(at) == "POS" for at in range(first, phrase.head))
        and not any(w[0].islower() and w not in RANK for w in modifiers(document, phrase))
        and not any(name.kind == "organization" for name in within)
        and (after >= phrase.words.stop or document.lower[after] == ",")
    )


def is_subject(cast: Cast, person: Person, start: int) -> bool:
    """Whether somebody named at `start` is spoken of rather than mentioned: speaks anywhere, or opens the sentence."""
    opening = cast.document.words_in((cast.document.sentence_at(start)[0], start))
    return id(person) in cast.speaking or len(opening) <= OPENING


def names_between(document: Document, start: int, end: int) -> Sequence[Name]:
    """The names that begin between two offsets."""
    first, last = (bisect_left(document.names, offset, key=lambda n: n.span[0]) for offset in (start, end))
    return document.names[first:last]


def named_next(cast: Cast, plain: str, span: Span) -> Person | None:
    """In the first paragraphs: the first to be named for the first time behind the source and to speak."""
    here = paragraph_index(cast.document, span[0])
    if here >= LEAD:
        return None
    at = bisect_left(cast.starts, span[1])
    for who, (start, _) in cast.mentioned[at : at + LOOKED]:
        if paragraph_index(cast.document, start) > here + AHEAD:
            return None
        if isinstance(who, Person) and who.spans[0][0] >= span[1] and id(who) in cast.speaking and may_be(who, plain):
            return who
    return None


def remember(cast: Cast, phrase: Phrase, plain: str, person: Person, offset: int) -> None:
    """Take the role down as the person's, for the next source that names it."""
    insort(cast.roles.setdefault(plain, []), (offset, person), key=lambda row: row[0])
    if not person.roles and plain not in POLITE and determiner(cast.document, phrase) != "":
        person.roles.append(role_text(cast.document, range(phrase.chunk.start, phrase.head + 1)))
