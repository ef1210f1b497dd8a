"""Servers that make a program wait, fill its memory, or fetch what it should not: real ones, on the loopback."""

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import GatherError
from onrecord.gather import Failure, Options, gather
from onrecord.gather.feed import MOST
from onrecord.records import Report
from onrecord.watch.polite import PoliteWeb
from tests.gather.conftest import BODY, Site, site

__all__ = ["site"]

MEMORY = 700
"""Megabytes that a command may take; with the encoder loaded it takes about half of that."""
COMMAND = """
import re, sys
from pathlib import Path
from onrecord.cli import main
sys.argv[0] = "onrecord"
try:
    main()
finally:
    # Unlike the maximum of getrusage, that of the address space does not begin at the size of the parent.
    print("PEAK", int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024)
"""


def refused(url: str, **options: Any) -> str:
    """Why an address gives no report."""
    found = list(gather([url], Options(allow_private=True, **options)))
    assert len(found) == 1
    assert isinstance(found[0], Failure), found[0]
    return found[0].reason


def add(folder: Path, *words: str) -> "tuple[subprocess.CompletedProcess[str], int]":
    """`onrecord add` as a process of its own, and the megabytes that it took at most."""
    call = [sys.executable, "-c", COMMAND, "add", *words, "--allow-private", "--ledger", str(folder / "story.db")]
    done = subprocess.run(call, capture_output=True, text=True, timeout=120, check=False)
    assert "Traceback" not in done.stderr
    return done, int(done.stdout.rpartition("PEAK ")[2])


def raw(*pieces: bytes, pause: float = 0.0, end: bool = True) -> Callable[[Any], None]:
    """An answer sent as it is, the last piece again and again until nobody listens or ten seconds are over."""

    def answer(handler: Any) -> None:
        handler.close_connection = True
        until = time.monotonic() + 10
        for piece in pieces[:-1]:
            handler.wfile.write(piece)
        while time.monotonic() < until:
            handler.wfile.write(pieces[-1])
            handler.wfile.flush()
            time.sleep(pause)

    return answer


