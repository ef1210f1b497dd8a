"""Names of organizations, places and groups in the form in which they are compared."""

import re
from functools import lru_cache

from onrecord.folding import fold
from onrecord.relate.data import table, word_list

SPELLINGS = table("spellings")
PEOPLES = table("peoples")
COUNTRIES = frozenset(PEOPLES.values())
OFFICES = word_list("offices")
LEGAL_FORMS = word_list("legal_forms")
SMALL_WORDS = word_list("small_words")
ARTICLE = re.compile(r"^(?:the|a|an)\s+(?=\S)")
POSSESSIVE = re.compile(r"(?<=\w)['’]s\b|(?<=s)['’](?=\s|$)")
WORD = re.compile(r"[^\W_]+|&")
DOTTED = re.compile(r"\b[^\W\d_](?:\.[^\W\d_])+\b\.?")
ACRONYM = re.compile(r"[A-Z]{2,7}s?")


def words_of(name: str) -> list[str]:
    """The words of a name, folded, without article, possessive endings and marks; "U.N." is one word."""
    text = DOTTED.sub(lambda match: match.group().replace(".", ""), fold(name.strip()))
    return WORD.findall(POSSESSIVE.sub("", ARTICLE.sub("", text)))


@lru_cache(maxsize=1 << 14)
def place_key(name: str) -> str:
    """The name of a place or a group for comparing; never empty unless `name` is blank."""
    return " ".join(words_of(name)) or fold(name.strip())


@lru_cache(maxsize=1 << 14)
def organization_key(name: str) -> str:
    """The name of an organization for comparing; never empty unless `name` is blank.

    Legal forms fall away, spellings are levelled, "the ministry of trade" becomes "trade ministry", and a leading
    people becomes its country: "Denmark's weather service" and "the Danish weather service" have one key.
    """
    words = words_of(" ".join(without_legal_form(name.split())))
    words = " ".join(SPELLINGS.get(word, word) for word in words).split()
    words = place_first(words)
    country: list[str] = []
    for size in (4, 3, 2, 1):
        if len(words) > size and (found := country_of(" ".join(words[:size]))):
            country, words = [found], words[size:]
            break
    words = [*country, *office_last(words)]
    return " ".join(words) or fold(name.strip())


def without_legal_form(words: list[str]) -> list[str]:
    """A name's words without "Ltd", "& Co.", "Corp." and their like at the end."""
    while len(words) > 1 and (is_legal_form(words[-1]) or words[-1] == "&"):
        words = words[:-1]
    return words


@lru_cache(maxsize=1 << 12)
def is_legal_form(word: str) -> bool:
    """Whether `word` says what kind of company a name is of."""
    from rigour.names import extract_org_types

    plain = fold(word).strip(",").replace(".", "")
    return plain not in SMALL_WORDS and (plain in LEGAL_FORMS or bool(extract_org_types(plain)))


def place_first(words: list[str]) -> list[str]:
    """ "Police in Delta" as "delta police", "the climate ministry of Poland" as "poland climate ministry"."""
    for at in range(len(words) - 2, 0, -1):
        tail = words[at + 1 :]
        if words[at] == "in" or (words[at] == "of" and at > 1 and country_of(" ".join(tail))):
            return [*tail, *words[:at]]
    return words


def office_last(words: list[str]) -> list[str]:
    """ "Ministry of trade" as "trade ministry"; other names as they are."""
    if len(words) < 3 or words[0] not in OFFICES or words[1] != "of":
        return words
    tail = words[3:] if words[2] == "the" and len(words) > 3 else words[2:]
    return [*tail, words[0]]


def country_of(name: str) -> str | None:
    """The country that the folded `name`, of a country or of its people, stands for: "danish" gives "denmark"."""
    return PEOPLES.get(name) or (name if name in COUNTRIES else None)


def acronym(name: str) -> str | None:
    """The letters of a name that is an acronym ("WHO", "U.N."), folded, else None."""
    text = re.sub(r"^[Tt]he\s+", "", name.strip()).replace(".", "")
    return fold(text) if ACRONYM.fullmatch(text) else None


def acronyms_of(name: str) -> frozenset[str]:
    """The acronyms that a name of two words or more can have: the first letters, with and without small words."""
    words = words_of(name)
    if len(words) < 2:
        return frozenset()
    telling = [word for word in words if word not in SMALL_WORDS]
    return frozenset("".join(word[0] for word in some) for some in (words, telling) if len(some) > 1)
