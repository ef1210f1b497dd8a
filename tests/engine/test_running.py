"""Engines: what is read is the same in one process, over several and over Ray, after a stop, and where workers die."""

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from onrecord.engine import SCHEMAS, Folder, is_folder, read_table, run
from onrecord.engine.parts import parts, units
from onrecord.engine.processes import over_processes
from onrecord.engine.tables import Tables, reports_of, reports_table
from onrecord.errors import Error, UsageError
from onrecord.gather import Failure, Options, Source
from onrecord.ledger import Ledger
from onrecord.records import Report
from tests.engine.deadly import ONCE, kill_at_seven, kill_once

from .conftest import text


def whole(folder: Path) -> dict[str, dict[str, list[object]]]:
    """Every table of a folder, by part."""
    return {
        name: {path.name: pq.read_table(path).to_pylist() for path in sorted((folder / name).iterdir())}
        for name in SCHEMAS
    }


@pytest.fixture
def expected(sources: list[str], tmp_path: Path) -> dict[str, dict[str, list[object]]]:
    """What is read of the sources in this process."""
    list(run(sources, Folder(str(tmp_path / "process"))))
    return whole(tmp_path / "process")


def test_parts_are_cut_the_same_way_in_every_run(
    sources: list[str], expected: dict[str, dict[str, list[object]]]
) -> None:
    reports, failures = expected["reports"], expected["failures"]
    assert {name: len(rows) for name, rows in reports.items()} == {
        "000000-000000.parquet": 4,
        "000000-000001.parquet": 1,
        "000001-000000.parquet": 4,
        "000002-000000.parquet": 1,
    }
    told = [row for rows in failures.values() for row in rows]
    assert [(Path(row["source"]).name.partition(",")[0], row["kind"]) for row in told] == [  # type: ignore[index]
        ("a.jsonl", "failed"),
        ("other.txt", "skipped"),
        ("missing.txt", "failed"),
    ]


def test_two_processes_read_the_same(
    sources: list[str], expected: dict[str, dict[str, list[object]]], tmp_path: Path
) -> None:
    *_, done = run(sources, Folder(str(tmp_path / "two")), engine="processes", workers=2)
    assert whole(tmp_path / "two") == expected
    assert (done.reports, done.kept, done.skipped, done.failed) == (10, 0, 1, 2)
    manifest = json.loads((tmp_path / "two" / "onrecord.json").read_text())
    assert manifest["complete"]
    assert manifest["reports"] == 10


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::FutureWarning")
def test_a_cluster_reads_the_same(
    sources: list[str], expected: dict[str, dict[str, list[object]]], tmp_path: Path
) -> None:
    ray = pytest.importorskip("ray", reason="Ray is not installed: pip install 'onrecord[ray]'")
    assert sources
    try:
        *_, done = run(sources, Folder(str(tmp_path / "ray")), engine="ray", workers=1)
    finally:
        ray.shutdown()
    # Its tasks run elsewhere, where parts are as large as they are.
    found = whole(tmp_path / "ray")
    for name, parts_ in expected.items():
        rows = [row for part in sorted(found[name]) for row in found[name][part]]
        assert rows == [row for part in sorted(parts_) for row in parts_[part]], name
    assert (done.reports, done.skipped, done.failed) == (10, 1, 2)


