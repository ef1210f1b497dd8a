"""What the finders of damage hand on, and the words that they share."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from onrecord.read.data import table
from onrecord.read.document import Document
from onrecord.read.stance_words import base_form
from onrecord.records import Span

PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i", "you"})


@dataclass(frozen=True, slots=True)
class Finding:
    """A passage that looks broken; `sure` when its form alone proves it, else other damage must stand beside it."""

    span: Span
    kind: str
    sure: bool = False


@cache
def reporting_verbs() -> frozenset[str]:
    """Base forms of the verbs that report speech or thought."""
    return frozenset(word for _, words in table("act_verbs") for word in words.split())


def reports(word: str) -> bool:
    """Whether the lower-case word is a form of a reporting verb."""
    return base_form(word) in reporting_verbs()


def unquoted(document: Document, span: Span) -> bool:
    """Whether no character of `span` stands in quotation marks."""
    at = bisect_right(document.quoted, (span[1] - 1, span[1])) - 1
    return at < 0 or document.quoted[at][1] <= span[0]
