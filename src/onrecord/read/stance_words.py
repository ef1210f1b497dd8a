"""Words as stance reads them: lower-case, contractions undone, with base forms of the verbs that cues are made of."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from onrecord.read.data import table, word_list
from onrecord.read.document import Document
from onrecord.records import Span

APOSTROPHES = frozenset("'’‘`´")
CONTRACTED = {"won": "will", "ca": "can", "sha": "shall", "ai": "is", "can": "can"}
ENDINGS = {"ll": "will", "ve": "have", "re": "are", "d": "would", "m": "am", "s": "'s"}
VOWELS = frozenset("aeiou")
DOUBLING = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
MODALS = frozenset({"will", "would", "shall", "should", "may", "might", "can", "could", "must", "ought", "cannot"})
FINITE = MODALS | {"is", "are", "was", "were", "am", "'s", "has", "have", "had", "do", "does", "did"}
FINITE_TAGS = frozenset({"MD", "VBD", "VBP", "VBZ"})
NEGATORS = word_list("stance_negators")


class Token(NamedTuple):
    """One word: lower-cased, its place, its Penn Treebank tag (empty if none is known), and whether it was capital."""

    word: str
    start: int
    end: int
    tag: str = ""
    capital: bool = False

    @property
    def finite(self) -> bool:
        """Whether the word can be the finite verb of a clause: by its tag, or by its form where there is none."""
        if self.word in MODALS:
            return self.tag == "MD" or (not self.tag and not (self.word == "may" and self.capital))
        if self.tag:
            return self.tag in FINITE_TAGS
        return self.word in FINITE or base_form(self.word) != self.word

    @property
    def mark(self) -> bool:
        """Whether it is punctuation."""
        return not self.word[0].isalnum() and self.word != "'s"


def tokens_in(document: Document, span: Span) -> list[Token]:
    """The words of `span`, in order; "didn't" gives "did", "not", "she'll" gives "she", "will"."""
    inside = document.words_in(span)
    tokens, places = whole_tokens(document)
    first, last = places[inside.start], places[inside.stop]
    if first < 0 or last < 0:
        return list(undo_contractions(every_token(document)[inside.start : inside.stop]))
    return tokens[first:last]


@lru_cache(maxsize=1)
def every_token(document: Document) -> list[Token]:
    """The words of a whole report as they are cut, lower-cased; the last report's are kept: statements overlap."""
    text = document.text
    ends = [end for _, end in document.words]
    capitals = [text[start].isupper() for start in document.starts]
    tags = document.tags or ("",) * len(ends)
    return list(map(Token._make, zip(document.lower, document.starts, ends, tags, capitals, strict=True)))


@lru_cache(maxsize=1)
def whole_tokens(document: Document) -> tuple[list[Token], list[int]]:
    """The words of a whole report, contractions undone, and where in them each word as it is cut begins.

    One place more than there are words closes the list; -1 is the place of what stands inside a contraction.
    """
    raw = every_token(document)
    found: list[Token] = []
    places: list[int] = []
    passed = 0
    for at, word in enumerate(document.lower):
        if word not in APOSTROPHES and word != "cannot":
            continue
        first, width = (at, 1) if word == "cannot" else (at - 1, 3)
        if first < passed or (width > 1 and contraction(raw, first) is None):
            continue
        places.extend(range(len(found), len(found) + first - passed + 1))
        found.extend(raw[passed:first])
        passed = first + width
        places.extend([-1] * (width - 1))
        found.extend(undo_contractions(raw[first:passed]))
    places.extend(range(len(found), len(found) + len(raw) - passed + 1))
    found.extend(raw[passed:])
    return found, places


def undo_contractions(raw: Sequence[Token]) -> Iterator[Token]:
    """Contracted forms as the words that they stand for; other words as they are."""
    i = 0
    while i < len(raw):
        token = raw[i]
        ending = contraction(raw, i)
        if token.word == "cannot":
            yield Token("can", token.start, token.end, "MD" if token.tag else "")
            yield Token("not", token.start, token.end, "RB")
            i += 1
            continue
        if ending is None:
            yield token
            i += 1
            continue
        tail = raw[i + 2]
        if ending == "t":
            stem = CONTRACTED.get(token.word, token.word.removesuffix("n"))
            yield Token(CONTRACTED.get(stem, stem), token.start, token.end, "MD" if stem in MODALS else "")
            yield Token("not", token.start, tail.end, "RB")
        else:
            yield token
            yield Token(ENDINGS[ending], raw[i + 1].start, tail.end, "POS" if tail.tag == "POS" else "")
        i += 3


def contraction(raw: Sequence[Token], at: int) -> str | None:
    """The ending of the contraction whose first word is at `at` ("t" of "didn't"), or None."""
    if at + 2 >= len(raw) or raw[at + 1].word not in APOSTROPHES:
        return None
    head, mark, tail = raw[at : at + 3]
    if head.end != mark.start or mark.end != tail.start:
        return None
    if tail.word == "t" and len(head.word) > 1 and head.word.endswith("n"):
        return "t"
    return tail.word if tail.word in ENDINGS else None


def inflections(base: str) -> Iterator[str]:
    """The base form of a regular verb and its other forms."""
    yield base
    if base.endswith("y") and base[-2] not in VOWELS:
        yield from (base[:-1] + "ies", base[:-1] + "ied", base + "ing")
        return
    yield base + ("es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    if base.endswith("e"):
        yield base + "d"
        yield (base if base.endswith(("ee", "oe", "ye")) else base[:-1]) + "ing"
    else:
        stem = base + base[-1] if DOUBLING.fullmatch(base) else base
        yield from (stem + "ed", stem + "ing")


@cache
def base_forms() -> dict[str, str]:
    """Every known verb form and its base form."""
    irregular = {row[0]: row[1].split() for row in table("act_irregular")}
    verbs = [word for _, words in table("act_verbs") for word in words.split()]
    phrases = [phrase.split() for _, cell in table("act_phrases") for phrase in cell.split(", ")]
    known = dict.fromkeys([*verbs, *irregular, *(words[0] for words in phrases)])
    forms = {form: base for base in known if base not in NEGATORS for form in inflections(base)}
    return (
        forms | {form: base for base, others in irregular.items() for form in others} | {word: word for word in known}
    )


@cache
def openers() -> dict[str, str]:
    """The act of attitude verbs that open a reported assertion, by base form."""
    found: dict[str, str] = {}
    for act, words in table("act_openers"):
        for word in words.split():
            found.setdefault(word, act)
    return found


@lru_cache(maxsize=1 << 14)
def base_form(word: str) -> str:
    """The base form of a known verb's form; any other word as it is."""
    return base_forms().get(word, word)


def bases(tokens: Iterable[Token]) -> list[str]:
    """Base forms of the words of `tokens`; every negation of a verb ("n't", "never", "cannot") is "not"."""
    return ["not" if t.word in {"never", "cannot", "not"} else base_form(t.word) for t in tokens]


def has_sequence(words: Sequence[str], sought: Sequence[str], at: int, slack: int = 0) -> int | None:
    """Where `sought` ends if it begins at `at` of `words`, with up to `slack` words before each next one; else None."""
    if words[at] != sought[0]:
        return None
    for part in sought[1:]:
        following = words[at + 1 : at + 2 + slack]
        if part not in following:
            return None
        at += 1 + following.index(part)
    return at + 1