def test_a_stopped_run_goes_on(
    sources: list[str], expected: dict[str, dict[str, list[object]]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "stopped"
    steps = run(sources, Folder(str(folder)))
    list(islice(steps, 3))
    del steps
    (folder / "statements" / "000001-000000.parquet.new").write_bytes(b"half a file")
    read: list[str] = []

    def noted(reports: pa.Table) -> Tables:
        read.extend(reports["title"].to_pylist())
        return read_table(reports)

    monkeypatch.setattr("onrecord.engine.running.read_table", noted)
    *_, done = run(sources, Folder(str(folder)))
    assert whole(folder) == expected
    assert done.kept == 5
    assert len(read) == 5, "what was read is not read again"
    assert [step.reports for step in run(sources, Folder(str(folder)))] == [10]


def test_a_worker_that_is_killed_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ONCE, str(tmp_path / "killed"))
    reports = [Report(title=f"Quay {number}", text=text(number)) for number in range(12)]
    tables = over_processes(iter(reports_table(reports[i : i + 3]) for i in (0, 3, 6, 9)), 2, kill_once)
    assert [report.title for one in tables for report in reports_of(one["reports"])] == [r.title for r in reports]
    assert (tmp_path / "killed").exists()


def test_a_report_that_no_worker_survives_is_a_failure() -> None:
    reports = [Report(title=f"Quay {number}", text=text(number)) for number in range(12)]
    found = list(over_processes(iter(reports_table(reports[i : i + 3]) for i in (0, 3, 6, 9)), 2, kill_at_seven))
    titles = [report.title for one in found for report in reports_of(one["reports"])]
    assert titles == [report.title for report in reports if report.title != "Quay 7"]
    (failure,) = (row for one in found for row in one["failures"].to_pylist())
    assert failure["source"] == "Quay 7"
    assert "the process that read it died" in failure["reason"]


def test_slices_are_taken_as_they_can_be_read() -> None:
    taken = 0

    def slices() -> Iterator[pa.Table]:
        nonlocal taken
        while True:
            taken += 1
            yield reports_table([Report(text=text(taken))])

    found = over_processes(slices(), 1, kill_at_seven)
    next(found)
    assert taken <= 4
    found.close()  # type: ignore[attr-defined]


def test_single_reports_are_grouped_and_large_files_stand_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.engine.parts.PART", 3)
    for name in ("a.txt", "b.txt", "c.jsonl", "d.txt", "e.txt", "f.txt", "g.txt"):
        (tmp_path / name).write_text(text(ord(name[0])))
    found = units([str(tmp_path / "*.*")])
    names = [[Path(one.name).name for one in unit.sources if isinstance(one, Source)] for unit in found]
    assert names == [["a.txt", "b.txt"], ["c.jsonl"], ["d.txt", "e.txt", "f.txt"], ["g.txt"]]
    assert [part.name for unit in units([str(tmp_path / "*.txt")]) for part in parts(unit, Options())] == [
        "000000-000000",
        "000001-000000",
    ]


@pytest.mark.parametrize(
    ("engine", "workers", "told"), [("spark", 1, "allowed: process"), ("processes", 0, "0 workers")]
)
def test_engines_that_cannot_be(tmp_path: Path, engine: str, workers: int, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        list(run(["x"], Folder(str(tmp_path / "out")), engine=engine, workers=workers))
    assert not (tmp_path / "out").exists()


def test_a_folder_of_something_else_is_refused(sources: list[str], tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="holds other files"):
        list(run(sources, Folder(str(tmp_path / "full"))))
    list(run(sources[2:3], Folder(str(tmp_path / "out"))))
    with pytest.raises(UsageError, match="of other sources"):
        list(run(sources[:1], Folder(str(tmp_path / "out"))))
    manifest = tmp_path / "out" / "onrecord.json"
    manifest.write_text(manifest.read_text().replace('"onrecord": "', '"onrecord": "9'))
    with pytest.raises(UsageError, match="by another onrecord"):
        list(run(sources[2:3], Folder(str(tmp_path / "out"))))
    with pytest.raises(UsageError, match="read by another onrecord"):
        list(Folder(str(tmp_path / "out")).readings())
    (tmp_path / "file").write_text("")
    with pytest.raises(Error):
        list(run(sources, Folder(str(tmp_path / "file"))))


def test_what_was_read_is_added_without_reading_again(sources: list[str], tmp_path: Path) -> None:
    folder = Folder(str(tmp_path / "out"))
    list(run(sources, folder))
    assert is_folder(folder.where)

    def refuse(report: Report) -> object:
        raise AssertionError("read again")

    with Ledger.open(tmp_path / "read.db", read=refuse) as ledger:  # type: ignore[arg-type]
        added = ledger.add_reports(folder.readings())
        assert (added.added, added.unchanged, len(added.failures)) == (10, 0, 3)
        assert ledger.add_reports(folder.readings()).unchanged == 10
    with Ledger.open(tmp_path / "other.db") as other, Ledger.open(tmp_path / "read.db") as ledger:
        other.add(*sources)
        for name in ("said", "figures", "places", "times", "claims", "disputes", "entities"):
            rows = [[row.to_dict() for row in getattr(one, name)()] for one in (ledger, other)]
            assert rows[0] == rows[1], name


def test_a_damaged_part_is_told_and_the_others_taken(sources: list[str], tmp_path: Path) -> None:
    folder = Folder(str(tmp_path / "out"))
    list(run(sources, folder))
    path = tmp_path / "out" / "statements" / "000001-000000.parquet"
    path.write_bytes(path.read_bytes()[:-20])
    with Ledger.open(tmp_path / "read.db") as ledger:
        added = ledger.add_reports(folder.readings())
    assert added.added == 6
    assert any("000001-000000" in row.source and "read its sources anew" in row.reason for row in added.failures)
    assert all(isinstance(row, Failure) for row in added.failures)


def test_a_store_takes_the_tables(sources: list[str], expected: dict[str, dict[str, list[object]]]) -> None:
    fsspec = pytest.importorskip("fsspec")
    store = fsspec.filesystem("memory")
    try:
        folder = Folder("memory://tables")
        *_, done = run(sources, folder)
        assert done.reports == 10
        assert is_folder("memory://tables")
        rows = [row for part in folder.parts() for row in folder.table("statements", part).to_pylist()]
        assert rows == [row for part in expected["statements"].values() for row in part]
    finally:
        store.rm("/tables", recursive=True)
