"""Marks in the sentence at a figure: set against another one, part of another one, what is left, an end of a change."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord import lists
from onrecord.records import Figure
from onrecord.relate.view import WORD

DATA = "onrecord.relate.data"
SMALL = ("half", "one", *lists.mapping(DATA, "numbers"))
EARLIER = lists.word_list(DATA, "quantity_earlier")
CONTRASTS = lists.mapping(DATA, "quantity_contrasts")
ROLES = lists.table(DATA, "quantity_roles")
REPLACED, WEAK, FROM, MOVED, LIKENED = "replaced", "weak", "from", "moved", "likened"
PART, WHOLE, START, CHANGE, REST = "part", "whole", "start", "change", "rest"
COMPARED = re.compile(r"\d\S*(?:\s+\w+)*?\s+(?:more|fewer|less)\b[^.,;:]{0,40}?\bthan\b(?!\s+to\b)", re.I)
WHO = "who"
"""After this word the verb is that of the people counted ("four in ten, who said"), not of those who counted them."""
AHEAD = 32
"""Characters before a figure in which a mark is looked for."""
BETWEEN = 160
"""Characters between two figures set against each other, at most."""
BEHIND, FEW = 60, 5
"""Characters, and words, behind a figure in which it is said to be an earlier one."""


def any_of(words: Sequence[str]) -> str:
    """A pattern for any of the phrases, the longest first."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda w: (-len(w), w)))


EDITION = r"earlier|first|initial|official|original|previous|previously reported|reported"
CONTRAST = re.compile(
    rf"(?:(?<![\w’'])|(?=\W))({any_of(list(CONTRASTS))})\s+(?:(?:the|its|their|an?)\s+)?(?:(?:{EDITION})\s+)?$", re.I
)
OTHER_CLAUSE = re.compile(r"\b(?:and|but|while|whereas|who|which)\b", re.I)
BEFORE = {word: role for side, word, role in ROLES if side == "before"}
AFTER = {word: role for side, word, role in ROLES if side == "after"}
BEFORE_MARK = re.compile(rf"(?<![\w’'])({any_of(list(BEFORE))})\s+$", re.I)
AFTER_MARK = re.compile(rf"\s+({any_of(list(AFTER))})(?![\w’'])", re.I)
INSIDE_MARK = re.compile(rf"({any_of(list(BEFORE))})\s", re.I)
PARTITIVE = re.compile(r"\s+(?:out\s+)?of\s+(?:[^\W\d]+(?:['’]s?)?\s+){0,4}\d")
WINDOWED = re.compile(
    r"\s+(?:out\s+)?of\s+(?:the|its|their|his|her|our)\s+"
    r"(?:past|last|previous|preceding|recent|latest|next|coming|first|final)\b",
    re.I,
)
"""Behind a number of some stretch of time or of a row of events: "six of the last seven", told anew each time."""
DENIED = re.compile(r"\bnot\s+(?:(?:the|its|their|an?)\s+)?$", re.I)
OF = r"\s+(?:out\s+)?of\s+"
OF_WHOLE = re.compile(
    rf"\d{OF}(?:[^\W\d]+(?:['’]s?)?\s+){{0,4}}$|\b(?:{any_of(SMALL)}){OF}(?:(?:the|its|their|these|those)\s+)?$", re.I
)
CLAIMED = re.compile(rf"(?<![\w’'])({any_of(sorted(EARLIER))})\s+(?:\w+\s+){{0,2}}$", re.I)
IN_FACT = re.compile(
    r"(?:^|\s)(?:in fact|in truth|actually|really|probably|likelier|more likely)(?:\s+\w+){0,4}\s+$", re.I
)
TO = re.compile(r"\s+(?:to|until)\b")
CLOSE = re.compile(r"\s+(?:\w+\s+)?(?:on|in|at|and|with|for|of)\s+")


@dataclass(frozen=True, slots=True)
class Contrast:
    """The figure at place `new` is set against the one at place `old`, which is said not to hold, or with `moved` to
    have held before."""

    new: int
    old: int
    moved: bool = False


