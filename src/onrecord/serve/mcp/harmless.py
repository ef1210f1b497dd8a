"""Words of reports as a model is given them: nothing in them is hidden, and nothing is too long.

A character that would not be seen is shown as another one, one for one, so that spans still fit the text.
"""

import re
from typing import Annotated, Any

from pydantic import BeforeValidator

from onrecord.hidden import is_hidden
from onrecord.records import Span

LAYOUT = "\n\t"
"""Control characters that are layout, and stay."""
PICTURES = 0x2400
"""Unicode's pictures of the control characters begin here."""
DELETE, DELETE_PICTURE = "\x7f", "\u2421"
UNSEEN = "\ufffd"
"""Stands for a format character, a half surrogate and what else acts without being seen."""
SELECTORS = ("\U000e0100", "\U000e01ef")
"""Variation selectors without any use in European scripts; whole texts can be hidden in them."""
UNUSUAL = re.compile(r"[^\n\t -~]")

WORDS = 1200
"""Characters of a row's words, at most."""
AROUND = 600
"""Characters of the sentence around a row's words, at most."""


def harmless(text: str) -> str:
    """The text with every character that acts unseen shown as a picture of it, or as U+FFFD; as long as it was."""
    return UNUSUAL.sub(lambda match: seen(match[0]), text)


def seen(character: str) -> str:
    """The character, or the one that is shown in its place."""
    if character in LAYOUT:
        return character
    if character < " ":
        return chr(PICTURES + ord(character))
    if character == DELETE:
        return DELETE_PICTURE
    hidden = is_hidden(character) or SELECTORS[0] <= character <= SELECTORS[1]
    return UNSEEN if hidden else character


def _harmless(value: Any) -> Any:
    return harmless(value) if isinstance(value, str) else value


Text = Annotated[str, BeforeValidator(_harmless)]
"""A text that may hold words of a report."""


def cut(text: str, spans: tuple[Span, ...], limit: int = WORDS) -> tuple[str, int | None]:
    """The words at the spans, joined by " … ", at most `limit` characters; and where they were cut."""
    found: list[str] = []
    left = limit
    for start, end in spans:
        if end - start > left:
            found.append(text[start : start + left])
            return " … ".join(found), start + left
        found.append(text[start:end])
        left -= end - start
    return " … ".join(found), None


def around(text: str, sentence: Span, span: Span) -> str:
    """The sentence around a span, at most `AROUND` characters of it on either side of the span's beginning."""
    start, end = max(sentence[0], span[0] - AROUND // 2), min(sentence[1], span[0] + AROUND // 2)
    return f"{'…' if start > sentence[0] else ''}{text[start:end]}{'…' if end < sentence[1] else ''}"
