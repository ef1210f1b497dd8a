"""Two wordings compared word by word, the differences marked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import LCSseq

from onrecord.folding import fold

TOKEN = re.compile(r"\d[\d,.:]*\d|\w+(?:['’]\w+)*")
MOST = 5000
"""Words of either wording that are compared, at most: what stands behind counts as changed."""


@dataclass(frozen=True, slots=True)
class Change:
    """Words that two texts share (`same`, as the second has them), that it leaves out (`out`), or puts in (`in`)."""

    kind: str
    words: str


def changes(before: str, after: str) -> list[Change]:
    """What becomes of `before` in `after`, in order; case, accents and marks make no difference."""
    olds, news = tokens(before), tokens(after)
    found: list[Change] = []
    keys = [[key for key, _ in words[:MOST]] for words in (olds, news)]
    for step in LCSseq.opcodes(*keys):
        left, put = olds[step.src_start : step.src_end], news[step.dest_start : step.dest_end]
        found += [Change("same", text(put))] if step.tag == "equal" else gone(left, put)
    return list(joined([*found, *gone(olds[MOST:], news[MOST:])]))


def gone(olds: list[tuple[str, str]], news: list[tuple[str, str]]) -> list[Change]:
    """Words left out, and words put in."""
    return [Change(kind, text(words)) for kind, words in (("out", olds), ("in", news)) if words]


def joined(found: Iterable[Change]) -> Iterable[Change]:
    """The changes, between two places that are the same what is left out before what is put in, each as one."""
    held = {"out": "", "in": ""}
    for change in found:
        if change.kind != "same":
            held[change.kind] += change.words
            continue
        yield from (Change(kind, words) for kind, words in held.items() if words)
        held = {"out": "", "in": ""}
        yield change
    yield from (Change(kind, words) for kind, words in held.items() if words)


def tokens(text: str) -> list[tuple[str, str]]:
    """Words as they are compared, and as they stand, with the marks around them and the space behind them.

    Of the marks between two words those behind the last space belong to the second word, like the bracket in "old
    (new"; all others to the first. A text without words is one token.
    """
    words = list(TOKEN.finditer(text))
    if not words:
        return [("", f"{text.strip()} ")] if text.strip() else []
    starts = [0]
    for word, after in pairwise(words):
        gap = text[word.end() : after.start()]
        space = max((at for at, mark in enumerate(gap) if mark.isspace()), default=len(gap) - 1)
        starts.append(word.end() + space + 1)
    ends = [*starts[1:], len(text)]
    found = []
    for word, start, end in zip(words, starts, ends, strict=True):
        stands = text[start:end] if end < len(text) else f"{text[start:end].rstrip()} "
        found.append((fold(word[0].replace("’", "'")), stands))
    return found


def text(part: list[tuple[str, str]]) -> str:
    """The words as they stand."""
    return "".join(words for _, words in part)


def marked(before: str, after: str, sides: tuple[str, ...] = ("out", "in")) -> str:
    """The second wording with what it leaves out in [-…-] and what it puts in in {+…+}.

    With one of the `sides` alone, the first ("out") or the second ("in") wording with its own changes marked.
    """
    return "".join(mark(change) for change in changes(before, after) if change.kind in ("same", *sides)).strip()


def mark(change: Change) -> str:
    """The words, between marks where they changed; the space behind them stays outside."""
    if change.kind == "same":
        return change.words
    before, after = ("[-", "-]") if change.kind == "out" else ("{+", "+}")
    bare = change.words.rstrip()
    return f"{before}{bare}{after}{change.words[len(bare) :]}"
