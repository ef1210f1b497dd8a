"""A news site of one's own: a feed, its pages, a robots.txt, on a real server; and a clock that is set by hand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from onrecord.gather import Options
from onrecord.ledger import Ledger
from onrecord.watch import Watcher
from onrecord.watch.watcher import Timing
from tests.gather.conftest import Site, site
from tests.ledger.build import noon, read

__all__ = ["site"]

PAGE = """<html><head><title>{title}</title>
<meta property="article:published_time" content="{published}">
<meta property="og:site_name" content="Norden Wire"></head>
<body><article><h1>{title}</h1><p>{text}</p>
</article></body></html>"""


@dataclass
class Hands:
    """A clock that is set by hand; whoever sleeps moves it on."""

    now: float = 1_000_000.0
    slept: list[float] = field(default_factory=list)

    def clock(self) -> float:
        """Seconds since 1970."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Move on."""
        self.slept.append(seconds)
        self.now += seconds

    @property
    def timing(self) -> Timing:
        """For a watcher; no chance."""
        return Timing(self.clock, self.sleep, lambda: 0.5)


@dataclass
class News:
    """A site with a feed at /feed.xml; `status` and `headers` are what the feed is answered with."""

    site: Site
    entries: list[str] = field(default_factory=list)
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def feed(self) -> str:
        """The feed's address."""
        return f"{self.site.root}/feed.xml"

    def add(self, name: str, text: str, published: str = "2031-03-05T09:00:00Z") -> str:
        """An article, and its entry in the feed; its address."""
        page = PAGE.format(title=f"Quay news {name}", text=text, published=published)
        url = self.site.put(f"/{name}", page)
        self.entries.insert(0, f"<item><title>Quay news {name}</title><link>{url}</link></item>")
        return url

    def serve(self) -> None:
        """Begin to answer for the feed, with a tag that changes with it."""

        def answer(handler: Any) -> None:
            body = f"<rss version='2.0'><channel><title>Wire</title>{''.join(self.entries)}</channel></rss>".encode()
            tag = f'"{hash(body)}"'
            status = self.status
            if status == 200 and handler.headers.get("If-None-Match") == tag:
                status = 304
            handler.send_response(status)
            for key, value in self.headers.items():
                handler.send_header(key, value)
            if status == 200:
                handler.send_header("ETag", tag)
                handler.send_header("Content-Type", "application/rss+xml")
                handler.send_header("Content-Length", str(len(body)))
            else:
                body = b""
                handler.send_header("Content-Length", "0")
            handler.end_headers()
            handler.wfile.write(body)

        self.site.put_answer("/feed.xml", answer)

    def asked(self, path: str) -> int:
        """How often somebody asked for a path."""
        return self.site.paths().count(path)


@pytest.fixture
def news(site: Site) -> News:
    """The site."""
    made = News(site)
    made.serve()
    return made


@pytest.fixture
def hands() -> Hands:
    """The clock."""
    return Hands()


@pytest.fixture
def watching(tmp_path: Path, news: News, hands: Hands) -> Iterator[Callable[..., Watcher]]:
    """Begins a watch of the site's feed, for a ledger that is read by the small reader of the tests."""
    opened: list[Any] = []

    def begin(*feeds: str, every: float = 900.0) -> Watcher:
        ledger = Ledger.open(tmp_path / "story.db", read=read, clock=noon)
        options = Options(allow_private=True, timeout=5.0)
        made = Watcher(ledger, feeds or (news.feed,), tmp_path / "watch.json", every, options, hands.timing)
        opened.extend((made, ledger))
        return made

    yield begin
    for one in opened:
        one.close()
