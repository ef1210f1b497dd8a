#!/usr/bin/env python3
"""How long the pages of a large ledger take, and how heavy they are: every kind of page, a seeded sample of each.

    python benchmarks/pages.py --ledger story.db --out benchmarks/pages.json
    python benchmarks/pages.py FOLDER_OF_TEXT_FILES --reports 10000 --out benchmarks/pages.json

Without `--ledger` one is made as `relate.py` makes its own: the reports of the folder, read by the real reader, then
generated copies and edits of them.

The pages are served by the real server on a free port of this machine and asked for one after the other over HTTP.
`first_s` is how long the record took to be put together and prepared after the start, in processor seconds, and
`answers_s` the seconds until the server answered at all. Of each kind of page: the number asked for, how many were
refused, the median, the 95th of a hundred and the longest time in milliseconds, as seen by the client (`ms`) and as
processor time of the whole process, client included (`cpu_ms`), and the largest weight in kB, as sent before
compression. Lists are asked for with their first, last and other pages and with filters; "search" is words, phrases and
beginnings from the reports; "new day" are the lists of an earlier day when they are first asked for, "as of" the same
and reports of that day from then on. Kinds that end in ".json" are the same pages as JSON.
"""

import argparse
import http.client
import json
import random
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn

from onrecord.ledger import Ledger
from onrecord.ledger.asof import moment
from onrecord.serve.addresses import address
from onrecord.serve.app import make_app
from onrecord.serve.held import Held
from onrecord.serve.page import ROWS
from onrecord.serve.record import Record
from onrecord.serve.running import Server, listen
from onrecord.serve.settings import Settings

