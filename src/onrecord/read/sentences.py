"""Where sentences end."""

import re

from onrecord.read.data import word_list
from onrecord.records import Span

END = re.compile(r"(?<![.!?…])[.!?…]++[”’\"')\]]*+(?=\s++(?:[“‘\"'(\[]*[A-Z0-9À-Þ]|[“\"]))")
"""A run of full stops is tried once, from its first: anything else costs the square of a long run's length."""
LAST_WORD = re.compile(r"[\w.’']+$")
ABBREVIATIONS = word_list("abbreviations")


def split_sentences(text: str, start: int, end: int) -> list[Span]:
    """Spans of the sentences of the paragraph `text[start:end]`; abbreviations and initials do not end one."""
    spans, begin = [], start
    for match in END.finditer(text, start, end):
        if match.group()[0] == "." and ends_abbreviation(text, begin, match.start()):
            continue
        spans.append((begin, match.end()))
        begin = match.end()
        while begin < end and text[begin].isspace():
            begin += 1
    if begin < end:
        spans.append((begin, end))
    return spans


def ends_abbreviation(text: str, begin: int, stop: int) -> bool:
    """Whether the full stop at `stop` belongs to an abbreviation ("Gen.", "U.S.") or an initial ("J.")."""
    found = LAST_WORD.search(text, max(begin, stop - 20), stop)
    if not found:
        return False
    word = found.group()
    return (
        word.lower() in ABBREVIATIONS
        or (len(word) == 1 and word.isupper() and word != "I")
        or bool(re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", word))
    )
