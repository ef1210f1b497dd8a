"""What the encoder says of a report's text, in the form that the small readers take."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.read.words import shared, split_words
from onrecord.records import Report, Span

NAME_KINDS = ("person", "organization", "place", "people", "other")
"""Kinds of named entities; `people` are demonyms, religions and parties, `other` events, works and products."""

PARAGRAPH = re.compile(r"[^\s][^\n\r\v\f\x85\u2028\u2029]*")
"""A line of any system: ended by a line feed, a carriage return, both, or one of Unicode's line and page breaks."""


@dataclass(frozen=True, slots=True)
class Name:
    """A named entity found by the encoder: its span, without a leading "the", and its kind (`NAME_KINDS`)."""

    span: Span
    kind: str


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A report's text, cut into paragraphs, sentences and words, with what the encoder says of them.

    All spans are offsets into `report.text`, sorted. `tags[i]` is the Penn Treebank part of speech of `words[i]`
    (`PUNCT` for every mark), `lower[i]` that word in lower case; `tags` is empty when no encoder has been run.
    `quoted` are the stretches in quotation marks, marks included.
    """

    report: Report
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    words: tuple[Span, ...]
    lower: tuple[str, ...]
    tags: tuple[str, ...] = ()
    names: tuple[Name, ...] = ()
    quoted: tuple[Span, ...] = ()
    text: str = field(init=False, repr=False)
    """The report's text."""
    starts: tuple[int, ...] = field(init=False, repr=False)
    """Where each word begins."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", self.report.text)
        object.__setattr__(self, "starts", tuple(start for start, _ in self.words))

    def words_in(self, span: Span) -> range:
        """Indices of the words that lie inside `span`."""
        return range(bisect_left(self.starts, span[0]), bisect_left(self.starts, span[1]))

    def tag(self, word: int) -> str:
        """The word's part of speech, or the empty string where no encoder has been run."""
        return self.tags[word] if self.tags else ""

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds the character at `offset`, or the nearest one before it."""
        return enclosing(self.sentences, offset)

    def paragraph_at(self, offset: int) -> Span:
        """The paragraph that holds the character at `offset`, or the nearest one before it."""
        return enclosing(self.paragraphs, offset)


def enclosing(spans: Sequence[Span], offset: int) -> Span:
    """Of sorted disjoint spans the one that holds `offset`, else the nearest before it, else the first."""
    return spans[max(0, bisect_right(spans, (offset, float("inf"))) - 1)]


def split_paragraphs(text: str) -> tuple[Span, ...]:
    """Spans of the lines that hold more than white space, without the white space at their ends."""
    spans = []
    for match in PARAGRAPH.finditer(text):
        end = match.start() + len(match.group().rstrip())
        spans.append((match.start(), end))
    return tuple(spans)


def outline(report: Report) -> Document:
    """The document without any encoder: paragraphs, sentences and words."""
    from onrecord.read.quote_marks import quoted_regions
    from onrecord.read.sentences import split_sentences

    text = report.text
    paragraphs = split_paragraphs(text)
    sentences = tuple(s for start, end in paragraphs for s in split_sentences(text, start, end))
    words = tuple(w for start, end in paragraphs for w in split_words(text, start, end))
    lower = tuple(shared(text[start:end].lower() for start, end in words))
    return Document(report, paragraphs, sentences, words, lower, quoted=tuple(quoted_regions(text, 0, len(text))))
