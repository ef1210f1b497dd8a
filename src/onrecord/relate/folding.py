"""Words in the form in which they are compared: without case and diacritics."""

import unicodedata
from functools import lru_cache

LETTERS = str.maketrans({
    "ø": "o", "đ": "d", "ł": "l", "ı": "i", "ħ": "h", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ß": "ss",
})  # fmt: skip
"""Latin letters that Unicode does not decompose into a base letter and a mark."""


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """`text` in lower case, without diacritics: "Łódź" gives "lodz"; other scripts keep their letters.

    Text of marks alone is returned as it is: what is not blank does not become so.
    """
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    folded = "".join(c for c in apart if not unicodedata.combining(c)).translate(LETTERS)
    return folded if folded.strip() else text
