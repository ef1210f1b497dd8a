"""Web archives (WARC, ISO 28500): the pages that a crawler kept, one after the other, never more than one in memory."""

import io
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO, cast
from urllib.parse import urlsplit

from onrecord.errors import GatherError
from onrecord.gather.decode import some, too_large
from onrecord.gather.options import Failure
from onrecord.gather.piece import Piece

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

PAGES = ("text/html", "application/xhtml+xml", "text/plain")
"""Content types of records that may be reports; scripts, pictures and the like are passed over."""
LONGEST_HEADER = 64 * 1024
"""Bytes of a record's headers that are believed."""


def read_warc(stream: BinaryIO, limit: int) -> Iterator[Piece | Failure]:
    """The pages of an archive, plain or compressed (gzip, Zstandard, LZ4), in its order.

    Taken are responses that succeeded, resources, and the texts of WET files. `limit` is the largest page in bytes,
    before and after decompression; a larger one, or one that cannot be unpacked, is a Failure and the next ones
    follow. Raises GatherError where the archive is damaged, ends in the middle of a record, or is none.
    """
    from fastwarc.warc import WarcRecordType

    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    for number, record in records(stream):
        url = address_of(record)
        if not record.record_type & kinds or url is None or not is_page(record):
            continue
        try:
            data = record.reader.read(limit + 1)
        except (OSError, ValueError) as error:
            raise GatherError(f"damaged in record {number:,}, {url}: {error}") from error
        if len(data) < min(record.content_length, limit + 1):
            raise GatherError(f"damaged: it ends in the middle of record {number:,}, {url}")
        try:
            yield Piece(url, unpacked(record, data, limit), None, url, media_of(record), record.http_charset)
        except GatherError as error:
            yield Failure(url, str(error))


def records(stream: BinaryIO) -> Iterator[tuple[int, "WarcRecord"]]:
    """The records of an archive, counted from 1. Raises GatherError where it is damaged, or is none."""
    from fastwarc.warc import ArchiveIterator

    counted = cast("BinaryIO", Counted(stream))
    number = 0
    try:
        for record in ArchiveIterator(counted, max_header_len=LONGEST_HEADER, auto_decode="none", fsspec_args=False):
            number += 1
            yield number, record
    except (OSError, EOFError, ValueError) as error:
        where = f"damaged after {number:,} records" if number else "no web archive (WARC), or damaged at its beginning"
        raise GatherError(f"{where}: {error}") from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # how FastWARC gives up where it did not expect to
            raise GatherError(f"damaged after {number:,} records: {error}") from error
        raise
    if not number:
        raise GatherError("no web archive (WARC): it holds no record")


class Counted:
    """A stream that knows how far it was read, for one that cannot tell."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._count = 0

    def read(self, size: int = -1) -> bytes:
        """At most so many bytes."""
        found = some(self._stream, size)
        self._count += len(found)
        return found

    def tell(self) -> int:
        """How many bytes were read."""
        return self._count


def address_of(record: "WarcRecord") -> str | None:
    """The address of a record's page, None for what is no page of the web (name look-ups, settings of the crawler)."""
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    try:
        return url if urlsplit(url).scheme in ("http", "https") else None
    except ValueError:
        return None


def is_page(record: "WarcRecord") -> bool:
    """Whether a record holds a page that was there."""
    if record.is_http and not 200 <= (record.http_headers.status_code or 0) < 300:
        return False
    return media_of(record) in PAGES


def media_of(record: "WarcRecord") -> str | None:
    """The bare content type of a record's page."""
    declared = record.http_content_type if record.is_http else record.headers.get("Content-Type")
    return (declared or "").partition(";")[0].strip().lower() or None


def unpacked(record: "WarcRecord", data: bytes, limit: int) -> bytes:
    """A page's bytes as the reader's browser had them; GatherError where they are too many, or damaged.

    Crawlers keep what came over the line, or what they made of it, and do not always say so: chunks that are none are
    taken as they are.
    """
    from fastwarc import stream_io

    if len(data) > limit:
        raise too_large(limit)
    if not record.is_http:
        return data
    headers = record.http_headers
    if "chunked" in (headers.get("Transfer-Encoding") or "").lower():
        with suppress(OSError):
            data = stream_io.ChunkedReader(io.BytesIO(data)).read(limit + 1)
    packing = (headers.get("Content-Encoding") or "").strip().lower()
    try:
        if packing in ("gzip", "x-gzip") and data.startswith(b"\x1f\x8b"):
            data = stream_io.GzipReader(io.BytesIO(data)).read(limit + 1)
        elif packing == "deflate":
            data = stream_io.GzipReader(io.BytesIO(data), zlib=data[:1] == b"\x78").read(limit + 1)
        elif packing == "br":
            data = stream_io.BrotliReader(io.BytesIO(data)).read(limit + 1)
        elif packing == "zstd":
            data = stream_io.ZstdReader(io.BytesIO(data)).read(limit + 1)
    except OSError as error:
        raise GatherError(f"cannot be unpacked from {packing}: {error}") from error
    if len(data) > limit:
        raise too_large(limit, None, " after decompression")
    return data
