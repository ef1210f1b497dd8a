"""Quotations cut into or out of: marks without a partner, a mark in mid-clause, the words of attribution inside."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from onrecord.read.damage_findings import PRONOUNS, Finding, reports
from onrecord.read.damage_marks import Lone, Marks
from onrecord.read.document import Document
from onrecord.records import Span

SENTENCE_END = re.compile(r"[.?!…]\s+(?=[^\W\d_])")
WORD = re.compile(r"\w[\w’'-]*")
TAIL = 8
"""Words of a sentence's end that are looked at."""
LONG = 8
"""Words from which a quotation that opens a sentence must be a sentence itself, no title or slogan."""
AFTER_CUE = frozenset(
    {"IN", "TO", "DT", "RB", "NNP", "NNPS", "CC", "PRP", "PRP$", "WDT", "WP", "WRB", "PUNCT", "CD", "VBG", ""}
)
"""Parts of speech that may follow "he said"; a bare noun or a finite verb may not."""
FINITE = frozenset({"VBD", "VBZ", "VBP"})
NOMINAL = frozenset({"DT", "NN", "NNS", "NNP", "NNPS", "JJ", "PRP", "PRP$", "POS", "CD", "RB", "MD", "PUNCT"})
CONTINUED = frozenset({"IN", "TO"})
"""Parts of speech that lead from a full clause in quotation marks back to the reporter's own words."""
STOPS = frozenset(".!?…,;:—–-")
MARKS = frozenset("\"“”„«»'’‘`")


def broken_quotes(document: Document, marks: Marks) -> Iterator[Finding]:
    """Broken quotations of a report, in no order; those of one paragraph may overlap."""
    for lone in marks.lone:
        yield Finding(around(document, lone, marks), "broken_quote")
    for quotation in marks.pairs:
        found = mid_clause(document, quotation) or stray_tail(document, quotation) or swallowed_cue(document, quotation)
        if found:
            yield Finding(found, "broken_quote")


def around(document: Document, lone: Lone, marks: Marks) -> Span:
    """The passage that a lone mark spoils: the sentence it closes, or from it to the sentence that stays open."""
    sentence = document.sentence_at(lone.at)
    if not lone.opens:
        return sentence
    behind = bisect_right(marks.pairs, (lone.at, lone.at))
    if behind < len(marks.pairs) and marks.pairs[behind][0] < lone.paragraph[1]:
        return lone.at, max(sentence[1], lone.at + 1)
    last = document.sentence_at(lone.paragraph[1] - 1)
    return max(last[0], lone.at), last[1]


def inner_start(text: str, start: int, end: int) -> int:
    """Where the last sentence of `text[start:end]` begins."""
    begin = start
    for match in SENTENCE_END.finditer(text, start, end):
        begin = match.end()
    return begin


def opens_sentence(document: Document, at: int) -> bool:
    """Whether a sentence begins at the offset."""
    return document.sentence_at(at)[0] == at


def mid_clause(document: Document, quotation: Span) -> Span | None:
    """From its last sentence on, a quotation of sentences that closes in the middle of one.

    It closes without a stop or comma and the clause goes on in lower case, other than by the words that attribute it.
    """
    text = document.text
    start, end = quotation
    body = text[start:end].strip("".join(MARKS) + " ")
    if not body or body[-1] in STOPS or not body[0].isupper():
        return None
    begin = inner_start(text, start, end)
    after = WORD.match(text, end + 1) if text[end : end + 1] == " " else None
    if after is None or not after.group()[0].islower():
        return None
    words = WORD.findall(body)
    lower = sum(word[0].islower() for word in words)
    if begin == start and not (len(words) >= LONG and 2 * lower > len(words) and opens_sentence(document, start)):
        return None
    stop = document.sentence_at(after.start())[1]
    following = document.words_in((after.start(), stop))
    if document.tag(following[0]) in CONTINUED:
        return None
    if attributed(document, following) and not attributed_behind(document, following):
        return None
    return begin, stop


def attributed(document: Document, words: range) -> bool:
    """Whether the words begin by attributing what stands before them: "he said", "said Mr Ruiz", "the paper wrote"."""
    for place, at in enumerate(words[:6]):
        word, tag = document.lower[at], document.tag(at)
        if reports(word) and tag in FINITE:
            following = document.tag(at + 1) if at + 1 < words.stop else ""
            return place != 1 or document.lower[words[0]] not in PRONOUNS or following in AFTER_CUE
        if tag not in NOMINAL:
            return False
    return False


def attributed_behind(document: Document, words: range) -> bool:
    """Whether the words end in an attribution by name: "…, Ines Ruiz sighed."."""
    text = document.text
    plain = [i for i in words[-TAIL:] if text[document.words[i][0]].isalnum()]
    if len(plain) < 4 or not reports(document.lower[plain[-1]]):
        return False
    at = plain[-1] - 1
    while at > plain[0] and document.tag(at).startswith("NNP"):
        at -= 1
    return at < plain[-1] - 1 and text[document.words[at][0]] == ","


def stray_tail(document: Document, quotation: Span) -> Span | None:
    """The sentence of a quotation that closes with a comma and goes on with one lone word that attributes nothing."""
    text = document.text
    start, end = quotation
    if text[start:end].rstrip("".join(MARKS))[-1:] != ",":
        return None
    sentence = document.sentence_at(end - 1)
    tail = document.words_in((end, sentence[1]))
    words = [document.lower[i] for i in tail[:TAIL] if text[document.words[i][0]].isalnum()]
    if (
        len(words) != 1
        or reports(words[0])
        or text[sentence[1] - 1] != "."
        or not text[document.words[tail[0]][0]].islower()
    ):
        return None
    if len(WORD.findall(text[start:end])) < LONG // 2:
        return None
    return max(start, inner_start(text, start, end)), sentence[1]


def swallowed_cue(document: Document, quotation: Span) -> Span | None:
    """A quotation that holds its own attribution: a comma, then "he said." or "said Ines Ruiz" with none outside."""
    text = document.text
    indices = document.words_in(quotation)
    words = [text[slice(*document.words[i])] for i in indices]
    for at, mark in enumerate(words[:-2]):
        if mark != ",":
            continue
        first, second = words[at + 1], words[at + 2]
        named = reports(first) and first.islower() and document.tag(indices[at + 2]).startswith("NNP")
        third = words[at + 3] if at + 3 < len(words) else ""
        told = first in ("he", "she") and reports(second) and third == "."
        if (named or told) and alone(document, quotation):
            return quotation
    return None


def alone(document: Document, quotation: Span) -> bool:
    """Whether the quotation fills whole sentences, so that nothing outside attributes it."""
    start, end = quotation
    text = document.text
    closes = document.sentence_at(end - 1)[1] <= end + 1
    return opens_sentence(document, start) and closes and text[start:end].rstrip("".join(MARKS))[-1:] in STOPS
