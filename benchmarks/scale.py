#!/usr/bin/env python3
"""How fast reports are read into tables: one process, two, Ray; with repeated paragraphs; and the memory of workers.

    python benchmarks/scale.py rates --reports 3000 --out benchmarks/scale.json
    python benchmarks/scale.py repeated --reports 1500 --out benchmarks/scale.json
    python benchmarks/scale.py memory --reports 100000 --out benchmarks/scale.json --plot benchmarks/scale.svg

All reports are invented by `wire.py`, as JSON Lines. `rates`: no paragraph stands in two reports; seconds are those of
the whole run, from the start of the workers to the last file. `repeated`: half of the paragraphs are another report's;
one process reads the same reports with and without keeping what it has read. `memory`: two processes read short
reports, half of their paragraphs repeated; the resident memory of every worker is noted each second. A `memory` run
that was cut short goes on with the same `--folder`. Every mode adds its figures to the JSON file.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from onrecord.engine import Done, Folder, run
from wire import Wire

FILES = 10
"""Files that the reports are spread over."""
ENGINES = {"one process": ("process", 1), "two processes": ("processes", 2), "Ray, two actors": ("ray", 2)}
PAGE = os.sysconf("SC_PAGE_SIZE")


def main() -> None:
    """Measure, print, keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mode", choices=("rates", "repeated", "memory"))
    parser.add_argument("--reports", type=int, default=3000)
    parser.add_argument("--rounds", type=int, default=1, help="the best of them counts")
    parser.add_argument("--folder", type=Path, help="of the memory run: keep the reports and the tables there")
    parser.add_argument("--out", type=Path, help="add the figures to this JSON file")
    parser.add_argument("--plot", type=Path, help="draw them there, as SVG")
    args = parser.parse_args()
    found = json.loads(args.out.read_text(encoding="utf-8")) if args.out and args.out.exists() else {}
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.folder or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        if args.mode == "rates":
            found["rates"] = rates(folder, args.reports, args.rounds)
        elif args.mode == "repeated":
            found["repeated"] = repeated(folder, args.reports, args.rounds)
        else:
            found["memory"] = memory(folder, args.reports, found.get("memory", []))
    print(json.dumps({key: value for key, value in found.items() if key != "memory"}, indent=1))
    if args.out:
        args.out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    if args.plot:
        args.plot.write_text(drawn(found), encoding="utf-8")


