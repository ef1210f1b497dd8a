"""Words in the form in which they are compared: without case, diacritics and strokes."""

import unicodedata
from functools import lru_cache

STROKES = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ß": "ss"}
    | {"Ø": "O", "Ł": "L", "Đ": "D", "Ð": "D", "Ħ": "H", "Ŧ": "T", "İ": "I", "Æ": "AE", "Œ": "OE", "Þ": "TH", "ẞ": "SS"}
)
"""Latin letters that Unicode does not take apart into a base letter and a mark."""


def plain_letters(text: str) -> str:
    """The text with letters that carry strokes, and ligatures, written plainly: "Rønne" as "Ronne"."""
    return text.translate(STROKES)


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """`text` in lower case, without diacritics: "Łódź" gives "lodz"; other scripts keep their letters.

    Text of marks alone is returned as it is: what is not blank does not become so.
    """
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", plain_letters(text).casefold())
    folded = "".join(c for c in apart if not unicodedata.combining(c))
    return folded if folded.strip() else text
