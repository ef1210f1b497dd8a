"""Lists of what to read: the archives of Common Crawl, and the addresses in GDELT's tables."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urljoin, urlsplit

from onrecord.errors import GatherError
from onrecord.gather.decode import GZIP
from onrecord.gather.sources import Source

COMMON_CRAWL = "https://data.commoncrawl.org/"
"""Where the paths of Common Crawl's lists begin (commoncrawl.org/get-started)."""
LONGEST = 8192
"""Characters of an address or a path that is believed."""
COLUMNS = {61: (60, None), 58: (57, None), 16: (5, 2), 27: (4, 2)}
"""By a GDELT table's number of columns, the column of the address, and the one that says "1" where it is of the web.

Events 2.0 and 1.0, Mentions, and the Global Knowledge Graph 2.1, as their codebooks at gdeltproject.org have them.
"""


def read_archive_paths(stream: BinaryIO, name: str, limit: int) -> Iterator[Source]:
    """The archives that a list of Common Crawl names (`warc.paths.gz`), one path a line.

    An archive that lies where the list does, by its path or by its name alone, is taken from there; otherwise it is at
    the address that the list came from, or at Common Crawl's. Raises GatherError for a line that is no path of an
    archive.
    """
    web = name if "://" in name else COMMON_CRAWL
    for number, line in enumerate(text_lines(stream, limit), 1):
        path = line.strip()
        if not path:
            continue
        try:
            address = urlsplit(path)
        except ValueError as error:
            raise GatherError(f"no list of web archives: line {number:,} is {path[:80]!r}") from error
        is_archive = address.path.lower().endswith((".warc", ".warc.gz", ".wet.gz", ".warc.zst"))
        if not is_archive or len(path) > LONGEST or address.scheme not in ("", "http", "https"):
            raise GatherError(f"no list of web archives: line {number:,} is {path[:80]!r}")
        here = beside(path, name) if not address.scheme and "://" not in name else None
        there = path if address.scheme else f"/{path}"
        yield Source("file", str(here)) if here else Source("url", urljoin(web, there))


def beside(path: str, name: str) -> Path | None:
    """The file of a list's line under the folder of the list, None where there is none; never one outside of it."""
    folder = Path(name).absolute().parent
    for there in (folder / path.lstrip("/"), folder / Path(path).name):
        if there.is_file() and there.resolve().is_relative_to(folder.resolve()):
            return there
    return None


def read_addresses(stream: BinaryIO, limit: int) -> Iterator[Source]:
    """The addresses of a table of GDELT (Events, Mentions or Knowledge Graph), each once, zipped, gzipped or plain.

    `limit` is the largest table in bytes, after decompression. Raises GatherError for what is no such table.
    """
    given: set[str] = set()
    known = False
    for number, line in enumerate(text_lines(stream, limit), 1):
        row = line.rstrip("\r\n").split("\t")
        if len(row) not in COLUMNS:
            if not known and line.strip():
                wanted = ", ".join(map(str, sorted(COLUMNS)))
                raise GatherError(f"no table of GDELT: line {number:,} has {len(row)} columns, wanted are {wanted}")
            continue
        known = True
        place, kind = COLUMNS[len(row)]
        url = row[place].strip()
        is_web = (kind is None or row[kind] == "1") and url.startswith(("http://", "https://"))
        if is_web and len(url) <= LONGEST and url not in given:
            given.add(url)
            yield Source("url", url)


def text_lines(stream: BinaryIO, limit: int) -> Iterator[str]:
    """The lines of a list, unpacked; GatherError where it is damaged or larger than the limit."""
    data = stream.read(limit + 1)
    try:
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as packed, packed.open(packed.namelist()[0]) as file:
                data = file.read(limit + 1)
        elif data.startswith(GZIP):
            with gzip.GzipFile(fileobj=io.BytesIO(data)) as unpacked:
                data = unpacked.read(limit + 1)
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, IndexError, NotImplementedError) as error:
        raise GatherError(f"damaged compressed data: {error}") from error
    if len(data) > limit:
        raise GatherError(f"too large: more than {limit:,} bytes, the limit is {limit:,}; raise it with --max-bytes")
    return io.StringIO(data.decode("utf-8", "replace"))
