"""The phrase that names a source: where its head is and what sort of speaker the head is."""

from dataclasses import dataclass

from onrecord.read.data import word_list
from onrecord.read.document import Document
from onrecord.records import Span

STOPS = frozenset({"IN", "TO", "WDT", "WP", "WP$", "WRB", "VBZ", "VBD", "VBP", "MD", "RP"})
LINKS = frozenset(
    {"of", "for", "from", "at", "in", "with", "on", "to", "near", "by", "inside", "within", "who", "which"}
)
APOSTROPHES = frozenset("’'")
SEATS = frozenset({"of", "for", "in", "at", "the", "’", "'"})
NOMINAL = ("NN", "JJ", "POS", "CD", "PRP$")
LONGEST = 10
"""Most words that are looked at behind a chunk."""
LONE = frozenset({"one", "another", "someone", "somebody", "anyone", "anybody"})
FIRST = frozenset({"i", "me", "my", "myself"})
FIRST_PLURAL = frozenset({"we", "us", "our", "ourselves"})
HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves", "these", "those"})
RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
DEFINITE = frozenset({"the", "this", "that", "his", "her", "its", "their", "our", "my", "said"})
INDEFINITE = frozenset({"a", "an", "one", "another", "some", "any"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source's noun phrase: word indices of its first chunk (before any "of", "who" or comma) and of its head."""

    words: range
    chunk: range
    head: int
    pronoun: str
    """One of he, she, it, they, i, we, relative, or the empty string."""


def word(document: Document, at: int) -> str:
    """The word at index `at` as written."""
    start, end = document.words[at]
    return document.text[start:end]


def phrase_of(document: Document, span: Span) -> Phrase | None:
    """The phrase at `span`, None when no word lies in it."""
    words = document.words_in(span)
    if not words:
        return None
    stop = words.stop
    for at in words:
        plain = document.lower[at]
        noun = at > words.start and document.tag(at - 1).startswith("NN")
        ends = (
            plain in LINKS
            or document.tag(at) in STOPS
            or (noun and document.tag(at) == "VBN")
            or (not plain[0].isalnum() and plain not in "’'-–&./\"“”‘")
        )
        if at > words.start and ends and plain != "s":
            stop = at
            break
    chunk = range(words.start, stop)
    return Phrase(words, chunk, head_of(document, chunk), pronoun_of(document, words))


def head_of(document: Document, chunk: range) -> int:
    """Index of the chunk's head: its last noun, else its last word; a possessive before nothing counts as the head."""
    last = [at for at in chunk if document.lower[at][0].isalnum() and document.lower[at] != "s"]
    if not last:
        return chunk.start
    nouns = [at for at in last if document.tag(at).startswith("NN")]
    if len(last) > 1 and document.lower[last[-1]] in word_list("speaker_nouns_role"):
        return last[-1]
    if nouns and (nouns[-1] == last[-1] or document.tag(last[-1]) not in ("PRP", "CD", "DT", "JJ", "NNPS")):
        return nouns[-1]
    return nouns[-1] if nouns else last[-1]


def pronoun_of(document: Document, words: range) -> str:
    """Which pronoun the whole phrase is, a possessive before an adjective or noun left aside."""
    solid = [document.lower[at] for at in words if document.lower[at][0].isalnum()]
    if not solid:
        return ""
    first = solid[0]
    if len(solid) > 2 or (len(solid) == 2 and solid[1] not in ("also", "both", "all", "himself", "herself", "own")):
        return "relative" if first in ("whose", "who") else ""
    for kind, forms in (
        ("he", HE), ("she", SHE), ("it", IT), ("they", THEY),
        ("i", FIRST), ("we", FIRST_PLURAL), ("relative", RELATIVE),
    ):  # fmt: skip
        if first in forms:
            return kind
    return ""


def whole_name(document: Document, phrase: Phrase) -> range:
    """The chunk with what "of", "for", "in" or "at" adds to it: "the space agency in Brest", not "who" or a comma."""
    at, stop, limit = phrase.chunk.stop, phrase.chunk.stop, min(phrase.words.stop, phrase.chunk.stop + LONGEST)
    while at < limit and (document.lower[at] in SEATS or document.tag(at).startswith(NOMINAL)):
        at += 1
        if document.tag(at - 1).startswith("NN"):
            stop = at
    return range(phrase.chunk.start, stop)


def determiner(document: Document, phrase: Phrase) -> str:
    """The phrase's first word where it is an article, possessive or the like, lower case; else the empty string."""
    first = document.lower[phrase.chunk.start]
    return first if first in DEFINITE or first in INDEFINITE else ""


def is_plural(document: Document, at: int) -> bool:
    """Whether the noun at `at` is plural, by its part of speech, else by its ending."""
    tag, plain = document.tag(at), document.lower[at]
    if tag in ("NNS", "NNPS"):
        return True
    if tag in ("NN", "NNP"):
        return plain == "people"
    return plain == "people" or (plain.endswith("s") and not plain.endswith("ss"))


def singular(plain: str) -> str:
    """A rough singular of an English noun."""
    if plain.endswith("ies") and len(plain) > 4:
        return plain[:-3] + "y"
    if plain.endswith("men"):
        return plain[:-3] + "man"
    if plain.endswith(("sses", "shes", "ches", "xes")):
        return plain[:-2]
    return plain[:-1] if plain.endswith("s") and not plain.endswith("ss") else plain


def lettered(document: Document, phrase: Phrase) -> bool:
    """Whether a proper name stands before the head: "a Lyon paper" is a newspaper."""
    return any(document.tag(at).startswith("NNP") for at in range(phrase.chunk.start, phrase.head))


def joint(document: Document, phrase: Phrase) -> bool:
    """Whether the phrase joins two nouns for people: "a baker and a miller"."""
    pairs = zip(phrase.words, phrase.words[1:], strict=False)
    return any(document.lower[a] == "and" and document.lower[b] in INDEFINITE | {"the", "two"} for a, b in pairs)


def sort_of_head(document: Document, phrase: Phrase) -> str:
    """The speaker kind that a nameless phrase's head noun gives: organization, document, group or role."""
    plain = document.lower[phrase.head]
    plural = is_plural(document, phrase.head)
    one = singular(plain) if plural else plain
    before = document.lower[phrase.head - 1] if phrase.head > phrase.chunk.start else ""
    first = document.lower[phrase.chunk.start]
    rules = (
        (plain in word_list("speaker_nouns_paper") and lettered(document, phrase), "organization"),
        (f"{before} {plain}" in word_list("speaker_nouns_organization"), "organization"),
        (first in ("no", "every", "all", "both", "each") and plain not in word_list("speaker_nouns_document"), "group"),
        (plain not in LONE and (document.tag(phrase.head) == "CD" or plain.isdecimal()), "group"),
        (plain in word_list("speaker_nouns_quantity") and phrase.chunk.stop < phrase.words.stop, "group"),
        (bool({plain, one} & word_list("speaker_nouns_document")), "document"),
        (plain in word_list("speaker_nouns_group"), "group"),
        (plain in LONE, "role"),
        (plain in word_list("speaker_nouns_organization"), "organization"),
        (plural, "group"),
        (one in word_list("speaker_nouns_role"), "role"),
        (one in word_list("speaker_nouns_organization"), "organization"),
        (plain.endswith(("man", "woman", "person", "ist", "ant", "ian")), "role"),
        (plain.endswith(("er", "or")) and len(plain) > 4, "role"),
        (document.tag(phrase.head) in ("NNP", "") or not determiner(document, phrase), "organization"),
    )
    return next((kind for holds, kind in rules if holds), "role")


def without_article(document: Document, words: range) -> Span:
    """The characters of `words` without a leading article or demonstrative."""
    first = words.start
    if len(words) > 1 and document.lower[first] in ("the", "a", "an", "this", "that"):
        first += 1
    return document.words[first][0], document.words[words.stop - 1][1]
