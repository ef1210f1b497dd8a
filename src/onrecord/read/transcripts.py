"""Transcripts: paragraphs that open with a speaker's name and a colon ("WALLACE: …", "Q: …", "MR. KIRBY: …")."""

import re

from onrecord.read.document import Document
from onrecord.records import Span

LABEL = re.compile(
    r"[\"“']?((?:[A-Z][A-Z.’'-]*[A-Z.](?: [A-Z][A-Z.’'-]*){0,3})|[QA])(?: \([^)]{1,40}\))?(:)[ \t]+(?=\S)"
)
FEWEST = 2
"""Paragraphs with a label that make a transcript; a single one may be a headline."""


def transcript_turns(document: Document) -> dict[Span, tuple[Span, Span, Span]]:
    """Paragraph -> (source, cue, content) for the turns of a transcript in the report; empty where there is none."""
    turns = {}
    for start, end in document.paragraphs:
        found = LABEL.match(document.text, start, end)
        if found:
            turns[start, end] = (found.span(1), found.span(2), (found.end(), end))
    return turns if len(turns) >= FEWEST else {}
