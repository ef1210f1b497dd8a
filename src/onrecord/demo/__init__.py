"""The packaged story: six reports by four invented outlets on one invented event, contaminated tap water in Hamar.

An agency story, an edited copy of it, a machine-spun rewriting with a falsified quotation and a wrong figure, an
independent report that contradicts, and two follow-ups. People, outlets and the event are invented; the places are
real. Dates are in 2031, so nothing can be mistaken for news.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path


@contextmanager
def reports() -> Iterator[Path]:
    """The folder that holds the story's reports, one text file each, for as long as the context lasts."""
    with as_file(files(__package__).joinpath("reports")) as folder:
        yield folder
