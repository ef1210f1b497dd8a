"""One pass of the encoder over a report: its document (names, parts of speech) and its attributions."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.read.document import Document, Name, outline
from onrecord.read.echoes import with_echoes
from onrecord.read.encoder import Encoder
from onrecord.read.mending import mended
from onrecord.read.narrated import with_narrated
from onrecord.read.nested import with_relayed
from onrecord.read.passages import Piece, moved, read_passages
from onrecord.read.quotations import Said, join_paragraphs
from onrecord.read.transcripts import transcript_turns
from onrecord.records import Report

SECTION = 2048
"""Most words that are labelled and linked together; a longer paragraph is read in sections, cut at sentences."""
BATCH = 16_384
"""Words from which on what the encoder said is used up before more is read: scores take 1.2 kB a word."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """The document with names and parts of speech, and the attributions in order of their content."""

    document: Document
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A paragraph, given by its number, or a part of a very long one: its words, and whether it is the last part."""

    paragraph: int
    words: range
    last: bool


def analyse(report: Report, encoder: Encoder) -> Analysis:
    """Read the report's paragraphs with the encoder, each by itself, in linear time and bounded memory for scores."""
    document = outline(report)
    turns = transcript_turns(document)
    tags: list[str] = []
    names: list[Name] = []
    said: list[list[Said]] = [[] for _ in document.paragraphs]
    for batch in batches(document):
        passages = read_passages([piece_of(document, section) for section in batch], encoder)
        for section, passage in zip(batch, passages, strict=True):
            its_names, rows = moved(passage, document.words[section.words.start][0])
            tags.extend(encoder.tag_labels[number] for number in passage.tags)
            names.extend(its_names)
            turn = turns.get(document.paragraphs[section.paragraph])
            if turn is None:
                said[section.paragraph].extend(row for row in rows if row.content or section.last)
            elif section.last:
                source, cue, content = turn
                said[section.paragraph].append(Said((content,), (source,), (cue,)))
    document = replace(document, tags=tuple(tags), names=tuple(names))
    rows = mended(document, join_paragraphs(report.text, document.paragraphs, said))
    rows = with_narrated(document, with_relayed(document, with_echoes(document, rows)))
    return Analysis(document, tuple(sorted(rows, key=lambda row: row.content)))


def piece_of(document: Document, section: Section) -> Piece:
    """The section's text, words and beginnings of sentences, by themselves."""
    words = document.words[section.words.start : section.words.stop]
    begin, end = words[0][0], words[-1][1]
    first, last = (bisect_left(document.sentences, (at, at)) for at in (begin, end))
    return Piece(
        document.text[begin:end],
        tuple((a - begin, b - begin) for a, b in words),
        frozenset(a - begin for a, _ in document.sentences[first:last]),
        (begin, end) == document.paragraphs[section.paragraph],
    )


def batches(document: Document) -> Iterator[list[Section]]:
    """The document's sections in order, in lists of about `BATCH` words."""
    batch: list[Section] = []
    weight = 0
    for section in sections(document):
        batch.append(section)
        weight += len(section.words)
        if weight >= BATCH:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


def sections(document: Document) -> Iterator[Section]:
    """The paragraphs in order; one of more than `SECTION` words is cut where a sentence begins, if that is not far."""
    for number, paragraph in enumerate(document.paragraphs):
        inside = document.words_in(paragraph)
        begin = inside.start
        while inside.stop - begin > SECTION:
            limit = begin + SECTION
            sentence = document.sentence_at(document.words[limit][0])
            cut = document.words_in(sentence).start
            cut = cut if cut > begin + SECTION // 2 else limit
            yield Section(number, range(begin, cut), False)
            begin = cut
        yield Section(number, range(begin, inside.stop), True)
