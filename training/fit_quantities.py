#!/usr/bin/env python3
"""Fits the weights by which figures of two reports are taken for one quantity (`onrecord.relate.quantity_match`).

    python training/fit_quantities.py STORIES POLNEAR/train/text --every 4 --table

STORIES holds story folders: reports as text files and `gold.json`, whose `series` and disputes of kind
`figures_differ` say which figures are one quantity. The second folder holds real reports, one a file, of which every
fourth is read: what two of them count differently is taken for two quantities, always. That is wrong here and there,
and seldom enough. Everything is read by the installed reader, so the weights fit what it finds.

Prints how well figures of stories are put together that the weights have not seen (one story and one part of the real
reports' pairs left out at a time), for several likelihoods from which on two figures count as one; with --table writes
the weights of all. Nothing is drawn at random: the same reader, word vectors and texts give the same table. About
two minutes of one core.
"""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, combinations_with_replacement
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.gather import Options, expand, gather
from onrecord.read.reader import read_report
from onrecord.records import Report, Span
from onrecord.relate import neighbours, quantities, quantity_match
from onrecord.relate.copies import find_copies
from onrecord.relate.known import Known
from onrecord.relate.links import Link
from onrecord.relate.quantity_things import Things, amounts, equal
from onrecord.relate.quantity_values import compatible
from onrecord.relate.view import View

Floats = NDArray[np.float64]

TABLE = Path(__file__).parents[1] / "src/onrecord/relate/data/quantity_weights.tsv"
HEAD = """\
# What speaks for two figures being one quantity: weights of a logistic regression over the comparisons of
# quantity_match, and "always". Fitted by training/fit_quantities.py to the figures of invented stories and, as pairs
# that are none, to those of reports of PolNeAR 1.0 (part train). Made for onrecord; Apache-2.0.
"""
OVERLAP = 0.3
"""Characters that a figure has in common with a gold one, as a share of those of both, from which on it is that one."""
RIDGE = 1.0
"""Pull of the weights towards 0, "always" left alone."""
FURTHEST = 2.0
"""Most that a weight may change in one step of Newton's method."""
STEPS, SETTLED = 60, 1e-8
LEAST = (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4)
"""Likelihoods that are tried."""
COMMON = frozenset(("the", "a", "an", "of", "in"))


@dataclass(frozen=True, slots=True)
class Story:
    """The reports that are no copies, the oldest first; for figures the gold ones that they are; for gold figures the
    words of what they count and the quantity they are of; the pairs of figures in one series."""

    views: tuple[View, ...]
    gold_of: Mapping[str, str]
    of: Mapping[str, str]
    quantity_of: Mapping[str, str]
    series: frozenset[frozenset[str]]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of figures of two reports: their comparisons [N, C], and whether they are one quantity [N]."""

    values: Floats
    one: Floats


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", type=Path, help="folder of story folders")
    parser.add_argument("reports", type=Path, help="folder of text files")
    parser.add_argument("--every", type=int, default=1, help="read every Nth of the text files")
    parser.add_argument("--table", action="store_true", help=f"write {TABLE.name}")
    args = parser.parse_args()
    stories = [read_story(gold.parent) for gold in sorted(args.stories.glob("*/gold.json"))]
    views = [view for path in sorted(args.reports.glob("*.txt"))[:: args.every] for view in views_of(path)]
    real = compared(views)
    if len(stories) < 2 or not real:
        parser.error(f"{len(stories)} story folders, {len(real)} pairs of reports; two and some are needed at least")
    names, weights = fit_all(stories, real)
    rows = "".join(f"{name}\t{weight:.2f}\n" for name, weight in zip(names, weights, strict=True))
    print(rows, end="")
    if args.table:
        TABLE.write_text(HEAD + rows, encoding="utf-8")


def fit_all(stories: Sequence[Story], real: Sequence[tuple[Things, Things]]) -> tuple[list[str], Floats]:
    """Print how good weights are on what they have not seen; the comparisons' names and the weights of all."""
    parts = [of_story(story) for story in stories]
    others = [of_real(older, younger) for older, younger in real]
    names = names_of(real)
    one = int(sum(part.one.sum() for part in parts))
    print(f"{len(stories)} stories: {sum(len(part.one) for part in parts):,} pairs of figures, {one:,} one quantity")
    print(f"{len(real):,} pairs of real reports: {sum(map(len, others)):,} pairs of figures, none one quantity")
    folds = len(stories)
    tables = [
        fit(
            [rows for place, rows in enumerate(parts) if place != fold],
            [rows for place, rows in enumerate(others) if place % folds != fold],
        )
        for fold in range(folds)
    ]
    beside = quantity_match.BESIDE
    print("least      P     R     F  differing figures of real reports taken for one quantity")
    for least in LEAST:
        quantity_match.LEAST, quantity_match.BESIDE = least, min(least, beside)
        hit = found = wanted = taken = 0
        for fold, story in enumerate(stories):
            use(names, tables[fold])
            counts = in_series(story)
            hit, found, wanted = hit + counts[0], found + counts[1], wanted + counts[2]
            taken += sum(unlike(*pair) for pair in real[fold::folds])
        shares = hit / max(1, found), hit / max(1, wanted), 2 * hit / max(1, found + wanted)
        print(f"{least:5.2f}  " + " ".join(f"{100 * share:5.1f}" for share in shares), f" {taken}")
    return names, fit(parts, others)


