"""One pass of the encoder over a report: its document (names, parts of speech) and its attributions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.read.decode import WordRange, greedy, spans_of, viterbi
from onrecord.read.document import Document, Name, outline
from onrecord.read.echoes import with_echoes
from onrecord.read.encoder import Encoder, Scores
from onrecord.read.linking import Attribution, link
from onrecord.read.mending import mended
from onrecord.read.names import names_of
from onrecord.read.narrated import with_narrated
from onrecord.read.nested import with_relayed
from onrecord.read.quotations import OPENING, Said, join_paragraphs
from onrecord.read.taglines import with_taglines
from onrecord.read.transcripts import transcript_turns
from onrecord.records import Report, Span, Spans

SECTION = 2048
"""Most words that are labelled and linked together; a longer paragraph is read in sections, cut at sentences."""
BATCH = 16_384
"""Words from which on what the encoder said is used up before more is read: scores take 1.2 kB a word."""
LONGEST = 200
"""Characters of a word that the encoder sees: it reads 16 pieces of one at most, and what is longer is no word."""
LONE = re.compile("[\ud800-\udfff]")
"""Halves of surrogate pairs: no characters, and refused by the tokenizer."""


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
    starts = {start for start, _ in document.sentences}
    text = LONE.sub("\ufffd", report.text)
    for batch in batches(document):
        passes = [encode(text, document.words[s.words.start : s.words.stop], starts, encoder) for s in batch]
        labels = viterbi([scores.attribution for scores in passes], encoder.crf)
        for section, scores, found in zip(batch, passes, labels, strict=True):
            spans = document.words[section.words.start : section.words.stop]
            own = [encoder.tag_labels[label] for label in greedy(scores.tag)]
            tags.extend(own)
            names.extend(names_of(report.text, spans, own, spans_of(greedy(scores.name), encoder.name_labels)))
            turn = turns.get(document.paragraphs[section.paragraph])
            if turn is None:
                parts = spans_of(found, encoder.attribution_labels)
                rows = attributions(report.text, spans, own, (parts, scores, encoder.link_size))
                said[section.paragraph].extend(row for row in rows if row.content or section.last)
            elif section.last:
                source, cue, content = turn
                said[section.paragraph].append(Said((content,), (source,), (cue,)))
    document = replace(document, tags=tuple(tags), names=tuple(names))
    rows = mended(document, join_paragraphs(report.text, document.paragraphs, said))
    rows = with_narrated(document, with_relayed(document, with_echoes(document, rows)))
    return Analysis(document, tuple(sorted(rows, key=lambda row: row.content)))


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


def encode(text: str, spans: Sequence[Span], starts: set[int], encoder: Encoder) -> Scores:
    """The encoder's scores of the words at `spans`; `starts` are the offsets at which sentences begin."""
    attached = [i > 0 and spans[i - 1][1] == a for i, (a, _) in enumerate(spans)]
    breaks = [i for i, (a, _) in enumerate(spans) if a in starts]
    return encoder.encode([text[a : min(b, a + LONGEST)] for a, b in spans], attached, breaks)


def attributions(
    text: str, spans: Sequence[Span], tags: Sequence[str], read: tuple[list[tuple[str, int, int]], Scores, int]
) -> list[Said]:
    """The linked attributions of the words at `spans`; `read` is their labelled parts, scores and the link size."""
    parts, scores, size = read
    quoted = frozenset(i for i, (a, _) in enumerate(spans) if text[a] in OPENING)
    rows = link(parts, scores.link, size, quoted)
    return [characters(row, spans) for row in with_taglines(rows, [text[a:b] for a, b in spans], tags)]


def characters(row: Attribution, spans: Sequence[Span]) -> Said:
    """Word ranges as character spans."""

    def places(ranges: Sequence[WordRange]) -> Spans:
        return tuple((spans[a][0], spans[b - 1][1]) for a, b in ranges)

    return Said(places(row.contents), places(row.sources), places(row.cues))
