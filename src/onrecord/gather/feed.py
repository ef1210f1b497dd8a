"""RSS and Atom feeds by feedparser: what their entries link to and carry."""

import calendar
import io
import os
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from onrecord.errors import GatherError
from onrecord.gather.dates import normal_date
from onrecord.gather.html import host, one_line
from onrecord.gather.markup import fragment_text
from onrecord.records import Report

FULL = 600
"""Characters from which the text that an entry carries counts as the whole report, not as a teaser."""

MOST = 10_000
"""Entries of one feed that are read: news feeds have tens, an archive of a site some thousands."""

SUBDOMAINS = ("www.", "feeds.", "feed.", "rss.", "m.", "news.")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: `link` as the feed gives it, resolved where the feed has an address; `text` what it carries."""

    link: str | None
    title: str | None
    byline: str | None
    published: str | None
    outlet: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its title, the host of its site, its first entries in the feed's order, and how many more it has."""

    title: str | None
    site: str | None
    entries: tuple[Entry, ...]
    more: int = 0


def parse_feed(text: str, url: str | None = None) -> Feed:
    """The feed in `text`; `url` is its address, against which relative links are resolved.

    Raises GatherError where it is no RSS or Atom feed.
    """
    import feedparser

    headers = {"content-type": "application/xml; charset=utf-8"}
    if url:
        headers["content-location"] = url
    try:
        parsed = feedparser.parse(
            io.BytesIO(text.encode("utf-8", "replace")),
            response_headers=headers,
            resolve_relative_uris=False,  # of links inside the entries' HTML, of which only the words are used
            sanitize_html=False,
        )
    except Exception as error:
        raise GatherError(f"the feed cannot be taken apart: {type(error).__name__}: {error}") from error
    if not parsed.version and not parsed.entries:
        raise GatherError("neither an RSS nor an Atom feed")
    site = host(parsed.feed.get("link")) or host(url)
    entries = tuple(map(parse_entry, parsed.entries[:MOST]))
    return Feed(plain_words(parsed.feed.get("title")), site, entries, len(parsed.entries) - len(entries))


def parse_entry(entry: Any) -> Entry:
    """One entry of feedparser's."""
    names = (author.get("name") for author in entry.get("authors", ()))
    byline = ", ".join(name for name in names if name) or entry.get("author")
    source = entry.get("source") or {}
    return Entry(
        link=(entry.get("link") or "").strip() or None,
        title=plain_words(entry.get("title")),
        byline=one_line(byline),
        published=entry_date(entry),
        outlet=plain_words(source.get("title")),
        text=carried(entry),
    )


def entry_date(entry: Any) -> str | None:
    """When the entry was published, else when it was last updated."""
    for key in ("published", "updated"):
        if key not in entry:
            continue
        if value := normal_date(entry[key]):
            return value
        if moment := entry.get(f"{key}_parsed"):
            try:
                return normal_date(datetime.fromtimestamp(calendar.timegm(moment), UTC).isoformat())
            except (ValueError, OverflowError, OSError):
                continue
    return None


def carried(entry: Any) -> str:
    """The longest text that the entry carries."""
    pieces = [*entry.get("content", ()), entry.get("summary_detail") or {}]
    texts = [
        (piece.get("value") or "").strip()
        if piece.get("type") == "text/plain"
        else fragment_text(piece.get("value") or "")
        for piece in pieces
    ]
    return max(texts, key=len)


def plain_words(value: str | None) -> str | None:
    """A title without markup, on one line."""
    return one_line(fragment_text(value)) if value else None


def is_address(link: str | None) -> bool:
    """Whether a link is an http or https address."""
    return bool(link) and str(link).lower().startswith(("http://", "https://"))


def local_target(link: str, feed_path: str) -> str | None:
    """The path of the file that a feed on disk links to; None for a link elsewhere.

    Raises GatherError for a link out of the feed's folder: a feed from a stranger shall not have other files read.
    """
    try:
        parts = urlsplit(link)
    except ValueError:
        return None
    if parts.scheme.lower() not in ("", "file") or not parts.path:
        return None
    name = url2pathname(parts.path)
    folder = Path(feed_path).parent
    target = folder / name
    if "\0" in name or not Path(os.path.realpath(target)).is_relative_to(os.path.realpath(folder)):
        raise GatherError(
            "the feed links to a file outside its own folder, which is not followed; add that file itself"
        )
    return str(target)


def merge(feed: Feed, entry: Entry, page: Report | None) -> Report:
    """The report of an entry and of the page that it links to, where that was had.

    The entry's title, author, date and link go before the page's. The outlet is the entry's own source, else the
    feed's title; of a feed that links to other sites, it is the page's.
    """
    link = entry.link if is_address(entry.link) else None
    outlet = entry.outlet
    if outlet is None and link and feed.site and not same_site(host(link) or "", feed.site):
        outlet = (page.outlet if page else None) or host(link)
    text = page.text if page and len(page.text) >= len(entry.text) else entry.text
    base = page or Report()
    return replace(
        base,
        url=link or base.url,
        outlet=outlet or feed.title or base.outlet or host(link),
        title=entry.title or base.title,
        byline=entry.byline or base.byline,
        published=entry.published or base.published,
        text=text,
    )


def same_site(one: str, other: str) -> bool:
    """Whether two hosts are of one site: equal, or one a part of the other, without the usual prefixes."""
    one, other = bare_host(one), bare_host(other)
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


def bare_host(name: str) -> str:
    """A host without a usual prefix."""
    prefix = next((p for p in SUBDOMAINS if name.startswith(p)), "")
    return name.removeprefix(prefix)
