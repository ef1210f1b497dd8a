"""What an amount is for, how far it reaches, and what becomes of it: names for amounts that no noun phrase gives."""

from functools import cache

from onrecord.read.counted import DETERMINERS, Phrase, person
from onrecord.read.data import table
from onrecord.read.number_tokens import Tokens
from onrecord.read.preceding import nounlike, useless
from onrecord.read.topics import governor, lead, verbal
from onrecord.read.word_sets import word_set

LONGEST = 8
BREAKS = frozenset(',;:()[]—“”"«»?!….') | {"and", "which", "who", "that"}
DIRECTIONS = word_set("directions")
AUXILIARIES = word_set("auxiliaries")
OWNED = word_set("owned")
NO_DEED = word_set("no_deed")
EXTENTS = {
    "long": "length", "tall": "height", "high": "height", "wide": "width", "deep": "depth", "thick": "thickness",
    "broad": "width", "across": "width", "heavy": "weight",
}  # fmt: skip
"""Adjective of extent behind a length to its noun."""


@cache
def verb_nouns() -> dict[str, tuple[str, frozenset[str]]]:
    """Verb form to the noun for the amount that is its object ("lost" to "loss") and the kinds of units it takes."""
    return {
        form: (noun, frozenset(kinds.split()))
        for noun, kinds, forms in table("figure_verb_nouns")
        for form in forms.split()
    }


def deed(tokens: Tokens, i: int, kind: str) -> str | None:
    """The noun for an amount of this kind that is the object of the verb before word `i`: "loss" for "it lost $5".

    Money whose verb has no noun is named by the verb's participle: "money demanded".
    """
    at = lead(tokens, i)
    k = at if verbal(tokens, at) else governor(tokens, at)
    if k is None:
        return None
    word = tokens.word(k)
    noun, kinds = verb_nouns().get(word, ("", frozenset()))
    if kind in kinds:
        return noun
    done = tokens.tag(k) in ("VBD", "VBN") and word.endswith("ed") and word not in NO_DEED
    return f"money {word}" if kind == "money" and done and k == at else None


def about_verb(tokens: Tokens, i: int, phrase: Phrase) -> str:
    """The phrase, behind the noun that the verb directly before word `i` gives to it: "cost of the repair"."""
    noun, _ = verb_nouns().get(tokens.word(lead(tokens, i)), ("", frozenset()))
    text = phrase.text(tokens)
    return f"{noun} of {text}" if noun in OWNED and noun not in text.lower().split() else text


def direct(tokens: Tokens, i: int) -> bool:
    """Whether the amount at word `i` is the object of a verb that has a noun for it: "raised $5", not "reached $5"."""
    at = lead(tokens, i)
    word = tokens.word(at)
    return verbal(tokens, at) and word in verb_nouns() and verb_nouns()[word][0] not in OWNED


def happened(tokens: Tokens, last: int, money: bool) -> str | None:
    """The amount by what the verb at word `last` says of it: "amount escaped" for "40 litres had escaped"."""
    k = last
    while k < last + 4 and (tokens.word(k) in AUXILIARIES or tokens.tag(k) == "RB"):
        k += 1
    word, moved = tokens.word(k), tokens.tag(k) == "VBD" or (tokens.tag(k) == "VBN" and k > last)
    return f"{'money' if money else 'amount'} {word}" if moved and word not in NO_DEED else None


def purpose(tokens: Tokens, i: int) -> Phrase | None:
    """What money is for: the noun phrase behind "in", "for" or "on" at word `i`: "$480m in *premiums*"."""
    if tokens.word(i) == "(":
        i = next((k + 1 for k in range(i, min(i + 9, len(tokens))) if tokens.word(k) == ")"), i)
    if tokens.word(i) not in ("in", "for", "on"):
        return None
    k = i + 1
    while tokens.word(k) in DETERMINERS:
        k += 1
    first = k
    while k < len(tokens) and k < first + LONGEST and nounlike(tokens, k):
        if not tokens.tags and k - first >= 3:
            break
        k += 1
    last = tokens.form(k - 1)
    if k == first or last[:1].isupper() or person(last) or useless(tokens, first, k):
        return None
    return Phrase(first, k, tokens.word(k - 1))


def distance(tokens: Tokens, i: int) -> str | None:
    """A distance named by what follows a length at word `i`: "distance off Hasle" for "two km off Hasle"."""
    if tokens.word(i) not in DIRECTIONS and not (tokens.word(i) == "to" and tokens.word(i + 2) in DIRECTIONS):
        return None
    k = i
    while k < min(len(tokens), i + LONGEST):
        if tokens.word(k) in BREAKS or verbal(tokens, k):
            break
        k += 1
    words = tokens.text[tokens.spans[i][0] : tokens.spans[k - 1][1]] if k > i else ""
    return "distance " + " ".join(words.split()) if words else None
