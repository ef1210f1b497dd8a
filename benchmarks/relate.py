#!/usr/bin/env python3
"""How the cost of adding reports grows with the ledger: real reports, then generated copies and edits of them.

    python benchmarks/relate.py FOLDER_OF_TEXT_FILES --out benchmarks/relate.json --plot benchmarks/relate.svg

The real reports are read once, by the real reader. Copies of the shorter half of them are generated, each with an
outlet, an address and a time of its own: verbatim, cut at the end, with words changed, or with paragraphs in another
order; their rows are the originals' at their new places, so that what is measured is storing and relating. As news
does, copies come in waves: a report is copied ten times within minutes, then the next one.

At each size 100 reports more are added, one half new ones that were held back and come out now, the other half copies;
then ten more that were held back, under their real dates, which are older than most of the ledger. Processor time and
peak memory are printed. Whoever names two sizes gets them alone: `--sizes 1000 10000`. A run that was cut short goes on
where it stopped when it is given the same `--ledger` and `--out` again: the same reports are made, and those that the
ledger holds are not added a second time.
"""

import argparse
import json
import random
import resource
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from onrecord.gather import expand, gather
from onrecord.ledger import Ledger
from onrecord.read.reader import read_report
from onrecord.records import Reading, Report, Row, Span, as_spans

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
PROBE = 100
NEW, LATE = 50, 10
"""Real reports kept for each probe: those that come out then, and those that come late."""
WAVE = 10
"""Copies of one report in a row."""
TICK = timedelta(seconds=30)
"""Between two copies: the largest ledger spans a few weeks, so that all of its reports are compared."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--ledger", type=Path, help="keep the ledger there")
    parser.add_argument("--out", type=Path, help="write the figures there, as JSON")
    parser.add_argument("--plot", type=Path, help="draw them there, as SVG")
    args = parser.parse_args()
    rng = random.Random(1)
    real = [item for item in gather(expand([str(args.folder)])) if isinstance(item, Report)]
    print(f"reading {len(real)} reports", flush=True)
    readings = [read_report(report) for report in real]
    rng.shuffle(readings)
    held = readings[: (NEW + LATE) * len(args.sizes)]
    base = readings[len(held) :]
    if len(base) < len(held):
        parser.error(f"{len(readings)} reports are too few for {len(args.sizes)} sizes; {2 * len(held)} are wanted")
    known: dict[str, Reading] = {}
    short = sorted(base, key=lambda reading: len(reading.report.text))[: len(base) // 2]
    made = copies(short, known, rng)
    rows = json.loads(args.out.read_text(encoding="utf-8")) if args.out and args.out.exists() else []
    with tempfile.TemporaryDirectory() as folder:
        path = args.ledger or Path(folder, "growing.db")
        stored = stored_in(path)
        with Ledger.open(path, read=lambda report: known[report.id]) as ledger:
            for reading in base:
                known[reading.report.id] = reading
            size = add(ledger, [reading.report for reading in base], known, stored)
            for target in args.sizes:
                while size < target:
                    size += add(ledger, [next(made) for _ in range(min(1000, target - size))], known, stored)
                    print(f"\r{size:,} reports", end="", flush=True)
                probe = [next(made) for _ in range(PROBE - NEW)]
                new = [dated(reading, probe[-1].published) for reading in held[:NEW]]
                late, held = held[NEW : NEW + LATE], held[NEW + LATE :]
                known.update((reading.report.id, reading) for reading in (*new, *late))
                spent = []
                for part in ([*probe, *(reading.report for reading in new)], [reading.report for reading in late]):
                    begun = time.process_time()
                    size += add(ledger, part, known, stored)
                    spent.append(round(time.process_time() - begun, 2))
                if any(row["reports"] == target for row in rows):
                    continue
                memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                row = {"reports": target, "seconds": spent[0], "late_seconds": spent[1], "memory_mb": round(memory)}
                row["ledger_mb"] = round(path.stat().st_size / 1e6)
                rows.append(row)
                print("\r" + "  ".join(f"{key} {value:,}" for key, value in row.items()), flush=True)
                if args.out:
                    args.out.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    if args.plot:
        args.plot.write_text(drawn(rows), encoding="utf-8")


def stored_in(path: Path) -> set[str]:
    """The reports that an earlier run left in the ledger."""
    if not path.exists():
        return set()
    with closing(sqlite3.connect(path)) as ledger:
        return {report for (report,) in ledger.execute("SELECT id FROM reports")}


def add(ledger: Ledger, reports: list[Report], known: dict[str, Reading], stored: set[str]) -> int:
    """Add the reports that an earlier run has not `stored`, forget their readings; how many are in."""
    added = ledger.add_reports([report for report in reports if report.id not in stored])
    assert not added.failures, added.failures[0]
    for report in reports:
        known.pop(report.id, None)
    return added.added + sum(report.id in stored for report in reports)


def copies(base: list[Reading], known: dict[str, Reading], rng: random.Random) -> Iterator[Report]:
    """Copies without end, in order of time, in waves; their readings go to `known`."""
    count = 0
    days = [datetime.fromisoformat(reading.report.published or "2016-01-01") for reading in base]
    now = max(day.replace(tzinfo=day.tzinfo or UTC) for day in days)
    while True:
        reading = rng.choice(base)
        for _ in range(WAVE):
            count += 1
            how = rng.choice(["verbatim", "verbatim", "cut", "changed", "moved"])
            made = copy(reading, how, count, now + count * TICK, rng)
            known[made.report.id] = made
            yield made.report


def dated(reading: Reading, published: str | None) -> Reading:
    """The same report, published then."""
    report = replace(reading.report, published=published)
    return moved(reading, report, [(0, len(report.text), 0)])


def copy(reading: Reading, how: str, count: int, now: datetime, rng: random.Random) -> Reading:
    """A copy of the report that appears elsewhere, with the rows that are left."""
    pieces = paragraphs(reading.report.text)
    if how == "cut":
        pieces = pieces[: max(1, len(pieces) * rng.randint(5, 9) // 10)]
    elif how == "moved":
        at = rng.randrange(1, len(pieces)) if len(pieces) > 1 else 0
        pieces = pieces[at:] + pieces[:at]
    text, moves = "", []
    for start, end in pieces:
        moves.append((start, end, len(text) - start))
        text += changed(reading.report.text[start:end], rng) if how == "changed" else reading.report.text[start:end]
        text += "\n\n"
    report = replace(
        reading.report,
        url=f"https://copy{count}.example/",
        path=None,
        outlet=f"Outlet {count % 400}",
        published=now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        text=text.rstrip("\n"),
    )
    return moved(reading, report, moves)


def paragraphs(text: str) -> list[Span]:
    """Spans of the paragraphs."""
    found, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((at, at + len(line)))
        at += len(line) + 1
    return found


def changed(text: str, rng: random.Random) -> str:
    """The text with one small word in ten replaced by letters of its length, so that places stay."""
    words = text.split(" ")
    return " ".join(
        "".join(rng.choice("aeioulnrst") for _ in word)
        if word.isalpha() and word.islower() and rng.random() < 0.1
        else word
        for word in words
    )


def moved(reading: Reading, report: Report, moves: list[tuple[int, int, int]]) -> Reading:
    """The rows at their new places; those that were cut, and rows that hang on them, are left out."""

    def place(span: Span) -> Span | None:
        for start, end, by in moves:
            if start <= span[0] and span[1] <= end:
                return span[0] + by, span[1] + by
        return None

    ids: dict[str, str] = {}
    tables: dict[str, list[Row]] = {field.name: [] for field in fields(Reading) if field.name != "report"}
    for table, rows in tables.items():
        for row in getattr(reading, table):
            new: dict[str, Any] = {"report": report.id} if hasattr(row, "report") else {}
            for name in row.SPANS:
                value = getattr(row, name)
                spans = [place(span) for span in as_spans(value)]
                if any(span is None for span in spans):
                    break
                new[name] = spans[0] if value and isinstance(value[0], int) else tuple(spans)  # type: ignore[assignment]
            else:
                links = {name: getattr(row, name, None) for name in ("speaker", "within", "statement", "entity")}
                if any(value is not None and value not in ids for value in links.values()):
                    continue
                new.update({name: ids[value] for name, value in links.items() if value is not None})
                made = replace(row, **new)
                if hasattr(row, "id"):
                    ids[row.id] = made.id  # type: ignore[attr-defined]
                rows.append(made)
    return Reading(report=report, **{table: tuple(rows) for table, rows in tables.items()})  # type: ignore[arg-type]


def drawn(rows: list[dict[str, Any]]) -> str:
    """Seconds to add 100 reports against the size of the ledger, as SVG (logarithmic size)."""
    import altair

    data = altair.Data(values=rows)
    base = altair.Chart(data, title="Adding 100 reports to a ledger").encode(
        x=altair.X("reports:Q", scale=altair.Scale(type="log"), title="reports in the ledger")
    )
    chart = base.mark_line(point=True).encode(
        y=altair.Y("seconds:Q", title="processor seconds", scale=altair.Scale(domainMin=0))
    ) | base.mark_line(point=True).encode(y=altair.Y("memory_mb:Q", title="peak memory, MB"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "plot.svg")
        chart.save(path)
        return path.read_text(encoding="utf-8")


if __name__ == "__main__":
    main()
