"""Double quotation marks of a report: which way each one faces, which two belong together, which have no partner."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.records import Span

MARK = re.compile(r"[“”„«»\"]|''|``|<[A-Za-z/!][^<>\n]{0,300}>")
BLANK = frozenset(" \t\xa0\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\ufeff")
"""White space and marks that show nothing."""
BEFORE_OPENING = BLANK | frozenset("([{—–-/‘'“\"")
AFTER_CLOSING = BLANK | frozenset(".,;:!?)]}—–-/’'”\"")
FINAL = frozenset(".!?…:;,—–-)]\"'”’»")
"""How a paragraph ends; a line that ends otherwise is wrapped, or a heading."""
NEAR = 20
"""Characters before a mark that tell what it follows."""
STOPPED = frozenset(".!?…\"”'’")


@dataclass(frozen=True, slots=True)
class Lone:
    """A mark without a partner, in `paragraph` at the offset `at`."""

    at: int
    opens: bool
    paragraph: Span


@dataclass(frozen=True, slots=True)
class Marks:
    """What the double marks of a report enclose.

    `pairs` run from an opening mark to behind its closing one, inner quotations left out; `lone` are marks without a
    partner.
    """

    pairs: tuple[Span, ...]
    lone: tuple[Lone, ...]


def find_marks(text: str, paragraphs: Sequence[Span]) -> Marks:
    """Pair the marks of every paragraph.

    A quotation may run over paragraphs, each of which opens it anew; a wrapped line hands its open quotation on.
    An opening mark behind the end of a sentence opens anew too: paragraphs are often joined in copying. A mark left
    open and one that closes in the next paragraph belong together.
    """
    pairing = Pairing(text)
    for at, paragraph in enumerate(paragraphs):
        if starts_open(text, paragraph):
            pairing.still.clear()
        for mark, opens in marks_in(text, paragraph):
            if (not pairing.still) if opens is None else opens:
                pairing.open(mark, paragraph)
            else:
                pairing.close(mark, paragraph)
        pairing.end(paragraph, paragraphs[at + 1] if at + 1 < len(paragraphs) else None)
    return Marks(tuple(pairing.pairs), tuple(pairing.lone))


@dataclass(slots=True)
class Pairing:
    """The marks of a text as they are paired: `still` are the places of the marks that are open, outermost first."""

    text: str
    pairs: list[Span] = field(default_factory=list)
    lone: list[Lone] = field(default_factory=list)
    still: list[int] = field(default_factory=list)
    left: Lone | None = None
    """The mark that the paragraph before left open."""

    def open(self, mark: Span, paragraph: Span) -> None:
        """Take an opening mark."""
        before = self.text[max(paragraph[0], mark[0] - NEAR) : mark[0]].rstrip()
        if self.still and before[-1:] in STOPPED:
            self.still.clear()
        self.still.append(mark[0])

    def close(self, mark: Span, paragraph: Span) -> None:
        """Take a closing mark."""
        if self.still:
            opened = self.still.pop()
            if not self.still:
                self.pairs.append((opened, mark[1]))
        elif self.left:
            self.lone.remove(self.left)
            self.left = None
        elif mark[0] == paragraph[0] or not self.text[mark[0] - 1].isdigit():  # behind a digit it stands for inches
            self.lone.append(Lone(mark[0], False, paragraph))

    def end(self, paragraph: Span, after: Span | None) -> None:
        """End a paragraph before the paragraph `after`."""
        self.left = None
        if not self.still:
            return
        wrapped = self.text[paragraph[1] - 1] not in FINAL or (after and self.text[after[0]].islower())
        if not wrapped and not (after and starts_open(self.text, after)):
            self.left = Lone(self.still[0], True, paragraph)
            self.lone.append(self.left)
            self.still.clear()


def starts_open(text: str, paragraph: Span) -> bool:
    """Whether the paragraph begins with a double mark."""
    start = paragraph[0]
    return text[start] in '“„«"”' or text.startswith(("''", "``"), start)


def marks_in(text: str, paragraph: Span) -> Iterator[tuple[Span, bool | None]]:
    """The double marks of a paragraph, left-over markup passed over, and whether each one opens."""
    for match in MARK.finditer(text, *paragraph):
        if match.group()[0] != "<":
            yield match.span(), opening(text, match.span(), paragraph)


def opening(text: str, mark: Span, paragraph: Span) -> bool | None:
    """Whether the mark opens, closes (False), or might do either (None), by what it is glued to.

    A curly mark faces as drawn unless it is glued to words on the other side alone, a frequent slip of typing.
    """
    before = text[mark[0] - 1] if mark[0] > paragraph[0] else " "
    after = text[mark[1]] if mark[1] < paragraph[1] else " "
    into = before in BEFORE_OPENING and after not in BLANK
    out_of = after in AFTER_CLOSING and before not in BLANK
    drawn = text[mark[0]]
    if drawn in "“„«":
        return into or (before in BLANK and mark[1] < paragraph[1]) or not out_of
    if drawn in "”»":
        return mark[0] == paragraph[0] or (before in BLANK and not out_of)
    if drawn == "`":
        return True
    return None if into == out_of else into
