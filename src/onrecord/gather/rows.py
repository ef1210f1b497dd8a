"""Tables of reports: JSON Lines and Parquet, one report a row, read a few at a time."""

import gzip
import io
import json
import zlib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any, BinaryIO

from onrecord.errors import GatherError
from onrecord.gather.dates import normal_date
from onrecord.gather.decode import GZIP, some, too_large
from onrecord.gather.options import Failure
from onrecord.records import Report

BATCH = 256
"""Rows of a Parquet file in memory."""


def read_json_lines(stream: BinaryIO, name: str, limit: int) -> Iterator[Report | Failure]:
    """The reports of JSON Lines, gzipped or not, in their order; blank lines do not count.

    A line is one object; see `report_of`. One that is longer than `limit` bytes, no JSON or without a text is a
    Failure. Raises GatherError where the compressed data is damaged.
    """
    lines = lines_of(stream, limit)
    number = 0
    while True:
        number += 1
        where = f"{name}, line {number:,}"
        try:
            line = next(lines)
        except StopIteration:
            return
        except (OSError, EOFError, zlib.error) as error:
            raise GatherError(f"damaged after {number - 1:,} lines: {error}") from error
        if len(line) > limit:
            yield Failure(where, str(too_large(limit)))
        elif line.strip():
            try:
                yield report_of(json.loads(line), where)
            except ValueError as error:
                yield Failure(where, f"no JSON: {error}")
            except RecursionError:
                yield Failure(where, "no JSON that can be read: nested too deeply")


def lines_of(stream: BinaryIO, limit: int) -> Iterator[bytes]:
    """The lines, of one over the limit its first `limit` + 1 bytes."""
    first = stream.read(2)
    lines: Any = gzip.GzipFile(fileobj=Joined(first, stream)) if first == GZIP else Joined(first, stream)
    held = b""
    over = False
    while chunk := lines.read(1 << 16):
        *ended, rest = (held + chunk).split(b"\n")
        for line in ended:
            if over:
                over = False
            else:
                yield line
        held = rest
        if over or len(held) > limit:
            if not over:
                yield held[: limit + 1]
            over, held = True, b""
    if held and not over:
        yield held


class Joined(io.RawIOBase):
    """A stream of which the first bytes were read already. It leaves the stream open when it is closed itself."""

    def __init__(self, first: bytes, rest: BinaryIO) -> None:
        self._first = first
        self._rest = rest

    def readable(self) -> bool:
        """Whether it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer as far as there is something; the number of bytes, 0 at the end."""
        found = self._first or some(self._rest, len(buffer))
        size = min(len(found), len(buffer))
        buffer[:size], self._first = found[:size], found[size:]
        return size


def read_parquet(stream: BinaryIO, name: str) -> Iterator[Report | Failure]:
    """The reports of a Parquet file, a few rows at a time; its columns as the fields of JSON Lines.

    Raises GatherError where it is no Parquet file, is damaged, or has no column for the text.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.ParquetFile(stream)
        columns = wanted(table.schema_arrow.names)
        if not columns:
            found = ", ".join(table.schema_arrow.names[:12])
            raise GatherError(f"no table of reports: none of its columns is a text ({found}); call it text")
        number = 0
        for batch in table.iter_batches(BATCH, columns=columns):
            for row in batch.to_pylist():
                number += 1
                yield report_of(row, f"{name}, row {number:,}")
    except (pa.ArrowException, OSError) as error:
        raise GatherError(f"no Parquet file, or damaged: {error}") from error


def wanted(names: list[str]) -> list[str]:
    """The columns that give a report's fields, none where there is no text."""
    has_text = any(name in names for name in column_names()["text"])
    known = {name for its in column_names().values() for name in its}
    return [name for name in names if name in known] if has_text else []


def report_of(row: Any, where: str) -> Report | Failure:
    """The report of one row, its language not yet told; fields go by the names of `column_names`."""
    if not isinstance(row, Mapping):
        return Failure(where, f"no report: {type(row).__name__}, an object with a text is wanted")
    fields = {field: value_of(row, names) for field, names in column_names().items()}
    text = fields["text"]
    if text is None:
        return Failure(where, f"no report: it has no text (fields: {', '.join(list(map(str, row))[:12]) or 'none'})")
    return Report(
        url=fields["url"],
        outlet=fields["outlet"],
        title=fields["title"],
        byline=fields["byline"],
        published=normal_date(fields["published"]),
        text=text,
    )


def value_of(row: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    """The first of the fields that is there, as text; of several authors all."""
    for name in names:
        value = row.get(name)
        if isinstance(value, list | tuple):
            value = ", ".join(one for one in value if isinstance(one, str))
        if isinstance(value, datetime | date):
            value = value.isoformat()
        if isinstance(value, str) and value.strip():
            return value if name in column_names()["text"] else " ".join(value.split())
    return None


@cache
def column_names() -> dict[str, tuple[str, ...]]:
    """The names of each field of a report, best first."""
    text = (files("onrecord.gather.data") / "column_names.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {field: tuple(names) for field, *names in rows}
