"""Web archives: their pages become reports, whatever lies between them, and damage is told of."""

import gzip
import io
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import GatherError
from onrecord.gather import Failure, Options, gather
from onrecord.gather.piece import Piece
from onrecord.gather.warc import read_warc
from onrecord.records import Report
from tests.gather.archive import Archive, answer, page

LIMIT = 100_000


def crawl() -> Archive:
    """An archive with two articles, and what is none."""
    made = Archive()
    made.add("", b"software: a crawler\r\n", "warcinfo", "application/warc-fields")
    made.add("https://wire.example/a", b"GET /a HTTP/1.1\r\n\r\n", "request", "application/http; msgtype=request")
    made.add("https://wire.example/a", answer(page("Norrvik")))
    made.add("https://wire.example/gone", answer(page("Sandhavn"), status="404 Not Found"))
    made.add("https://wire.example/pier.png", answer(b"\x89PNG....", media="image/png"))
    made.add("dns:wire.example", b"wire.example. 300 IN A 192.0.2.1", media="text/dns")
    made.add("https://wire.example/feed", answer(b"<rss><channel/></rss>", media="text/html"))
    made.add("https://wire.example/home", answer(b"<html><body><p>Menu</p></body></html>"))
    made.add("https://wire.example/b", answer(page("Tarnby")))
    return made


def pages(data: bytes, limit: int = LIMIT) -> Iterator[Piece | Failure]:
    """What is in an archive."""
    return read_warc(io.BytesIO(data), limit)


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_articles_of_an_archive_are_reports(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(crawl().packed if name.endswith("gz") else crawl().plain)
    found = list(gather([str(path)]))
    reports = [row for row in found if isinstance(row, Report)]
    assert [report.url for report in reports] == ["https://wire.example/a", "https://wire.example/b"]
    assert "quay at Norrvik would stay shut" in reports[0].text
    assert reports[0].published == "2031-03-05T09:20:00Z"
    (other,) = [row for row in found if isinstance(row, Failure)]
    assert (other.source, other.kind) == ("https://wire.example/home", "skipped")


def test_an_archive_of_a_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "crawl.warc.gz").write_bytes(crawl().packed)
    assert sum(isinstance(row, Report) for row in gather([str(tmp_path)])) == 2


def chunked(body: bytes) -> bytes:
    """A body in chunks, as it comes over the line."""
    half = len(body) // 2
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:half], body[half:], b""))


@pytest.mark.parametrize(
    ("block", "what"),
    [
        (answer(gzip.compress(page("Norrvik")), "Content-Encoding: gzip"), "gzip"),
        (answer(page("Norrvik"), "Content-Encoding: gzip"), "said to be gzip, unpacked by the crawler"),
        (answer(chunked(page("Norrvik")), "Transfer-Encoding: chunked"), "chunks"),
        (answer(page("Norrvik"), "Transfer-Encoding: chunked"), "said to be in chunks, put together by the crawler"),
        (
            answer(chunked(gzip.compress(page("Norrvik"))), "Transfer-Encoding: chunked", "Content-Encoding: gzip"),
            "both",
        ),
    ],
)
def test_pages_are_unpacked(block: bytes, what: str) -> None:
    made = Archive()
    made.add("https://wire.example/a", block)
    (found,) = pages(made.plain)
    assert isinstance(found, Piece), what
    assert found.data == page("Norrvik"), what
    assert (found.media, found.charset) == ("text/html", "utf-8")


def test_texts_that_were_taken_out_of_pages_are_reports() -> None:
    made = Archive()
    made.add("https://wire.example/a", b"The quay stays shut, the mayor said.", "conversion", "text/plain")
    (found,) = pages(made.packed)
    assert isinstance(found, Piece)
    assert found.data == b"The quay stays shut, the mayor said."


@pytest.mark.parametrize(
    "block",
    [
        answer(b"a" * (LIMIT + 1)),
        answer(gzip.compress(b"a" * 50_000_000), "Content-Encoding: gzip"),
        answer(b"\x1f\x8b\x08no gzip at all", "Content-Encoding: gzip"),
    ],
)
def test_a_page_that_is_too_large_or_damaged_is_told_and_the_next_one_read(block: bytes) -> None:
    made = Archive()
    made.add("https://wire.example/bomb", block)
    made.add("https://wire.example/a", answer(page("Norrvik")))
    tracemalloc.start()
    failure, found = pages(made.packed)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(failure, Failure)
    assert failure.source == "https://wire.example/bomb"
    assert "too large" in failure.reason or "cannot be unpacked from gzip" in failure.reason
    assert isinstance(found, Piece)
    assert peak < 5_000_000, "a bomb is not unpacked"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "holds no record"),
        (b"Dear reader, this is a letter.\n" * 9, "no web archive"),
        (crawl().plain[:-300], "ends in the middle of record 9, https://wire.example/b"),
        (crawl().packed + gzip.compress(b"WARC")[:-6] + b"\0" * 40, "damaged after"),
    ],
)
def test_what_is_no_archive_or_a_damaged_one_is_told(data: bytes, told: str) -> None:
    with pytest.raises(GatherError, match=told):
        list(pages(data))


def test_what_stood_before_the_damage_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc"
    path.write_bytes(crawl().plain[:-300])
    found = list(gather([str(path)]))
    assert [row.url for row in found if isinstance(row, Report)] == ["https://wire.example/a"]
    assert "ends in the middle" in [row.reason for row in found if isinstance(row, Failure)][-1]


def test_seen_pages_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc"
    path.write_bytes(crawl().plain)
    found = gather([str(path)], Options(), seen=lambda name: name.endswith("/a"))
    assert [row.url for row in found if isinstance(row, Report)] == ["https://wire.example/b"]
