"""Quotation marks: which stretches of a text stand between an opening and a closing one."""

import re
from collections.abc import Iterator

from onrecord.records import Span

DOUBLE = {"“": "”", "„": "“”", "«": "»", '"': '"'}
SINGLE = frozenset("‘'’")
BREAKS = "\n\r\v\f\x85\u2028\u2029"
"""Characters that end a paragraph, as in `document.PARAGRAPH`."""
MARK = re.compile(rf"[“”„«»\"‘'’{BREAKS}]")
BREAK = re.compile(rf"[{BREAKS}]")
AHEAD = 400
"""Characters in which the later closing mark is looked for that makes a mark behind an s an apostrophe."""
LATER = re.compile(r"[,.?!][’']")


def quoted_regions(text: str, begin: int, end: int) -> Iterator[Span]:
    """Stretches of `text[begin:end]` in quotation marks, marks included; one that is not closed runs to the end.

    A paragraph begins a new stretch: a quotation that runs on opens each of its paragraphs again.
    """
    opened: int | None = None
    closing = ""
    for match in MARK.finditer(text, begin, end):
        i, mark = match.start(), match.group()
        if opened is None:
            if mark in DOUBLE and opens(text, i):
                opened, closing = i, DOUBLE[mark]
            elif mark in "‘'" and opens_single(text, i):
                opened, closing = i, "’'"
        elif mark in BREAKS or (mark in closing and closes(text, i, end)):
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
    line = BREAK.search(text, at + 1, min(end, at + AHEAD))
    stop = line.start() if line else min(end, at + AHEAD)
    later = LATER.search(text, at + 1, stop)
    return later is None or text.find("‘", at + 1, later.start()) >= 0 or text.find(" '", at + 1, later.start()) >= 0
