"""Two wordings compared word by word, the differences marked."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from onrecord.folding import fold

TOKEN = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")
WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Change:
    """Words that two texts share (`same`), that the second leaves out (`out`), or that it puts in (`in`)."""

    kind: str
    words: str


def changes(before: str, after: str) -> list[Change]:
    """What becomes of `before` in `after`, in order; case, accents and marks make no difference."""
    olds, news = tokens(before), tokens(after)
    matcher = SequenceMatcher(None, [key for key, _ in olds], [key for key, _ in news], autojunk=False)
    found: list[Change] = []
    for operation, a, b, c, d in matcher.get_opcodes():
        if operation == "equal":
            found.append(Change("same", text(news[c:d])))
            continue
        if a < b:
            found.append(Change("out", text(olds[a:b])))
        if c < d:
            found.append(Change("in", text(news[c:d])))
    return found


def tokens(text: str) -> list[tuple[str, str]]:
    """Words as they are compared, and as they stand with the marks before and the spaces and marks behind them."""
    words = [match for match in TOKEN.finditer(text) if WORD.search(match[0])]
    found = []
    for at, match in enumerate(words):
        start = match.start() if at else 0
        end = words[at + 1].start() if at + 1 < len(words) else len(text)
        found.append((fold(match[0].replace("’", "'")), text[start:end]))
    return found


def text(part: list[tuple[str, str]]) -> str:
    """The words as they stand."""
    return "".join(words for _, words in part)


def marked(before: str, after: str) -> str:
    """The second wording with what it leaves out in [-…-] and what it puts in in {+…+}."""
    shown = {"same": "{}", "out": "[-{}-]", "in": "{{+{}+}}"}
    parts = []
    for change in changes(before, after):
        words = change.words.strip()
        space = " " if change.words[-1:].isspace() or change.kind == "out" else ""
        parts.append(shown[change.kind].format(words) + space)
    return "".join(parts).strip()
