"""The way of a source: bytes, text, form, report, and the checks that every report passes."""

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import GatherError
from onrecord.gather.decode import decode, take
from onrecord.gather.feed import FULL, Entry, Feed, is_address, local_target, merge, parse_feed
from onrecord.gather.html import parse_html
from onrecord.gather.language import detect, language_name
from onrecord.gather.many import found_in, holds_many
from onrecord.gather.options import Failure, Options
from onrecord.gather.piece import Piece
from onrecord.gather.plain import parse_text
from onrecord.gather.remote import open_remote
from onrecord.gather.sniff import Form, form_of
from onrecord.gather.sources import Source, expand
from onrecord.gather.web import Web
from onrecord.records import Report


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
            if holds_many(source.name):
                yield from self.read_many(source)
            else:
                yield from self.read_piece(self.open(source), source.name)
        except GatherError as error:
            yield Failure(source.name, str(error))

    def read_many(self, source: Source) -> Iterator[Report | Failure]:
        """The reports of an archive, a table or a list, as they are read. Raises GatherError."""
        with self.stream(source) as stream:
            for found in found_in(stream, source.name, self.options.max_bytes):
                if isinstance(found, Source):
                    if key(found.name) not in self.taken and not self.skips(found.name):
                        self.taken.add(key(found.name))
                        yield from self.read(found)
                elif isinstance(found, Piece):
                    if not self.skips(found.name):
                        yield from self.read_kept(found)
                else:
                    yield self.screen(found, source.name) if isinstance(found, Report) else found

    def read_kept(self, piece: Piece) -> Iterator[Report | Failure]:
        """The report of a page in an archive; one that holds no article is skipped, feeds are passed over."""
        try:
            text = decode(piece.data, piece.charset)
            form = form_of(text, piece.name, piece.media)
            if form in ("html", "plain"):
                yield self.screen(page_of(piece, text, form), piece.name)
        except GatherError as error:
            yield Failure(piece.name, str(error), "skipped")

    def read_piece(self, piece: Piece, name: str) -> Iterator[Report | Failure]:
        """The reports of one page, text or feed. Raises GatherError."""
        text = decode(piece.data, piece.charset)
        form = form_of(text, piece.name, piece.media)
        found = parse_feed(text, piece.url) if form == "feed" else page_of(piece, text, form)
        if isinstance(found, Report):
            yield self.screen(found, name)
        elif found.entries:
            yield from self.read_entries(found, piece)
        else:
            yield Failure(name, "the feed has no entries", "skipped")

    def stream(self, source: Source) -> AbstractContextManager[BinaryIO]:
        """The bytes of one source as a stream, however many. Raises GatherError."""
        if source.kind == "url":
            return self.web.stream(source.name)
        try:
            return open_remote(source.name) if source.kind == "remote" else Path(source.name).open("rb")
        except OSError as error:
            raise GatherError(f"cannot be opened: {error.strerror or error}") from error

    def open(self, source: Source) -> Piece:
        """The bytes of one source. Raises GatherError."""
        if source.kind == "url":
            page = self.web.get(source.name)
            return Piece(source.name, page.data, url=page.url, media=page.media, charset=page.charset)
        if source.kind == "stdin":
            return Piece(source.name, take(sys.stdin.buffer, self.options.max_bytes))
        if source.kind == "remote":
            with self.stream(source) as stream:
                return Piece(source.name, take(stream, self.options.max_bytes), path=source.name)
        try:
            with Path(source.name).open("rb") as file:
                status = os.fstat(file.fileno())
                size = status.st_size if stat.S_ISREG(status.st_mode) else None
                return Piece(source.name, take(file, self.options.max_bytes, size), path=source.name)
        except OSError as error:
            raise GatherError(f"cannot be opened: {error.strerror or error}") from error

    def read_entries(self, feed: Feed, piece: Piece) -> Iterator[Report | Failure]:
        """The reports of a feed's entries; how many are left out of a feed with very many is told first."""
        if feed.more:
            count = len(feed.entries)
            yield Failure(
                piece.name,
                f"too many entries: {count + feed.more:,}; the first {count:,} are read, the rest is left out",
            )
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
