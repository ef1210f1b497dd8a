"""Tokens of a text as the grammar of times sees them: lower case, what stands glued, and numbers in words."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import cache, wraps
from itertools import pairwise
from typing import Any, TypeVar

from onrecord.read.data import table
from onrecord.read.document import Document
from onrecord.read.notes import Notes, notes_on
from onrecord.records import Span

T = TypeVar("T")
CLOSING, OPENING = '.!?”"’', '“"‘'
"""Marks with which a sentence ends and begins."""
KEPT = 4096
"""Readings of one stretch that are remembered, before all are forgotten: they are asked for again soon or never."""


@cache
def words(kind: str) -> dict[str, str]:
    """The words of one class of `time_words.tsv` with their values."""
    return {word: "" if value == "-" else value for word, name, value in table("time_words") if name == kind}


Phrases = dict[str, list[tuple[tuple[str, ...], str]]]


def phrases(kind: str) -> Phrases:
    """The phrases of one class of `time_phrases.tsv` with their values, by their first word, the longest first."""
    found: Phrases = {}
    rows = [(tuple(phrase.split()), value) for phrase, name, value in table("time_phrases") if name == kind]
    for phrase, value in sorted(rows, key=lambda row: -len(row[0])):
        found.setdefault(phrase[0], []).append((phrase, value))
    return found


@cache
def classes() -> dict[str, dict[str, str]]:
    """The words of `time_words.tsv` with their classes and the value in each."""
    found: dict[str, dict[str, str]] = {}
    for word, name, value in table("time_words"):
        found.setdefault(word, {})[name] = "" if value == "-" else value
    return found


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of one stretch of text without a blank line; `first` is the index of its first word in the document.

    `low[i]` is the word in lower case, `glued[i]` says that no space stands before it, `tags` are parts of speech
    (empty strings where unknown), `classes[i]` are the word's classes with its values. `notes` are those on the
    stretch; `known` keeps what the parsers under `once` have read.
    """

    text: str
    spans: tuple[Span, ...]
    low: tuple[str, ...]
    glued: tuple[bool, ...]
    tags: tuple[str, ...]
    classes: tuple[Mapping[str, str], ...]
    first: int
    notes: Notes
    known: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    def at(self, i: int) -> str:
        """The word at `i` in lower case; empty outside."""
        return self.low[i] if 0 <= i < len(self.low) else ""

    def raw(self, i: int) -> str:
        """The word at `i` as written; empty outside."""
        return self.text[self.spans[i][0] : self.spans[i][1]] if 0 <= i < len(self.low) else ""

    def tag(self, i: int) -> str:
        """The part of speech at `i`; empty where unknown or outside."""
        return self.tags[i] if 0 <= i < len(self.low) else ""

    def joined(self, i: int) -> bool:
        """Whether the word at `i` stands directly behind the one before it."""
        return 0 < i < len(self.low) and self.glued[i]

    def get(self, kind: str, i: int) -> str | None:
        """The value of the word at `i` in the class `kind`, or None."""
        return self.classes[i].get(kind) if 0 <= i < len(self.low) else None

    def known_at(self, i: int) -> bool:
        """Whether the word at `i` belongs to a class or begins with a digit."""
        return 0 <= i < len(self.low) and (bool(self.classes[i]) or self.low[i][0].isdigit())

    def reads(self, i: int, first: str, *rest: str) -> bool:
        """Whether the words from `i` on are `first` and `rest`."""
        return 0 <= i < len(self.low) and self.low[i] == first and self.low[i + 1 : i + 1 + len(rest)] == rest

    def span(self, i: int, end: int) -> Span:
        """Offsets of the words `i` to `end` (exclusive) in the report's text."""
        return self.spans[i][0], self.spans[end - 1][1]


def stretches(document: Document) -> list[Tokens]:
    """The document's words, cut where a paragraph ends: at a blank line, and at a line break between two sentences."""
    text, spans = document.text, document.words
    cuts = [i for i, ((_, before), (after, _)) in enumerate(pairwise(spans), 1) if is_cut(text, before, after)]
    return [stretch(document, a, b) for a, b in pairwise([0, *cuts, len(spans)]) if a < b]


def is_cut(text: str, before: int, after: int) -> bool:
    """Whether a paragraph ends between two words; the lines of a text that is wrapped go on in small letters."""
    breaks = text.count("\n", before, after)
    return breaks > 1 or (
        breaks == 1 and text[before - 1] in CLOSING and (text[after].isupper() or text[after] in OPENING)
    )


def stretch(document: Document, first: int, last: int) -> Tokens:
    """The document's words `first` to `last` (exclusive) as tokens."""
    spans, low = document.words[first:last], document.lower[first:last]
    tags = document.tags[first:last] or ("",) * len(spans)
    notes = notes_on(document.text[spans[0][0] : spans[-1][1]], tags)
    if "tokens" not in notes:
        glued = (False, *[before == after for (_, before), (after, _) in pairwise(spans)])
        known, none = classes(), dict[str, str]()
        notes["tokens"] = (glued, tuple([known.get(word, none) for word in low]))
    return Tokens(document.text, spans, low, notes["tokens"][0], tags, notes["tokens"][1], first, notes)


