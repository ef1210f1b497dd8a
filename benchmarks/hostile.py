#!/usr/bin/env python3
"""Read texts that no newsroom writes, and ordinary ones of great length; print what each costs.

    python benchmarks/hostile.py [--scale 1] [--only PART …] [--json]

Every text of `tests/read/hostile.py` at a million characters, a report one, ten and a hundred times over (in
paragraphs and in one line), the same line at one and at five million characters, and a cold start. Each text is read
in a process of its own by the whole of `onrecord.read`, encoder and all, on one thread, first a tenth of it and then
all of it. Columns: characters, words, processor seconds, words a second, that rate as a share of the rate at a tenth
of the length, peak memory of the process in MB, rows, and what came back: a reading whose every span lies in the text
and holds more than white space, or an error. At full scale this takes an hour or two; `--scale 0.02` a few minutes.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "ONRECORD_THREADS"):
    os.environ[variable] = "1"
os.environ["ONRECORD_KEPT_MB"] = "0"  # the texts repeat themselves
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.read.hostile import LINE, REPORT, TEXTS  # noqa: E402

MILLION = 1_000_000
TENTH = 10
PARAGRAPHS, ONE_LINE = "a report in paragraphs", "a report in one line"
COLUMNS = ("text", "characters", "words", "seconds", "words/s", "rate", "peak MB", "rows", "result")


def cases(scale: float) -> Iterator[tuple[str, str, int]]:
    """Name of the row, name of the text, characters; repeated reports are not scaled."""
    for times in (1, 10, 100):
        yield f"report x{times}, paragraphs", PARAGRAPHS, times * (len(REPORT) + 2)
        yield f"report x{times}, one line", ONE_LINE, times * (len(LINE) + 1)
    yield "one line, 1 MB", ONE_LINE, int(MILLION * scale)
    yield "one paragraph, 5 MB", ONE_LINE, int(5 * MILLION * scale)
    for name in TEXTS:
        if name not in (PARAGRAPHS, ONE_LINE):
            yield name, name, int(MILLION * scale)


def measure(name: str, size: int) -> dict[str, Any]:
    """Read the text of this name and size, and a tenth of it before; to be called in a fresh process."""
    import onrecord
    from onrecord.read.words import split_words
    from onrecord.records import Report, as_spans

    for _ in range(3):
        onrecord.read(Report(text=REPORT, published="2031-03-05"))
    rates = []
    for part in (size // TENTH, size):
        text = TEXTS[name](part)
        words = len(split_words(text, 0, len(text)))
        begun = time.process_time()
        try:
            reading = onrecord.read(Report(text=text, published="2031-03-05"))
        except onrecord.Error as error:
            return {"characters": size, "words": words, "result": f"error: {error}"}
        seconds = time.process_time() - begun
        rates.append(words / seconds)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rows = list(reading.rows())
    spans = [span for row in rows for field in row.SPANS for span in as_spans(getattr(row, field))]
    sound = all(0 <= a < b <= len(text) and text[a:b].strip() for a, b in spans)
    return {
        "characters": len(text),
        "words": words,
        "seconds": round(seconds, 2),
        "words/s": round(rates[1]),
        "rate": round(rates[1] / rates[0], 2) if rates[0] else None,
        "peak MB": round(peak),
        "rows": len(rows),
        "result": "reading" if sound else "SPANS OUTSIDE THE TEXT",
    }


def apart(name: str, size: int) -> dict[str, Any]:
    """`measure` in a process of its own; what killed it where it ended without an answer."""
    command = [sys.executable, __file__, "--child", name, str(size)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        return {"characters": size, "result": f"ended with {done.returncode}: {last}"}
    row: dict[str, Any] = json.loads(done.stdout)
    return row


def cold(command: list[str], tries: int = 7) -> dict[str, Any]:
    """Median processor and wall seconds of a command, from its start to its end."""
    used, passed = [], []
    for _ in range(tries):
        before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(command, capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        passed.append(time.perf_counter() - begun)
        used.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return {
        "seconds": round(statistics.median(used), 2),
        "result": f"median of {tries}; {statistics.median(passed):.2f} s on the clock",
    }


def starts() -> Iterator[dict[str, Any]]:
    """A cold `import onrecord`, and a cold `onrecord read` of a short report from start to end."""
    yield {"text": "import onrecord"} | cold([sys.executable, "-c", "import onrecord"])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "report.txt")
        path.write_text(REPORT, encoding="utf-8")
        program = "from onrecord.cli import main; main()"
        yield {"text": "onrecord read, short report"} | cold([sys.executable, "-c", program, "read", str(path)])


def line(row: dict[str, Any]) -> str:
    """The row as a line of the table."""
    cells = [f"{row[c]:,}" if isinstance(row.get(c), int | float) else str(row.get(c, "")) for c in COLUMNS]
    return f"{cells[0]:32}" + "".join(f"{cell:>11}" for cell in cells[1:-1]) + f"  {cells[-1]}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scale", type=float, default=1.0, help="share of the full lengths")
    parser.add_argument("--only", nargs="+", default=[], metavar="PART", help="texts whose name holds one of these")
    parser.add_argument("--json", action="store_true", help="one JSON list instead of a table")
    parser.add_argument("--child", nargs=2, metavar=("NAME", "SIZE"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        print(json.dumps(measure(args.child[0], int(args.child[1]))))
        return
    wanted = [case for case in cases(args.scale) if not args.only or any(part in case[0] for part in args.only)]
    rows: list[dict[str, Any]] = []
    turn = "\r" if sys.stderr.isatty() else "\n"
    if not args.json:
        print(line({column: column for column in COLUMNS}))
    for at, (row_name, name, size) in enumerate(wanted, 1):
        print(f"[{at}/{len(wanted)}] {row_name}", end=turn, file=sys.stderr, flush=True)
        rows.append({"text": row_name} | apart(name, size))
        if not args.json:
            print(line(rows[-1]), flush=True)
    for row in [] if args.only else starts():
        rows.append(row)
        if not args.json:
            print(line(row), flush=True)
    if args.json:
        print(json.dumps(rows, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
