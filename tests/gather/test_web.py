"""Fetching from a real server on the loopback."""

import gzip
import socket
import time
from typing import Any

import pytest

from onrecord.gather import Failure, Options, gather
from onrecord.records import Report

from .conftest import BODY, Site, page


def one(url: str, **options: Any) -> Report | Failure:
    (item,) = gather([url], Options(allow_private=True, **options))
    return item


def refused(url: str, **options: Any) -> str:
    item = one(url, **options)
    assert isinstance(item, Failure)
    assert (item.source, item.kind) == (url, "failed")
    return item.reason


def test_page(site: Site) -> None:
    report = one(site.put("/quay", page()))
    assert isinstance(report, Report)
    assert report.title == "Quay at Norrvik shut"
    assert report.url == site.root + "/quay"
    assert (report.path, report.language) == (None, "en")
    assert site.asked[0][1]["User-Agent"].startswith("onrecord/")


def test_plain_text_keeps_every_character(site: Site) -> None:
    raw = ("Title: Quay shut\n\n" + BODY).replace("\n", "\r\n")
    report = one(site.put("/quay.txt", raw, "text/plain"))
    assert isinstance(report, Report)
    assert report.text == BODY.replace("\n", "\r\n")
    assert (report.title, report.url) == ("Quay shut", site.root + "/quay.txt")


def test_charset_of_the_header(site: Site) -> None:
    text = "The office in Łódź said that the trams would run again. " * 4
    report = one(site.put("/x", text.encode("iso-8859-2"), "text/plain; charset=ISO-8859-2"))
    assert isinstance(report, Report)
    assert report.text == text


def test_redirects(site: Site) -> None:
    site.put("/new", page())
    site.put_redirect("/old", "/new")
    report = one(site.root + "/old")
    assert isinstance(report, Report)
    assert report.url == site.root + "/new"
    assert "redirected more than 10 times" in refused(site.put_redirect("/round", "/round"))
    assert "neither http nor https" in refused(site.put_redirect("/file", "file:///etc/hostname"))


def test_missing_and_refusing_server(site: Site) -> None:
    assert refused(site.root + "/none") == "the server answered 404 Not Found; check the address"
    assert "503" in refused(site.put_answer("/busy", lambda handler: handler.send_error(503)))
    assert "save the page" in refused(site.put_answer("/wall", lambda handler: handler.send_error(403)))


def test_unreachable() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "unreachable" in refused(f"http://127.0.0.1:{port}/")
    assert "check the address or your connection" in refused(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize("url", ["http://", "http://[::1", "https:///x", "http://a b.example/"])
def test_not_an_address(url: str) -> None:
    assert "address" in refused(url)


def test_silent_server(site: Site) -> None:
    reason = refused(site.put_answer("/slow", lambda handler: time.sleep(1)), timeout=0.2)
    assert reason == "unreachable: no answer within 0.2 seconds; try later"


def test_dripping_server(site: Site) -> None:
    def drip(handler: Any) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)

    start = time.perf_counter()
    assert "too slow" in refused(site.put_answer("/drip", drip), timeout=0.15)
    assert time.perf_counter() - start < 2


def test_oversized_by_its_own_account(site: Site) -> None:
    reason = refused(site.put("/big", b"x" * 5000, "text/plain"), max_bytes=1000)
    assert reason == "too large: 5,000 bytes, the limit is 1,000; raise it with --max-bytes"


def test_oversized_stream_is_cut_off(site: Site) -> None:
    sent = 0

    def pour(handler: Any) -> None:
        nonlocal sent
        handler.send_response(200)
        handler.send_header("Content-Type", "text/plain")
        handler.end_headers()
        for _ in range(1000):
            handler.wfile.write(b"x" * 65_536)
            sent += 65_536

    reason = refused(site.put_answer("/endless", pour), max_bytes=100_000)
    assert reason.startswith("too large: more than 100,000 bytes")
    assert sent < 30_000_000


def test_compressed_in_transit_and_as_a_file(site: Site) -> None:
    packed = gzip.compress(BODY.encode())
    for url in (
        site.put("/sent", packed, "text/plain", Content_Encoding="gzip"),
        site.put("/file.txt.gz", packed, "application/gzip"),
        site.put("/both.txt.gz", gzip.compress(packed), "text/plain", Content_Encoding="gzip"),
    ):
        report = one(url)
        assert isinstance(report, Report), report
        assert report.text == BODY
    bomb = gzip.compress(bytes(3_000_000))
    reason = refused(site.put("/bomb", bomb, "text/plain", Content_Encoding="gzip"), max_bytes=1_000_000)
    assert "after decompression" in reason
    assert "compressed as br" in refused(site.put("/br", b"x", "text/plain", Content_Encoding="br"))


def test_media_types(site: Site) -> None:
    assert "image/png" in refused(site.put("/a", b"\x89PNG", "image/png"))
    assert "PDF" in refused(site.put("/b", b"%PDF-1.7", ""))
    assert "application/json" in refused(site.put("/c", "{}", "application/json"))
    report = one(site.put("/d.html", page(), ""))
    assert isinstance(report, Report)
    assert report.title == "Quay at Norrvik shut"


def test_seen_is_not_fetched(site: Site) -> None:
    url = site.put("/quay", page())
    assert list(gather([url], seen=lambda name: name == url)) == []
    assert site.asked == []