def once(parse: Callable[[Tokens, int], T]) -> Callable[[Tokens, int], T]:
    """The parser, made to read each place of a stretch of text once and to remember what it read."""

    @wraps(parse)
    def remembering(t: Tokens, i: int) -> T:
        key = (parse, i)
        if key not in t.known:
            if len(t.known) >= KEPT:
                t.known.clear()
            t.known[key] = parse(t, i)
        found: T = t.known[key]
        return found

    return remembering


def digits(word: str) -> int | None:
    """The value of up to nine ASCII digits, else None."""
    return int(word) if word.isascii() and word.isdigit() and len(word) <= 9 else None


@once
def number(t: Tokens, i: int) -> tuple[float, int] | None:
    """A number in figures or words from `i` on: its value and the index behind it."""
    return figures(t, i) or spelled(t, i)


def figures(t: Tokens, i: int) -> tuple[float, int] | None:
    """A number in figures: "1,200", "2.5", "2 1/2"."""
    value: float | None = digits(t.at(i))
    if value is None:
        return None
    end = i + 1
    while t.reads(end, ",") and t.joined(end) and t.joined(end + 1) and len(t.at(end + 1)) == 3 and value < 1e9:
        group = digits(t.at(end + 1))
        if group is None:
            break
        value, end = value * 1000 + group, end + 2
    if t.reads(end, ".") and t.joined(end) and t.joined(end + 1) and digits(t.at(end + 1)) is not None:
        return float(f"{int(value)}.{t.at(end + 1)}"), end + 2
    part, after = fraction(t, end)
    return value + part, after


def fraction(t: Tokens, i: int) -> tuple[float, int]:
    """A fraction in figures at `i` ("1/2"): its value and the index behind it; 0 where there is none."""
    above, below = digits(t.at(i)), digits(t.at(i + 2))
    if above and below and t.reads(i + 1, "/") and t.joined(i + 1) and t.joined(i + 2) and above < below <= 8:
        return above / below, i + 3
    return 0.0, i


def spelled(t: Tokens, i: int) -> tuple[float, int] | None:
    """A number in words: "four", "twenty-four", "a hundred", "two thousand", "half a dozen"."""
    if t.reads(i, "half", "a", "dozen"):
        return 6, i + 3
    if t.reads(i, "a") and t.at(i + 1) in ("dozen", "hundred", "thousand"):
        return {"dozen": 12, "hundred": 100, "thousand": 1000}[t.at(i + 1)], i + 2
    small = below_hundred(t, i)
    if small is None:
        return (12, i + 1) if t.reads(i, "dozen") else None
    value, end = small
    if t.at(end) in ("hundred", "thousand"):
        value, end = value * (100 if t.at(end) == "hundred" else 1000), end + 1
        after = end + 1 if t.reads(end, "and") else end
        rest = below_hundred(t, after)
        if rest:
            value, end = value + rest[0], rest[1]
    return value, end


def below_hundred(t: Tokens, i: int) -> tuple[int, int] | None:
    """A number in words under one hundred: "seven", "thirty", "twenty four", "twenty-four"."""
    tens = t.get("tens", i)
    if tens is None:
        one = t.get("number", i)
        return None if one is None else (int(one), i + 1)
    after = i + 2 if t.reads(i + 1, "-") else i + 1
    ones = t.get("number", after)
    if ones is not None and 0 < int(ones) < 10:
        return int(tens) + int(ones), after + 1
    return int(tens), i + 1


def ordinal(t: Tokens, i: int) -> tuple[int, int] | None:
    """An ordinal up to 31 or "20th" (centuries too): its value and the index behind it."""
    word = t.at(i)
    if word[-2:] in ("st", "nd", "rd", "th"):
        value = digits(word[:-2])
        if value:
            return value, i + 1
    first = t.get("ordinal", i)
    if first is not None:
        return int(first), i + 1
    tens = t.get("tens", i)
    if tens is not None:
        after = i + 2 if t.reads(i + 1, "-") else i + 1
        ones = t.get("ordinal", after)
        if ones is not None and int(ones) < 10:
            return int(tens) + int(ones), after + 1
    return None


def year_number(t: Tokens, i: int) -> tuple[int, int] | None:
    """A year of four digits or in words ("nineteen ninety-four", "two thousand"): its value and the index behind."""
    value = digits(t.at(i))
    if value is not None:
        grouped = (t.reads(i + 1, ",") or t.reads(i + 1, ".")) and t.joined(i + 1) and t.joined(i + 2)
        mixed = grouped and t.at(i + 2)[:1].isdigit()
        return (value, i + 1) if len(t.at(i)) == 4 and 1000 <= value <= 2999 and not mixed else None
    if t.at(i) in ("eighteen", "nineteen", "twenty") and (rest := below_hundred(t, i + 1)) and rest[0] >= 10:
        century = {"eighteen": 1800, "nineteen": 1900, "twenty": 2000}[t.at(i)]
        return century + rest[0], rest[1]
    if t.reads(i, "two", "thousand"):
        after = i + 3 if t.reads(i + 2, "and") else i + 2
        rest = below_hundred(t, after)
        return (2000 + rest[0], rest[1]) if rest else (2000, i + 2)
    return None
