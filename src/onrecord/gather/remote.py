"""Files in object stores and the like, by address (`s3://bucket/2031/03.warc.gz`), with fsspec."""

from importlib.util import find_spec
from typing import Any, BinaryIO, cast

from onrecord.errors import GatherError

STORES = frozenset(("s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "adl", "oss", "hdfs", "webhdfs", "memory"))
"""Kinds of addresses that are opened so. What can reach any host, such as ftp, is none of them."""


def is_remote(name: str) -> bool:
    """Whether a name is an address in a store."""
    scheme, colon, _ = name.partition("://")
    return bool(colon) and scheme.lower() in STORES


def file_system(name: str) -> tuple[Any, str]:
    """The file system that an address is in, and the path there. Raises GatherError where its driver is missing."""
    if find_spec("fsspec") is None:
        raise GatherError(
            f"{name} cannot be opened without fsspec and its driver; pip install fsspec s3fs (or gcsfs, …)"
        )
    try:
        from fsspec.core import url_to_fs

        system, path = url_to_fs(name)
    except (ImportError, ValueError) as error:
        raise GatherError(f"{name} cannot be opened: {error}") from error
    return system, str(path)


def matching(name: str) -> list[str]:
    """The files that an address stands for: itself, those in a folder, or those that match a pattern, sorted."""
    system, path = file_system(name)
    try:
        found = system.glob(path) if "*" in path else system.find(path) if system.isdir(path) else [path]
    except OSError as error:
        raise GatherError(f"{name} cannot be opened: {error}") from error
    return sorted(system.unstrip_protocol(one) for one in found)


def open_remote(name: str) -> BinaryIO:
    """The file's bytes as a stream. Raises GatherError where it cannot be opened."""
    system, path = file_system(name)
    try:
        return cast("BinaryIO", system.open(path, "rb"))
    except OSError as error:
        raise GatherError(f"cannot be opened: {error}") from error
