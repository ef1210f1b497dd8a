"""Direct, mixed or indirect: how much of a statement's content stands in quotation marks."""

from collections.abc import Iterator

from onrecord.read.document import Document
from onrecord.records import Span, Spans

LOOK_BACK = 4000
"""Characters before a content in which an opening mark is looked for, its paragraph's start at the latest."""
DOUBLE = {"“": "”", "„": "“”", "«": "»", '"': '"'}
SINGLE = frozenset("‘'’")


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
    text = document.text
    start, end = span
    begin = max(document.paragraph_at(start)[0], start - LOOK_BACK)
    until = min(max([end + 1, *(b for a, b in cue if end <= a < end + LOOK_BACK)]), len(text))
    marks = [(a, b) for a, b in quoted_regions(text, begin, until) if not any(a < c < b for c, _ in cue)]
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


def quoted_regions(text: str, begin: int, end: int) -> Iterator[Span]:
    """Stretches of `text[begin:end]` in quotation marks, marks included; one that is not closed runs to the end.

    A paragraph begins a new stretch: a quotation that runs on opens each of its paragraphs again.
    """
    opened: int | None = None
    closing = ""
    for i in range(begin, end):
        mark = text[i]
        if opened is None:
            if mark in DOUBLE and opens(text, i):
                opened, closing = i, DOUBLE[mark]
            elif mark in "‘'" and opens_single(text, i):
                opened, closing = i, "’'"
        elif mark == "\n" or (mark in closing and closes(text, i, end)):
            yield opened, i + 1
            opened = None
    if opened is not None:
        yield opened, end


def opens(text: str, at: int) -> bool:
    """Whether the double mark at `at` can open a quotation: a straight one only if no space follows."""
    following = text[at + 1] if at + 1 < len(text) else " "
    return text[at] != '"' or not following.isspace()


def opens_single(text: str, at: int) -> bool:
    """Whether the single mark at `at` opens a quotation: after a space or bracket, before a letter, not "'90s"."""
    before = text[at - 1] if at else " "
    following = text[at + 1] if at + 1 < len(text) else " "
    if text[at + 1 : at + 3] in {"n'", "n’"}:
        return False
    return (before.isspace() or before in "([—–-") and (
        following.isalpha() or (text[at] == "‘" and following.isdigit())
    )


def closes(text: str, at: int, end: int) -> bool:
    """Whether the mark at `at` closes what is open: an apostrophe between letters or after a plural does not."""
    if text[at] not in SINGLE:
        return text[at] != '"' or at == 0 or not text[at - 1].isspace() or not opens(text, at)
    before = text[at - 1] if at else " "
    following = text[at + 1] if at + 1 < len(text) else " "
    if following.isalnum() or before.isspace():
        return False
    if before != "s" or not following.isspace():
        return True
    stretch = text[at + 1 : min(end, at + 400)]
    later = min(
        (k for k in (stretch.find(m) for m in (",’", ".’", "?’", "!’", ",'", ".'", "?'", "!'")) if k >= 0), default=-1
    )
    return later < 0 or "‘" in stretch[:later] or " '" in stretch[:later]
