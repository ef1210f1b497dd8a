"""Two reports side by side, sentence by sentence, what one changed of the other marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.ledger import Comparison
from onrecord.ledger.comparison import Beside
from onrecord.serve.page import Asked, Elsewhere, Filter, Page, Shown
from onrecord.serve.wording import earlier, plain
from onrecord.show.beside import common
from onrecord.show.changes import Change, changes


@dataclass(frozen=True, slots=True)
class Pair:
    """Sentences that tell the same in the older and in the younger report; one is empty where only the other has them.

    `changes` is what becomes of the older words in the younger ones; empty where they are the same, or one is missing.
    """

    older: str
    younger: str
    changes: tuple[Change, ...]
    row: Beside

    @property
    def before(self) -> list[Change]:
        """The older words, with what the younger ones leave out."""
        return earlier(self.changes, self.older)

    @property
    def is_same(self) -> bool:
        """Whether both have the same words."""
        return bool(self.older and self.younger) and not self.changes

    def to_dict(self) -> dict[str, Any]:
        """Both wordings, their spans, and the changes."""
        return {
            "older": self.older,
            "younger": self.younger,
            "older_spans": [list(span) for span in self.row.older],
            "younger_spans": [list(span) for span in self.row.younger],
            "changes": plain(self.changes),
        }


def compare(asked: Asked) -> Shown:
    """Two reports, the older one on the left, whichever of them the address names first."""
    record = asked.record
    one = asked.one(record.reports, "report", "one")
    other = asked.one(record.reports, "report", "other")
    if one.id == other.id:
        raise Elsewhere(asked.url("report", id=one.id))
    comparison = record.compared(one.id, other.id)
    older, younger = record.reports[comparison.older.id], record.reports[comparison.younger.id]
    rows: Sequence[Beside] = comparison.rows
    if asked.filters["changed"]:
        rows = [row for row in rows if not pair(comparison, row).is_same]
    paged = asked.paged(rows)
    pairs = [pair(comparison, row) for row in paged.rows]
    copied = younger.copy_of == older.id
    context = {
        "older": older,
        "younger": younger,
        "copied": copied,
        "common": common(comparison),
        "paged": paged,
        "pairs": pairs,
        "claims": claims_of_both(asked, older.id, younger.id),
    }

    def data() -> dict[str, Any]:
        whole = comparison.to_dict()
        kind = younger.copy_kind if copied else None
        return {
            "older": whole["older"],
            "younger": whole["younger"],
            "copy_kind": kind,
            "common": comparison.common,
            **paged.data(lambda row: pair(comparison, row).to_dict()),
        }

    return Shown("compare.html", "Two reports side by side", context, data)


def pair(comparison: Comparison, row: Beside) -> Pair:
    """A row with what differs between its sides."""
    older, younger = comparison.words(row)
    found = changes(older, younger) if older and younger else []
    differs = any(part.kind != "same" for part in found)
    return Pair(older, younger, tuple(found) if differs else (), row)


def claims_of_both(asked: Asked, one: str, other: str) -> int:
    """How many claims stand in both reports."""
    record = asked.record
    each = (
        {id(record.claim_of[row.id]) for row in record.said_in.get(id_, ()) if row.id in record.claim_of}
        for id_ in (one, other)
    )
    first, second = each
    return len(first & second)


PAGES = (Page("compare", compare, None, (Filter("changed", "Only what differs", "flag"),)),)
