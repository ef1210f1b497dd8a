"""What the encoder says of a paragraph by itself, decoded: it depends on nothing around it, so it is kept.

Wire copy repeats paragraphs from report to report, and the encoder is most of the cost of a reading. Scores are
decoded at once: they take 1.2 kB a word, what is read from them some 30 bytes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.read.decode import WordRange, greedy, spans_of, viterbi
from onrecord.read.document import Name
from onrecord.read.encoder import Encoder, Scores
from onrecord.read.kept import Kept, hashed
from onrecord.read.linking import Attribution, link
from onrecord.read.names import names_of
from onrecord.read.quotations import OPENING, Said
from onrecord.read.taglines import with_taglines
from onrecord.records import Span, Spans

LONGEST = 200
"""Characters of a word that the encoder sees: it reads 16 pieces of one at most, and what is longer is no word."""
LONE = re.compile("[\ud800-\udfff]")
"""Halves of surrogate pairs: no characters, and refused by the tokenizer."""
ENTRY, ROW, SPAN = 700, 300, 130
"""Bytes of memory that a passage, a name or an attribution, and a span of one take, about."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What is read at once: its text, the spans of its words and where its sentences begin, as offsets in the text.

    `whole` is a whole paragraph: its words and sentences follow from its text.
    """

    text: str
    words: tuple[Span, ...]
    breaks: frozenset[int]
    whole: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """What was read in a piece, as offsets in its text: a label of part of speech a word, names and attributions."""

    tags: bytes
    names: tuple[Name, ...]
    said: tuple[Said, ...]


def read_passages(pieces: Sequence[Piece], encoder: Encoder) -> list[Passage]:
    """The passages of the pieces, each read once: a whole paragraph that was read before is taken from what is kept."""
    kept: Kept[Passage] | None = encoder.kept
    keys = [key_of(piece) if kept is not None and piece.whole else at for at, piece in enumerate(pieces)]
    found: dict[bytes | int, Passage] = {}
    for key in keys:
        if kept is not None and isinstance(key, bytes) and (passage := kept.get(key)) is not None:
            found[key] = passage
    wanted = {key: piece for key, piece in zip(keys, pieces, strict=True) if key not in found}
    passes = [encode(piece, encoder) for piece in wanted.values()]
    labels = viterbi([scores.attribution for scores in passes], encoder.crf)
    for (key, piece), scores, own in zip(wanted.items(), passes, labels, strict=True):
        found[key] = passage = passage_of(piece, scores, own, encoder)
        if kept is not None and isinstance(key, bytes):
            kept.put(key, passage, bytes_of(passage))
    return [found[key] for key in keys]


def key_of(piece: Piece) -> bytes:
    """What a paragraph's passage is kept under: its text, how it is cut into words and where its sentences begin."""
    return hashed(piece.text, len(piece.words), sorted(piece.breaks))


def encode(piece: Piece, encoder: Encoder) -> Scores:
    """The encoder's scores of the piece's words."""
    text, spans = LONE.sub("\ufffd", piece.text), piece.words
    attached = [i > 0 and spans[i - 1][1] == a for i, (a, _) in enumerate(spans)]
    breaks = [i for i, (a, _) in enumerate(spans) if a in piece.breaks]
    return encoder.encode([text[a : min(b, a + LONGEST)] for a, b in spans], attached, breaks)


def passage_of(piece: Piece, scores: Scores, labels: Sequence[int], encoder: Encoder) -> Passage:
    """What the scores say; `labels` are the attribution labels of the words."""
    numbers = greedy(scores.tag)
    tags = [encoder.tag_labels[number] for number in numbers]
    names = names_of(piece.text, piece.words, tags, spans_of(greedy(scores.name), encoder.name_labels))
    parts = spans_of(labels, encoder.attribution_labels)
    quoted = frozenset(i for i, (a, _) in enumerate(piece.words) if piece.text[a] in OPENING)
    rows = link(parts, scores.link, encoder.link_size, quoted)
    told = with_taglines(rows, [piece.text[a:b] for a, b in piece.words], tags)
    return Passage(bytes(numbers), tuple(names), tuple(characters(row, piece.words) for row in told))


def characters(row: Attribution, spans: Sequence[Span]) -> Said:
    """Word ranges as character spans."""

    def places(ranges: Sequence[WordRange]) -> Spans:
        return tuple((spans[a][0], spans[b - 1][1]) for a, b in ranges)

    return Said(places(row.contents), places(row.sources), places(row.cues))


def moved(passage: Passage, by: int) -> tuple[list[Name], list[Said]]:
    """The names and attributions of a passage whose text begins at the offset `by`."""

    def there(spans: Spans) -> Spans:
        return tuple((a + by, b + by) for a, b in spans)

    names = [Name((name.span[0] + by, name.span[1] + by), name.kind) for name in passage.names]
    return names, [Said(there(row.content), there(row.source), there(row.cue)) for row in passage.said]


def bytes_of(passage: Passage) -> int:
    """The memory that a kept passage takes, about."""
    spans = sum(len(row.content) + len(row.source) + len(row.cue) for row in passage.said)
    return ENTRY + len(passage.tags) + ROW * (len(passage.names) + len(passage.said)) + SPAN * spans