def role_of(text: str, figure: Figure, bare: bool) -> str:
    """What the figure is of another one, a role of `quantity_roles`, "whole", or "" for a quantity of its own.

    `bare` says whether it is a number alone: "five of the ships" are a part, "five officers of the ships" and
    "85 percent of the goods" are not.
    """
    start, end = figure.span
    if COMPARED.match(text, start, end + BEHIND):
        return CHANGE
    if found := BEFORE_MARK.search(text, max(0, start - AHEAD), start) or INSIDE_MARK.match(text, start, end):
        role = BEFORE[" ".join(found.group(1).lower().split())]
        if role != START or TO.match(text, end, end + BEHIND):
            return role
    windowed = WINDOWED.match(text, end, end + BEHIND)
    if windowed or (bare and figure.unit != "%" and PARTITIVE.match(text, end, end + BEHIND)):
        return REST if windowed else PART
    if found := AFTER_MARK.match(text, end, end + BEHIND):
        role = AFTER[" ".join(found.group(1).lower().split())]
        if role != PART or (bare and figure.unit != "%"):
            return role
    if OF_WHOLE.search(text, max(0, start - AHEAD), start):
        return WHOLE
    words = text[start:end].lower().split()
    return PART if "of" in words[:-1] and words[-1] in ("them", "those", "these", "whom", "which") else ""


def kind_of_contrast(text: str, figure: Figure, floor: int) -> str | None:
    """How the words right before the figure, not before `floor`, set it against another one: `REPLACED`, `MOVED`, or
    None where they do not."""
    start, end = figure.span
    found = CONTRAST.search(text, max(floor, start - AHEAD), start)
    kind = CONTRASTS[" ".join(found.group(1).lower().split())] if found else None
    if kind in (None, REPLACED, MOVED):
        return kind
    earlier = not EARLIER.isdisjoint(words_behind(text, end))
    if kind == LIKENED:
        return MOVED if earlier else None
    return REPLACED if earlier else MOVED if kind == FROM else None


def words_behind(text: str, end: int) -> list[str]:
    """The few words behind a figure that ends at `end` in which it is said to be an earlier one."""
    following = [word.lower() for word in WORD.findall(text[end : end + BEHIND].partition(".")[0])[:FEW]]
    return following[: following.index(WHO)] if WHO in following else following


def is_rejected(text: str, old: Figure) -> bool:
    """Whether a figure that another one is set against is somebody's, or said not to be so; "ten judges rather than
    eleven" and "well below the goal" put nobody in the wrong."""
    start, end = old.span
    if DENIED.search(text, max(0, start - AHEAD), start):
        return True
    return not (EARLIER - {"had"}).isdisjoint(words_behind(text, end)) or bool(
        CLAIMED.search(text, max(0, start - AHEAD), start)
    )


def corrects(text: str, old: Figure, new: Figure) -> bool:
    """Whether one figure is what was claimed, and the next what is so in fact: "announced as 68, was probably 67"."""
    claimed = CLAIMED.search(text, max(0, old.span[0] - AHEAD), old.span[0])
    return bool(claimed and IN_FACT.search(text, max(old.span[1], new.span[0] - AHEAD), new.span[0]))


def contrasts(
    text: str, figures: Sequence[Figure], sentences: Sequence[int], kin: Sequence[Sequence[bool]]
) -> list[Contrast]:
    """Which figures, in the order of the text, are set against which.

    `sentences` gives the sentence of each figure; `kin[i][j]` whether the two can be one quantity.
    """
    found: list[Contrast] = []
    old: dict[int, bool] = {}
    new: set[int] = set()
    for place, figure in enumerate(figures):
        before = figures[place - 1].span[1] if place and sentences[place - 1] == sentences[place] else 0
        kind = kind_of_contrast(text, figure, before)
        listed = place - 1 in old and CLOSE.fullmatch(text, before, figure.span[0]) is not None
        if kind is None and not listed:
            if before and kin[place][place - 1] and corrects(text, figures[place - 1], figure):
                found.append(Contrast(place, place - 1))
                old[place - 1] = False
                new.add(place)
            continue
        moved = kind == MOVED if kind else old[place - 1]
        for other in range(place - 1, -1, -1):
            if sentences[other] != sentences[place] or figure.span[0] - figures[other].span[1] > BETWEEN:
                break
            between = text[figures[other].span[1] : figure.span[0]]
            if moved and OTHER_CLAUSE.search(between):
                break
            if other not in new and other not in old and kin[place][other]:
                found.append(Contrast(other, place, moved))
                old[place] = moved
                new.add(other)
                break
    return found
