"""The way of a source: bytes, text, form, report, and the checks that every report passes."""

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.errors import GatherError
from onrecord.gather.decode import decode, take
from onrecord.gather.feed import FULL, Entry, Feed, is_address, local_target, merge, parse_feed
from onrecord.gather.html import parse_html
from onrecord.gather.language import detect, language_name
from onrecord.gather.options import Failure, Options
from onrecord.gather.plain import parse_text
from onrecord.gather.sniff import Form, form_of
from onrecord.gather.sources import Source, expand
from onrecord.gather.web import Web
from onrecord.records import Report


@dataclass(frozen=True, slots=True)
class Piece:
    """What a source held: its bytes, and what is known of them from outside."""

    name: str
    data: bytes
    path: str | None = None
    url: str | None = None
    media: str | None = None
    charset: str | None = None


def gather(
    sources: Iterable[str | Source | Failure],
    options: Options = Options(),
    *,
    seen: Callable[[str], bool] | None = None,
    done: Callable[[Source | Failure], None] | None = None,
) -> Iterator[Report | Failure]:
    """The reports of `sources`, one after the other as they are asked for, in a fixed order.

    Sources are words of a call or what `expand` made of them. `seen` is asked with every path and address before
    it is opened; nothing is yielded for one of which it says True. `done` is told of each expanded source when
    all of it has been yielded, for a progress bar. A source that gives no report is a Failure, never an exception.
    """
    items = expand(sources)
    run = Run(options, seen, items)
    try:
        for item in items:
            if isinstance(item, Failure):
                yield item
            elif not run.skips(item.name):
                yield from run.read(item)
            if done:
                done(item)
    finally:
        run.web.close()


class Run:
    """One call of `gather`: its options, its connections, and what it has taken already."""

    def __init__(
        self, options: Options, seen: Callable[[str], bool] | None, items: Iterable[Source | Failure] = ()
    ) -> None:
        self.options = options
        self.seen = seen
        self.web = Web(options)
        self.taken = {key(item.name) for item in items if isinstance(item, Source)}

    def skips(self, name: str) -> bool:
        """Whether the caller has seen this path or address before."""
        return self.seen is not None and self.seen(name)

    def read(self, source: Source) -> Iterator[Report | Failure]:
        """The reports of one source."""
        try:
            piece = self.open(source)
            text = decode(piece.data, piece.charset)
            form = form_of(text, piece.name, piece.media)
            found = parse_feed(text, piece.url) if form == "feed" else page_of(piece, text, form)
        except GatherError as error:
            yield Failure(source.name, str(error))
            return
        if isinstance(found, Report):
            yield self.screen(found, source.name)
        elif found.entries:
            yield from self.read_entries(found, piece)
        else:
            yield Failure(source.name, "the feed has no entries", "skipped")

    def open(self, source: Source) -> Piece:
        """The bytes of one source. Raises GatherError."""
        if source.kind == "url":
            page = self.web.get(source.name)
            return Piece(source.name, page.data, url=page.url, media=page.media, charset=page.charset)
        if source.kind == "stdin":
            return Piece(source.name, take(sys.stdin.buffer, self.options.max_bytes))
        try:
            with Path(source.name).open("rb") as file:
                status = os.fstat(file.fileno())
                size = status.st_size if stat.S_ISREG(status.st_mode) else None
                return Piece(source.name, take(file, self.options.max_bytes, size), path=source.name)
        except OSError as error:
            raise GatherError(f"cannot be opened: {error.strerror or error}") from error

    def read_entries(self, feed: Feed, piece: Piece) -> Iterator[Report | Failure]:
        """The reports of a feed's entries."""
        for entry in feed.entries:
            try:
                source, refused = self.linked(entry, piece), ""
            except GatherError as error:
                source, refused = None, str(error)
            if source is not None:
                if key(source.name) in self.taken or self.skips(source.name):
                    continue
                self.taken.add(key(source.name))
            name = source.name if source else entry.link or piece.name
            page = None
            if source is not None and self.options.follow and len(entry.text) < FULL:
                try:
                    page = self.page(source)
                except GatherError as error:
                    refused = str(error)
            if page or entry.text:
                yield self.screen(merge(feed, entry, page), name)
            elif refused:
                yield Failure(name, refused)
            else:
                yield Failure(name, "a feed's entry without text", "skipped")

    def linked(self, entry: Entry, piece: Piece) -> Source | None:
        """Where the entry's link leads: an address, or for a feed on disk a file beside it."""
        link = entry.link or ""
        if is_address(link):
            return Source("url", link)
        path = local_target(link, piece.path) if link and piece.path else None
        return Source("file", path) if path else None

    def page(self, source: Source) -> Report:
        """The report of a page that a feed links to. Raises GatherError, for a further feed too."""
        piece = self.open(source)
        text = decode(piece.data, piece.charset)
        form = form_of(text, piece.name, piece.media)
        if form == "feed":
            raise GatherError("the feed links to another feed, which is not followed; add that one itself")
        return page_of(piece, text, form)

    def screen(self, report: Report, name: str) -> Report | Failure:
        """The report with its language, or why it is left out."""
        if not any(map(str.isalnum, report.text)):
            header = report.title or report.outlet or report.published
            return Failure(name, "empty: no text after the header" if header else "empty", "skipped")
        code = detect(report.text)
        if code not in (None, "en") and not self.options.any_language:
            reason = f"written in {language_name(code)}, not English; --any-language adds it all the same"
            return Failure(name, reason, "skipped")
        return replace(report, language=code)


def page_of(piece: Piece, text: str, form: Form) -> Report:
    """The report of a text that is no feed. Raises GatherError."""
    if form == "xml":
        raise GatherError("an XML file that is neither RSS nor Atom nor XHTML")
    if form == "html" and text.strip():
        return parse_html(text, url=piece.url, path=piece.path)
    report = parse_text(text, path=piece.path)
    return replace(report, url=report.url or piece.url)


def key(name: str) -> str:
    """What tells whether two sources are the same: the address, or the file that a path leads to."""
    return name if name == "-" or "://" in name else os.path.realpath(name)
