"""Word lists and tables for comparing reports and names."""

from onrecord import lists


def word_list(name: str) -> frozenset[str]:
    """The entries of the list `name`."""
    return lists.word_list(__package__, name)


def table(name: str) -> dict[str, str]:
    """The two-column table `name`, from the first cell of each row to the second."""
    return lists.mapping(__package__, name)
