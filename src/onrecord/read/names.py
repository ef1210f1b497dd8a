"""The encoder's names, mended where a name came out in pieces or with a possessive."""

from collections.abc import Sequence

from onrecord.read.data import word_list
from onrecord.read.document import Name
from onrecord.records import Span

APOSTROPHES = ("’", "'")


def names_of(
    text: str, words: Sequence[Span], tags: Sequence[str], found: Sequence[tuple[str, int, int]]
) -> list[Name]:
    """Names of one paragraph: `found` are (kind, first word, word after the last) of its `words`, with their `tags`.

    A final possessive is cut off. A surname takes in the capitalised proper noun right before it ("Ines" of "Ines
    Halvorsen"), also where that was read as a place.
    """
    spelled = [text[a:b] for a, b in words]
    found = hyphened(words, spelled, found)
    owner = {at: index for index, (_, a, b) in enumerate(found) for at in range(a, b)}
    dropped: set[int] = set()
    mended = []
    for kind, first, stop in found:
        begin, end = first, stop
        if end - begin > 2 and spelled[end - 1].lower() == "s" and spelled[end - 2] in APOSTROPHES:
            end -= 2
        begin = hyphen_before(words, spelled, tags, begin)
        if kind == "person" and end - begin == 1 and given_before(text, words, spelled, tags, begin):
            before = owner.get(begin - 1)
            if before is None:
                begin -= 1
            elif found[before][0] in ("place", "person") and found[before][2] - found[before][1] == 1:
                dropped.add(before)
                begin -= 1
        mended.append((kind, begin, end))
    return [Name((words[a][0], words[b - 1][1]), kind) for at, (kind, a, b) in enumerate(mended) if at not in dropped]


def hyphened(
    words: Sequence[Span], spelled: Sequence[str], found: Sequence[tuple[str, int, int]]
) -> list[tuple[str, int, int]]:
    """The names, two that a hyphen joins made one of the first one's kind: "Nils Aas" and "Moe" of "Nils Aas-Moe"."""
    whole: list[tuple[str, int, int]] = []
    for name in found:
        kind, first, stop = whole[-1] if whole else ("", 0, 0)
        at = stop
        if (
            kind
            and name[1] == at + 1
            and spelled[at] == "-"
            and words[at - 1][1] + 1 == words[at][1] == words[at + 1][0]
        ):
            whole[-1] = (kind, first, name[2])
        else:
            whole.append(name)
    return whole


def hyphen_before(words: Sequence[Span], spelled: Sequence[str], tags: Sequence[str], at: int) -> int:
    """Where a name that begins at word `at` right behind a hyphen begins: "Nils Aas-Moe" where "Moe" was found."""
    glued = at > 1 and spelled[at - 1] == "-" and words[at - 2][1] + 1 == words[at - 1][1] == words[at][0]
    if not glued or tags[at - 2] != "NNP" or not spelled[at - 2][0].isupper():
        return at
    begin = at - 2
    while begin > 0 and tags[begin - 1] == "NNP" and spelled[begin - 1].isalpha() and spelled[begin - 1][0].isupper():
        begin -= 1
    return begin


def given_before(text: str, words: Sequence[Span], spelled: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Whether the word before `at` may be a given name: capitalised, a proper noun, no title or role."""
    if at == 0 or words[at][0] - words[at - 1][1] != 1 or text[words[at - 1][1]] != " ":
        return False
    word = spelled[at - 1]
    plain = word.lower()
    if not word[0].isupper() or not word.isalpha() or tags[at - 1] != "NNP" or (word.isupper() and len(word) > 1):
        return False
    lists = ("speaker_titles", "speaker_nouns_role", "speaker_nouns_organization", "speaker_nouns_spokesperson")
    return not any(plain in word_list(name) for name in lists)
