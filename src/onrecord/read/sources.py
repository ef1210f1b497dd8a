"""The words of a source: what of them names, and what only sets the scene."""

from onrecord.read.cast import Speaker
from onrecord.read.document import Document
from onrecord.read.phrases import phrase_of, whole_name, word
from onrecord.records import Span

SCENES = frozenset({"at", "in", "on", "near", "from", "outside", "inside", "across", "after", "before", "by"})
DATELINE = 12
"""Most words of a dateline."""


def is_aside(document: Document, span: Span, speaker: Speaker) -> bool:
    """Whether somebody is named in passing only: "…, as the mayor had claimed", "a guard, who said"."""
    at = document.words_in(span).start
    if at > 0 and document.lower[at - 1] == "as":
        return True
    return speaker.who is None and document.lower[at] == "who"


def is_first_person(document: Document, span: Span) -> bool:
    """Whether the source is "I" or "we": whoever is quoted, to be known only when all others are."""
    phrase = phrase_of(document, span)
    return phrase is not None and phrase.pronoun in ("i", "we")


def naming_span(document: Document, span: Span, body: bool) -> Span:
    """The part of a source that names: before the first relative or comma, a person's before the first preposition."""
    phrase = phrase_of(document, span)
    if phrase is None or not phrase.chunk:
        return span
    if body:
        whole = whole_name(document, phrase)
        return document.words[whole.start][0], document.words[whole.stop - 1][1]
    return document.words[phrase.chunk.start][0], document.words[phrase.chunk.stop - 1][1]


def without_scene(document: Document, span: Span) -> Span:
    """The source without a place or time before it: "At Lund quay, in Malmö, Bo Ek, a pilot," is "Bo Ek, a pilot,"."""
    words = document.words_in(span)
    at = behind_dateline(document, words)
    while at < words.stop and document.tag(at) in ("IN", "TO") and document.lower[at] in SCENES:
        comma = next((k for k in range(at, words.stop) if document.lower[k] == ","), None)
        if comma is None or comma + 1 >= words.stop:
            break
        at = comma + 1
    return document.words[at][0] if at < words.stop else span[0], span[1]


def behind_dateline(document: Document, words: range) -> int:
    """Where the words begin behind a dateline: "LUND, Sweden, 3 May – Two pilots"."""
    if not words or not word(document, words.start).isupper() or len(word(document, words.start)) < 3:
        return words.start
    near = range(words.start + 1, min(words.stop - 1, words.start + DATELINE))
    return next((at + 1 for at in near if document.lower[at] in ("–", "—", "-")), words.start)
