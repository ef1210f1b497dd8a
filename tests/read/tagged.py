"""Documents written with their parts of speech: "The/DT mill/NN burned/VBD ./." and the attributions in them."""

from dataclasses import replace

from onrecord.read.document import Document, outline
from onrecord.read.quotations import Said
from onrecord.records import Report, Span, Spans


def tagged(written: str) -> Document:
    """The document of words written as word/TAG; a word without a tag is a mark, "|" a paragraph's end.

    A mark stands behind the word before it without a space, an opening mark ("“") before the next one.
    """
    text, tags = "", []
    for part in written.split():
        if part == "|":
            text += "\n\n"
            continue
        word, _, tag = part.rpartition("/") if "/" in part else (part, "", "PUNCT")
        glued = not text or text[-1] in "\n“’" or (tag == "PUNCT" and word != "“") or word == "s"
        text += word if glued else " " + word
        tags.append(tag)
    document = outline(Report(text=text))
    assert len(tags) == len(document.words)
    return replace(document, tags=tuple(tags))


def span(document: Document, words: str) -> Span:
    """Where the words first stand."""
    start = document.text.index(words)
    return start, start + len(words)


def said(document: Document, content: str | list[str], source: str = "", cue: str = "") -> Said:
    """The attribution of a content (or its parts), source and cue, each found where it first stands."""
    parts = [content] if isinstance(content, str) else content

    def one(words: str) -> Spans:
        return (span(document, words),) if words else ()

    return Said(tuple(span(document, part) for part in parts), one(source), one(cue))


def spelled(document: Document, row: Said) -> tuple[list[str], str, str]:
    """Contents, source and cue as written."""

    def words(spans: Spans) -> list[str]:
        return [document.text[a:b] for a, b in spans]

    return words(row.content), " … ".join(words(row.source)), " … ".join(words(row.cue))
