"""Direct, mixed or indirect: how much of a statement's content stands in quotation marks."""

from bisect import bisect_right

from onrecord.read.document import Document
from onrecord.records import Span, Spans


def mode_of(document: Document, content: Spans, cue: Spans = ()) -> str:
    """The mode: "direct" when every word is quoted, "indirect" when none is, else "mixed".

    Marks that the cue stands inside too are another speaker's, and do not count.
    """
    quoted = unquoted = 0
    for span in content:
        inside, outside = count_quoted(document, span, cue)
        quoted += inside
        unquoted += outside
    if not quoted:
        return "indirect"
    return "mixed" if unquoted else "direct"


def count_quoted(document: Document, span: Span, cue: Spans) -> tuple[int, int]:
    """How many words of `span` begin inside quotation marks, and how many outside."""
    start, end = span
    text, marks = document.text, []
    for at in range(max(0, bisect_right(document.quoted, (start, end)) - 1), len(document.quoted)):
        a, b = document.quoted[at]
        if a >= end:
            break
        if not any(a < c < b for c, _ in cue):
            marks.append((a, b))
    inside = outside = at = 0
    for index in document.words_in(span):
        first = document.words[index][0]
        if not text[first].isalnum():
            continue
        while at < len(marks) and marks[at][1] <= first:
            at += 1
        if at < len(marks) and marks[at][0] < first:
            inside += 1
        else:
            outside += 1
    return inside, outside
