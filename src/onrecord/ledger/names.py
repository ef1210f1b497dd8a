"""Words compared without regard to case and accents."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

WORD = re.compile(r"([^\W_]+)(?:['’]s(?![^\W_]))?")
STROKES = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ß": "ss"}
    | {"Ø": "O", "Ł": "L", "Đ": "D", "Ð": "D", "Ħ": "H", "Ŧ": "T", "İ": "I", "Æ": "AE", "Œ": "OE", "Þ": "TH", "ẞ": "SS"}
)
"""Letters that Unicode does not take apart into a plain letter and a mark."""


def plain_letters(text: str) -> str:
    """The text with letters that carry strokes, and ligatures, written plainly: "Rønne" as "Ronne"."""
    return text.translate(STROKES)


def fold(text: str) -> str:
    """The text in lower case without accents, strokes and ligatures."""
    apart = unicodedata.normalize("NFKD", plain_letters(text))
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold()


def folded_words(text: str) -> list[str]:
    """The words of the text, folded; a possessive "'s" is left out."""
    return WORD.findall(fold(text))


class Wanted:
    """The words somebody asks for, to be found whole, in any order."""

    def __init__(self, asked: str) -> None:
        self.words = frozenset(folded_words(asked))

    def among(self, forms: Iterable[str], around: str | None = None) -> bool:
        """Whether one of the forms holds all the words; words of `around` (a role) may complete a form."""
        beside = frozenset(folded_words(around or ""))
        return bool(self.words) and any(self.words <= beside.union(folded_words(form)) for form in forms)


def singulars(text: str) -> Iterator[str]:
    """The folded words of the text, a plural "s" taken off."""
    for word in folded_words(text):
        yield word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
