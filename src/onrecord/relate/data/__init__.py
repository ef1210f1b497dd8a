"""Word lists and tables of relating, and how they are read.

A list is a file `NAME.txt`: one entry a line. A table is `NAME.tsv`: tab-separated cells. `#` begins a comment; the
head of each file names its source and licence.
"""

from functools import cache
from importlib.resources import files


def lines(file: str) -> list[str]:
    """The lines of a packaged data file, comments and empty lines left out."""
    content = files(__package__).joinpath(file).read_text(encoding="utf-8")
    return [line.rstrip() for line in content.splitlines() if line.strip() and not line.startswith("#")]


@cache
def word_list(name: str) -> frozenset[str]:
    """The entries of the packaged list `name`."""
    return frozenset(lines(f"{name}.txt"))


@cache
def table(name: str) -> dict[str, str]:
    """The packaged two-column table `name`: what the first cell says of each row to the second."""
    return dict(line.split("\t") for line in lines(f"{name}.tsv"))
