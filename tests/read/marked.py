"""Sentences with [content], <source> and {cue} marked, and their stance."""

import re

from onrecord.read.document import Document, outline
from onrecord.read.occasions import Saying
from onrecord.read.stance import Stance, stances_of
from onrecord.records import Report, Span, Time

MARKS = {"[": "content", "]": "content", "<": "source", ">": "source", "{": "cue", "}": "cue"}
DAYS = {"Monday": "2030-04-01", "Tuesday": "2030-04-02", "Wednesday": "2030-04-03", "12 March": "2030-03-12"}
DAYS |= {"Thursday night": "2030-04-04TNI", "last week": "2030-W13", "two days": "P2D", "April": "2030-04"}
DAYS |= {"a week": "P1W", "today": "2030-04-03", "Today": "2030-04-03", "this morning": "2030-04-03TMO"}


def parse(marked: str) -> tuple[str, dict[str, list[Span]]]:
    """The text without its marks, and the spans that they stood around."""
    spans: dict[str, list[Span]] = {"content": [], "source": [], "cue": []}
    text, opened = "", {}
    for char in marked:
        if char in MARKS:
            kind = MARKS[char]
            if kind in opened:
                spans[kind].append((opened.pop(kind), len(text)))
            else:
                opened[kind] = len(text)
        else:
            text += char
    return text, spans


def times_of(text: str) -> list[Time]:
    """The time expressions of `DAYS` that stand in `text`."""
    pattern = re.compile("|".join(rf"\b{day}\b" for day in sorted(DAYS, key=len, reverse=True)))
    return [Time(report="r", span=m.span(), type="DATE", value=DAYS[m.group()]) for m in pattern.finditer(text)]


def saying(marked: str) -> tuple[str, Saying]:
    """The text, and the one saying that is marked in it."""
    text, spans = parse(marked)
    return text, Saying(tuple(spans["content"]), tuple(spans["source"]), tuple(spans["cue"]))


def stance_in(document: Document, said: Saying) -> Stance:
    """The stance of the one saying."""
    return stances_of(document, [said], times_of(document.text))[0]


def read(marked: str) -> Stance:
    """The stance of the one saying that is marked, read without an encoder."""
    text, said = saying(marked)
    return stance_in(outline(Report(text=text)), said)


def words(marked: str, stance: Stance) -> list[str]:
    """The words of the stance's hedge."""
    text, _ = parse(marked)
    return [text[start:end] for start, end in stance.hedge]
