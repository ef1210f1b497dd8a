"""Lists of what to read: Common Crawl's archives, GDELT's addresses, and archives over the line and in stores."""

import gzip
import io
import json
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import GatherError
from onrecord.gather import Failure, Options, Source, gather
from onrecord.gather.lists import read_addresses, read_archive_paths
from onrecord.records import Report
from tests.gather.archive import Archive, answer, page
from tests.gather.conftest import Site

PATH = "crawl-data/CC-NEWS/2031/03/CC-NEWS-20310305000000-00001.warc.gz"
HERE = Options(allow_private=True, timeout=5.0)


def archive(town: str) -> bytes:
    """An archive of one article."""
    made = Archive()
    made.add(f"https://wire.example/{town}", answer(page(town)))
    return made.packed


def events(*urls: str, columns: int = 61) -> bytes:
    """A table of GDELT's events."""
    return "".join("\t".join(["1"] * (columns - 1) + [url]) + "\n" for url in urls).encode()


def reports(found: Any) -> list[Report]:
    """The reports among what was found."""
    return [row for row in found if isinstance(row, Report)]


@pytest.mark.parametrize("where", [PATH, Path(PATH).name])
def test_archives_beside_their_list_are_read(tmp_path: Path, where: str) -> None:
    (tmp_path / where).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / where).write_bytes(archive("Norrvik"))
    (tmp_path / "warc.paths.gz").write_bytes(gzip.compress(f"{PATH}\n\n".encode()))
    (found,) = gather([str(tmp_path / "warc.paths.gz")])
    assert isinstance(found, Report)
    assert found.url == "https://wire.example/Norrvik"


def test_archives_of_a_list_from_the_net_are_where_it_came_from(site: Site) -> None:
    site.put(f"/{PATH}", archive("Tarnby"), "application/octet-stream")
    site.put("/crawl-data/CC-NEWS/2031/03/warc.paths.gz", gzip.compress(PATH.encode()), "application/gzip")
    found = list(gather([f"{site.root}/crawl-data/CC-NEWS/2031/03/warc.paths.gz"], HERE))
    assert [row.url for row in reports(found)] == ["https://wire.example/Tarnby"], found


def test_without_archives_on_disk_they_are_at_common_crawl() -> None:
    (found,) = read_archive_paths(io.BytesIO(PATH.encode()), "lists/warc.paths", 10_000)
    assert found == Source("url", f"https://data.commoncrawl.org/{PATH}")


@pytest.mark.parametrize("line", ["/etc/passwd", "../a.txt", "ftp://x.example/a.warc.gz", "http://[::1", "words"])
def test_a_list_leads_to_archives_alone(tmp_path: Path, line: str) -> None:
    path = tmp_path / "warc.paths"
    path.write_text(f"{line}\n")
    (failure,) = gather([str(path)])
    assert isinstance(failure, Failure)
    assert "no list of web archives: line 1" in failure.reason


def test_a_list_leads_to_no_file_outside_its_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.warc.gz").write_bytes(archive("Norrvik"))
    (tmp_path / "lists").mkdir()
    name = str(tmp_path / "lists" / "warc.paths")
    (found,) = read_archive_paths(io.BytesIO(b"../secret.warc.gz"), name, 1000)
    assert found.kind == "url"


