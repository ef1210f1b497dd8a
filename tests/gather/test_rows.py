"""Tables of reports: JSON Lines and Parquet, under the names that collections use."""

import gzip
import io
import json
import tracemalloc
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from onrecord.errors import GatherError
from onrecord.gather import Failure, Options, gather
from onrecord.gather.rows import read_json_lines
from onrecord.records import Report

TEXT = "The quay at Norrvik stays shut for a week, the mayor said on Tuesday. Nobody was hurt."
ROWS: list[dict[str, Any]] = [
    {"url": "https://wire.example/a", "title": "Quay shut", "text": TEXT, "published": "2031-03-05T09:20:00Z"},
    {"uri": "https://wire.example/b", "headline": "Quay open", "articleBody": f"{TEXT} It was Sunday.",
     "datePublished": "5 March 2031", "source_domain": "wire.example", "authors": ["Ida Falk", "Nils Aas"]},
]  # fmt: skip


def reports(found: Any) -> list[Report]:
    """The reports among what was found."""
    return [row for row in found if isinstance(row, Report)]


def lines(rows: list[dict[str, Any]]) -> bytes:
    """The rows as JSON Lines."""
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


@pytest.mark.parametrize("name", ["news.jsonl", "news.ndjson.gz", "news.parquet"])
def test_rows_are_reports(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name.endswith("parquet"):
        pq.write_table(pa.Table.from_pylist([{**ROWS[1], **ROWS[0]}, ROWS[1]]), path)
    else:
        path.write_bytes(gzip.compress(lines(ROWS)) if name.endswith("gz") else lines(ROWS))
    first, second = reports(gather([str(path)]))
    its = (first.url, first.title, first.published, first.text)
    assert its == ("https://wire.example/a", "Quay shut", "2031-03-05T09:20:00Z", TEXT)
    assert second.url == "https://wire.example/b"
    assert (second.outlet, second.byline, second.title) == ("wire.example", "Ida Falk, Nils Aas", "Quay open")
    assert second.published is not None
    assert second.published.startswith("2031-03-05")


def test_a_bad_line_is_told_and_the_next_one_read(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    bad = [b"{no json", b"[1, 2]", b'{"title": "no text"}', b'"word"', b"[" * 100_000, b"\xff\xfe{}"]
    path.write_bytes(b"\n".join([*bad, b"", b"   ", lines(ROWS)]))
    found = list(gather([str(path)]))
    assert len(reports(found)) == 2
    told = [row for row in found if isinstance(row, Failure)]
    assert [row.source.rpartition(" ")[2] for row in told] == ["1", "2", "3", "4", "5", "6"]
    assert "it has no text (fields: title)" in told[2].reason


def test_a_line_without_end_is_not_held_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        for _ in range(40):
            file.write(b'{"text": "' + b"a" * 1_000_000)
        file.write(b'"}\n' + lines(ROWS))
    tracemalloc.start()
    found = list(gather([str(path)], Options(max_bytes=10_000)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(reports(found)) == 2
    (failure,) = (row for row in found if isinstance(row, Failure))
    assert "too large" in failure.reason
    assert peak < 20_000_000


def test_damaged_gzip_is_told_after_what_could_be_read(tmp_path: Path) -> None:
    many = lines([{"text": f"{TEXT} Number {number}."} for number in range(20_000)])
    path = tmp_path / "news.jsonl.gz"
    path.write_bytes(gzip.compress(many)[:-2000])
    *found, last = gather([str(path)])
    assert len(reports(found)) > 100
    assert isinstance(last, Failure)
    assert "damaged after" in last.reason


@pytest.mark.parametrize(("data", "told"), [(b"PAR1 no table", "no Parquet file"), (b"", "no Parquet file")])
def test_what_is_no_parquet_is_told(tmp_path: Path, data: bytes, told: str) -> None:
    path = tmp_path / "news.parquet"
    path.write_bytes(data)
    (failure,) = gather([str(path)])
    assert isinstance(failure, Failure)
    assert told in failure.reason


def test_a_table_without_a_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "news.parquet"
    pq.write_table(pa.table({"sum": [1, 2], "place": ["a", "b"]}), path)
    (failure,) = gather([str(path)])
    assert isinstance(failure, Failure)
    assert "none of its columns is a text (sum, place)" in failure.reason


def test_other_languages_are_skipped(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    german = "Der Bürgermeister sagte am Dienstag, der Kai bleibe eine Woche lang gesperrt, und niemand sei verletzt."
    path.write_bytes(lines([{"text": german}]))
    (failure,) = gather([str(path)])
    assert isinstance(failure, Failure)
    assert failure.kind == "skipped"


def test_lines_are_read_as_they_are_asked_for() -> None:
    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            row = (lines(ROWS) * (1 + len(buffer) // 100))[: len(buffer)]
            buffer[: len(row)] = row
            return len(row)

    found = read_json_lines(io.BufferedReader(Endless()), "news.jsonl", 10_000)
    assert isinstance(next(found), Report)


def test_damage_is_an_error() -> None:
    with pytest.raises(GatherError, match="damaged"):
        list(read_json_lines(io.BytesIO(b"\x1f\x8b\x08 no gzip"), "x.jsonl.gz", 1000))
