"""One pass of the encoder over a report: its document (names, parts of speech) and its attributions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.read.decode import WordRange, greedy, spans_of, viterbi
from onrecord.read.document import Document, Name, outline
from onrecord.read.encoder import Encoder, Scores
from onrecord.read.linking import Attribution, link
from onrecord.read.names import names_of
from onrecord.read.quotations import OPENING, Said, join_paragraphs
from onrecord.read.taglines import with_taglines
from onrecord.read.transcripts import transcript_turns
from onrecord.records import Report, Span, Spans


@dataclass(frozen=True, slots=True)
class Analysis:
    """The document with names and parts of speech, and the attributions in order of their content."""

    document: Document
    said: tuple[Said, ...]


def analyse(report: Report, encoder: Encoder) -> Analysis:
    """Read the report's paragraphs with the encoder, each by itself."""
    document = outline(report)
    text = report.text
    starts = {start for start, _ in document.sentences}
    ranges = [document.words_in(paragraph) for paragraph in document.paragraphs]
    passes: list[Scores] = []
    for inside in ranges:
        spans = document.words[inside.start : inside.stop]
        words = [text[a:b] for a, b in spans]
        attached = [i > 0 and spans[i - 1][1] == a for i, (a, _) in enumerate(spans)]
        breaks = [i for i, (a, _) in enumerate(spans) if a in starts]
        passes.append(encoder.encode(words, attached, breaks))
    names: list[Name] = []
    tags: list[str] = []
    said: list[list[Said]] = []
    labels = viterbi([scores.attribution for scores in passes], encoder.crf)
    turns = transcript_turns(document)
    for paragraph, inside, scores, found in zip(document.paragraphs, ranges, passes, labels, strict=True):
        spans = document.words[inside.start : inside.stop]
        own_tags = [encoder.tag_labels[label] for label in greedy(scores.tag)]
        tags.extend(own_tags)
        names.extend(names_of(text, spans, own_tags, spans_of(greedy(scores.name), encoder.name_labels)))
        if paragraph in turns:
            source, cue, content = turns[paragraph]
            said.append([Said((content,), (source,), (cue,))])
            continue
        parts = spans_of(found, encoder.attribution_labels)
        quoted = frozenset(i for i, (a, _) in enumerate(spans) if text[a] in OPENING)
        rows = link(parts, scores.link, encoder.link_size, quoted)
        spelled = [text[a:b] for a, b in spans]
        said.append([characters(row, spans) for row in with_taglines(rows, spelled, own_tags)])
    joined = sorted(join_paragraphs(text, document.paragraphs, said), key=lambda row: row.content)
    return Analysis(replace(document, tags=tuple(tags), names=tuple(names)), tuple(joined))


def characters(row: Attribution, spans: Sequence[Span]) -> Said:
    """Word ranges as character spans."""

    def places(ranges: Sequence[WordRange]) -> Spans:
        return tuple((spans[a][0], spans[b - 1][1]) for a, b in ranges)

    return Said(places(row.contents), places(row.sources), places(row.cues))
