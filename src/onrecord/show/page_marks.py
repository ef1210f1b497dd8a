"""Marks over a text → well-nested HTML, in one sweep from left to right.

Marks may lie inside one another or cross. Where two cross, the one that opened later is closed with the other and
opened again, so that every element nests. At most `DEEPEST` marks are open at once and those beyond are not drawn; that
bounds the work for a mark and a paragraph, and the whole is linear in the text and the marks.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from markupsafe import Markup

from onrecord.records import Span
from onrecord.show.page_text import html_text

DEEPEST = 12
NOTHING = Markup()
GAP = re.compile(r"\n\s*")


@dataclass(frozen=True, slots=True)
class Mark:
    """An element around the characters of `span`.

    `tag` is the element's name and `attributes` stand in every piece of it, escaped and with a space before them;
    `once` in the first piece only. `front` is put before the first piece, drawn or not. Of marks over the
    same characters that with the lowest `rank` is outermost.
    """

    span: Span
    tag: str = "span"
    attributes: Markup = NOTHING
    once: Markup = NOTHING
    front: Markup = NOTHING
    rank: int = 0


@dataclass(slots=True)
class Sweep:
    """The state of the sweep: what is written, which marks are open, outermost first."""

    text: str
    parts: list[str] = field(default_factory=list)
    open: list[Mark] = field(default_factory=list)

    def write(self, start: int, end: int) -> None:
        """Write the text's characters from `start` to `end`."""
        if start < end:
            self.parts.append(html_text(self.text[start:end]))

    def begin(self, mark: Mark) -> None:
        """Open a mark for the first time, or only write its front where too many are open."""
        self.parts.append(mark.front)
        if len(self.open) < DEEPEST:
            self.parts.append(f"<{mark.tag}{mark.attributes}{mark.once}>")
            self.open.append(mark)
        elif mark.once:
            self.parts.append(f"<span{mark.once}></span>")

    def end(self, at: int) -> None:
        """Close the marks that end by `at`; those that were opened inside of them are opened again."""
        first = next((i for i, mark in enumerate(self.open) if mark.span[1] <= at), None)
        if first is None:
            return
        inner = self.open[first:]
        self.parts.extend(f"</{mark.tag}>" for mark in reversed(inner))
        rest = [mark for mark in inner if mark.span[1] > at]
        self.parts.extend(f"<{mark.tag}{mark.attributes}>" for mark in rest)
        self.open[first:] = rest

    def suspend(self) -> None:
        """Close what is open, at a paragraph's end."""
        self.parts.extend(f"</{mark.tag}>" for mark in reversed(self.open))

    def resume(self) -> None:
        """Open again what the last paragraph left open."""
        self.parts.extend(f"<{mark.tag}{mark.attributes}>" for mark in self.open)

    def take(self) -> Markup:
        """What has been written since this was last asked."""
        made = Markup("".join(self.parts))
        self.parts.clear()
        return made


def paragraphs(text: str) -> tuple[Span, ...]:
    """The text's lines, each with the white space after it, so that together they are the whole text."""
    cuts = [match.end() for match in GAP.finditer(text) if match.start() and match.end() < len(text)]
    bounds = [0, *cuts, len(text)] if text else []
    return tuple(pairwise(bounds))


def marked(text: str, blocks: Sequence[Span], marks: Iterable[Mark]) -> Iterator[Markup]:
    """The HTML of each of `blocks`, spans that together are the text, with `marks` drawn in it."""
    waiting = sorted(marks, key=lambda mark: (mark.span[0], -mark.span[1], mark.rank))
    waiting.reverse()
    sweep = Sweep(text)
    for start, end in blocks:
        sweep.resume()
        at = start
        while at < end:
            while waiting and waiting[-1].span[0] <= at:
                sweep.begin(waiting.pop())
            begins = waiting[-1].span[0] if waiting else end
            stop = min(end, begins, *(mark.span[1] for mark in sweep.open))
            sweep.write(at, stop)
            at = stop
            sweep.end(at)
        sweep.suspend()
        yield sweep.take()
