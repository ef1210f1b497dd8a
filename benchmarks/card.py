#!/usr/bin/env python3
"""The model card's tables: statements read from PolNeAR reports by outlet, by speech mode and by kind of error.

    python benchmarks/card.py POLNEAR/dev [--json]

A statement is found when it shares at least half the characters of an attribution's content (intersection over
union, best pairs first), and linked when its source is right too: at least half of the shorter source in common, or
none on both sides.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from rich.progress import track

from onrecord.read.reader import read_report
from onrecord.records import Report, Statement

sys.path.insert(0, str(Path(__file__).parent.parent / "training"))
from polnear import Range, polnear

Row = dict[str, list[Range]]
FOUND = 0.5
"""Least intersection over union of a found content, least share of a right source."""


def characters(spans: Iterable[Range]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


def mode(text: str, content: list[Range]) -> str:
    """direct: it begins and ends with a quotation mark; mixed: one stands in it; else indirect."""
    start, end = min(a for a, _ in content), max(b for _, b in content)
    inside = text[start:end]
    if text[start] in '“"' and any(mark in text[max(start, end - 3) : end + 1] for mark in '”"'):
        return "direct"
    return "mixed" if any(mark in inside for mark in '“”"') else "indirect"


def pairs(gold: list[set[int]], found: list[set[int]]) -> list[tuple[int, int, float]]:
    """One-to-one pairs of contents with a character in common, best first."""
    scored = [
        (len(a & b) / len(a | b), i, j) for i, a in enumerate(gold) for j, b in enumerate(found) if not a.isdisjoint(b)
    ]
    left, right, kept = set(), set(), []
    for score, i, j in sorted(scored, reverse=True):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            kept.append((i, j, score))
    return kept


def right_source(gold: Row, statement: Statement) -> bool:
    a, b = characters(gold["source"]), characters(statement.source)
    return (not a and not b) or bool(a and b and len(a & b) / min(len(a), len(b)) >= FOUND)


def tally(folder: Path) -> dict[str, dict[str, Counter[str]]]:
    """Counts by outlet, by mode and by error of every report of the folder."""
    counts: dict[str, dict[str, Counter[str]]] = {key: defaultdict(Counter) for key in ("outlet", "mode", "error")}
    for name, text, _, rows in track(list(polnear(folder)), description="reading"):
        gold = [row for row in rows if row["content"]]
        said = read_report(Report(text=text)).statements
        contents = [characters(row["content"]) for row in gold]
        matched = pairs(contents, [characters(s.content) for s in said])
        outlet = name.split("_")[0]
        counts["outlet"][outlet]["read"] += len(said)
        hits = {i: (j, score) for i, j, score in matched}
        for i, row in enumerate(gold):
            j, score = hits.get(i, (-1, 0.0))
            linked = score >= FOUND and right_source(row, said[j])
            for key, group in (("outlet", outlet), ("mode", mode(text, row["content"]))):
                counts[key][group].update(gold=1, found=int(score >= FOUND), linked=int(linked))
            counts["error"][kind_of(row, score, linked, contents[i], j >= 0 and characters(said[j].content))][
                "gold"
            ] += 1
        used = {j for _, j, score in matched if score > 0}
        counts["error"]["spurious: no attribution there"]["read"] += len(said) - len(used)
    return counts


def kind_of(row: Row, score: float, linked: bool, gold: set[int], found: set[int] | bool) -> str:
    """What went wrong with one attribution, or "right"."""
    if not score or isinstance(found, bool):
        return "missed: nothing there"
    if score >= FOUND:
        if not linked:
            return "source missing or wrong"
        return "right, to the character" if found == gold else "right, with another edge"
    return "content too long" if len(found) > len(gold) else "content too short"


def percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else "-"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="PolNeAR compartment: text/ and attributions/")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    counts = tally(args.folder)
    if args.json:
        print(json.dumps(counts, indent=1))
        return
    print("| outlet | attributions | found % | with its source % | precision % |\n| --- | --- | --- | --- | --- |")
    for group, n in sorted(counts["outlet"].items()):
        cells = percent(n["found"], n["gold"]), percent(n["linked"], n["gold"]), percent(n["found"], n["read"])
        print(f"| {group} | {n['gold']} | {' | '.join(cells)} |")
    print("\n| mode | attributions | found % | with its source % |\n| --- | --- | --- | --- |")
    for group, n in sorted(counts["mode"].items()):
        print(f"| {group} | {n['gold']} | {percent(n['found'], n['gold'])} | {percent(n['linked'], n['gold'])} |")
    total = sum(n["gold"] for n in counts["error"].values())
    print("\n| what happened | count | % of attributions |\n| --- | --- | --- |")
    for kind, n in sorted(counts["error"].items(), key=lambda item: -sum(item[1].values())):
        size = sum(n.values())
        print(f"| {kind} | {size} | {percent(size, total)} |")


if __name__ == "__main__":
    main()
