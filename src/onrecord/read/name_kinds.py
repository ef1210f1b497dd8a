"""Whether a name is a person's, an organisation's or a place's, judged by all its mentions together."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from onrecord.folding import fold
from onrecord.read.data import word_list
from onrecord.read.document import Document, Name
from onrecord.read.gazetteer import senses
from onrecord.read.people import given_names
from onrecord.read.phrases import HE, IT, SHE
from onrecord.read.roles import body_noun, head_role, surroundings
from onrecord.records import Span

KINDS = ("person", "organization", "place")
LOCATIVES = frozenset(
    {"in", "at", "near", "from", "to", "toward", "towards", "outside", "around", "via", "off", "into", "on", "across"}
)
MARGIN = 0.5
"""By how much a single word must look like something else than what the encoder took it for."""
GIVEN = 2.5
"""Weight of a given name in front; `GAZETTEER` is left of it where the encoder never found a person in the name."""
GAZETTEER = 1.5
"""Weight of a place that bears the name."""
MENTIONS = 3.0
"""Most weight that the encoder's reading of a name's mentions gets."""
SURNAMES = frozenset(
    {"bank", "brothers", "club", "court", "daily", "forward", "gas", "guild", "line", "mail", "marine", "mills", "post",
     "power", "press", "school", "steel", "store", "watch", "works"}
)  # fmt: skip
"""Words of organisations' names that are surnames too."""
REACH = 8
"""Words behind a name in which the pronoun for it is looked for."""

Key = tuple[str, ...]


def settled(document: Document) -> Document:
    """The document with names of one form read alike, by what the encoder said of most and by the words around them.

    A name whose second half was read as another name is put together where it stands whole elsewhere.
    """
    names = joined(document)
    keys = [key_of(document, name.span) for name in names]
    points = weigh(document, names, keys)
    verdicts = {key: verdict(count) for key, count in points.items()}
    surnames = {key[-1] for key, kind in verdicts.items() if kind == "person" and len(key) > 1}
    longer = [key for key, kind in verdicts.items() if kind == "organization" and len(key) > 1]
    firsts = {key[0] for key in longer if key[-1] not in word_list("speaker_names_personal")}
    found = []
    for name, key in zip(names, keys, strict=True):
        kind = name.kind
        if key in points and len(key) > 1:
            kind = verdicts[key]
        elif key and key[0] in surnames:
            kind = surname_kind(document, name)
        elif kind == "person" and key and key[0] in firsts:
            kind = "organization"
        elif key in points and kind in KINDS:
            kind = single_kind(points[key], kind)
        found.append(name if kind == name.kind else Name(name.span, kind))
    return replace(document, names=tuple(found))


def weigh(document: Document, names: Sequence[Name], keys: Sequence[Key]) -> dict[Key, dict[str, float]]:
    """For each name of a person, organisation or place how much speaks for each of these kinds."""
    points: dict[Key, dict[str, float]] = {}
    first: dict[Key, set[str]] = {}
    for name, key in zip(names, keys, strict=True):
        if name.kind in KINDS and key:
            count = points.setdefault(key, dict.fromkeys(KINDS, 0.0))
            count[name.kind] = min(MENTIONS, count[name.kind] + 1)
            first.setdefault(key, set()).add(name.kind)
    seen: dict[Key, set[tuple[str, str]]] = defaultdict(set)
    for name, key in zip(names, keys, strict=True):
        for kind, weight, why in evidence(document, name.span, key) if key in points else ():
            if (kind, why) not in seen[key]:
                seen[key].add((kind, why))
                points[key][kind] += weight
    for key, count in points.items():
        if (read := first.get(key, set())) and "person" not in read and len(key) > 1 and key[0] in given_names():
            count["person"] -= GIVEN - GAZETTEER
        placed = len(key) > 1 or ("place", "preposition") in seen[key]
        if count["person"] > 0 and count["place"] and placed and senses(" ".join(key)):
            count["place"] += GAZETTEER
    return points


def joined(document: Document) -> list[Name]:
    """The names, two neighbours made one where the report has them as one name elsewhere ("Borea" "Link")."""
    whole: dict[Key, Counter[str]] = defaultdict(Counter)
    for name in document.names:
        key = key_of(document, name.span)
        if len(key) > 1:
            whole[key][name.kind] += 1
    names: list[Name] = []
    for name in document.names:
        before = names[-1] if names else None
        if before and name.span[0] - before.span[1] == 1 and document.text[before.span[1]] == " ":
            span = (before.span[0], name.span[1])
            kinds = whole.get(key_of(document, span))
            if kinds:
                names[-1] = Name(span, max(kinds, key=lambda kind: (kinds[kind], kind)))
                continue
        names.append(name)
    return names


