"""Files of many reports with the structure of real ones: web archives, JSON Lines, lists; whole or broken."""

import gzip
import json
import random
import zlib
from collections.abc import Callable

Texts = Callable[[], str]


def archive(draw: random.Random, page: Texts, text: Texts) -> bytes:
    """A web archive of pages and texts, some of them packed, cut in chunks, or said to be what they are not."""
    members = []
    for number in range(draw.randint(0, 4)):
        kind = draw.choice(("response", "response", "response", "resource", "conversion", "warcinfo", "revisit", "odd"))
        words = (page() if draw.random() < 0.7 else text()).encode("utf-8", "replace")
        block = answer(draw, words) if kind in ("response", "revisit") else words
        length = len(block) if draw.random() < 0.9 else draw.choice((0, 7, len(block) - 1, 10**9, -1))
        media = "application/http; msgtype=response" if kind == "response" else draw.choice(("text/html", "text/plain"))
        url = draw.choice(
            (f"https://a.example/{number}", "dns:a.example", "http://[::1", "", "https://b.example/\x00é")
        )
        head = (
            f"WARC/1.{draw.randrange(2)}\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
            f"WARC-Date: 2031-03-05T09:00:00Z\r\nContent-Type: {media}\r\nContent-Length: {length}\r\n\r\n"
        )
        members.append(head.encode("utf-8", "replace") + block + b"\r\n\r\n")
    if draw.random() < 0.5:
        return b"".join(map(gzip.compress, members))
    return b"".join(members)


def answer(draw: random.Random, body: bytes) -> bytes:
    """What a server sends, with headers that may be wrong."""
    packing = draw.choice(("", "", "gzip", "deflate", "br", "zstd", "bogus"))
    if packing == "gzip" and draw.random() < 0.7:
        body = gzip.compress(body)
    elif packing == "deflate" and draw.random() < 0.7:
        body = zlib.compress(body)
    chunked = draw.random() < 0.2
    if chunked and draw.random() < 0.7:
        body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    lines = [f"HTTP/1.1 {draw.choice(('200 OK', '200 OK', '404 Not Found', '301', 'x'))}"]
    lines.append(
        f"Content-Type: {draw.choice(('text/html; charset=utf-8', 'text/html', 'image/png', 'text/plain; charset=x'))}"
    )
    lines += [f"Content-Encoding: {packing}"] if packing else []
    lines += ["Transfer-Encoding: chunked"] if chunked else []
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def json_lines(draw: random.Random, text: Texts) -> bytes:
    """Reports one a line, with fields of the wrong kind, lines that are no JSON, and halves of surrogates."""
    lines = []
    for _ in range(draw.randint(1, 5)):
        row: dict[str, object] = {
            draw.choice(("text", "maintext", "body", "x")): draw.choice((text, text, text, lambda: 7, lambda: None))(),
            "url": draw.choice(("https://a.example/1", "", 3, None, "javascript:1")),
            draw.choice(("published", "date")): draw.choice(("2031-03-05", "5 March 2031", 1e99, [], "99999999")),
            "authors": draw.choice(([], ["Ida Falk", 3, None], "Ida Falk", {})),
        }
        line = json.dumps(row, ensure_ascii=draw.random() < 0.5).encode("utf-8", "surrogatepass")
        lines.append(
            line if draw.random() < 0.9 else draw.choice((b"{", b"[]", b"null", b"\xff\xfe", b"[" * 3000, line[:-2]))
        )
    data = b"\n".join(lines) + draw.choice((b"", b"\n", b"\r\n\r\n"))
    return gzip.compress(data) if draw.random() < 0.3 else data


def table(draw: random.Random, text: Texts) -> bytes:
    """A list of archives or a table of addresses, mostly broken; none leads anywhere."""
    rows = [
        draw.choice(("", "../x.warc", "/etc/passwd", "\t" * draw.choice((15, 26, 60)), text()))
        for _ in range(draw.randint(1, 4))
    ]
    return "\n".join(rows).encode("utf-8", "replace")