def names_of(pairs: Sequence[tuple[Things, Things]]) -> list[str]:
    """The names of the comparisons, in their order."""
    rows = (row for older, younger in pairs for _, _, row in quantity_match.comparisons(older, younger))
    return ["always", *next(rows)]


def read_story(folder: Path) -> Story:
    """A story folder's reports that are no copies, read, with what its gold says of their figures."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    found: list[View] = []
    gold_of: dict[str, str] = {}
    for report in gold["reports"]:
        if report["copy_of"]:
            continue
        for view in views_of(folder / report["file"]):
            found.append(view)
            gold_of |= matched([row for row in gold["figures"] if row["report"] == report["file"]], view)
    of = {row["id"]: row["of"] or "" for row in gold["figures"]}
    known = {own: id_ for id_, own in gold_of.items()}
    series = [row["figures"] for row in gold["series"]]
    pairs = {frozenset(known.get(id_, id_) for id_ in pair) for row in series for pair in combinations(row, 2)}
    return Story(
        views=tuple(sorted(found, key=lambda view: view.age)),
        gold_of=gold_of,
        of=of,
        quantity_of=quantities_of(gold, series),
        series=frozenset(pairs),
    )


def views_of(path: Path) -> Iterator[View]:
    """The report in a file, read."""
    for report in gather(expand([str(path)]), Options()):
        if isinstance(report, Report):
            yield View(read_report(report))


def quantities_of(gold: dict[str, Any], series: Sequence[Sequence[str]]) -> dict[str, str]:
    """A name for the quantity of each gold figure in a series or a dispute: what these connect is one quantity."""
    differ = [[*row["between"][0], *row["between"][1]] for row in gold["disputes"] if row["kind"] == "figures_differ"]
    quantity = {row["id"]: row["id"] for row in gold["figures"]}
    connected: set[str] = set()
    for group in [*series, *differ]:
        figures = quantity.keys() & group
        connected |= figures
        old = {quantity[id_] for id_ in figures}
        quantity |= {id_: min(old) for id_, name in quantity.items() if name in old}
    return {id_: quantity[id_] for id_ in sorted(connected)}


def matched(gold: Sequence[dict[str, Any]], view: View) -> dict[str, str]:
    """The gold figure for each of the report's own: one for one, those with most characters in common first."""
    spans = {row["id"]: place_of(view.report.text, row["text"], row.get("nth", 1)) for row in gold}
    common = sorted(
        ((-overlap(span, row.span), id_, row.id) for id_, span in spans.items() for row in view.figures),
    )
    found: dict[str, str] = {}
    for share, id_, own in common:
        if -share >= OVERLAP and own not in found and id_ not in found.values():
            found[own] = id_
    return found


def place_of(text: str, words: str, nth: int) -> Span:
    """Where the words stand in the text for the nth time."""
    at = -1
    for _ in range(nth):
        at = text.find(words, at + 1)
    return (at, at + len(words)) if at >= 0 else (0, 0)


def overlap(a: Span, b: Span) -> float:
    """Characters that two spans have in common, as a share of those of both."""
    common = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, common) / (a[1] - a[0] + b[1] - b[0] - max(0, common))


def compared(views: Sequence[View]) -> list[tuple[Things, Things]]:
    """The figures of each two reports that are compared in a pile, the older report first; copies left out."""
    views = sorted(views, key=lambda view: view.age)
    copies = {copy.report for copy in find_copies([view.report for view in views])}
    kept = {view.id: Things(view) for view in views if view.id not in copies}
    shelf, found = neighbours.Shelf(), []
    for view in views:
        if view.id not in copies:
            found += [(kept[older.id], kept[view.id]) for older in shelf.nearest(view)]
            shelf.add(view)
    return [(older, younger) for older, younger in found if len(older) and len(younger)]


