"""Characters that act on a terminal, or on how others look, instead of being seen."""

import json
import re

JOINERS = "\u200c\u200d"
"""Format characters that spell words in Persian, Hindi and other scripts, and so stay."""

HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f]"
)
"""Control and format characters and half surrogates (Unicode 15.1, categories Cc, Cf and Cs) but for `JOINERS`."""

BREAKS = "\n"


def is_hidden(character: str) -> bool:
    """Whether the character acts instead of being seen."""
    return HIDDEN.match(character) is not None


def escaped(printed: str) -> str:
    """JSON with the hidden characters as escapes, line breaks apart: the same value, and nothing acts on a terminal."""
    return HIDDEN.sub(lambda match: match[0] if match[0] in BREAKS else json.dumps(match[0])[1:-1], printed)
