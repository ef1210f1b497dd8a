"""Two reports side by side, with the words that differ marked."""

from onrecord.ledger import Comparison
from onrecord.records import Report
from onrecord.show.changes import changes, mark
from onrecord.show.clean import shorten
from onrecord.show.listing import Column, Layout, Listing, count, printed
from onrecord.show.listings import where


def heads(found: Comparison, layout: Layout) -> str:
    """Which reports stand on the left and on the right, and how much they have in common, ended by an empty line."""
    from rich.text import Text

    both = (("left:  ", head(found.older)), ("right: ", head(found.younger, found.older)))
    lines = [*(f"{side}{shorten(words, layout.width - len(side))}" for side, words in both), common(found)]
    return printed(map(Text, lines), layout) + "\n"


def head(report: Report, beside: Report | None = None) -> str:
    """A report on one line: its id, when, where, what it copies, and its title."""
    copy = f" ({report.copy_kind} copy of {report.copy_of[:8]})" if report.copy_of else ""
    if beside is not None and report.copy_of == beside.id:
        copy = f" ({report.copy_kind} copy of the left one)"
    when = (report.published or "undated")[:16].replace("T", " ")
    return f"{report.id[:8]}, {when}, {where(report)}{copy}: {report.title or '—'}"


def common(found: Comparison) -> str:
    """How much the two reports have in common."""
    if not found.common:
        return "They have no sentence in common."
    left = sum(not row.younger for row in found.rows)
    right = sum(not row.older for row in found.rows)
    both = count(found.common, ("passage", "passages"))
    return f"{both} in both, {left} only on the left, {right} only on the right."


def beside(found: Comparison) -> Listing:
    """The sentences, those that tell the same on one row: what the right leaves out in [-…-], puts in in {+…+}."""
    rows = []
    cells = []
    for row in found.rows:
        old, new = found.words(row)
        parts = changes(old, new)
        left = "".join(mark(part) for part in parts if part.kind != "in")
        right = "".join(mark(part) for part in parts if part.kind != "out")
        cells.append((left, right) if old and new else (old, new))
        rows.append(
            {
                "older": old,
                "younger": new,
                "older_report": found.older.id,
                "younger_report": found.younger.id,
                "older_spans": list(map(list, row.older)),
                "younger_spans": list(map(list, row.younger)),
                "changes": [[part.kind, part.words.strip()] for part in parts],
            }
        )
    keys = ("older", "younger", "older_report", "younger_report", "older_spans", "younger_spans", "changes")
    return Listing(tuple(rows), keys, (Column("left"), Column("right")), tuple(cells), ("row", "rows"))