def zipped(data: bytes) -> bytes:
    """The data as a zip archive of one file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("table.CSV", data)
    return made.getvalue()


@pytest.mark.parametrize("name", ["20310305.export.CSV", "20310305.export.CSV.zip", "20310305.export.csv.gz"])
def test_addresses_of_events_are_fetched_once(site: Site, tmp_path: Path, name: str) -> None:
    urls = [site.put(f"/{town}", page(town)) for town in ("Norrvik", "Tarnby")]
    data = events(urls[0], urls[1], urls[0], "BBC Monitoring", "file:///etc/passwd")
    path = tmp_path / name
    path.write_bytes(zipped(data) if name.endswith("zip") else gzip.compress(data) if name.endswith("gz") else data)
    assert [row.url for row in reports(gather([str(path)], HERE))] == urls
    assert site.paths() == ["/Norrvik", "/Tarnby"]


def test_private_addresses_of_a_table_are_refused(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "20310305.export.csv"
    path.write_bytes(events(site.put("/a", page("Norrvik"))))
    (failure,) = gather([str(path)], Options(timeout=5.0))
    assert isinstance(failure, Failure)
    assert not site.asked


def test_mentions_and_graph_name_addresses_of_the_web_alone() -> None:
    mention = ["1"] * 16
    graph = ["1"] * 27
    rows = []
    for number, kind in enumerate("12"):
        rows.append([*mention[:2], kind, *mention[3:5], f"https://m{number}.example/a", *mention[6:]])
        rows.append([*graph[:2], kind, graph[3], f"https://g{number}.example/a", *graph[5:]])
    data = "\n".join("\t".join(row) for row in rows).encode()
    assert [row.name for row in read_addresses(io.BytesIO(data), 10_000)] == [
        "https://m0.example/a",
        "https://g0.example/a",
    ]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"a,b,c\n1,2,3\n", "line 1 has 1 columns, wanted are 16, 27, 58, 61"),
        (b"PK\x03\x04 no zip", "damaged"),
        (b"\x1f\x8b no gzip", "damaged"),
        (zipped(b"\t" * 1_000_000), "too large"),
    ],
)
def test_what_is_no_table_of_gdelt_is_told(data: bytes, told: str) -> None:
    with pytest.raises(GatherError, match=told):
        list(read_addresses(io.BytesIO(data), 100_000))


def test_an_archive_is_read_while_it_comes(site: Site) -> None:
    made = Archive()
    for number in range(600):
        made.add(f"https://wire.example/{number}", answer(page(f"Norrvik{number}")))
    data = made.plain
    sent = []

    def slowly(handler: Any) -> None:
        handler.send_response(200)
        handler.end_headers()
        for start in range(0, len(data), len(data) // 8 + 1):
            handler.wfile.write(data[start : start + len(data) // 8 + 1])
            sent.append(start)
            time.sleep(0.02)

    found = gather([site.put_answer("/news.warc.gz", slowly)], HERE)
    first = next(found)
    assert isinstance(first, Report)
    assert len(sent) < 8, "the first report is there before the end of the archive"
    assert len(reports(found)) == 599


@pytest.mark.parametrize(
    ("name", "told"), [("news.parquet", "cannot be read over the line"), ("gone.warc.gz", "answered 404")]
)
def test_what_cannot_come_over_the_line_is_told(site: Site, name: str, told: str) -> None:
    site.put("/news.parquet", b"PAR1")
    (failure,) = gather([f"{site.root}/{name}"], HERE)
    assert isinstance(failure, Failure)
    assert told in failure.reason


def test_a_connection_that_breaks_off_is_told_after_what_came(site: Site) -> None:
    data = archive("Norrvik") + archive("Tarnby")

    def cut(handler: Any) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data[:-100])

    found = list(gather([site.put_answer("/news.warc.gz", cut)], HERE))
    assert [row.url for row in reports(found)] == ["https://wire.example/Norrvik"]
    assert isinstance(found[-1], Failure)


def test_a_line_that_drips_is_given_up(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.gather.web.PATIENCE", 0)

    def drip(handler: Any) -> None:
        handler.send_response(200)
        handler.end_headers()
        for byte in archive("Norrvik"):
            handler.wfile.write(bytes([byte]))
            handler.wfile.flush()
            time.sleep(0.01)

    began = time.monotonic()
    (failure,) = gather([site.put_answer("/news.warc.gz", drip)], HERE)
    assert isinstance(failure, Failure)
    assert "too slow" in failure.reason
    assert time.monotonic() - began < 3


def test_object_stores_are_read_through_fsspec() -> None:
    fsspec = pytest.importorskip("fsspec")
    store = fsspec.filesystem("memory")
    store.pipe("/crawl/a.warc.gz", archive("Norrvik"))
    store.pipe("/crawl/b.jsonl", json.dumps({"text": "The quay stays shut, the mayor said on Tuesday."}).encode())
    try:
        assert [row.url for row in reports(gather(["memory://crawl/a.warc.gz"]))] == ["https://wire.example/Norrvik"]
        assert len(reports(gather(["memory://crawl"]))) == 2
        assert len(reports(gather(["memory://crawl/*.gz"]))) == 1
        (failure,) = gather(["memory://crawl/none.warc.gz"])
        assert isinstance(failure, Failure)
    finally:
        store.rm("/crawl", recursive=True)
