"""Small named sets of words that the reader of figures asks for."""

from onrecord.read.data import table


def word_set(name: str) -> frozenset[str]:
    """The set `name` of the packaged table of word sets; KeyError when there is none."""
    return frozenset({row[0]: row[1] for row in table("figure_sets")}[name].split())
