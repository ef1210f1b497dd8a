"""Files that hold many reports, told by their names: web archives, tables of reports, lists of what to read."""

import re
from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import urlsplit

from onrecord.errors import GatherError
from onrecord.gather.lists import read_addresses, read_archive_paths
from onrecord.gather.options import Failure
from onrecord.gather.piece import Piece
from onrecord.gather.rows import read_json_lines, read_parquet
from onrecord.gather.sources import Source
from onrecord.gather.warc import read_warc
from onrecord.records import Report

KINDS = {
    "warc": re.compile(r"\.warc(\.(gz|zst|lz4|wet(\.gz)?))?$|\.wet(\.gz)?$"),
    "json lines": re.compile(r"\.(jsonl|ndjson)(\.gz)?$"),
    "parquet": re.compile(r"\.parquet$"),
    "archives": re.compile(r"\.paths(\.gz)?$"),
    "addresses": re.compile(r"\.(export|mentions|gkg)\.csv(\.zip|\.gz)?$"),
}
"""Kinds of such files, and how their names end, in small letters."""


def kind_of(name: str) -> str | None:
    """The kind of file that holds many reports, None for a single report or a feed."""
    try:
        path = urlsplit(name).path if "://" in name else name
    except ValueError:
        return None
    return next((kind for kind, ends in KINDS.items() if ends.search(path.lower())), None)


def holds_many(name: str) -> bool:
    """Whether a file of that name, or what is at that address, holds many reports."""
    return kind_of(name) is not None


def found_in(stream: BinaryIO, name: str, limit: int) -> Iterator[Report | Piece | Source | Failure]:
    """What is in such a file, one after the other: reports, pages, or further sources.

    `limit` is the largest report, page or list in bytes. Raises GatherError where the file is not what its name says.
    """
    kind = kind_of(name)
    if kind == "warc":
        return read_warc(stream, limit)
    if kind == "json lines":
        return read_json_lines(stream, name, limit)
    if kind == "parquet":
        if not stream.seekable():
            raise GatherError("a Parquet file cannot be read over the line; download it and add the file")
        return read_parquet(stream, name)
    return read_archive_paths(stream, name, limit) if kind == "archives" else read_addresses(stream, limit)
