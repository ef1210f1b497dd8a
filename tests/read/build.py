"""Documents made by hand: text with marked names, for tests that need no encoder."""

import re
from dataclasses import replace

from onrecord.read.document import Document, Name, outline
from onrecord.records import Report

KINDS = {"p": "person", "o": "organization", "l": "place", "d": "people", "x": "other"}
MARK = re.compile(r"\{([polxd]):([^{}]*)\}")


def document(marked: str, published: str | None = "2031-03-05", tags: dict[str, str] | None = None) -> Document:
    """The document of a text in which `{p:Ines Halvorsen}` marks a person, o an organisation, l a place, d a people.

    Words are tagged NNP in names and by `tags` (lower-case word -> tag) elsewhere, NN where nothing is given.
    """
    text, names, at = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        names.append(Name((len(text), len(text) + len(match.group(2))), KINDS[match.group(1)]))
        text += match.group(2)
        at = match.end()
    text += marked[at:]
    plain = outline(Report(text=text, published=published))
    known = {
        "the": "DT",
        "a": "DT",
        "an": "DT",
        "of": "IN",
        "for": "IN",
        "said": "VBD",
        "he": "PRP",
        "she": "PRP",
        "who": "WP",
    }
    known |= {
        "its": "PRP$",
        "his": "PRP$",
        "her": "PRP$",
        "was": "VBD",
        "in": "IN",
        "at": "IN",
        "told": "VBD",
        "and": "CC",
    }
    known |= tags or {}
    given = []
    named = {at for name in names for at in range(*name.span)}
    for start, end in plain.words:
        word = text[start:end]
        inside = start in named
        given.append("NNP" if inside else known.get(word.lower(), "PUNCT" if not word[0].isalnum() else "NN"))
    return replace(plain, names=tuple(names), tags=tuple(given))
