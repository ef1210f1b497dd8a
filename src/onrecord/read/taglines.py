"""Plain taglines that the encoder missed: "…,” he said." and "…,” said Ines Halvorsen." behind a quotation."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.read.decode import WordRange
from onrecord.read.linking import Attribution
from onrecord.read.stance_words import base_forms

CLOSING = frozenset('”"’')
LONGEST = 5
"""Most words of a name in a tagline."""


def reporting(word: str) -> bool:
    """Whether a word is a form of a verb of saying."""
    return word.lower() in base_forms()


def with_taglines(rows: Sequence[Attribution], words: Sequence[str], tags: Sequence[str]) -> list[Attribution]:
    """The attributions of a paragraph; quotations without cue and source get those of the tagline right behind them.

    What such a paragraph quotes behind its tagline belongs to the same attribution.
    """
    found: list[Attribution] = []
    behind: dict[int, list[WordRange]] = {}  # index in `found` -> contents behind its tagline
    tagged = False
    for row in rows:
        bare = not row.cues and not row.sources and bool(row.contents)
        if bare and tagged:
            behind.setdefault(len(found) - 1, []).extend(row.contents)
            continue
        spans = tagline(words, tags, row.contents[-1][1]) if bare else None
        tagged = spans is not None
        found.append(replace(row, sources=(spans[0],), cues=(spans[1],)) if spans else row)
    for at, contents in behind.items():
        found[at] = replace(found[at], contents=(*found[at].contents, *contents))
    return found


def tagline(words: Sequence[str], tags: Sequence[str], at: int) -> tuple[WordRange, WordRange] | None:
    """(source, cue) of a tagline that begins at word `at`, right behind a closing quotation mark."""
    if at == 0 or at + 1 >= len(words) or words[at - 1] not in CLOSING:
        return None
    first = name_end(tags, at)
    if first > at and first < len(words) and tags[first] in ("VBD", "VBZ") and reporting(words[first]):
        return (at, first), (first, first + 1)
    if tags[at] in ("VBD", "VBZ") and reporting(words[at]):
        last = name_end(tags, at + 1)
        return ((at + 1, last), (at, at + 1)) if last > at + 1 else None
    return None


def name_end(tags: Sequence[str], at: int) -> int:
    """The index behind the pronoun or proper name that begins at word `at`; `at` where none does."""
    if at < len(tags) and tags[at] == "PRP":
        return at + 1
    end = at
    while end < min(len(tags), at + LONGEST) and tags[end] in ("NNP", "NNPS"):
        end += 1
    return end
