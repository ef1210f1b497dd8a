"""What a query means, and how words are cut, whatever the index."""

import re
from collections.abc import Iterator

from onrecord.folding import plain_letters
from onrecord.records import Span

MOST_WORDS = 64
"""Words of a query that count; a whole report pasted in as a query is cut there."""

MARKS = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
PART = re.compile(r'"([^"]*)"|([^\s"]+)')
TOKEN = re.compile(r"[^\W_]+")

OPENED, CLOSED = "\x02", "\x03"
"""Marks around found words in a passage."""

Ranked = tuple[str, float, str, tuple[Span, ...]]
"""An id, its rank (bm25: the lower the better), a snippet, and the spans of the found words in the snippet."""


def folded(words: str) -> str:
    """The words in plain letters where that changes them, else nothing."""
    plainly = plain_letters(words)
    return plainly if plainly != words else ""


def parts(query: str) -> Iterator[tuple[list[str], bool]]:
    """The phrases and words of a user's query, as lists of words, and whether each is a beginning only ("ferr*").

    Quotation marks hold phrases together; one without its pair, and every operator, is read as nothing but a mark. One
    Latin letter is no beginning: nearly every report has a word with it.
    """
    for match in PART.finditer(query.translate(MARKS)):
        phrase, word = match.groups()
        tokens = TOKEN.findall(phrase if phrase is not None else word)
        if tokens:
            yield tokens, bool(word) and word.endswith("*") and not (len(tokens[-1]) == 1 and word.isascii())


def marked(snippet: str) -> tuple[str, tuple[Span, ...]]:
    """The snippet on one line, its marks taken out, and the spans they stood around."""
    plainly, spans, start = "", [], None
    for piece in re.split(f"([{OPENED}{CLOSED}])", " ".join(snippet.split())):
        if piece == OPENED:
            start = len(plainly)
        elif piece == CLOSED:
            if start is not None and start < len(plainly):
                spans.append((start, len(plainly)))
            start = None
        else:
            plainly += piece
    return plainly, tuple(spans)
