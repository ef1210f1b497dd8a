"""Sources into reports: files, folders, patterns, standard input, addresses and feeds, gzipped or not.

`gather` yields a `Report` or a `Failure` for each; `expand` lists beforehand what will be read. Nothing here knows
how reports are read or kept.
"""

from onrecord.gather.many import holds_many
from onrecord.gather.options import Failure, Options
from onrecord.gather.pipeline import gather
from onrecord.gather.plain import parse_text
from onrecord.gather.sources import Source, expand

__all__ = ["Failure", "Options", "Source", "expand", "gather", "holds_many", "parse_text"]
