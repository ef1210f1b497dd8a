"""What readers found in a stretch of text by its words alone, kept for when the same stretch comes again.

Wire copy repeats whole paragraphs. A reader that looks at nothing but the words of a stretch and their parts of speech
finds the same each time; it notes that under a name of its own, with offsets that count from where the stretch begins.
"""

from collections.abc import Hashable, Sequence
from functools import cache, lru_cache
from typing import Any

from onrecord.read.document import Document
from onrecord.read.kept import PASSAGES, Kept, hashed, limit
from onrecord.records import Span

Notes = dict[Hashable, Any]
"""What was found in one stretch, by reader; readers add to it."""
SHARE = 1 - PASSAGES
"""The part of what may be kept that notes may take: some 5 kB a paragraph."""
ENTRY, WORD = 800, 30
"""Bytes of memory that the notes of a stretch take, and those of each of its words, about."""


@cache
def kept() -> Kept[Notes]:
    """The notes of stretches that were read before, in this process."""
    return Kept(int(SHARE * limit()))


def notes_on(text: str, tags: Sequence[str]) -> Notes:
    """The notes on a stretch of those words and parts of speech; empty ones where it was not read before."""
    key = hashed(text, tags)
    found = kept().get(key)
    if found is None:
        found = {}
        kept().put(key, found, ENTRY + WORD * len(tags))
    return found


def sentence_notes(document: Document, sentence: Span) -> Notes:
    """The notes on a sentence of the document."""
    known = of_document(document)
    found = known.get(sentence)
    if found is None:
        words = document.words_in(sentence)
        tags = document.tags[words.start : words.stop] or ("",) * len(words)
        found = known[sentence] = notes_on(document.text[slice(*sentence)], tags)
    return found


@lru_cache(maxsize=1)
def of_document(document: Document) -> dict[Span, Notes]:
    """The notes on the sentences of the last document: several readers ask for them."""
    return {}
