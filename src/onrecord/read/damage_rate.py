"""Whether a report's damage says that a machine rewrote it."""

from collections.abc import Sequence

from onrecord.records import Damage

ROWS = 3
KINDS = 2
WORDS = 700
"""Words of a report to one damaged passage, at most."""


def looks_rewritten(rows: Sequence[Damage], words: int) -> bool:
    """Whether a report of so many words with these damaged passages looks rewritten by a machine.

    It does with at least three of them, of two kinds, and at least one in every 700 words. Slips of a typist are of
    one kind, and a long transcript may hold a few.
    """
    enough = len(rows) >= ROWS and len({row.kind for row in rows}) >= KINDS
    return enough and len(rows) * WORDS >= words
