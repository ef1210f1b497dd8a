"""Attributions mended by the sentence they stand in: stray contents, sources left out, quotations next to them."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.read.document import Document
from onrecord.read.grammar import BE
from onrecord.read.phrases import word
from onrecord.read.quotations import Said
from onrecord.records import Span

OPENING = frozenset('“"‘„«')
CLOSING = frozenset('”"’»')
SHORT = 2
"""Words of a content, at most, that is too short to stand before its cue outside quotation marks."""
BETWEEN = 4
"""Words between an attribution and the verb that shares its source, at most."""
JOINING = frozenset({"and", "but", ","})


def mended(document: Document, said: Sequence[Said]) -> list[Said]:
    """The attributions without what no reader would call one, with sources that the sentence gives, by their place."""
    rows = [with_named_source(document, row) for row in said]
    rows = [row for row in rows if not row.content or holds(document, row)]
    rows = own_sentence(document, sorted(rows, key=place))
    return with_shared_sources(document, rows)


def place(row: Said) -> Span:
    """Where the attribution stands: its cue, else its content."""
    return (row.cue or row.content or ((0, 0),))[0]


def with_named_source(document: Document, row: Said) -> Said:
    """The row without sources that are marks alone."""
    source = tuple(span for span in row.source if any(c.isalnum() for c in document.text[slice(*span)]))
    return row if source == row.source else replace(row, source=source)


def holds(document: Document, row: Said) -> bool:
    """Whether a row may stand: a bare content must be quoted; one or two unquoted words must follow their cue."""
    if any(document.text[start] in OPENING for start, _ in row.content):
        return True
    if not row.cue and not row.source:
        return False
    inside = [i for span in row.content for i in document.words_in(span)]
    relative = len(inside) == 1 and document.tag(inside[0]) in {"WDT", "WP"}
    return not relative and not (row.cue and len(inside) <= SHORT and row.cue[0][0] > row.content[0][0])


def own_sentence(document: Document, rows: Sequence[Said]) -> list[Said]:
    """Rows whose cue's sentence holds a content leave what stands before that sentence.

    Unquoted words there are nobody's; a closed quotation goes to the attribution before, if that one is in the same
    paragraph and quotes, else it stands for itself.
    """
    found: list[Said] = []
    for row in rows:
        start, end = document.sentence_at(row.cue[0][0]) if row.cue else (0, 0)
        early = [span for span in row.content if span[1] <= start]
        rest = tuple(span for span in row.content if span[1] > start)
        if not (early and rest):
            found.append(row)
            continue
        quoted = tuple(span for span in early if quotes(document, span))
        if not quoted or all(quotes(document, span) for span in rest if span[0] < end):
            found.append(replace(row, content=(*quoted, *rest)))
            continue
        before = found[-1] if found else None
        if before is not None and goes_with(document, before, quoted[0]):
            found[-1] = replace(before, content=(*before.content, *quoted))
        else:
            found.append(Said(quoted, row.source, ()))
        found.append(replace(row, content=rest))
    return found


def goes_with(document: Document, before: Said, quoted: Span) -> bool:
    """Whether the attribution before has a source and a quotation in the paragraph of the quotation behind it."""
    if not before.content or not before.source or not quotes(document, before.content[-1]):
        return False
    return document.paragraph_at(before.content[-1][0]) == document.paragraph_at(quoted[0])


def quotes(document: Document, span: Span) -> bool:
    """Whether a quotation mark opens or closes the span."""
    return document.text[span[0]] in OPENING or document.text[span[1] - 1] in CLOSING


def with_shared_sources(document: Document, rows: Sequence[Said]) -> list[Said]:
    """Rows, in order of their cues, with the source of the one before in the sentence where theirs is left out.

    "Ines Halvorsen said it was late, and added that …": a finite verb or participle behind "and", "but" or a comma.
    """
    found: list[Said] = []
    last: Said | None = None
    for row in rows:
        bare = row.cue and row.content and not row.source
        found.append(replace(row, source=last.source) if bare and last and shares(document, row, last) else row)
        if found[-1].cue and found[-1].source:
            last = found[-1]
    return found


def shares(document: Document, row: Said, last: Said) -> bool:
    """Whether the verb of `row` goes on from that of `last`."""
    at = document.words_in(row.cue[0]).start
    sentence = document.sentence_at(row.cue[0][0])
    if document.sentence_at(last.cue[0][0]) != sentence or not sentence[0] <= last.source[0][0] < row.cue[0][0]:
        return False
    if document.tag(at) not in {"VBD", "VBZ", "VBP", "VBG"} or word(document, at).lower() in BE:
        return False
    said = max(end for _, end in (*last.content, *last.cue, *last.source) if end <= row.cue[0][0])
    if len(document.words_in((said, row.cue[0][0]))) > BETWEEN:
        return False
    before = at - 1
    while before > 0 and document.tag(before) == "RB":
        before -= 1
    return before >= 0 and word(document, before).lower() in JOINING
