"""A little grammar over parts of speech: noun phrases, verb groups and clauses of one sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.read.decode import WordRange
from onrecord.read.document import Document
from onrecord.records import Spans

INSIDE = frozenset(
    {"DT", "PDT", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "CD", "PRP$", "POS", "VBN", "VBG", "RBS", "RBR"}
)
HEADS = frozenset({"NN", "NNS", "NNP", "NNPS", "CD"})
ALONE = frozenset({"some", "many", "most", "several", "few", "both", "all", "one", "another", "others", "none", "that"})
GLUE = frozenset({"-", "’", "'", "s", "$", "€", "£", "%", "&", "."})
LINKING = frozenset({"of", "in", "at", "from", "for", "with", "on", "near", "by", "inside", "within"})
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
BE = frozenset({"be", "is", "are", "was", "were", "am", "been", "being"})
HELPERS = BE | frozenset(
    {"have", "has", "had", "do", "does", "did", "not", "never", "didn", "doesn", "don", "hadn", "hasn", "haven", "t"}
)
APOSTROPHES = frozenset("’'")
APPOSED = frozenset({"DT", "WP", "WDT", "WP$", "NNP", "PRP$", "IN", "CD", "NN", "NNS", "RB", "VBN"})
LONGEST = 30
"""Most words of a noun phrase."""
READABLE = 300
"""Most words of a sentence in which clauses are looked for; what is longer is no sentence."""
ASIDE = 18
"""Most words from a comma to the one that closes an apposition or relative clause."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of one sentence in their order: indices in the document, lower-case forms, parts of speech."""

    at: tuple[int, ...]
    plain: tuple[str, ...]
    tags: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.at)

    def word(self, i: int) -> str:
        """The lower-case word at position `i`, the empty string outside."""
        return self.plain[i] if 0 <= i < len(self.plain) else ""

    def tag(self, i: int) -> str:
        """The part of speech at position `i`, the empty string outside."""
        return self.tags[i] if 0 <= i < len(self.tags) else ""


def stretch_of(document: Document, words: Sequence[int]) -> Stretch:
    """The words at these indices of the document."""
    plain = tuple([document.lower[i] for i in words])
    tags = tuple([document.tags[i] for i in words]) if document.tags else ("",) * len(plain)
    return Stretch(tuple(words), plain, tags)


def characters_of(document: Document, s: Stretch, ranges: Sequence[WordRange]) -> Spans:
    """Position ranges of `s` as character spans; words that do not follow each other in the document part a span."""
    spans: list[tuple[int, int]] = []
    for begin, stop in ranges:
        first = begin
        for i in range(begin, stop):
            if i + 1 == stop or s.at[i + 1] != s.at[i] + 1:
                spans.append((document.words[s.at[first]][0], document.words[s.at[i]][1]))
                first = i + 1
    return tuple(spans)


def noun_phrase(s: Stretch, at: int) -> int:
    """The position behind the bare noun phrase that begins at `at`; `at` itself where none does."""
    if s.tag(at) in {"PRP", "WP", "EX"}:
        return at + 1
    end, head = at, at
    while end < min(len(s), at + LONGEST):
        tag, plain = s.tag(end), s.plain[end]
        if tag in INSIDE:
            if tag in HEADS or plain in ALONE:
                head = end + 1
        elif not holds_together(s, at, end):
            break
        elif plain in {"s", "%"}:
            head = end + 1
        end += 1
    return head


def holds_together(s: Stretch, at: int, i: int) -> bool:
    """Whether the mark or ending at `i` stands inside the noun phrase that begins at `at`."""
    plain, following = s.plain[i], s.tag(i + 1)
    if plain in {"$", "€", "£"}:
        return following == "CD"
    if plain not in GLUE or i == at:
        return False
    if plain == "s":
        return s.plain[i - 1] in APOSTROPHES
    return plain == "%" or following in INSIDE or s.word(i + 1) == "s"


def full_phrase(s: Stretch, at: int) -> WordRange:
    """(end of the noun phrase at `at` with "of …", end with all that hangs on it); both `at` where there is none."""
    bare = end = noun_phrase(s, at)
    if bare == at:
        return at, at
    for _ in range(4):
        further = noun_phrase(s, end + 1)
        if s.word(end) in LINKING and further > end + 1:
            bare = further if end == bare and s.word(end) == "of" else bare
            end = further
        elif s.word(end) == "," and (closing := comma_behind(s, end)) is not None:
            return bare, closing + 1
        else:
            break
    return bare, end


def comma_behind(s: Stretch, at: int) -> int | None:
    """The comma that closes an apposition or relative clause opened by the comma at `at`, None where none does."""
    if s.tag(at + 1) not in APPOSED:
        return None
    return next((i for i in range(at + 2, min(len(s), at + ASIDE)) if s.plain[i] == ","), None)


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """Auxiliaries, negations and main verb: positions of the first word and of the main verb; whether it is passive."""

    first: int
    verb: int
    passive: bool


def verb_group(s: Stretch, at: int) -> VerbGroup | None:
    """The finite verb group that begins at `at`, None where none does; "are due" counts as passive."""
    i, be, finite = at, False, False
    while i < min(len(s), at + 8):
        plain, tag = s.plain[i], s.tags[i]
        if not (tag in {"RB", "MD"} or plain in HELPERS or (plain in APOSTROPHES and s.word(i + 1) == "t")):
            break
        finite = finite or tag in FINITE
        be = plain in BE or (be and tag == "RB")
        i += 1
    if s.tag(i) not in VERBS and not be:
        return None
    return VerbGroup(at, i, be) if finite or s.tag(i) in FINITE else None


def opens_clause(s: Stretch, at: int) -> bool:
    """Whether a clause with subject and finite verb begins at `at`."""
    bare = noun_phrase(s, at)
    return bare > at and any(finite_at(s, stop) for stop in (bare, full_phrase(s, at)[1]))


def finite_at(s: Stretch, at: int) -> bool:
    """Whether a finite verb stands at `at`, adverbs before it left aside."""
    while s.tag(at) == "RB":
        at += 1
    return s.tag(at) in FINITE
