"""The figures that tell most of a story, by what they count."""

import re
from collections import defaultdict
from dataclasses import dataclass

from onrecord.folding import fold
from onrecord.ledger.figures import Given
from onrecord.ledger.names import singulars
from onrecord.ledger.origins import Origins
from onrecord.lists import word_list

SMALL_WORDS = word_list("onrecord.ledger.data", "small_words")
BROAD = word_list("onrecord.ledger.data", "broad_things")
DURATIONS = word_list("onrecord.ledger.data", "durations")
"""Units of figures that stand behind all others."""

TELLING = 2
"""Words taken from behind a figure whose thing counted is broad."""

WORD = re.compile(r"[^\W\d_]{2,}")
BREAK = re.compile(r"[.,;:()“”\"—]")


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One thing that was counted or measured, and who gave which number for it, in order of time.

    `of` is the thing in the words of the first report, where that is but "people" or "%" with the words behind it
    ("people reported symptoms"); `unit` its unit; `origins` the number of origins that give a number for it. Of one
    number from one origin only the first is listed.
    """

    of: str | None
    unit: str | None
    origins: int
    given: tuple[Given, ...]


def key_figures(rows: list[Given], origins: Origins) -> tuple[KeyFigure, ...]:
    """The figures by what they count, those that most origins give first; of equal ones, those that somebody states.

    Durations come last.
    """
    groups: dict[tuple[frozenset[str], str], list[Given]] = defaultdict(list)
    for row in rows:
        words = frozenset(singulars(thing(row))) - SMALL_WORDS
        unit = row.figure.unit or ""
        if words or unit:
            groups[(words, fold(unit))].append(row)
    found = []
    for group in groups.values():
        kept = once_an_origin(group, origins)
        first = kept[0].figure
        independent = len({origins.of(row.report.id) for row in kept})
        found.append(KeyFigure(thing(kept[0]) or None, first.unit, independent, tuple(kept)))

    def order(row: KeyFigure) -> tuple[bool, int, int, int, str, str]:
        stated = sum(one.statement is not None for one in row.given)
        lasts = DURATIONS.issuperset(singulars(row.unit or row.of or ""))
        return (lasts, -row.origins, -stated, -len(row.given), fold(row.of or ""), row.given[0].figure.id)

    return tuple(sorted(found, key=order))


def thing(row: Given) -> str:
    """What the figure counts: its `of`; where that is a word for anybody or anything, with the next words that tell."""
    of = row.figure.of or ""
    if not of or not BROAD.issuperset(singulars(of)):
        return of
    start, end = row.figure.span[1], row.sentence[1]
    clause = BREAK.split(row.report.text[start:end], maxsplit=1)[0]
    telling = [word for word in WORD.findall(clause) if word.lower() not in SMALL_WORDS and fold(word) != fold(of)]
    return " ".join([of, *telling[:TELLING]])


def once_an_origin(rows: list[Given], origins: Origins) -> list[Given]:
    """Of the figures with one value from one origin, the first; one inside a statement before one that is not."""
    best: dict[tuple[object, ...], Given] = {}
    for row in rows:
        figure = row.figure
        key = (origins.of(row.report.id), figure.value, figure.low, figure.high, figure.per)
        if key not in best or (best[key].statement is None and row.statement is not None):
            best[key] = row
    kept = {row.figure.id for row in best.values()}
    return [row for row in rows if row.figure.id in kept]
