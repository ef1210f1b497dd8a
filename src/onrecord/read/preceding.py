"""Noun phrases read backwards: the one that ends before a given word, with its complements."""

from onrecord.read.counted import DETERMINERS, PRONOUNS, Phrase, person, phrase_of, stops
from onrecord.read.data import word_list
from onrecord.read.number_tokens import Tokens
from onrecord.read.units import units
from onrecord.read.word_sets import word_set

LONGEST = 10
MOST_LINKS = 2
LINKS = word_set("links")
PLACING = word_set("placing")
SUMS = word_set("sums")
TALLIES = word_set("tallies")


def nounlike(tokens: Tokens, k: int) -> bool:
    """Whether word `k` may stand inside a noun phrase, its head or before it."""
    word, tag = tokens.word(k), tokens.tag(k)
    if not word or word in PRONOUNS:
        return False
    if tokens.hyphen(k) or (word in "’'" and tokens.glued(k)) or (word == "s" and tokens.glued(k)):
        return True
    if tag:
        if tag in ("VBN", "VBG"):
            return nominal_next(tokens, k)
        return tag.startswith(("NN", "JJ")) or tag in ("POS", "FW")
    return word not in stops() and word[0].isalpha()


def nominal_next(tokens: Tokens, k: int) -> bool:
    """Whether the participle at word `k` stands before a noun ("insured sum"), not before an amount ("lost C$5")."""
    tag = tokens.tag(k + 1)
    return (tag.startswith("NN") or tag == "JJ") and tokens.word(k + 2) not in ("$", "£", "€")


def phrase_before(tokens: Tokens, i: int) -> Phrase | None:
    """The noun phrase that ends before word `i`, with the complements inside: "the cost of the repair".

    Its head is that of its first part. A time at its end ("turnout on Sunday") is left out, and of "the number of
    passengers" only what is numbered is kept.
    """
    gerund = tokens.tag(i - 1) == "VBG" and (tokens.word(i - 2) in DETERMINERS or tallied(tokens, i - 1))
    if i < 1 or not (gerund or nounlike(tokens, i - 1)):
        return None
    if tokens.tag(i - 1).startswith("JJ") and not noun_by_place(tokens, i - 1):
        return None
    k, links = i - gerund, 0
    while k > max(0, i - LONGEST):
        word = tokens.word(k - 1)
        if word in LINKS and links < MOST_LINKS and nounlike(tokens, k - 2):
            links += 1
        elif not (nounlike(tokens, k - 1) or inner_determiner(tokens, k - 1) or inner_number(tokens, k - 1)):
            break
        k -= 1
    while k < i and (tokens.word(k) in LINKS | DETERMINERS or not tokens.word(k)[0].isalpha()):
        k += 1
    k += k < i - 1 and tokens.tag(k) == "VBG" and tokens.word(k - 1) in (",", "and", "or", ";")
    return trimmed(tokens, k, i)


def noun_by_place(tokens: Tokens, k: int) -> bool:
    """Whether the adjective at word `k` does a noun's work: "the number of *dead*", "a *polyethylene* would"."""
    governed = tokens.tag(k - 1).startswith("NN") or tokens.word(k - 1) in DETERMINERS or tokens.word(k - 1) == "of"
    return governed and (finite(tokens, k + 1) or tokens.word(k + 1) in PLACING)


def inner_determiner(tokens: Tokens, k: int) -> bool:
    """Whether word `k` is a determiner behind a link: "of the"."""
    return tokens.word(k) in DETERMINERS and tokens.word(k - 1) in LINKS and nounlike(tokens, k - 2)


def inner_number(tokens: Tokens, k: int) -> bool:
    """Whether word `k` is a number behind a link and a determiner: "between the two"."""
    return tokens.tag(k) == "CD" and inner_determiner(tokens, k - 1)


def tallied(tokens: Tokens, k: int) -> bool:
    """Whether word `k` follows "the number of"."""
    return tokens.word(k - 1) == "of" and tokens.word(k - 2) in TALLIES


def finite(tokens: Tokens, k: int) -> bool:
    """Whether word `k` is a finite verb or a modal by its tag."""
    return tokens.tag(k) in ("VBD", "VBZ", "VBP", "MD")


def trimmed(tokens: Tokens, first: int, last: int) -> Phrase | None:
    """Words `[first, last)` as a phrase, without a time behind its last link and without "the number of" before."""
    links = [j for j in range(first + 1, last) if tokens.word(j) in LINKS]
    while links and timely(tokens, links[-1] + 1, last):
        last = links.pop()
    while links and tokens.word(links[0] - 1) in TALLIES and tokens.word(links[0]) in ("of", "for"):
        first = links.pop(0) + 1
        while first < last and tokens.word(first) in DETERMINERS:
            first += 1
    if first >= last or useless(tokens, first, last):
        return None
    head = (links[0] if links else last) - 1
    while head > first and links and tokens.tag(head).startswith("JJ"):
        head -= 1
    return None if tokens.word(head) in TALLIES else Phrase(first, last, tokens.word(head))


def timely(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the words `[first, last)` tell a time."""
    return any(tokens.word(k) in word_list("figure_days") for k in range(first, last))


def useless(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a phrase names no thing measured: a sum, a bare letter, a day."""
    words = {tokens.word(k) for k in range(first, last)}
    return (
        (tokens.word(last - 1),) in units()
        or words <= SUMS
        or (last - first == 1 and len(tokens.word(first)) < 2)
        or bool(words & word_list("figure_days"))
    )


def agent(tokens: Tokens, phrase: Phrase) -> bool:
    """Whether the phrase names somebody, who measures rather than is measured; not so "the number of | members"."""
    if tallied(tokens, phrase.first):
        return False
    heads = [k for k in range(phrase.last - 1, phrase.first - 1, -1) if tokens.word(k) == phrase.head]
    head = heads[-1] if heads else phrase.last - 1
    proper = tokens.tag(head).startswith("NNP") if tokens.tags else head > 0 and tokens.form(head)[:1].isupper()
    return person(phrase.head) or proper or phrase.head in word_list("speaker_nouns_organization")


def noun_phrase_at(tokens: Tokens, i: int, stop: int) -> Phrase | None:
    """The noun phrase that begins at word `i`, with what "of", "on" or "for" adds to it, if it ends before `stop`."""
    found = phrase_of(tokens, i)
    if found is None or found.last > stop:
        return None
    last = found.last
    if tokens.word(last) in ("of", "on", "for"):
        inner = phrase_of(tokens, last + 1)
        last = inner.last if inner and inner.last <= stop else last
    return trimmed(tokens, found.first, last)