OK = b"HTTP/1.1 200 OK\r\n"
SLOW = {
    "the head byte by byte": raw(OK + b"X: ", b"a", pause=0.02),
    "interim answers without end": raw(b"HTTP/1.1 100 Continue\r\n\r\n"),
    "interim answers, slowly": raw(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", pause=0.05),
    "a body byte by byte": raw(OK + b"Content-Length: 1000\r\n\r\n", b"x", pause=0.02),
    "a chunk that is announced and never sent": raw(OK + b"Transfer-Encoding: chunked\r\n\r\n5;", b"x", pause=0.02),
    "trailers without end": raw(OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"A: b\r\n", pause=0.02),
}


@pytest.mark.parametrize("name", SLOW)
def test_no_answer_takes_longer_than_its_time(site: Site, name: str) -> None:
    begun = time.monotonic()
    reason = refused(site.put_answer("/slow", SLOW[name]), timeout=0.3)
    assert reason == "too slow: not all there after 0.9 seconds; try later"
    assert time.monotonic() - begun < 3


def test_a_robots_txt_that_drips_is_one_that_fails(site: Site) -> None:
    site.put_answer("/robots.txt", SLOW["a body byte by byte"])
    begun = time.monotonic()
    web = PoliteWeb(Options(allow_private=True, timeout=0.3))
    with pytest.raises(GatherError, match=r"robots\.txt asks programs not to fetch this page"):
        web.get(site.put("/page", BODY))
    web.close()
    assert site.paths() == ["/robots.txt"]
    assert time.monotonic() - begun < 5


def test_heads_without_end_are_cut_off(site: Site) -> None:
    begun = time.monotonic()
    assert "unreachable" in refused(site.put_answer("/head", raw(OK, b"X-Filler: " + b"a" * 9000 + b"\r\n")))
    assert time.monotonic() - begun < 3


@pytest.mark.parametrize("length", [1, 2, 5])
def test_redirects_in_a_ring_end(site: Site, length: int) -> None:
    for number in range(length):
        site.put_redirect(f"/ring{number}", f"/ring{(number + 1) % length}")
    assert refused(f"{site.root}/ring0") == "redirected more than 10 times; check the address"
    assert len(site.asked) == 11


def test_redirects_without_end_end(site: Site) -> None:
    def onward(handler: Any) -> None:
        handler.send_response(302)
        handler.send_header("Location", f"{handler.path}x")
        handler.send_header("Content-Length", "0")
        handler.end_headers()
        site.put_answer(f"{handler.path}x", onward)

    assert "redirected more than 10 times" in refused(site.put_answer("/on", onward))


def test_an_endless_feed_is_cut_off(site: Site, tmp_path: Path) -> None:
    start = b"<?xml version='1.0'?><rss version='2.0'><channel><title>T</title>"
    entry = b"<item><title>A</title><description>Nobody knows.</description></item>" * 500
    feed = site.put_answer("/feed", raw(OK + b"Content-Type: application/rss+xml\r\n\r\n" + start, entry))
    begun = time.monotonic()
    done, peak = add(tmp_path, feed)
    assert done.returncode == 1
    assert f"failed: {feed}: too large: more than 5,000,000 bytes" in done.stderr
    assert "0 added, 1 failed" in done.stdout
    assert peak < MEMORY
    assert time.monotonic() - begun < 30


def test_a_feed_of_a_million_entries_is_told_to_be_too_large(site: Site) -> None:
    entries = b"<item><title>A</title></item>" * 1_000_000
    feed = site.put("/feed", b"<rss version='2.0'><channel>" + entries + b"</channel></rss>", "application/rss+xml")
    assert refused(feed).startswith("too large: 29,000,04")


def test_of_very_many_small_entries_the_first_are_read(site: Site) -> None:
    text = " ".join(BODY.split())
    entries = f"<item><description>{text}</description></item>" + "<item/>" * 60_000
    feed = site.put("/feed", f"<rss version='2.0'><channel>{entries}</channel></rss>", "application/rss+xml")
    begun = time.process_time()
    found = list(gather([feed], Options(allow_private=True)))
    assert isinstance(found[0], Failure)
    assert found[0].reason == "too many entries: 60,001; the first 10,000 are read, the rest is left out"
    assert [item.text for item in found if isinstance(item, Report)] == [text]
    assert len(found) == MOST + 1
    assert time.process_time() - begun < 30


DOCTYPES = {
    "an entity": '<!DOCTYPE rss [<!ENTITY out SYSTEM "{url}">]>',
    "a parameter entity": '<!DOCTYPE rss [<!ENTITY % out SYSTEM "{url}"> %out;]>',
    "a document type": '<!DOCTYPE rss SYSTEM "{url}">',
    "a public document type": '<!DOCTYPE rss PUBLIC "-//A//B" "{url}">',
    "a style sheet": '<?xml-stylesheet type="text/xsl" href="{url}"?>',
}
FORMS = {
    "feed": ("<rss version='2.0'><channel><item><description>{text} &out;</description></item></channel></rss>",
             "rss+xml"),
    "page": ("<html xmlns='http://www.w3.org/1999/xhtml'><body><p>{text} &out;</p></body></html>", "xhtml+xml"),
    "inclusion": (
        "<rss version='2.0' xmlns:xi='http://www.w3.org/2001/XInclude'><channel><item><description>{text}"
        "<xi:include href='{url}' parse='text'/></description></item></channel></rss>",
        "rss+xml",
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("doctype", DOCTYPES)
def test_what_lies_outside_a_document_is_never_fetched(site: Site, tmp_path: Path, form: str, doctype: str) -> None:
    secret = site.put("/secret.dtd", "<!ENTITY out 'the key under the mat'>", "application/xml-dtd")
    hidden = tmp_path / "secret.txt"
    hidden.write_text("the key under the mat", encoding="utf-8")
    body, media = FORMS[form]
    for url in (secret, hidden.as_uri(), str(hidden)):
        head = DOCTYPES[doctype].replace("{url}", url)
        text = body.replace("{text}", BODY).replace("{url}", url)
        address = site.put("/outer", f"<?xml version='1.0'?>{head}{text}", f"application/{media}")
        found = list(gather([address], Options(allow_private=True)))
        assert found
        assert "under the mat" not in repr(found)
    assert set(site.paths()) == {"/outer"}


def test_a_feed_that_bursts_in_memory_is_refused_before(site: Site) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    levels = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 12))
    feed = f"<!DOCTYPE rss [<!ENTITY e0 'lol'>{levels}]><rss version='2.0'><channel><item><description>{BODY} &e11;"
    url = site.put("/feed", f"<?xml version='1.0'?>{feed}</description></item></channel></rss>", "application/rss+xml")
    found = list(gather([url], Options(allow_private=True)))
    assert found
    assert len(repr(found)) < 10_000
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024 < 200
