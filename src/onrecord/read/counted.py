"""What an amount counts: the noun phrase behind it."""

from dataclasses import dataclass
from functools import cache

from onrecord.read.data import word_list
from onrecord.read.number_tokens import Tokens
from onrecord.read.word_sets import word_set

LONGEST_PHRASE = 6
DETERMINERS = word_set("determiners")
PRONOUNS = word_set("pronouns")
COMPASS = word_set("compass")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: words `[first, last)`; its head is the word before `last`, unless the phrase joins two nouns."""

    first: int
    last: int
    head: str

    def text(self, tokens: Tokens) -> str:
        """The phrase as it is written."""
        return " ".join(tokens.text[tokens.spans[self.first][0] : tokens.spans[self.last - 1][1]].split())


@cache
def stops() -> frozenset[str]:
    """Words at which a noun phrase ends."""
    return word_list("figure_stop_words")


def plural(word: str) -> bool:
    """Whether a lower-cased word has the form of a plural noun."""
    if word in word_list("figure_plurals"):
        return True
    return len(word) > 2 and word[-1] == "s" and word[-2:] not in ("ss", "us", "is") and word not in stops()


def person(word: str) -> bool:
    """Whether a lower-cased noun names persons."""
    return word in word_list("figure_persons") or word.endswith(("men", "women", "ists", "ians", "ist", "man", "woman"))


def phrase_after(tokens: Tokens, i: int, many: bool) -> Phrase | None:
    """The noun phrase that begins at word `i` behind a count: of a plural when `many`."""
    if tokens.tags:
        found = tagged_phrase(tokens, i, many)
        if found is not None:
            return found
    words = run(tokens, i)
    heads = [k for k in words if plural(tokens.word(k))] if many else singular_heads(tokens, words)
    if not heads:
        return None
    head = heads[0]
    while head + 1 in heads and tokens.word(head + 1).endswith("s"):
        head += 1
    return joined(tokens, Phrase(i, head + 1, tokens.word(head)))


def run(tokens: Tokens, i: int) -> list[int]:
    """Indices of the words from `i` on that may belong to one noun phrase."""
    words: list[int] = []
    k = i
    while k < len(tokens) and len(words) < LONGEST_PHRASE:
        word = tokens.word(k)
        if tokens.hyphen(k) or (word in "’'" and tokens.glued(k) and tokens.word(k + 1) == "s"):
            k += 1 + (word in "’'")
            continue
        if (word in stops() and not (k and word in COMPASS and tokens.form(k)[0].isupper())) or not word[0].isalnum():
            break
        if "0" <= word[0] <= "9" and not word[-1].isalpha() and not tokens.hyphen(k - 1):
            break
        words.append(k)
        k += 1
    return words


def singular_heads(tokens: Tokens, words: list[int]) -> list[int]:
    """The likely head of a singular phrase: the last word before a participle, at most three words in."""
    kept: list[int] = []
    for k in words[:3]:
        if kept and tokens.word(k).endswith(("ed", "ing", "ly")):
            break
        if tokens.word(k).isalpha():
            kept.append(k)
    return kept[-1:]


def tagged_phrase(tokens: Tokens, i: int, many: bool) -> Phrase | None:
    """The noun phrase by parts of speech: adjectives, participles and nouns, up to the last noun."""
    head, k = None, i
    while k < len(tokens) and k < i + LONGEST_PHRASE + 4:
        tag, word = tokens.tag(k), tokens.word(k)
        if head is not None and word in "’'" and tokens.glued(k) and tokens.word(k + 1) == "s":
            k += 2
            head = None
            continue
        if tag.startswith("NN") and word not in PRONOUNS:
            head = k
        elif (
            word in PRONOUNS
            or not (tag.startswith("JJ") or tag in ("VBN", "VBG", "POS") or in_compound(tokens, k))
            or (head is not None and tag != "POS" and not tokens.hyphen(k) and not tokens.hyphen(k - 1))
        ):
            break
        k += 1
    if head is None or (many and not plural(tokens.word(head)) and tokens.tag(head) not in ("NNS", "NNPS")):
        return None
    return joined(tokens, Phrase(i, head + 1, tokens.word(head)))


def in_compound(tokens: Tokens, k: int) -> bool:
    """Whether word `k` is a hyphen or tied to one: any part of "well-known"."""
    return tokens.hyphen(k) or tokens.hyphen(k - 1) or tokens.hyphen(k + 1)


def joined(tokens: Tokens, phrase: Phrase) -> Phrase:
    """The phrase with a second plural that shares its count: "drivers and loaders"."""
    at, second = phrase.last, tokens.word(phrase.last + 1)
    paired = tokens.word(at) == "and" and plural(phrase.head) and plural(second) and not tokens.hyphen(at + 2)
    if paired and person(phrase.head) == person(second):
        return Phrase(phrase.first, at + 2, phrase.head)
    return phrase


def phrase_of(tokens: Tokens, i: int) -> Phrase | None:
    """The noun phrase behind an "of" at word `i - 1`, its determiner left out: "tonnes of | caustic soda"."""
    while tokens.word(i) in DETERMINERS or tokens.word(i) in ("each", "both", "every"):
        i += 1
    if tokens.word(i) in PRONOUNS:
        return None
    if tokens.tags:
        found = tagged_phrase(tokens, i, many=False)
        if found is not None:
            return found
    words = run(tokens, i)
    kept: list[int] = []
    for k in words:
        if kept and (tokens.word(k).endswith("ed") or len(kept) == 4):
            break
        kept.append(k)
    return Phrase(i, kept[-1] + 1, tokens.word(kept[-1])) if kept else None
