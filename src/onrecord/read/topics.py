"""What an amount measures when no noun phrase follows it: the topic of the clause before it."""

from functools import cache

from onrecord.read.counted import DETERMINERS, PRONOUNS, Phrase, person, stops
from onrecord.read.data import table, word_list
from onrecord.read.number_tokens import Tokens
from onrecord.read.units import units
from onrecord.read.word_sets import word_set

LONGEST = 8
REACH = 40
LINKS = word_set("links")
SUMS = word_set("sums")
BREAKS = frozenset(',;:()[]—“”"«»?!…')

PLACING = word_set("placing")
DIRECTIONS = word_set("directions")
EXTENTS = {
    "long": "length", "tall": "height", "high": "height", "wide": "width", "deep": "depth", "thick": "thickness",
    "broad": "width", "across": "width", "heavy": "weight",
}  # fmt: skip
"""Adjective of extent behind a length to its noun."""


def nounlike(tokens: Tokens, k: int) -> bool:
    """Whether word `k` may stand inside a noun phrase, its head or before it."""
    word, tag = tokens.word(k), tokens.tag(k)
    if not word or word in PRONOUNS:
        return False
    if tokens.hyphen(k) or (word in "’'" and tokens.glued(k)) or (word == "s" and tokens.glued(k)):
        return True
    if tag:
        return (
            tag.startswith(("NN", "JJ")) or tag in ("POS", "FW") or (tag in ("VBN", "VBG") and nominal_next(tokens, k))
        )
    return word not in stops() and word[0].isalpha()


def nominal_next(tokens: Tokens, k: int) -> bool:
    """Whether the participle at word `k` stands before a noun: "insured sum"."""
    return tokens.tag(k + 1).startswith(("NN", "JJ"))


def phrase_before(tokens: Tokens, i: int) -> Phrase | None:
    """The noun phrase that ends before word `i`, with one link inside: "the cost of the repair"."""
    gerund = tokens.tag(i - 1) == "VBG" and tokens.word(i - 2) in DETERMINERS
    if i < 1 or not (gerund or nounlike(tokens, i - 1)) or tokens.tag(i - 1).startswith("JJ"):
        return None
    k, links = i - gerund, 0
    while k > max(0, i - LONGEST):
        word = tokens.word(k - 1)
        if word in LINKS and links == 0 and nounlike(tokens, k - 2):
            links = 1
        elif not nounlike(tokens, k - 1) and not (word in DETERMINERS and tokens.word(k - 2) in LINKS and not links):
            break
        k -= 1
    while k < i and (tokens.word(k) in LINKS | DETERMINERS or not tokens.word(k)[0].isalpha()):
        k += 1
    if k >= i or useless(tokens, k, i):
        return None
    link = next((j for j in range(k + 1, i) if tokens.word(j) in LINKS), i)
    return Phrase(k, i, tokens.word(link - 1))


def useless(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a phrase names no thing measured: a sum, a bare letter, a day."""
    words = {tokens.word(k) for k in range(first, last)}
    return (
        (tokens.word(last - 1),) in units()
        or words <= SUMS
        or (last - first == 1 and len(tokens.word(first)) < 2)
        or bool(words & word_list("figure_days"))
    )


def topic(tokens: Tokens, i: int) -> Phrase | None:
    """What is measured by the amount at word `i`, read from the words before it.

    "a *quota* of", "put the *load* at", "a *crack* 11 mm long", "*Turnout* was", "the *reservoir*, which holds".
    """
    before = tokens.word(i - 1)
    if before in PLACING and tokens.word(i - 2) == "," and tokens.tag(i - 3) == "RB" and tokens.word(i - 4) == ",":
        found = phrase_before(tokens, i - 4)
        if found:
            return without_agent(tokens, found)
    if before == "of":
        found = phrase_before(tokens, i - 1)
        if found:
            return found
    elif before in PLACING or (tokens.tag(i - 1) == "IN" and before not in ("than", "within", "in", "over")):
        found = phrase_before(tokens, i - 1)
        if found:
            return without_agent(tokens, found)
    elif nounlike(tokens, i - 1):
        found = phrase_before(tokens, i)
        if found:
            return without_agent(tokens, found)
    return subject(tokens, i)


def without_agent(tokens: Tokens, phrase: Phrase) -> Phrase | None:
    """The phrase unless it names somebody, who measures rather than is measured."""
    head = next(k for k in range(phrase.last - 1, phrase.first - 1, -1) if tokens.word(k) == phrase.head)
    proper = tokens.form(head)[:1].isupper() if head > 0 else tokens.tag(head) == "NNP"
    agent = person(phrase.head) or phrase.head in word_list("speaker_nouns_organization")
    return None if agent or proper else phrase


def subject(tokens: Tokens, i: int) -> Phrase | None:
    """The subject of the nearest verb before word `i` that is neither a pronoun nor an agent."""
    k = i - 1
    stop = max(0, i - REACH)
    while k > stop:
        verb = previous_verb(tokens, k, stop)
        if verb is None:
            return None
        k = verb
        while k > stop and (verbal(tokens, k - 1) or tokens.tag(k - 1) in ("RB", "TO") or tokens.word(k - 1) == "not"):
            k -= 1
        if tokens.word(k - 1) in ("which", "that") and k >= 2:
            k -= 1 + (tokens.word(k - 2) == ",")
        found = phrase_before(tokens, k - 1 if tokens.word(k - 1) == "," else k)
        if found:
            kept = without_agent(tokens, found)
            if kept:
                return kept
            k = found.first
        k -= 1
    return None


@cache
def verb_nouns() -> dict[str, str]:
    """Verb form to the noun for the amount that is its object: "lost" to "loss"."""
    return {form: noun for noun, forms in table("figure_verb_nouns") for form in forms.split()}


def deed(tokens: Tokens, i: int) -> str | None:
    """The noun for an amount that is the object of the verb before word `i`: "loss" for "it lost $5"."""
    k = previous_verb(tokens, i - 1, max(0, i - LONGEST))
    return verb_nouns().get(tokens.word(k)) if k is not None else None


def previous_verb(tokens: Tokens, k: int, stop: int) -> int | None:
    """Index of the last verb at or before word `k` and behind `stop`."""
    while k > stop:
        if verbal(tokens, k):
            return k
        if tokens.word(k) in (";", "—"):
            return None
        k -= 1
    return None


def verbal(tokens: Tokens, k: int) -> bool:
    """Whether word `k` is a verb form, as far as its tag or its ending tells."""
    tag, word = tokens.tag(k), tokens.word(k)
    if tag:
        return tag in ("VBD", "VBZ", "VBP", "VB", "MD", "VBN", "VBG") and not nounlike(tokens, k)
    return word in word_list("figure_verbs") or (len(word) > 4 and word.endswith("ed"))


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
        word = tokens.word(k)
        if word in BREAKS or word in (".", "and", "which", "who", "that") or verbal(tokens, k):
            break
        k += 1
    words = tokens.text[tokens.spans[i][0] : tokens.spans[k - 1][1]] if k > i else ""
    return "distance " + " ".join(words.split()) if words else None
