#!/usr/bin/env python3
"""Many copies of one report: seconds to add and relate them, and to list what they come to, at growing numbers.

    python benchmarks/copies.py FILE [--copies 500 1000 2000]

Every copy has an outlet, an address and a minute of its own; half are word for word, half have another last sentence.
The report is read once, so that the time measured is that of storing, relating and listing.
"""

import argparse
import tempfile
import time
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from onrecord.gather import expand, gather
from onrecord.ledger import Ledger
from onrecord.read.reader import read_report
from onrecord.records import Reading, Report

COPIES = (500, 1_000, 2_000)
LISTINGS = ("claims", "disputes", "quotes", "series", "questions", "expectations", "outlets", "brief")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--copies", type=int, nargs="+", default=COPIES)
    args = parser.parse_args()
    (report,) = (item for item in gather(expand([str(args.file)])) if isinstance(item, Report))
    known: dict[str, Reading] = {}
    for number in args.copies:
        reports = [report, *(copy_of(report, at) for at in range(number))]
        for text in {one.text for one in reports} - known.keys():
            known[text] = read_report(replace(report, text=text))
        with (
            tempfile.TemporaryDirectory() as folder,
            Ledger.open(Path(folder, "copies.db"), read=lambda one: reading_of(one, known[one.text])) as ledger,
        ):
            begun = time.perf_counter()
            ledger.add_reports(reports)
            seconds = {"add": time.perf_counter() - begun}
            for name in LISTINGS:
                begun = time.perf_counter()
                getattr(ledger, name)()
                seconds[name] = time.perf_counter() - begun
            origins = ledger.brief().origins
        shown = "  ".join(f"{name} {value:.2f}" for name, value in seconds.items())
        print(f"{number:,} copies, {origins} origin{'s' * (origins > 1)}: {shown} s", flush=True)


def copy_of(report: Report, at: int) -> Report:
    """A copy of the report, the next minute."""
    first = datetime.fromisoformat(report.published) if report.published else datetime(2031, 3, 5)
    published = (first + timedelta(minutes=at + 1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    text = report.text if at % 2 else f"{report.text}\n\nMore on this story later."
    return Report(url=f"https://copy{at}.example/", outlet=f"Copy {at}", published=published, text=text)


def reading_of(report: Report, told: Reading) -> Reading:
    """The rows of a reading of the same text as rows of this report."""
    entities = {row.id: replace(row, report=report.id) for row in told.entities}
    statements = {}
    for row in told.statements:
        who = entities[row.speaker].id if row.speaker else None
        statements[row.id] = replace(row, report=report.id, speaker=who, within=None)
    figures = (
        replace(row, report=report.id, statement=statements[row.statement].id if row.statement else None)
        for row in told.figures
    )
    return Reading(
        report=report,
        entities=tuple(entities.values()),
        mentions=tuple(replace(row, report=report.id, entity=entities[row.entity].id) for row in told.mentions),
        statements=tuple(statements.values()),
        figures=tuple(figures),
        places=tuple(replace(row, report=report.id) for row in told.places),
        questions=tuple(replace(row, report=report.id) for row in told.questions),
        expectations=tuple(replace(row, statement=statements[row.statement].id) for row in told.expectations),
    )


if __name__ == "__main__":
    main()
