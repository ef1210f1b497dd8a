"""From the words of a call to the single files and addresses that they stand for."""

import glob
import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit
from urllib.request import url2pathname

from onrecord.errors import GatherError
from onrecord.gather.options import Failure
from onrecord.gather.remote import is_remote, matching

STDIN = "-"
SUFFIXES = frozenset((".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".xml", ".rss", ".atom", ".warc"))
"""Suffixes of the files that are taken from a folder, beside files without a suffix; each also with `.gz`."""

SUFFIX = re.compile(r"\.[a-z][a-z0-9_-]{0,9}$", re.IGNORECASE)
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """One file, address or standard input; `name` is the path or address, "-" for standard input.

    "remote" is a file in another file system, by its address.
    """

    kind: Literal["file", "url", "remote", "stdin"]
    name: str


def expand(sources: Iterable[str | Source | Failure]) -> list[Source | Failure]:
    """The files, addresses and standard input that `sources` stand for, in order, each once; nothing is read.

    A source is a path, a folder (walked with its subfolders, sorted), a glob pattern, "-", an http, https or file
    address, or where fsspec is installed an address in an object store, a folder's or a pattern too. What does not
    exist or matches nothing is a Failure. Sources that were expanded before stay as they are.
    """
    found: list[Source | Failure] = []
    taken: set[str] = set()
    for given in sources:
        for item in expand_one(given) if isinstance(given, str) else (given,):
            if isinstance(item, Source):
                key = os.path.realpath(item.name) if item.kind == "file" else item.name
                if key in taken:
                    continue
                taken.add(key)
            found.append(item)
    return found


def expand_one(given: str) -> Iterator[Source | Failure]:
    """What one word of a call stands for."""
    scheme = SCHEME.match(given)
    if given == STDIN:
        yield Source("stdin", STDIN)
    elif scheme and scheme[1].lower() in ("http", "https"):
        yield Source("url", given)
    elif given[:5].lower() == "file:":
        yield from expand_path(url2pathname(urlsplit(given).path), given)
    elif is_remote(given):
        yield from expand_remote(given)
    elif scheme:
        yield Failure(given, f"{scheme[1]} addresses cannot be fetched; http, https and file can")
    else:
        yield from expand_path(given, given)


def expand_remote(given: str) -> Iterator[Source | Failure]:
    """The files that an address in another file system stands for."""
    try:
        found = matching(given)
    except GatherError as error:
        yield Failure(given, str(error))
        return
    yield from (Source("remote", name) for name in found)
    if not found:
        yield Failure(given, "nothing is there, or nothing matches this pattern")


def expand_path(path: str, given: str) -> Iterator[Source | Failure]:
    """The files that a path, folder or pattern stands for."""
    if not path:
        yield Failure(given, "not a path; give a file, a folder, a pattern, an http address or - for standard input")
        return
    try:
        mode = Path(path).stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        yield from expand_pattern(path, given)
    except (OSError, ValueError) as error:
        yield Failure(given, f"cannot be opened: {getattr(error, 'strerror', None) or error}")
    else:
        yield from expand_folder(path) if stat.S_ISDIR(mode) else (Source("file", path),)


def expand_pattern(path: str, given: str) -> Iterator[Source | Failure]:
    """The files that a path which does not exist matches as a pattern; folders that match are walked."""
    if not glob.has_magic(path):
        hint = "; an address begins with https://" if path.lower().startswith("www.") else ""
        yield Failure(given, f"no such file or folder: {path}{hint}")
        return
    matches = sorted(glob.glob(path, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
    if not matches:
        yield Failure(given, f"nothing matches this pattern: {path}")
    for match in matches:
        if is_regular(match):
            yield Source("file", match)
        elif "**" not in path and Path(match).is_dir():
            yield from expand_folder(match)


def is_regular(path: str) -> bool:
    """Whether `path` leads to a regular file."""
    try:
        return stat.S_ISREG(Path(path).stat().st_mode)
    except OSError:
        return False


def expand_folder(folder: str) -> Iterator[Source | Failure]:
    """The files of a folder and its subfolders that may be reports, sorted by their path."""
    unreadable: list[Failure] = []

    def refuse(error: OSError) -> None:
        where = str(error.filename or folder)
        unreadable.append(Failure(where, f"the folder cannot be opened: {error.strerror or error}"))

    found: list[str] = []
    entered: set[tuple[int, int]] = set()
    for here, folders, files in os.walk(folder, followlinks=True, onerror=refuse):
        status = Path(here).stat()
        key = (status.st_dev, status.st_ino)
        if key in entered:
            folders.clear()
            continue
        entered.add(key)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        paths = (str(Path(here, name)) for name in files if may_be_report(name))
        found.extend(path for path in paths if is_regular(path))
    yield from unreadable
    for path in sorted(found, key=lambda path: Path(path).parts):
        yield Source("file", path)
    if not found and not unreadable:
        kinds = " ".join(sorted(SUFFIXES))
        yield Failure(folder, f"no reports in this folder; taken are {kinds}, their .gz, and files without a suffix")


def may_be_report(name: str) -> bool:
    """Whether a file of a folder is taken: by its name alone, hidden ones never."""
    if name.startswith("."):
        return False
    stem = name.lower().removesuffix(".gz")
    suffix = SUFFIX.search(stem)
    return suffix is None or suffix[0] in SUFFIXES