def sources(folder: Path, many: int, copied: float, paragraphs: tuple[int, int] = (4, 10)) -> list[str]:
    """Files with so many invented reports; made once."""
    wire = Wire(copied=copied, paragraphs=paragraphs)
    names = [folder / f"wire-{number}.jsonl" for number in range(FILES)]
    for name in names:
        reports = list(wire.reports(many // FILES))
        if name.exists():
            continue
        fields = ("url", "outlet", "title", "published", "text")
        lines = (json.dumps({field: getattr(report, field) for field in fields}) for report in reports)
        name.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return list(map(str, names))


def rates(folder: Path, many: int, rounds: int) -> dict[str, Any]:
    """Reports a second by engine, with one thread a worker; each in a process of its own, the best of some rounds."""
    files = sources(folder, many, copied=0.0)
    found: dict[str, Any] = {"reports": many, "words": words(files)}
    for number in range(rounds):
        for name, (engine, workers) in ENGINES.items():
            took = timed(files, folder / f"{engine}-{number}", engine, workers, {"ONRECORD_THREADS": "1"})
            print(f"{name}: {took:.1f} s, {many / took:.1f} reports a second", flush=True)
            best = min(took, found.get(name, {}).get("seconds", took))
            found[name] = {"seconds": round(best, 1), "rate": round(many / best, 2)}
    one = found["one process"]["seconds"]
    for name in ENGINES:
        found[name]["times"] = round(one / found[name]["seconds"], 2)
    return found


def repeated(folder: Path, many: int, rounds: int) -> dict[str, Any]:
    """Reports a second of one process where half of the paragraphs are repeated, with and without keeping them."""
    files = sources(folder, many, copied=0.5)
    found: dict[str, Any] = {"reports": many, "words": words(files)}
    for number in range(rounds):
        for name, limit in (("nothing kept", "0"), ("kept", "")):
            variables = {"ONRECORD_THREADS": "1", **({"ONRECORD_KEPT_MB": limit} if limit else {})}
            took = timed(files, folder / f"{name.replace(' ', '-')}-{number}", "process", 1, variables)
            print(f"{name}: {took:.1f} s, {many / took:.1f} reports a second", flush=True)
            best = min(took, found.get(name, {}).get("seconds", took))
            found[name] = {"seconds": round(best, 1), "rate": round(many / best, 2)}
    found["times"] = round(found["nothing kept"]["seconds"] / found["kept"]["seconds"], 2)
    return found


def words(files: Sequence[str]) -> int:
    """How many words all reports have."""
    return sum(len(json.loads(line)["text"].split()) for name in files for line in Path(name).open(encoding="utf-8"))


def timed(files: Sequence[str], out: Path, engine: str, workers: int, variables: dict[str, str]) -> float:
    """Seconds that reading the files takes from the first import to the last file written, in a process of its own."""
    command = [sys.executable, "-m", "onrecord", "read", *files, "--engine", engine, "--workers", str(workers)]
    given = {**os.environ, **variables}
    begun = time.perf_counter()
    subprocess.run([*command, "--out", str(out)], check=True, env=given, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def memory(folder: Path, many: int, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """By reports read: the resident memory of the largest worker and of the process that hands out, in MB."""
    files = sources(folder, many, copied=0.5, paragraphs=(2, 4))
    peaks = {"worker": 0.0, "parent": 0.0}
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(1):
            peaks["worker"] = max([peaks["worker"], *map(resident, workers())])
            peaks["parent"] = max(peaks["parent"], resident(os.getpid()))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    begun = time.perf_counter()
    done = Done()
    noted = max((row["reports"] for row in rows), default=0)
    try:
        for done in run(files, Folder(str(folder / "tables")), engine="processes", workers=2):
            if done.reports >= noted + many // 100:
                noted = done.reports
                its = {"reports": noted, **{f"{name}_mb": round(value) for name, value in peaks.items()}}
                rows.append({**its, "seconds": round(time.perf_counter() - begun)})
                print("\r" + "  ".join(f"{key} {value:,}" for key, value in rows[-1].items()), end="", flush=True)
                peaks.update(worker=0.0, parent=0.0)
    finally:
        ended.set()
        watcher.join()
    print(f"\n{done.reports:,} reports, {done.failed} failed")
    return rows


def workers() -> Iterator[int]:
    """The processes that this one has started."""
    for task in Path("/proc/self/task").iterdir():
        yield from map(int, (task / "children").read_text().split())


def resident(process: int) -> float:
    """Resident memory in MB; 0 for a process that is gone."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * PAGE / 1e6
    except OSError:
        return 0.0


def drawn(found: dict[str, Any]) -> str:
    """The memory over the reports read, and the rates beside it, as SVG."""
    import altair as alt
    import vl_convert as vlc

    names = {"worker_mb": "largest worker", "parent_mb": "process that hands out"}
    rows = [
        {"reports": row["reports"], "MB": row[key], "which": name}
        for row in found.get("memory", [])
        for key, name in names.items()
    ]
    lines = (
        alt.Chart(alt.Data(values=rows), width=420, height=220, title="Memory over reports read")
        .mark_line()
        .encode(
            x=alt.X("reports:Q", title="reports read"),
            y=alt.Y("MB:Q", title="peak resident memory, MB", scale=alt.Scale(zero=True)),
            color=alt.Color("which:N", title=None, legend=alt.Legend(orient="bottom")),
        )
    )
    rated = found.get("rates", {})
    rates_ = [{"engine": name, "rate": rated[name]["rate"]} for name in ENGINES if name in rated]
    bars = (
        alt.Chart(alt.Data(values=rates_), width=220, height=220, title="Reports a second")
        .mark_bar()
        .encode(x=alt.X("engine:N", title=None, sort=None), y=alt.Y("rate:Q", title="reports a second"))
    )
    return str(vlc.vegalite_to_svg((bars | lines).to_dict()))


if __name__ == "__main__":
    main()
