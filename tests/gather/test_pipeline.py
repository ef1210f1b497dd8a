"""From sources to reports, and how each failure is told."""

import gzip
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.gather import Failure, Options, Source, expand, gather
from onrecord.records import Report

from .conftest import BODY, page

GERMAN = (
    "Die Reederei erklärte am Dienstag, der Kai in Norrvik bleibe eine Woche lang gesperrt. Niemand wurde verletzt."
)


def write(path: Path, data: str | bytes) -> str:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return str(path)


def one(source: str, options: Options = Options()) -> Report | Failure:
    (found,) = gather([source], options)
    return found


def test_offsets_fit_the_file(tmp_path: Path) -> None:
    raw = ("Title: Quay shut\n\n" + BODY).replace("\n", "\r\n")
    path = write(tmp_path / "a.txt", raw)
    report = one(path)
    assert isinstance(report, Report)
    with Path(path).open(encoding="utf-8", newline="") as file:
        assert report.text == file.read().partition("\r\n\r\n")[2]
    assert (report.path, report.title, report.language) == (path, "Quay shut", "en")


@pytest.mark.parametrize("name", ["a.txt.gz", "a.txt"])
def test_gzip_by_its_first_bytes(tmp_path: Path, name: str) -> None:
    report = one(write(tmp_path / name, gzip.compress(BODY.encode())))
    assert isinstance(report, Report)
    assert report.text == BODY


def test_html_gzip_and_other_encoding(tmp_path: Path) -> None:
    text = page().replace("charset='utf-8'", "charset='windows-1252'")
    report = one(write(tmp_path / "a.html.gz", gzip.compress(text.encode("cp1252"))))
    assert isinstance(report, Report)
    assert report.text.split("\n") == [line for line in BODY.split("\n") if line]


@pytest.mark.parametrize(
    ("data", "kind", "reason"),
    [
        ("", "skipped", "empty"),
        (" \n\n\t", "skipped", "empty"),
        ("Title: Quay shut\n\n \n", "skipped", "empty: no text after the header"),
        (b"\xef\xbb\xbf", "skipped", "empty"),
        (gzip.compress(b""), "skipped", "empty"),
        (GERMAN, "skipped", "written in German, not English; --any-language adds it all the same"),
        (
            b"%PDF-1.7",
            "failed",
            "not text but a PDF document; accepted are plain text, HTML, RSS or Atom feeds, and gzip",
        ),
        (b"x\0y\0\0\0z", "failed", "binary data, not text"),
        ("x" * 2001, "failed", "too large: 2,001 bytes, the limit is 2,000; raise it with --max-bytes"),
        (gzip.compress(b"x" * 2001), "failed", "too large: more than 2,000 bytes after decompression"),
        (gzip.compress(BODY.encode())[:-9], "failed", "damaged gzip data"),
        ("<?xml version='1.0'?><stock/>", "failed", "neither RSS nor Atom nor XHTML"),
        ("<html><body><a href='/'>Home</a></body></html>", "failed", "no article text"),
    ],
)
def test_one_clear_line_for_each_failure(tmp_path: Path, data: str | bytes, kind: str, reason: str) -> None:
    path = write(tmp_path / "a", data)
    found = one(path, Options(max_bytes=2000))
    assert isinstance(found, Failure)
    assert (found.source, found.kind) == (path, kind)
    assert found.reason.startswith(reason) or reason in found.reason
    assert "\n" not in found.reason


def test_any_language_keeps_it_and_names_it(tmp_path: Path) -> None:
    report = one(write(tmp_path / "a.txt", GERMAN), Options(any_language=True))
    assert isinstance(report, Report)
    assert (report.language, report.text) == ("de", GERMAN)


def test_the_rest_goes_on_in_order(tmp_path: Path) -> None:
    write(tmp_path / "1.txt", BODY)
    write(tmp_path / "2.txt", b"\x89PNG")
    write(tmp_path / "3.txt", "")
    write(tmp_path / "4.txt", "Title: last\n\n" + BODY)
    found = list(gather([str(tmp_path), "no-such-file"]))
    assert [type(item).__name__ for item in found] == ["Report", "Failure", "Failure", "Report", "Failure"]
    assert list(gather([str(tmp_path), "no-such-file"])) == found


def test_lazy_and_told_when_a_source_is_done(tmp_path: Path) -> None:
    paths = [write(tmp_path / f"{n}.txt", BODY) for n in range(3)]
    finished: list[Source | Failure] = []
    items = expand([*paths, "nowhere"])
    stream = gather(items, done=finished.append)
    next(stream)
    assert finished == []
    Path(paths[2]).unlink()
    rest = list(stream)
    assert isinstance(rest[1], Failure)
    assert rest[1].reason == "cannot be opened: No such file or directory"
    assert finished == items


def test_seen_files_are_not_opened(tmp_path: Path) -> None:
    paths = [write(tmp_path / f"{n}.txt", BODY) for n in range(3)]
    asked: list[str] = []

    def seen(name: str) -> bool:
        asked.append(name)
        return name == paths[1]

    found = list(gather([str(tmp_path)], seen=seen))
    assert [item.path for item in found if isinstance(item, Report)] == [paths[0], paths[2]]
    assert asked == paths


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Title: Quay\r\n\r\n" + BODY.encode())))
    report = one("-")
    assert isinstance(report, Report)
    assert (report.title, report.text, report.path) == ("Quay", BODY, None)


def test_pipe_named_outright(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.write(writer, BODY.encode())
    os.close(writer)
    try:
        report = one(f"/dev/fd/{reader}") if Path("/dev/fd").is_dir() else None
    finally:
        os.close(reader)
    assert report is None or (isinstance(report, Report) and report.text == BODY)


@pytest.mark.skipif(getattr(os, "geteuid", int)() == 0, reason="the superuser may open any file")
def test_locked_file(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", BODY)
    Path(path).chmod(0)
    found = one(path)
    assert isinstance(found, Failure)
    assert found.reason == "cannot be opened: Permission denied"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    start=st.sampled_from(
        [b"", b"<html>", b"<rss version='2.0'>", b"<?xml?><feed>", b"\x1f\x8b", b"\xff\xfe", b"Title: "]
    ),
    data=st.binary(max_size=200),
    name=st.sampled_from(["a", "a.html", "a.xml", "a.gz"]),
)
def test_no_bytes_raise(tmp_path: Path, start: bytes, data: bytes, name: str) -> None:
    found = list(gather([write(tmp_path / name, start + data)], Options(any_language=True, follow=False)))
    assert all(isinstance(item, Report | Failure) for item in found)


def test_importing_is_light() -> None:
    heavy = ("trafilatura", "feedparser", "httpx", "py3langid", "lxml", "charset_normalizer", "numpy")
    code = (
        "import sys\nsys.modules['onrecord.read'] = type(sys)('onrecord.read')\n"
        f"import onrecord.gather\nprint([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
