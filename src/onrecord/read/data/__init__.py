"""Word lists and tables of the readers."""

from onrecord import lists


def word_list(name: str) -> frozenset[str]:
    """The entries of the readers' list `name`."""
    return lists.word_list(__package__, name)


def table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of the readers' table `name`."""
    return lists.table(__package__, name)
