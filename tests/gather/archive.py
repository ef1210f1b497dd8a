"""Web archives made for tests, record by record."""

import gzip
from dataclasses import dataclass, field

HTTP = "application/http; msgtype=response"
PAGE = """<html><head><title>{title}</title>
<meta property="article:published_time" content="2031-03-05T09:20:00Z"></head>
<body><article><h1>{title}</h1>
<p>The ferry company said on Tuesday that the quay at {town} would stay shut for a week.</p>
<p>“We found cracks in two of the piles,” said Marit Lund, the harbour engineer. “Nobody was hurt.”</p>
<p>The town council declined to say who would pay for the repairs of the quay.</p>
</article></body></html>"""


def page(town: str) -> bytes:
    """An article on a quay."""
    return PAGE.format(title=f"Quay at {town} shut", town=town).encode()


def answer(body: bytes, *headers: str, status: str = "200 OK", media: str = "text/html; charset=utf-8") -> bytes:
    """What a server sends."""
    head = "".join(f"{line}\r\n" for line in (f"HTTP/1.1 {status}", f"Content-Type: {media}", *headers))
    return head.encode() + b"\r\n" + body


@dataclass
class Archive:
    """A web archive that grows; `members` are its records, one gzip member each where it is packed."""

    members: list[bytes] = field(default_factory=list)

    def add(self, url: str, block: bytes, kind: str = "response", media: str = HTTP) -> None:
        """One more record."""
        head = {
            "WARC-Type": kind,
            "WARC-Target-URI": url,
            "WARC-Date": "2031-03-06T04:00:00Z",
            "WARC-Record-ID": f"<urn:uuid:00000000-0000-0000-0000-{len(self.members):012}>",
            "Content-Type": media,
            "Content-Length": str(len(block)),
        }
        lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
        self.members.append(f"WARC/1.1\r\n{lines}\r\n".encode() + block + b"\r\n\r\n")

    @property
    def plain(self) -> bytes:
        """The archive."""
        return b"".join(self.members)

    @property
    def packed(self) -> bytes:
        """The archive as crawlers keep it."""
        return b"".join(map(gzip.compress, self.members))
