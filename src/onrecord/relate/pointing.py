"""Words of a denial that point at what somebody said: which claim they stand for, whose it is, and verdicts on it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from onrecord.folding import fold
from onrecord.read.data import word_list as readers_list
from onrecord.relate.assertions import ASKING, NOUNS, SPECIFYING, is_loose
from onrecord.relate.propositions import Proposition
from onrecord.relate.view import words_of

JUDGING = readers_list("act_falsehoods") | readers_list("act_disdain")
SCORN = frozenset({"offensive", "insulting", "insult", "outrageous", "silly", "idiotic"})
"""Words of judgement that call something bad and leave open whether it is so."""
CALLING = frozenset({"call", "label", "brand", "describe", "denounce", "condemn", "deplore"})
UTTERED = frozenset({"statement", "statements", "remark", "remarks", "comment", "comments", "idea", "portrayal"})
"""What is said, by nouns that charge nobody with anything."""
VERDICTS = JUDGING | {"unlikely", "improbable", "doubtful", "impossible", "likely", "true", "case"}
"""Words one of which stands in a content that is no more than a word for a claim ("that was the case")."""
POINTERS = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their", "both", "such"})
FIRST = 6
"""Words of a content among which the noun for a claim stands."""
ENDED = re.compile(r"(?<!\b[A-Z][a-z])(?<!\b[A-Z])[.!?][”’\"')\]]*\s+[(“‘\"']?(?=[A-Z])|\n\s*\n")
"""Where a sentence ends: no title ("Mr.") and no initial before the mark, a capital letter behind it."""


def verdict(written: Sequence[str]) -> set[str]:
    """The words that judge a claim: what follows "the story" in "dismissed the story as gossip"."""
    words = [fold(word) for word in written]
    noun = next((at for at, word in enumerate(words[:4]) if word in NOUNS), None)
    if noun is None or words[0] not in POINTERS or (len(words) > noun + 1 and words[noun + 1] in SPECIFYING):
        return set()
    return set(words[noun + 1 :])


def disapproves(one: Proposition) -> bool:
    """Whether it only calls what was said bad ("called the remark offensive"): that does not deny it."""
    words = {fold(word) for word in one.saying.words}
    if CALLING.isdisjoint(one.cue) or UTTERED.isdisjoint(words):
        return False
    return (JUDGING - SCORN).isdisjoint(words)


def asks_how(one: Proposition) -> bool:
    """Whether its content is a question ("disagreed on how it should be done"), which cannot be untrue."""
    words = one.saying.words
    return bool(words) and fold(words[0]) in ASKING


def owner(one: Proposition) -> str | None:
    """The last word of the name of whose claim a denial speaks ("Falk's claim"), None where it gives no name."""
    for word, noun in pairwise(one.saying.words[:FIRST]):
        name, mark, _ = word.replace("’", "'").rpartition("'")
        if mark and name[:1].isupper() and fold(noun) in NOUNS:
            return fold(name)
    return None


def belongs(said: Proposition, denial: Proposition) -> bool:
    """Whether a statement can be the claim that a denial speaks of, by whose it is."""
    name = owner(denial)
    if name is None:
        return True
    speaker = said.saying.speaker
    return name in said.source or bool(speaker and name in map(fold, words_of(speaker.name)))


def is_told_of(said: Proposition, denial: Proposition) -> bool:
    """Whether a statement tells of what the denial names, and so is not that: "the story has moved on" is not the
    story."""
    named = {fold(word) for word in denial.saying.words[:FIRST]} & NOUNS
    return is_loose(denial) and not named.isdisjoint(map(fold, said.saying.words))


def is_plural(words: Sequence[str]) -> bool:
    """Whether a content points at several claims."""
    return words[0] in {"both", "these", "those"} or any(word in NOUNS and word.endswith("s") for word in words[:4])


def points(words: Sequence[str]) -> bool:
    """Whether a content is no more than a word that stands for what was said before."""
    noun = next((at for at, word in enumerate(words[:4]) if word in NOUNS), None)
    if noun is not None:
        alone = words[noun + 1 : noun + 2] != ["and"]
        return alone and (words[0] in POINTERS or words[0].endswith("s") or noun == 0)
    return (
        words[0] in {"that", "this", "it"} and len(words) <= 5 and (len(words) == 1 or not VERDICTS.isdisjoint(words))
    )


def sentences(between: str) -> int:
    """How many sentences end in what stands between two statements."""
    return sum(1 for _ in ENDED.finditer(between))
