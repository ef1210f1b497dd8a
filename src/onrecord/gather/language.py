"""The language that a text is written in."""

import re

from onrecord.lists import mapping

SAMPLE = 6_000
"""Characters looked at, from the beginning of the text."""

SHORT = 60
"""Letters below which a text in Latin letters counts as English: too few to tell."""

NO_WORDS = re.compile(r"https?://\S+|www\.\S+|[@#]\w+")
NONE = "zxx"
PIDGIN = "pcm"


def detect(text: str) -> str | None:
    """The ISO 639-1 code of the language of `text` (639-3 where 639-1 has none); None where there is no language.

    py3langid decides, on the first `SAMPLE` characters without addresses, handles and tags. A text of fewer than
    `SHORT` letters is English unless most of its letters are not Latin. Nigerian Pidgin, which py3langid takes
    terse English for, counts as English.
    """
    sample = NO_WORDS.sub(" ", text[:SAMPLE])
    letters = [char for char in sample if char.isalpha()]
    if not letters:
        return None
    if len(letters) < SHORT and sum(map(is_latin, letters)) * 2 >= len(letters):
        return "en"
    from py3langid import classify

    code: str = classify(sample)[0]
    if code == NONE:
        return None
    return "en" if code == PIDGIN else code


def is_latin(char: str) -> bool:
    """Whether a letter is of the Latin script: Basic Latin to Extended-B, and Extended Additional."""
    return char <= "\u024f" or "\u1e00" <= char <= "\u1eff"


def language_name(code: str) -> str:
    """The English name of a language, the code itself where no name is known."""
    return mapping("onrecord.gather.data", "languages").get(code, code)
