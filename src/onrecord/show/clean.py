"""Text from reports made harmless for a terminal, a JSON stream, a spreadsheet and a Markdown page."""

import json
import re
from typing import Any

from onrecord.hidden import escaped, is_hidden
from onrecord.records import Span

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""How a text begins that some spreadsheet calculates."""

MARKDOWN = re.compile(r"([\\`*_\[\]<>|#~])")
ORDERED = re.compile(r"^(\d+)([.)])(?=\s)")


def visible(text: str) -> str:
    """The text on one line without control characters: no escape sequence, no invisible or reversing mark."""
    return " ".join("".join(c for c in text if c.isspace() or not is_hidden(c)).split())


def json_text(value: Any, indent: int | None = 2) -> str:
    """The value as JSON, on one line without `indent`; what could act on a terminal is escaped, so nothing is lost."""
    return escaped(json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False))


def csv_cell(value: Any) -> str:
    """The value as a CSV cell: a text that a spreadsheet would take for a formula gets a leading apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool | int | float):
        return json.dumps(value)
    if isinstance(value, str):
        text = visible(value)
        return f"'{text}" if text.startswith(FORMULA) else text
    return json.dumps(value, ensure_ascii=False)


def markdown(text: str) -> str:
    """The text for a Markdown page, its marks escaped."""
    return ORDERED.sub(r"\1\\\2", MARKDOWN.sub(r"\\\1", visible(text)))


def window(text: str, around: Span, within: Span, width: int) -> str:
    """Of the span `within` at most about `width` characters around the span `around`, on one line, cut at words."""
    start, end = within
    spare = max(0, width - (around[1] - around[0]))
    first = max(start, around[0] - spare // 2)
    last = min(end, max(around[1], first + width))
    first = max(start, min(first, last - width))
    before, after = text[first : around[0]], text[around[1] : last]
    if first > start and not text[first - 1].isspace():
        before = before.partition(" ")[2] if " " in before else before
    if last < end and not text[last].isspace():
        after = after.rpartition(" ")[0] if " " in after else after
    cut = f"{before}{text[around[0] : around[1]]}{after}"
    return f"{'…' if first > start else ''}{visible(cut)}{'…' if last < end else ''}"


def shorten(text: str, width: int) -> str:
    """The text on one line of at most `width` characters, cut after a word, with an ellipsis where it was cut."""
    text = visible(text)
    if len(text) <= width:
        return text
    cut = text[: width - 1]
    head = cut if text[width - 1].isspace() else cut.rpartition(" ")[0] or cut
    return head.rstrip(" ,;:–—-") + "…"
