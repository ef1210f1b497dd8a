"""Sources of a document made by hand, resolved."""

from onrecord.read.cast import Speaker, cast_of
from onrecord.read.quotations import Said
from onrecord.read.speakers import resolve_speakers
from onrecord.records import Spans
from tests.read.build import document

TAGS = dict.fromkeys(("it", "i", "they"), "PRP") | dict.fromkeys(("runs", "warned", "met", "left", "added"), "VBD")
TAGS |= dict.fromkeys(("met", "denied", "told", "came", "spoke", "drove", "slept", "rang", "wept"), "VBD")
TAGS |= dict.fromkeys(("that", "as", "from", "near", "by", "with", "after", "on"), "IN")
TAGS |= dict.fromkeys(("had", "farms", "has", "gave", "runs", "is", "says", "owns", "grew"), "VBZ")
TAGS |= {"not": "RB", "which": "WDT", "whose": "WP$", "former": "JJ", "danish": "JJ", "every": "DT", "one": "CD"}


def place(text: str, words: str) -> tuple[int, int]:
    """Where "words", or the n-th of "words#n", stand in the text."""
    bare, _, nth = words.partition("#")
    at = -1
    for _ in range(int(nth or 1)):
        at = text.index(bare, at + 1)
    return at, at + len(bare)


def resolved(
    marked: str, *sources: str | tuple[str, str], tags: dict[str, str] | None = None
) -> list[tuple[str | None, str]]:
    """(name, kind) of the speaker of each source.

    A source is "words" or "words#n" for the n-th occurrence; (source, content) where the content matters, the source
    then being "" for none.
    """
    made = document(marked, tags=TAGS | (tags or {}))
    said = []
    for row in sources:
        source, content = row if isinstance(row, tuple) else (row, "")
        spans: Spans = (place(made.text, source),) if source else ()
        said.append(Said((place(made.text, content),) if content else ((0, 1),), spans, spans))
    order = sorted(range(len(said)), key=lambda i: said[i].content)
    rows = [said[i] for i in order]
    found: dict[int, Speaker] = dict(zip(order, resolve_speakers(cast_of(made, rows), rows), strict=True))
    named = [(found[i].who, found[i].kind) for i in range(len(said))]
    return [(who.name if who else None, kind) for who, kind in named]
