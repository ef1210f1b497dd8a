"""Two reports side by side, with the words that differ marked."""

from onrecord.ledger import Comparison
from onrecord.records import Report
from onrecord.show.changes import changes
from onrecord.show.listing import Column, Layout, Listing, printed
from onrecord.show.listings import where


def heads(found: Comparison, layout: Layout) -> str:
    """Which reports stand on the left and on the right, ended by an empty line."""
    from rich.text import Text

    lines = [
        Text(f"left:  {head(found.older)}", overflow="ellipsis", no_wrap=True),
        Text(f"right: {head(found.younger)}", overflow="ellipsis", no_wrap=True),
    ]
    return printed(lines, layout) + "\n"


def head(report: Report) -> str:
    """A report on one line: when, where, its title, and what it copies."""
    copy = f", {report.copy_kind} copy of {report.copy_of}" if report.copy_of else ""
    return f"{(report.published or 'undated')[:16].replace('T', ' ')}  {where(report)}: {report.title or '—'}{copy}"


def beside(found: Comparison) -> Listing:
    """The sentences, those that tell the same on one row: what the right leaves out in [-…-], puts in in {+…+}."""
    rows = []
    cells = []
    for row in found.rows:
        old, new = found.words(row)
        parts = changes(old, new)
        left = "".join(mark(part.words, "[-", "-]", part.kind == "out") for part in parts if part.kind != "in")
        right = "".join(mark(part.words, "{+", "+}", part.kind == "in") for part in parts if part.kind != "out")
        cells.append((left, right) if old and new else (old, new))
        plain = {"older": old, "younger": new}
        spans = {"older_spans": list(map(list, row.older)), "younger_spans": list(map(list, row.younger))}
        rows.append({**plain, **spans, "changes": [[part.kind, part.words] for part in parts]})
    keys = ("older", "younger", "older_spans", "younger_spans", "changes")
    return Listing(tuple(rows), keys, (Column("left"), Column("right")), tuple(cells), ("row", "rows"))


def mark(words: str, before: str, after: str, changed: bool) -> str:
    """The words, between the marks where they changed."""
    if not changed:
        return words
    bare = words.rstrip()
    return f"{before}{bare}{after}{words[len(bare) :]}"
