"""Words compared without regard to case and accents."""

import re
from collections.abc import Iterable, Iterator

from onrecord.folding import fold

WORD = re.compile(r"([^\W_]+)(?:['’]s(?![^\W_]))?")


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
