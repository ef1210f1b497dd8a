#!/usr/bin/env python3
"""Read the time expressions of TimeML documents with onrecord, dateparser and recognizers-text; score all alike.

    python benchmarks/times.py TIMEBANK [--every 4] [--readers onrecord grammar dateparser recognizers]

Each reader gets the same texts and creation dates. `onrecord` is the whole of `onrecord.read`, `grammar` its grammar
of times alone, without parts of speech. The scorer is that of TempEval-3 (UzZaman and others, 2013): relaxed F counts
an expression as found when the spans overlap, value F when its TIMEX3 value is right too. Of a date that can lie
before or behind, the libraries are told to take the one before, as news mostly means. What they return is put into
TIMEX3 as finely as they tell: dateparser gives a moment and its period, recognizers-text a TIMEX3-like value.

A library that is not installed is left out (`pip install -r benchmarks/requirements.txt`).
"""

import argparse
import re
import time
import warnings
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

Row = tuple[int, int, str]
"""Start, end and value of an expression."""
Reader = Callable[[str, str], list[Row]]
"""From a text and the ISO date on which it was written to its expressions."""
PASSAGE = re.compile(r"\S.*?(?=\n\s*\n|\s*\Z)", re.DOTALL)
PERIODS = {"year": "%Y", "month": "%Y-%m", "week": "%G-W%V", "day": "%Y-%m-%d", "time": "%Y-%m-%dT%H:%M"}
OPEN_MONTH = re.compile(r"XXXX-\d\d")
OPEN_CLOCK = re.compile(r"T\d\d")


@dataclass(frozen=True)
class Timed:
    """A document: its text, the date on which it was written, the expressions that annotators marked."""

    text: str
    written: str
    marked: list[Row]


def documents(folder: Path) -> Iterator[Timed]:
    """The TimeML files of a folder in the order of their names."""
    for path in sorted(folder.glob("*.tml")):
        root = ET.parse(path).getroot()
        written, text = root.find(".//DCT/TIMEX3"), root.find("TEXT")
        if written is None or text is None:
            raise SystemExit(f"{path} has no DCT or no TEXT: is it TimeML as of TempEval-3?")
        pieces: list[str] = []
        marked: list[Row] = []
        walk(text, pieces, marked)
        yield Timed("".join(pieces), written.get("value", "")[:10], marked)


def walk(node: ET.Element, pieces: list[str], marked: list[Row]) -> None:
    """Append the text below a node, and the expressions in it."""
    start = sum(map(len, pieces))
    pieces.append(node.text or "")
    for child in node:
        walk(child, pieces, marked)
        pieces.append(child.tail or "")
    if node.tag == "TIMEX3":
        marked.append((start, sum(map(len, pieces)), node.get("value", "")))


def with_onrecord() -> Reader:
    """The whole of onrecord's reading."""
    from onrecord.read.reader import read_report
    from onrecord.records import Report

    def read(text: str, written: str) -> list[Row]:
        found = read_report(Report(text=text, published=written)).times
        return [(*row.span, row.value) for row in found]

    return read


def with_grammar() -> Reader:
    """Its grammar of times, on words without parts of speech and names."""
    from onrecord.read.document import outline
    from onrecord.read.times import find_times
    from onrecord.records import Report

    def read(text: str, written: str) -> list[Row]:
        return [(*row.span, row.value) for row in find_times(outline(Report(text=text, published=written)))]

    return read


def with_dateparser() -> Reader:
    """`dateparser.search`, passage by passage."""
    parsing, searching = import_module("dateparser.date"), import_module("dateparser.search")

    def read(text: str, written: str) -> list[Row]:
        settings: Any = {"RELATIVE_BASE": datetime.fromisoformat(written), "PREFER_DATES_FROM": "past"}
        parser = parsing.DateDataParser(languages=["en"], settings=settings)
        rows: list[Row] = []
        for passage in PASSAGE.finditer(text):
            at = passage.start()
            for words, moment in searching.search_dates(passage[0], languages=["en"], settings=settings) or ():
                begin = text.find(words, at, passage.end())
                if begin < 0:
                    continue
                at = begin + len(words)
                period = parser.get_date_data(words).period or "day"
                clock = period == "day" and (moment.hour or moment.minute)
                rows.append((begin, at, moment.strftime(PERIODS["time" if clock else period])))
        return rows

    return read