def of_story(story: Story) -> Pairs:
    """The pairs of figures of a story's reports. Left out are equal values of which the gold does not tell."""
    values, one = [], []
    for older, younger in combinations([Things(view) for view in story.views], 2):
        if len(older) and len(younger):
            for a, b, row in quantity_match.comparisons(older, younger):
                verdict = is_one(story, (older, a), (younger, b))
                if verdict is not None:
                    values.append([1.0, *row.values()])
                    one.append(float(verdict))
    return Pairs(np.array(values), np.array(one))


def is_one(story: Story, one: tuple[Things, int], other: tuple[Things, int]) -> bool | None:
    """Whether the figures at two places are one quantity by the gold, None where it does not tell."""
    a, b = (rows.rows[place] for rows, place in (one, other))
    gold_a, gold_b = (story.gold_of.get(row.figure.id, "") for row in (a, b))
    quantity = story.quantity_of.get(gold_a)
    if quantity is not None and quantity == story.quantity_of.get(gold_b):
        return True
    if not equal(a, b):
        return False
    return same_noun(story.of[gold_a], story.of[gold_b]) if gold_a and gold_b else None


def same_noun(a: str, b: str) -> bool:
    """Whether half of the words of the shorter of two noun phrases stand in the other."""
    one, other = (set(words.lower().split()) - COMMON for words in (a, b))
    return bool(one and other) and 2 * len(one & other) >= min(len(one), len(other))


def of_real(older: Things, younger: Things) -> Floats:
    """The comparisons of the figures of two real reports whose values differ, [N, C]."""
    rows = [
        [1.0, *row.values()]
        for a, b, row in quantity_match.comparisons(older, younger)
        if not compatible(*amounts(older.rows[a], younger.rows[b]))
    ]
    return np.array(rows)


def fit(invented: Sequence[Pairs], real: Sequence[Floats]) -> Floats:
    """Weights of a logistic regression with a quadratic penalty, by Newton's method, [C]."""
    others = np.concatenate([rows for rows in real if len(rows)])
    values = np.concatenate([*(pairs.values for pairs in invented), others])
    one = np.concatenate([*(pairs.one for pairs in invented), np.zeros(len(others))])
    weights = np.zeros(values.shape[1])
    penalty = np.full(len(weights), RIDGE)
    penalty[0] = 1e-6
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (one - likely) - penalty * weights
        bend = (values.T * (likely * (1 - likely))) @ values + np.diag(penalty)
        step = np.linalg.solve(bend, slope)
        size = np.abs(step).max()
        weights += step * min(1.0, FURTHEST / size)
        if size < SETTLED:
            break
    return weights


def use(names: Sequence[str], weights: Floats) -> None:
    """Let the figures be compared with these weights."""
    quantity_match.WEIGHTS.clear()
    quantity_match.WEIGHTS.update(zip(names, map(float, weights), strict=True))


def in_series(story: Story) -> tuple[int, int, int]:
    """Pairs of figures put into one series: rightly, in all (of figures that the gold has), and by the gold."""
    links: list[Link] = []
    for older, younger in combinations_with_replacement(story.views, 2):
        links += quantities.links(older, younger, None)
    rows = quantities.gather([row for row in links if row.kind == "quantity"], known_of(story.views))
    found = {
        frozenset(pair) for row in rows for pair in combinations(row.figures, 2) if set(pair) <= story.gold_of.keys()
    }
    return len(found & story.series), len(found), len(story.series)


def known_of(views: Sequence[View]) -> Known:
    """What must be known to put the links of reports together."""
    figures = {row.id: (row, view) for view in views for row in view.figures}
    said = {row.id: row.said_on for view in views for row in view.reading.statements}
    return Known(
        report_of={id_: view.id for id_, (_, view) in figures.items()},
        origin_of={view.id: view.id for view in views},
        age_of={view.id: view.age for view in views},
        day_of={id_: row.as_of or said.get(row.statement or "") or view.day for id_, (row, view) in figures.items()},
        figures={id_: row for id_, (row, _) in figures.items()},
    )


def unlike(older: Things, younger: Things) -> int:
    """How many pairs of figures of two reports are taken for one quantity though both cannot hold."""
    return sum(
        not compatible(*amounts(older.rows[match.a], younger.rows[match.b]))
        for match in quantity_match.matches(older, younger)
    )


if __name__ == "__main__":
    main()
