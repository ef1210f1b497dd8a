"""What the encoder says of a report's text, in the form that the small readers take."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.read.words import split_words
from onrecord.records import Report, Span

NAME_KINDS = ("person", "organization", "place", "people", "other")
"""Kinds of named entities; `people` are demonyms, religions and parties, `other` events, works and products."""

PARAGRAPH = re.compile(r"[^\s][^\n]*")


@dataclass(frozen=True, slots=True)
class Name:
    """A named entity found by the encoder: its span, without a leading "the", and its kind (`NAME_KINDS`)."""

    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Document:
    """A report's text, cut into paragraphs, sentences and words, with what the encoder says of them.

    All spans are offsets into `report.text`, sorted. `tags[i]` is the Penn Treebank part of speech of `words[i]`
    (`PUNCT` for every mark); `tags` is empty when no encoder has been run.
    """

    report: Report
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    words: tuple[Span, ...]
    tags: tuple[str, ...] = ()
    names: tuple[Name, ...] = ()

    @property
    def text(self) -> str:
        """The report's text."""
        return self.report.text

    def words_in(self, span: Span) -> range:
        """Indices of the words that lie inside `span`."""
        first = bisect_left(self.words, (span[0], span[0]))
        last = bisect_left(self.words, (span[1], span[1]))
        return range(first, last)

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
    from onrecord.read.sentences import split_sentences

    text = report.text
    paragraphs = split_paragraphs(text)
    sentences = tuple(s for start, end in paragraphs for s in split_sentences(text, start, end))
    words = tuple(w for start, end in paragraphs for w in split_words(text, start, end))
    return Document(report, paragraphs, sentences, words)
