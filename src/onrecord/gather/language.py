"""The language that a text is written in."""

import re

from onrecord.lists import mapping

SAMPLE = 6_000
"""Characters looked at, from the beginning of the text."""

SHORT = 60
"""Letters below which a text in Latin letters counts as English: too few to tell."""

ENGLISH = frozenset(
    {"the", "and", "that", "with", "from", "this", "said", "have", "were", "which", "they", "their", "his", "been",
     "would", "but", "after", "about", "more", "there"}
)  # fmt: skip
"""Words frequent in English that no other language has many of."""

PLAIN = 0.08
"""Share of those words among all from which on a text is English beyond doubt; in news it is about a seventh."""

FEWEST = 12
"""Fewest of those words, so that a quotation or a title in English does not decide."""

NO_WORDS = re.compile(r"https?://\S+|www\.\S+|[@#]\w+")
WORD = re.compile(r"[^\W\d_]+")
NONE = "zxx"
PIDGIN = "pcm"


def detect(text: str) -> str | None:
    """The ISO 639-1 code of the language of `text` (639-3 where 639-1 has none); None where there is no language.

    py3langid decides, on the first `SAMPLE` characters without addresses, handles and tags. A text of fewer than
    `SHORT` letters is English unless most of its letters are not Latin; so is one that is `plain_english`, since to
    load py3langid takes longer than to read a short report. Nigerian Pidgin, which py3langid takes terse English
    for, counts as English.
    """
    sample = NO_WORDS.sub(" ", text[:SAMPLE])
    letters = [char for char in sample if char.isalpha()]
    if not letters:
        return None
    if len(letters) < SHORT and sum(map(is_latin, letters)) * 2 >= len(letters):
        return "en"
    if plain_english(sample):
        return "en"
    from py3langid import classify

    code: str = classify(sample)[0]
    if code == NONE:
        return None
    return "en" if code == PIDGIN else code


def plain_english(sample: str) -> bool:
    """Whether the words that only English has are as many as in any English prose."""
    words = WORD.findall(sample.lower())
    count = sum(word in ENGLISH for word in words)
    return count >= FEWEST and count >= PLAIN * len(words)


def is_latin(char: str) -> bool:
    """Whether a letter is of the Latin script: Basic Latin to Extended-B, and Extended Additional."""
    return char <= "\u024f" or "\u1e00" <= char <= "\u1eff"


def language_name(code: str) -> str:
    """The English name of a language, the code itself where no name is known."""
    return mapping("onrecord.gather.data", "languages").get(code, code)