@lru_cache(maxsize=1)
def known_keys(document: Document) -> dict[Span, Key]:
    """What `key_of` has found in a document: each name is asked for more than once."""
    return {}


def key_of(document: Document, span: Span) -> Key:
    """The folded words of a name without titles before it and a possessive behind."""
    known = known_keys(document)
    if span not in known:
        known[span] = folded(document, span)
    return known[span]


def folded(document: Document, span: Span) -> Key:
    """As `key_of`, not remembered."""
    text, inside = document.text, document.words_in(span)
    plain = [fold(text[a:b]) for a, b in document.words[inside.start : inside.stop] if text[a].isalnum()]
    if len(plain) > 1 and plain[-1] == "s":
        plain.pop()
    while len(plain) > 1 and plain[0] in word_list("speaker_titles_personal"):
        plain.pop(0)
    return tuple(plain)


def evidence(document: Document, span: Span, key: Key) -> Iterator[tuple[str, float, str]]:
    """(kind, weight, reason) for what the name itself and the words around one mention say."""
    inside, titles = document.words_in(span), word_list("speaker_titles_personal")
    before = document.lower[inside.start - 1] if inside.start else ""
    stopped = document.lower[inside.start - 2] if before == "." and inside.start > 1 else ""
    if document.lower[inside.start] in titles or before in titles or stopped in titles:
        yield "person", 4.0, "title"
    if len(key) > 1:
        yield from naming(document, span, key)
    if before in LOCATIVES:
        yield "place", 1.0, "preposition"
    else:
        yield from called(document, span, key)
        yield from behind(document, inside.stop)
    if before == "the" and not document.tag(inside.stop if inside.stop < len(document.words) else 0).startswith("NN"):
        yield "organization", 2.0, "article"


def naming(document: Document, span: Span, key: Key) -> Iterator[tuple[str, float, str]]:
    """(kind, weight, reason) for what the words of a name say by themselves."""
    words = word_list("speaker_names_organization")
    if key[0] in given_names():
        yield "person", GIVEN, "given name"
    surname = len(key) == len(("given", "last")) and key[0] in given_names() and key[-1] in SURNAMES
    if "&" in document.text[slice(*span)] or (key[-1] in words and not surname):
        yield "organization", 3.5, "word"
    elif key[0] not in given_names() and any(plain in words for plain in key):
        yield "organization", 2.0, "word"


def called(document: Document, span: Span, key: Key) -> Iterator[tuple[str, float, str]]:
    """(kind, weight, reason) for what the nouns beside a name call it: "the minister" or "the company"."""
    for words in surroundings(document, span):
        role = head_role(document, words)
        if role in word_list("speaker_nouns_owner"):
            continue
        if len(key) > 1 and role:
            yield "person", 2.0, "role"
        elif body_noun(document, words):
            yield "organization", 2.0, "noun"


def behind(document: Document, at: int) -> Iterator[tuple[str, float, str]]:
    """(kind, weight, reason) for the words from index `at` on, right behind a name."""
    end = len(document.words)
    if at >= end:
        return
    comma = document.lower[at] == ","
    first = at + comma
    plain = document.lower[first] if first < end else ""
    if plain == "who":
        yield "person", 3.0 if comma else 1.0, "who"
    elif plain == "which":
        yield "organization", 2.0, "which"
    elif comma and plain.isdecimal() and len(plain) < 4 and first + 1 < end and document.lower[first + 1] in (",", "."):
        yield "person", 2.0, "age"
    if document.tag(at) not in ("VBD", "VBZ", "VBP", "MD"):
        return
    said = document.lower[at] in ("said", "says", "say")
    for near in range(at + 1, min(end, at + REACH)):
        plain = document.lower[near]
        if not plain[0].isalnum() or document.tag(near).startswith("NNP"):
            return
        if plain in HE or plain in SHE:
            yield "person", 2.0, "pronoun"
            return
        if plain in IT and said:
            yield "organization", 2.0, "pronoun"
            return


def verdict(points: dict[str, float]) -> str:
    """The kind with most points."""
    return max(KINDS, key=lambda kind: points[kind])


def surname_kind(document: Document, name: Name) -> str:
    """The kind of a single word that is the surname of somebody in the report."""
    first = document.words_in(name.span).start
    before: Sequence[str] = document.lower[max(0, first - 1) : first]
    if name.kind not in KINDS or (before and (before[0] == "the" or (name.kind == "place" and before[0] in LOCATIVES))):
        return name.kind
    return "person"


def single_kind(points: dict[str, float], kind: str) -> str:
    """The kind of a single word that is no part of a longer name: the encoder's unless the words around it outweigh."""
    best = verdict(points)
    return best if points[best] - points[kind] >= MARGIN else kind
