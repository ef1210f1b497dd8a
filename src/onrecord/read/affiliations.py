"""To which country a role or an organisation belongs, by the words of its name: "the Danish navy", "Bank of Ghana"."""

import re
from functools import cache

from onrecord.folding import fold
from onrecord.read.data import table

WORD = re.compile(r"[^\s,;()’'\"“”]+")
LONGEST = 4
"""Words of a country's name that are put together; longer ones are seldom written out in a role."""
ABOUT = frozenset({"to", "on", "against", "about", "who", "whose", "which", "that", "with", "and"})
"""Words of a role behind which a country is not its own: "ambassador to", "expert on"."""
SPLIT = frozenset(
    {"new", "latin", "native", "central", "north", "south", "african", "asian", "west", "east", "anti", "pro"}
)
"""Words before a country's name that make it another: "New Mexico", "South American"."""
STATES = frozenset({"georgia"})
"""Names that are rather those of a part of a country."""


@cache
def countries() -> dict[str, str]:
    """Folded name of each country and its people -> ISO 3166 code."""
    found: dict[str, str] = {}
    for code, name, *cells in table("place_countries"):
        for text in (name, *"|".join(cells[2:]).split("|")):
            plain = fold(text)
            if plain and plain not in STATES and (len(plain) > len("us") or text.isupper()):
                found.setdefault(plain, code)
    return found


def country_in(text: str) -> str | None:
    """ISO 3166 code of the first country named in a role or a name, before words such as "to" and "on"; else None."""
    written = [match.group() for match in WORD.finditer(text)]
    words = [fold(word) for word in written]
    stop = next((at for at, word in enumerate(words) if word in ABOUT), len(words))
    for at in range(stop):
        for size in range(min(LONGEST, stop - at), 0, -1):
            code = countries().get(" ".join(words[at : at + size]))
            war = words[at + size : at + size + 1] == ["war"]
            if code and not war and written[at][0].isupper() and (at == 0 or words[at - 1] not in SPLIT):
                return code if size > 1 or len(words[at]) > len("us") or written[at].isupper() else None
    return None
