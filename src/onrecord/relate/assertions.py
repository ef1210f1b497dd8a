"""Whether a content says something that can be true or not, or only names a topic."""

from itertools import pairwise

from onrecord.folding import fold
from onrecord.relate.data import word_list
from onrecord.relate.propositions import Proposition

NOUNS = word_list("claim_nouns")
SPECIFYING = frozenset(
    {"of", "that", "by", "from", "in", "about", "given", "made", "on", "over", "against", "who", "which", "to", "for"}
)
"""Words by which a noun for a claim is told more closely."""
FINITE = word_list("claim_verbs")
BEFORE_NOUNS = word_list("claim_before_nouns")
OPENERS = frozenset({"that", "having", "being", "ever", "it", "he", "she", "they", "we", "i", "there", "to"})


def states(one: Proposition) -> bool:
    """Whether a content says something that can be true or not: a clause, or something had, done or told of."""
    if one.act == "accuse":
        return True
    words = [fold(word) for word in one.saying.words]
    if not words:
        return False
    past = any(word.endswith("ed") and is_subject(before) for before, word in pairwise(words))
    return past or not FINITE.isdisjoint(words) or words[0] in OPENERS or is_loose(one)


def is_subject(word: str) -> bool:
    """Whether a word before one that ends in "ed" can end a subject."""
    return word not in BEFORE_NOUNS and not word.endswith(("'s", "’s"))


def is_loose(one: Proposition) -> bool:
    """Whether a denial names what it denies by a noun for a claim ("the charge of neglect")."""
    words = [fold(word) for word in one.saying.words[:6]]
    pairs = pairwise(words)
    return any(word in NOUNS and after in SPECIFYING for word, after in pairs)