def with_recognizers() -> Reader:
    """The English date and time model of recognizers-text, passage by passage."""
    recognizing = import_module("recognizers_date_time")
    model = recognizing.DateTimeRecognizer(recognizing.Culture.English).get_datetime_model()

    def read(text: str, written: str) -> list[Row]:
        base = datetime.fromisoformat(written)
        rows: list[Row] = []
        for passage in PASSAGE.finditer(text):
            for found in model.parse(passage[0], base):
                begin = passage.start() + found.start
                values = (found.resolution or {}).get("values") or [{}]
                rows.append((begin, passage.start() + found.end + 1, timex(values[0], written)))
        return rows

    return read


def timex(value: dict[str, str], written: str) -> str:
    """A resolution of recognizers-text as TIMEX3, with unknown digits filled in from what it resolves."""
    code, kind = value.get("timex", ""), value.get("type", "")
    if kind in {"duration", "set"} or code.endswith("_REF"):
        return code
    if code.startswith("("):
        length = code.rsplit(",", 1)[-1].rstrip(")")
        return f"{code[1:5]}-Q{(int(code[6:8]) + 2) // 3}" if length == "P3M" and code[6:8].isdigit() else length
    if code.startswith("T"):
        return f"{written}{code}:00" if OPEN_CLOCK.fullmatch(code) else written + code
    if "X" in code:
        day = value.get("value") or value.get("start") or value.get("end") or code
        tail = code[code.index("T") :] if "T" in code else ""
        return day[: 7 if OPEN_MONTH.fullmatch(code) else 10] + tail
    return f"{written[:4]}-{code}" if code in {"SP", "SU", "FA", "WI"} else code


READERS: dict[str, Callable[[], Reader]] = {
    "onrecord": with_onrecord,
    "grammar": with_grammar,
    "dateparser": with_dateparser,
    "recognizers": with_recognizers,
}


def matched(marked: list[Row], found: list[Row]) -> tuple[int, int]:
    """How many marked expressions overlap one found, each found one used once, and how many of those agree in value."""
    free, hits, right = list(found), 0, 0
    for start, end, value in marked:
        near = [row for row in free if row[0] < end and row[1] > start]
        if near:
            best = max(near, key=lambda row: min(end, row[1]) - max(start, row[0]))
            free.remove(best)
            hits, right = hits + 1, right + (best[2] == value)
    return hits, right


def f_score(hits: int, found: int, marked: int) -> float:
    """Harmonic mean of precision and recall, in per cent."""
    return 200 * hits / (found + marked) if found + marked else 0.0


def measure(name: str, read: Reader, given: list[Timed]) -> str:
    """The reader's line of the table."""
    read(given[0].text, given[0].written)
    marked = found = hits = right = words = 0
    begun = time.perf_counter()
    rows = [read(document.text, document.written) for document in given]
    seconds = time.perf_counter() - begun
    for document, own in zip(given, rows, strict=True):
        one, two = matched(document.marked, own)
        hits, right = hits + one, right + two
        found, marked = found + len(own), marked + len(document.marked)
        words += len(document.text.split())
    precision, recall = 100 * hits / max(found, 1), 100 * hits / max(marked, 1)
    shares = f"{precision:6.1f} {recall:6.1f} {f_score(hits, found, marked):9.1f} {f_score(right, found, marked):7.1f}"
    return f"{name:12} {shares} {words / seconds:9.0f}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder of .tml files")
    parser.add_argument("--every", type=int, default=1, help="read every so manieth document")
    parser.add_argument("--readers", nargs="+", choices=list(READERS), default=list(READERS))
    args = parser.parse_args()
    warnings.simplefilter("ignore")
    given = list(documents(args.folder))[:: args.every]
    if not given:
        raise SystemExit(f"no .tml file in {args.folder}: give the folder that holds TimeBank's documents")
    print(f"{len(given)} documents, {sum(len(document.marked) for document in given)} expressions marked")
    print(f"{'':12} {'P':>6} {'R':>6} {'relaxed F':>9} {'value F':>7} {'words/s':>9}")
    for name in args.readers:
        try:
            read = READERS[name]()
        except ImportError as missing:
            print(f"{name:12} not installed: {missing}")
            continue
        print(measure(name, read, given), flush=True)


if __name__ == "__main__":
    main()
