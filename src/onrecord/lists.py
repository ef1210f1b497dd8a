"""Packaged word lists and tables, and how they are read.

A list is a file `NAME.txt`: one entry a line, `#` begins a comment. A table is `NAME.tsv`: cells parted by tabs, `-`
for an empty one at the end. The head of each file names its source and licence.
"""

from functools import cache
from importlib.resources import files


def lines(package: str, file: str) -> list[str]:
    """The lines of a data file of `package`, comments and empty lines left out."""
    content = files(package).joinpath(file).read_text(encoding="utf-8")
    return [line.rstrip() for line in content.splitlines() if line.strip() and not line.startswith("#")]


@cache
def word_list(package: str, name: str) -> frozenset[str]:
    """The entries of the list `name` of `package`."""
    return frozenset(lines(package, f"{name}.txt"))


@cache
def table(package: str, name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of the table `name` of `package`."""
    return tuple(tuple(line.split("\t")) for line in lines(package, f"{name}.tsv"))


@cache
def mapping(package: str, name: str) -> dict[str, str]:
    """The two-column table `name` of `package`, from the first cell of each row to the second."""
    return {row[0]: row[1] for row in table(package, name)}
