#!/usr/bin/env python3
"""Draw relations from an export for judging by hand, print them, and count the verdicts.

    onrecord add POLNEAR_WITH_HEADERS --ledger real.db && onrecord export real.db --to json > real.json
    python benchmarks/sheet.py draw real.json sheet.tsv --ledger real.db  # 50 altered quotations, ...
    python benchmarks/sheet.py show real.json sheet.tsv                   # with the words, to judge by
    python benchmarks/sheet.py count benchmarks/judged.tsv                # precision by relation

A sheet holds no text: a row names the relation, its kind, and two rows of the record by report address and spans; the
last column is the verdict, `right` or `wrong`, with a word on why. Same claims are drawn as pairs of statements, linked
or only of one group; of a dispute the first two rows of its sides that a comparison of two reports linked.
"""

import argparse
import csv
import json
import random
import sqlite3
from collections import Counter
from contextlib import closing
from itertools import combinations, product
from pathlib import Path
from typing import Any

HEAD = ("relation", "kind", "report", "spans", "other_report", "other_spans", "verdict", "why")
NUMBERS = {"altered": 50, "same": 50, "dispute": 30}
FAITHFUL = ("verbatim", "trimmed")


def links(ledger: Path) -> set[frozenset[str]]:
    """The pairs of rows of which comparing two reports, or one with itself, found that they cannot both hold."""
    query = """SELECT first, second FROM links WHERE second IS NOT NULL
               AND (kind IN ('denied', 'contradicted', 'figures_differ') OR kind = 'variant' AND detail = 'negated')"""
    with closing(sqlite3.connect(f"{ledger.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        return {frozenset(row) for row in connection.execute(query)}


def pairs(record: dict[str, Any], linked: set[frozenset[str]]) -> dict[str, list[tuple[str, str, str]]]:
    """Kind and the ids of both rows, by relation."""
    altered = [(v["kind"], v["original"], v["variant"]) for v in record["quote_variants"] if v["kind"] not in FAITHFUL]
    same = [("same", a, b) for claim in record["same_claims"] for a, b in combinations(claim, 2)]
    disputes = [
        next((d["kind"], a, b) for a, b in product(*d["between"]) if frozenset((a, b)) in linked)
        for d in record["disputes"]
    ]
    return {"altered": sorted(altered), "same": sorted(same), "dispute": sorted(disputes)}


def rows(record: dict[str, Any]) -> dict[str, tuple[str, list[list[int]]]]:
    """The report and spans of each statement and figure."""
    found = {row["id"]: (row["report"], row["content"]) for row in record["statements"]}
    found.update({row["id"]: (row["report"], [row["span"]]) for row in record["figures"]})
    return found


def draw(record: dict[str, Any], ledger: Path, sheet: Path, seed: int) -> None:
    """Write a sheet of random rows; what copies repeat of one another is not drawn."""
    where, rng = rows(record), random.Random(seed)
    address = {row["id"]: row["url"] or row["path"] for row in record["reports"]}
    kin = {frozenset((row["id"], row["copy_of"])) for row in record["reports"] if row["copy_of"]}
    with sheet.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter="\t", lineterminator="\n")
        writer.writerow(HEAD)
        for relation, found in pairs(record, links(ledger)).items():
            own = [row for row in found if frozenset((where[row[1]][0], where[row[2]][0])) not in kin]
            print(f"{relation}: {len(own)} of {len(found)} between reports that are no copies")
            for kind, *both in rng.sample(own, min(NUMBERS[relation], len(own))):
                ends = [cell for id_ in both for cell in (address[where[id_][0]], json.dumps(where[id_][1]))]
                writer.writerow([relation, kind, *ends, "", ""])


def read(sheet: Path) -> list[dict[str, str]]:
    """The rows of a sheet."""
    with sheet.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


def show(record: dict[str, Any], sheet: Path) -> None:
    """Print the words of each row, with who speaks and the sentence around."""
    reports = {row["url"] or row["path"]: row for row in record["reports"]}
    names = {row["id"]: row["name"] for row in record["entities"]}
    said = {(row["report"], json.dumps(row["content"])): row for row in record["statements"]}
    for number, row in enumerate(read(sheet), 1):
        print(f"\n{number}. {row['relation']}, {row['kind']}")
        for one in ("", "other_"):
            report, spans = reports[row[f"{one}report"]], json.loads(row[f"{one}spans"])
            text = report["text"]
            around = " ".join(text[max(0, spans[0][0] - 160) : spans[-1][1] + 160].split())
            statement = said.get((report["id"], json.dumps(spans)), {})
            speaker, act = names.get(statement.get("speaker") or "", "—"), statement.get("act", "")
            words = " … ".join(text[start:end] for start, end in spans)
            print(f"   {report['published']} {report['outlet']} | {speaker} | {act} | {words}")
            print(f"      [{around}]")


def count(sheet: Path) -> None:
    """Print the precision by relation, and by its kind."""
    verdicts: Counter[tuple[str, str, str]] = Counter()
    for row in read(sheet):
        for kind in ("all", row["kind"]):
            verdicts[row["relation"], kind, row["verdict"]] += 1
    for relation, kind in sorted({key[:2] for key in verdicts}):
        right, wrong = verdicts[relation, kind, "right"], verdicts[relation, kind, "wrong"]
        print(
            f"{relation:8} {kind:16} {right:3} right of {right + wrong:3}  {100 * right / max(1, right + wrong):5.1f} %"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["draw", "show", "count"])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--ledger", type=Path, help="the ledger that was exported")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    if args.what == "count":
        count(args.files[0])
        return
    record = json.loads(args.files[0].read_text(encoding="utf-8"))
    if args.what == "draw":
        if args.ledger is None:
            parser.error("draw needs --ledger, the ledger that was exported")
        draw(record, args.ledger, args.files[1], args.seed)
    else:
        show(record, args.files[1])


if __name__ == "__main__":
    main()
