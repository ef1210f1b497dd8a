"""A folder of Parquet files, one folder a table and one file a part, in this machine's file system or another."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import fs

from onrecord.engine.tables import SCHEMAS, Tables, readings, schema
from onrecord.errors import Error, RecordError, UsageError
from onrecord.gather import Failure
from onrecord.gather.remote import file_system, is_remote
from onrecord.records import Reading

MANIFEST = "onrecord.json"
"""What tells that a folder was made by `onrecord read`, of which sources, and by which version."""
LAST = "reports"
"""The table that is written last: a part is there when its file of this table is."""


class Folder:
    """The tables of what was read, by part. Raises Error where it cannot be read or written."""

    def __init__(self, where: str) -> None:
        self.where = where
        if is_remote(where):
            system, self._root = file_system(where)
            self._files = fs.PyFileSystem(fs.FSSpecHandler(system))
        else:
            self._files, self._root = fs.LocalFileSystem(), str(Path(where).absolute())

    def _path(self, *names: str) -> str:
        return "/".join((self._root.rstrip("/"), *names))

    def begin(self, sources: Sequence[str]) -> None:
        """Take the folder for what is read of these sources.

        UsageError where it holds something else, or what was read of other sources, or by another onrecord: it goes on
        only with what it would have made itself.
        """
        wanted = {"onrecord": program(), "sources": list(sources)}
        try:
            if found := self.manifest():
                its = {name: found.get(name) for name in wanted}
                if its != wanted:
                    what = "read by another onrecord" if its["sources"] == wanted["sources"] else "of other sources"
                    raise UsageError(f"{self.where} holds what was {what}; name another folder, or empty this one")
                return
            if self._files.get_file_info(fs.FileSelector(self._root, allow_not_found=True)):
                raise UsageError(f"{self.where} holds other files; name a new folder, or an empty one")
            self._files.create_dir(self._root)
            for name in SCHEMAS:
                self._files.create_dir(self._path(name))
            self._tell(wanted)
        except OSError as error:
            raise Error(f"{self.where} cannot be written: {error}") from error

    def end(self, **counts: int) -> None:
        """Note that everything was read."""
        self._tell({**(self.manifest() or {}), "complete": True, **counts})

    def _tell(self, told: dict[str, Any]) -> None:
        with self._files.open_output_stream(self._path(MANIFEST)) as stream:
            stream.write(json.dumps(told, ensure_ascii=False, indent=1).encode())

    def manifest(self) -> dict[str, Any] | None:
        """What the folder says of itself, None where nothing does."""
        try:
            with self._files.open_input_stream(self._path(MANIFEST)) as stream:
                found = json.loads(stream.read())
        except FileNotFoundError:
            return None
        except NotADirectoryError as error:
            raise UsageError(f"{self.where} is a file; name a folder") from error
        except (OSError, ValueError) as error:
            raise Error(f"{self._path(MANIFEST)} cannot be read: {error}; put it back, or read anew") from error
        return found if isinstance(found, dict) else None

    def write(self, part: str, tables: Tables) -> None:
        """Write a part, whole or not at all. Error where it cannot be written, with the folder full for one."""
        try:
            for name in (*(name for name in SCHEMAS if name != LAST), LAST):
                there = self._path(name, f"{part}.parquet")
                with self._files.open_output_stream(f"{there}.new") as stream:
                    pq.write_table(tables[name], stream, compression="zstd")
                self._files.move(f"{there}.new", there)
        except OSError as error:
            raise Error(
                f"{self.where} cannot be written: {error}; what was read so far is kept, the same command goes on"
            ) from error

    def parts(self) -> list[str]:
        """The names of the parts that are there, in order."""
        found = self._files.get_file_info(fs.FileSelector(self._path(LAST), allow_not_found=True))
        return sorted(info.base_name.removesuffix(".parquet") for info in found if info.extension == "parquet")

    def table(self, name: str, part: str) -> pa.Table:
        """A table of one part. RecordError where the file is damaged or has other columns."""
        there = self._path(name, f"{part}.parquet")
        try:
            with self._files.open_input_file(there) as stream:
                return pq.read_table(stream).select(list(SCHEMAS[name])).cast(schema(name))
        except (OSError, pa.ArrowException, KeyError) as error:
            raise RecordError(f"{there} cannot be read: {error}; read its sources anew") from error

    def readings(self, done: Callable[[], object] = lambda: None) -> Iterator[Reading | Failure]:
        """Everything that was read, part by part, and what failed; a part that is damaged is a failure.

        `done` is called after each part.

        UsageError where another onrecord read it.
        """
        told = self.manifest() or {}
        if told.get("onrecord") != program():
            raise UsageError(
                f"{self.where} was read by another onrecord ({told.get('onrecord')}, this is {program()}); "
                "read its sources anew, so that all rows of a ledger are made by one"
            )
        for part in self.parts():
            try:
                tables = {name: self.table(name, part) for name in SCHEMAS}
                yield from readings(tables)
            except RecordError as error:
                yield Failure(f"{self.where}, part {part}", str(error))
            else:
                yield from (Failure(**row) for row in tables["failures"].to_pylist())
            done()


def is_folder(where: str) -> bool:
    """Whether a path or address is a folder that `onrecord read` made."""
    if not is_remote(where) and not Path(where).is_dir():
        return False
    return Folder(where).manifest() is not None


@cache
def program() -> str:
    """The version of onrecord and of its model, which tell what is read: "0.1.0 5f3a…"."""
    model = files("onrecord.read.model").joinpath("encoder.onnx").read_bytes()
    try:
        number = version("onrecord")
    except PackageNotFoundError:
        number = "unknown"
    return f"{number} {hashlib.blake2b(model, digest_size=8).hexdigest()}"
