"""Whom a common noun means: "the driver", "its operator", "the ministry"."""

from bisect import bisect_left

from onrecord.folding import fold
from onrecord.read.cast import Cast, mentions_before
from onrecord.read.data import word_list
from onrecord.read.document import Document
from onrecord.read.organizations import Body, name_tokens
from onrecord.read.people import Person
from onrecord.read.phrases import DEFINITE, Phrase, determiner, without_article, word

TITLE_OF = {"senator": "sen", "governor": "gov", "representative": "rep", "congressman": "rep", "general": "gen"}
"""Role nouns and the short titles of those who hold the role."""


def is_owner(document: Document, phrase: Phrase) -> bool:
    """Whether the head names a person or an organisation alike ("its operator")."""
    return word(document, phrase.head).lower() in word_list("speaker_nouns_owner")


def role_holder(cast: Cast, phrase: Phrase, offset: int) -> Person | Body | None:
    """Whoever was last called so before `offset`, else the only one called so after it."""
    plain = fold(word(cast.document, phrase.head))
    rows: list[tuple[int, Person | Body]] = [*cast.roles.get(plain, [])]
    rows = rows or [*cast.roles.get(TITLE_OF.get(plain, ""), [])]
    if is_owner(cast.document, phrase):
        rows = sorted([*rows, *cast.nouns.get(plain, [])], key=lambda row: row[0])
    proper = proper_modifiers(cast.document, phrase)
    if proper:
        rows = [row for row in rows if fits(row[1], plain, proper)] or called_alike(cast, proper)
    at = bisect_left(rows, offset, key=lambda row: row[0])
    if at:
        return rows[at - 1][1]
    return rows[0][1] if rows and len({id(who) for _, who in rows}) == 1 else None


def proper_modifiers(document: Document, phrase: Phrase) -> set[str]:
    """Capitalised words before the head that are not the phrase's first: "ukrainian" of "the Ukrainian leader"."""
    inner = range(phrase.chunk.start + 1, phrase.head)
    return {fold(word(document, at)) for at in inner if word(document, at)[0].isupper()}


def fits(being: Person | Body, noun: str, proper: set[str]) -> bool:
    """Whether no role of the person with this noun names something else ("North Korean leader")."""
    roles = being.roles if isinstance(being, Person) else []
    named = [{fold(w) for w in role.split() if w[0].isupper()} for role in roles if noun in fold(role).split()]
    return not any(named) or any(words & proper for words in named)


def called_alike(cast: Cast, proper: set[str]) -> list[tuple[int, Person | Body]]:
    """People with another role of the same proper modifier: "Ukrainian President" for "the Ukrainian leader"."""
    rows: list[tuple[int, Person | Body]] = [
        (person.spans[0][0], person)
        for person in cast.people
        if proper & {fold(w) for r in person.roles for w in r.split()}
    ]
    return sorted(rows, key=lambda row: row[0])


def resolve_body(cast: Cast, phrase: Phrase) -> Body | None:
    """The organisation that a common noun names: a known one ("the ministry"), else one named by the phrase.

    None when the phrase holds no word.
    """
    document = cast.document
    plain = fold(word(document, phrase.head))
    offset = document.words[phrase.chunk.start][0]
    bare = phrase.head - phrase.chunk.start <= 1
    if bare and determiner(document, phrase) in DEFINITE:
        rows = cast.nouns.get(plain, [])
        at = bisect_left(rows, offset, key=lambda row: row[0])
        if at:
            return rows[at - 1][1]
        for being, _ in reversed(mentions_before(cast, offset)):
            if isinstance(being, Body) and (
                plain in being.tokens or (plain in word_list("speaker_nouns_generic") and being.kind == "organization")
            ):
                return being
    words = range(phrase.chunk.start, phrase.head + 1)
    span = without_article(document, words)
    tokens = name_tokens(document, span)
    known = cast.bodies.find(tokens)
    if known or not tokens:
        return known
    text = " ".join(document.text[span[0] : span[1]].split())
    body = cast.bodies.add(text, "organization", tokens, span)
    at = bisect_left(cast.starts, span[0])
    cast.starts.insert(at, span[0])
    cast.mentioned.insert(at, (body, span))
    return body
