"""A report's text as HTML text: escaped, and nothing in it that acts instead of being seen."""

import re

from markupsafe import Markup, escape

UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls but tab and line feed
    "\u202a-\u202e\u2066-\u2069"  # marks that reverse or embed the text after them
    "\ud800-\udfff\ufdd0-\ufdef"  # half surrogates and code points that are no characters
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)


def shown(text: str) -> str:
    """The text, character for character, with a symbol for each that could act on a page or cannot be written.

    ASCII controls become their pictures (U+2400 and on), the others U+FFFD; a carriage return, which a page takes for
    a space, stays.
    """
    return UNSAFE.sub(lambda match: picture(match[0]), text)


def picture(character: str) -> str:
    """The symbol for one unsafe character."""
    if character == "\r":
        return character
    if character == "\x7f":
        return "\u2421"
    return chr(0x2400 + ord(character)) if character < " " else "\ufffd"


def html_text(text: str) -> Markup:
    """The text for a page, escaped; a carriage return as a reference, which no parser turns into a line feed."""
    return Markup(str(escape(shown(text))).replace("\r", "&#13;"))