SAMPLE = 40
"""Addresses of each kind."""
LIMITS = {"page_ms": 150, "search_ms": 100, "kb": 500}
"""What the 95th of a hundred pages, and every page's weight, are to stay under."""
WRITTEN = ("kind", "asked", "refused", "ms", "cpu_ms", "kb")
"""What is written of each kind of page; addresses hold words of the reports."""
LONGEST = 1800.0
"""Seconds that the record may take."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", help="text files to make a ledger of")
    parser.add_argument("--ledger", type=Path, help="a ledger that is there already")
    parser.add_argument("--reports", type=int, default=10_000, help="reports of a ledger that is made")
    parser.add_argument("--sample", type=int, default=SAMPLE, help="addresses of each kind")
    parser.add_argument("--only", nargs="+", default=(), help="kinds of pages; all without")
    parser.add_argument("--out", type=Path, help="write the figures there, as JSON")
    args = parser.parse_args()
    if (args.folder is None) == (args.ledger is None):
        parser.error("give a folder of text files, or --ledger")
    with tempfile.TemporaryDirectory() as folder:
        path = args.ledger or made(args.folder, args.reports, Path(folder, "pages.db"))
        found = measured(path, args.sample, frozenset(args.only))
    print("  ".join(f"{name} {value:,}" for name, value in found.items() if name != "pages"))
    for row in found["pages"]:
        print(f"{row['kind']:16} {row['asked']:3} p50 {row['ms'][0]:7.1f}  p95 {row['ms'][1]:7.1f}  ", end="")
        print(f"max {row['ms'][2]:7.1f} ms  cpu p95 {row['cpu_ms'][1]:7.1f}  {row['kb']:6.0f} kB  {mark(row)}")
    if args.out:
        rows = [{name: row[name] for name in WRITTEN} for row in found["pages"]]
        args.out.write_text(json.dumps({**found, "pages": rows}, indent=1) + "\n", encoding="utf-8")


def made(folder: Path, reports: int, path: Path) -> Path:
    """A ledger of the folder's reports and of copies of them."""
    from onrecord.gather import expand, gather
    from onrecord.read.reader import read_report
    from onrecord.records import Reading, Report
    from relate import add, copies

    real = [item for item in gather(expand([str(folder)])) if isinstance(item, Report)][:reports]
    print(f"reading {len(real):,} reports", file=sys.stderr)
    readings = [read_report(report) for report in real]
    known: dict[str, Reading] = {reading.report.id: reading for reading in readings}
    short = sorted(readings, key=lambda reading: len(reading.report.text))[: max(1, len(readings) // 2)]
    more = copies(short, known, random.Random(1))
    with Ledger.open(path, read=lambda report: known[report.id]) as ledger:
        size = add(ledger, [reading.report for reading in readings], known, set())
        while size < reports:
            size += add(ledger, [next(more) for _ in range(min(1000, reports - size))], known, set())
            print(f"{size:,} reports", file=sys.stderr)
    return path


def measured(path: Path, sample: int, only: frozenset[str]) -> dict[str, Any]:
    """Every kind of page of the ledger at `path`, asked for `sample` times."""
    begun, spent = time.perf_counter(), time.process_time()
    with serving(path) as (port, held):
        status, _, _ = asked(port, "/reports")
        answers = time.perf_counter() - begun
        while not held.is_ready:
            if time.perf_counter() - begun > LONGEST:
                raise SystemExit(f"the record of {path} was not put together within {LONGEST:,.0f} seconds")
            time.sleep(0.2)
        record = held.at(None)
        first, wall = time.process_time() - spent, time.perf_counter() - begun
        rows = []
        for kind, addresses in sampled(record, random.Random(1), sample).items():
            if not only or kind in only:
                rows.append(timed(port, kind, addresses))
                print(f"\r{kind:20}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "reports": len(record.reports),
        "statements": len(record.said),
        "ledger_mb": round(path.stat().st_size / 1e6),
        "answers_s": round(answers, 2),
        "answers_with": status,
        "first_s": round(first, 1),
        "first_wall_s": round(wall, 1),
        "memory_mb": round(peak),
        "pages": rows,
    }


@contextmanager
def serving(path: Path) -> Iterator[tuple[int, Held]]:
    """The pages on a free port of this machine, and what is kept in memory of the ledger."""
    settings = Settings(can_fix=False)
    with listen("127.0.0.1", 0) as bound:
        app = make_app(path, settings)
        started = threading.Event()
        server = Server(uvicorn.Config(app, log_level="error", access_log=False), started.set)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
        thread.start()
        started.wait()
        try:
            yield bound.getsockname()[1], app.state.site.held
        finally:
            server.should_exit = True
            thread.join()


def asked(port: int, where: str) -> tuple[int, bytes, str]:
    """Status, body and the address that the answer leads to."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", where)
        answer = connection.getresponse()
        return answer.status, answer.read(), answer.headers.get("location", "")
    finally:
        connection.close()


def timed(port: int, kind: str, addresses: Sequence[str]) -> dict[str, Any]:
    """The addresses of one kind of page, asked for one after the other."""
    walls, spent, refused = [], [], []
    heaviest = (0, "")
    for where in addresses:
        cpu, wall = time.process_time(), time.perf_counter()
        status, body, _ = asked(port, where)
        walls.append((time.perf_counter() - wall) * 1000)
        spent.append((time.process_time() - cpu) * 1000)
        heaviest = max(heaviest, (len(body), where))
        if status not in (200, 302):
            refused.append(f"{status} {where}")
    slowest = max(zip(walls, addresses, strict=True))
    return {
        "kind": kind,
        "asked": len(addresses),
        "refused": len(refused),
        "ms": middle(walls),
        "cpu_ms": middle(spent),
        "kb": round(heaviest[0] / 1000, 1),
        "slowest": slowest[1],
        "heaviest": heaviest[1],
        **({"refusals": refused[:5]} if refused else {}),
    }


def middle(values: Sequence[float]) -> list[float]:
    """The median, the 95th of a hundred, and the largest."""
    ordered = sorted(values)
    return [round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 1) for share in (0.5, 0.95, 1.0)]


def mark(row: Mapping[str, Any]) -> str:
    """What is too slow or too heavy, and what was refused."""
    limit = LIMITS["search_ms" if row["kind"].startswith("search") else "page_ms"]
    found = [f"SLOW {row['slowest']}"] if row["ms"][1] > limit and row["kind"] != "new day" else []
    found += [f"HEAVY {row['heaviest']}"] if row["kb"] > LIMITS["kb"] else []
    found += [f"REFUSED {row['refusals'][0]}"] if row["refused"] else []
    return " ".join(found)


def sampled(record: Record, rng: random.Random, count: int) -> dict[str, list[str]]:
    """Addresses by the kind of page."""

    def some(rows: Sequence[Any]) -> list[Any]:
        return rng.sample(list(rows), min(count, len(rows)))

    said = some(list(record.said.values()))
    words = [" ".join(row.quote.split()[: rng.randint(1, 3)]) for row in said if row.quote.strip()]
    names = [row.speaker.name for row in said if row.speaker] or ["a"]
    days = [row.date[:10] for row in said if len(row.date) >= 10] or ["2031-03-05"]
    one = {
        "report": some(list(record.reports)),
        "speaker": some([row.entity.id for row in record.speakers]),
        "claim": some([claim.said[0].id for claim in record.claims]),
        "series": some(list(record.series)),
        "dispute": some(list(record.disputes)),
        "place": some(list(record.place_by_id)),
        "row": [row.id for row in said],
        "fix-row": [row.id for row in said],
    }
    found = {kind: [address(kind, id=id_) for id_ in ids] for kind, ids in one.items()}
    # Those with most rows are the heaviest pages, and the ones most looked at.
    found["speaker"] += [address("speaker", id=row.entity.id) for row in record.speakers[:count]]
    found["claim"] += [address("claim", id=claim.said[0].id) for claim in record.claims[:count]]
    found["place"] += [address("place", id=id_) for id_ in list(record.place_by_id)[:count]]
    found["outlet"] = [
        address("outlet", name=name) for name in (*some(list(record.outlets)), *list(record.outlets)[:count])
    ]
    copies = [(row.id, row.copy_of) for row in record.reports.values() if row.copy_of]
    found["compare"] = [address("compare", one=id_, other=other) for id_, other in some(copies)]
    pairs = list(record.reports)
    found["compare"] += [address("compare", one=rng.choice(pairs), other=rng.choice(pairs)) for _ in range(count // 4)]
    filters: dict[str, list[dict[str, Any]]] = {
        "front": [{}],
        "reports": [*({"since": day} for day in days[:5]), *({"until": day, "origins": 1} for day in days[:5])],
        "speakers": [{"who": name} for name in names[:5]],
        "claims": [*({"q": word} for word in words[:5]), *({"who": name} for name in names[:5])],
        "figures": [*({"what": word} for word in ("people", "%", "dollars")), *({"who": name} for name in names[:5])],
        "disputes": [{"q": word} for word in words[:5]],
        "quotes": [{"who": name} for name in names[:5]],
        "timeline": [*({"since": day} for day in days[:5]), *({"until": day} for day in days[:5])],
        "map": [{"name": "a"}],
        "movements": [{"q": word} for word in words[:5]],
        "open": [{"show": "questions"}, {"show": "expectations"}],
        "outlets": [{"name": "a"}],
        "fix": [{}],
    }
    lengths = {
        "reports": len(record.reports),
        "speakers": len(record.speakers),
        "claims": len(record.claims),
        "figures": len(record.figures),
        "disputes": len(record.disputes),
        "quotes": len(record.quotes),
        "map": len(record.places),
        "movements": len(record.movements),
        "outlets": len(record.outlets),
    }
    for kind, given in filters.items():
        found[kind] = [address(kind, **row) for row in ({}, *given)] * 2
        if kind in lengths:
            last = -(-lengths[kind] // ROWS)
            numbers = {1, last // 2, last, *(rng.randint(1, max(1, last)) for _ in range(count // 4))} - {0}
            found[kind] += [address(kind, page=number) for number in sorted(numbers)]
    found["search"] = [address("search", q=word) for word in words]
    found["search"] += [address("search", q=f'"{word}"') for word in words[:10]]
    found["search"] += [address("search", q=f"{word[:3]}*") for word in words[:10]]
    found["search"] += [address("search", q=word, act="deny") for word in words[:5]]
    found["search"] += [address("search", who=name) for name in names[:5]]
    found["search"] += [address("search", q=word, who=names[0]) for word in ("the", "a", "said")]
    day = record.days[len(record.days) // 2] if record.days else "2031-03-05"
    kinds = ("front", "reports", "speakers", "claims", "disputes", "quotes", "figures", "timeline", "map", "open")
    plain = {f"{kind}.json": list(map(as_json, rows)) for kind, rows in found.items()}
    found["new day"] = [address(kind, as_of=day) for kind in kinds]
    found["as of"] = found["new day"] * 3
    out = [row.id for row in record.reports.values() if moment(row)[:10] <= day]
    found["as of"] += [address("report", id=id_, as_of=day) for id_ in some(out)]
    return {kind: rows for kind, rows in {**found, **plain}.items() if rows}


def as_json(where: str) -> str:
    """The address of the same page as JSON."""
    path, mark_, query = where.partition("?")
    return f"{'/index' if path == '/' else path}.json{mark_}{query}"


if __name__ == "__main__":
    main()
