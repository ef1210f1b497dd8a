"""The figures that tell most of a story, by what they count."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.folding import fold
from onrecord.ledger.figures import Given
from onrecord.ledger.names import singulars
from onrecord.ledger.origins import Origins
from onrecord.ledger.together import Course
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
    number from one origin only the first is listed. `relation` says how the numbers relate where they are known to be
    of one quantity (`SERIES_RELATIONS`).
    """

    of: str | None
    unit: str | None
    origins: int
    given: tuple[Given, ...]
    relation: str | None = None


def key_figures(rows: Sequence[Given], origins: Origins, courses: Sequence[Course] = ()) -> tuple[KeyFigure, ...]:
    """The figures by what they count: `courses`, quantities with several values, then the others by their words.

    Of both those that most origins give come first; of equal ones, those that somebody states. Durations come last.
    """
    found = [changed(course, origins) for course in courses]
    listed = {row.figure.id for course in courses for row in course.given}
    repeated = {as_given(row, origins) for course in courses for row in course.given}
    groups: dict[tuple[frozenset[str], str], list[Given]] = defaultdict(list)
    for row in rows:
        is_copy = origins.of(row.report.id) != row.report.id
        if row.figure.id in listed or (is_copy and as_given(row, origins) in repeated):
            continue
        words = frozenset(singulars(thing(row))) - SMALL_WORDS
        unit = row.figure.unit or ""
        if words or unit:
            groups[(words, fold(unit))].append(row)
    for group in groups.values():
        kept = once_an_origin(group, origins)
        first = kept[0].figure
        independent = len({origins.of(row.report.id) for row in kept})
        found.append(KeyFigure(thing(kept[0]) or None, first.unit, independent, tuple(kept)))

    return tuple(sorted(found, key=figure_order))


def figure_order(row: KeyFigure) -> tuple[bool, bool, int, int, int, str, str]:
    """The key that puts the figures that tell most first."""
    stated = sum(one.statement is not None for one in row.given)
    lasts = DURATIONS.issuperset(singulars(row.unit or row.of or ""))
    shared = (-row.origins, -stated, -len(row.given))
    return (lasts, row.relation is None, *shared, fold(row.of or ""), row.given[0].figure.id)


def changed(course: Course, origins: Origins) -> KeyFigure:
    """A quantity with several values."""
    named = next((row for row in course.given if row.figure.of), course.given[0])
    independent = len({origins.of(row.report.id) for row in course.given})
    kept = tuple(once_an_origin(course.given, origins))
    return KeyFigure(thing(named) or None, course.given[0].figure.unit, independent, kept, course.series.relation)


def thing(row: Given) -> str:
    """What the figure counts: its `of`; where that is a word for anybody or anything, with the next words that tell."""
    of = row.figure.of or ""
    if not of or not BROAD.issuperset(singulars(of)):
        return of
    start, end = row.figure.span[1], row.sentence[1]
    clause = BREAK.split(row.report.text[start:end], maxsplit=1)[0]
    telling = [word for word in WORD.findall(clause) if word.lower() not in SMALL_WORDS and fold(word) != fold(of)]
    return " ".join([of, *telling[:TELLING]])


def once_an_origin(rows: Sequence[Given], origins: Origins) -> list[Given]:
    """Of the figures with one value from one origin, the first; one inside a statement before one that is not."""
    best: dict[tuple[object, ...], Given] = {}
    for row in rows:
        key = as_given(row, origins)
        if key not in best or (best[key].statement is None and row.statement is not None):
            best[key] = row
    kept = {row.figure.id for row in best.values()}
    return [row for row in rows if row.figure.id in kept]


def as_given(row: Given, origins: Origins) -> tuple[object, ...]:
    """The value, its unit and the origin that gives it: what a copy repeats."""
    figure = row.figure
    return (origins.of(row.report.id), figure.value, figure.low, figure.high, figure.per, fold(figure.unit or ""))
