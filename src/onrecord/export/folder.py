"""A folder of files, written whole or not at all."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.errors import Error, UsageError
from onrecord.ledger.dump import TABLES


@contextmanager
def new_folder(path: Path, suffix: str) -> Iterator[Path]:
    """A folder to write the tables to, one file of that suffix each; it comes to stand at `path` when all went well.

    An earlier export there is replaced. UsageError where something else is; Error where it cannot be written.
    """
    if path.exists() and not is_export(path, suffix):
        raise UsageError(
            f"{path} is there already and is no earlier export to {suffix}; name a folder that is not there yet"
        )
    part = path.with_name(path.name + ".part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        yield part
        if path.exists():
            shutil.rmtree(path)
        part.rename(path)
    except OSError as error:
        raise Error(f"{path} cannot be written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def is_export(path: Path, suffix: str) -> bool:
    """Whether the folder holds nothing but tables of the record."""
    names = {f"{table}.{suffix}" for table in TABLES}
    return path.is_dir() and all(file.name in names for file in path.iterdir())
