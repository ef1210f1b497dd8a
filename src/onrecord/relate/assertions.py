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
CHARGING = frozenset({"of", "for", "as", "with", "over"})
"""Words behind which an accusation says what it accuses somebody of ("Brandt of neglect", "him for sleeping")."""
ASKING = frozenset({"how", "what", "when", "where", "which", "who", "whom", "whose", "why"})
RELATIVE = frozenset({"who", "which", "whose", "whom"})


def states(one: Proposition) -> bool:
    """Whether a content says something that can be true or not, or names by a noun what somebody said ("the charge of
    neglect"), or is an accusation."""
    return one.act == "accuse" or asserts(one) or is_loose(one)


def asserts(one: Proposition) -> bool:
    """Whether a content itself says something that can be true or not: a clause, something had, done or told of, or
    what somebody is accused of."""
    words = [fold(word) for word in one.saying.words]
    if not words:
        return False
    if one.act == "accuse" and not CHARGING.isdisjoint(words):
        return True
    past = any(word.endswith("ed") and is_subject(before) for before, word in pairwise(words))
    return past or not FINITE.isdisjoint(words) or words[0] in OPENERS


def is_spelled_out(one: Proposition) -> bool:
    """Whether a denial says in a clause of its own what it denies: not a topic ("criticism of his work"), a plan ("to
    close the gate"), or people told of in a clause ("those who say")."""
    words = [fold(word) for word in one.saying.words]
    if not words or words[0] == "to" or words[0] in ASKING:
        return False
    if words[0] in OPENERS or any(a in NOUNS and b == "that" for a, b in pairwise(words[:8])):
        return True
    stop = next((at for at, word in enumerate(words) if word in RELATIVE), len(words))
    return not is_loose(one) and not FINITE.isdisjoint(words[:stop])


def is_subject(word: str) -> bool:
    """Whether a word before one that ends in "ed" can end a subject."""
    return word not in BEFORE_NOUNS and not word.endswith(("'s", "’s"))


def is_loose(one: Proposition) -> bool:
    """Whether a denial names what it denies by a noun for a claim ("the charge of neglect")."""
    words = [fold(word) for word in one.saying.words[:6]]
    pairs = pairwise(words)
    return any(word in NOUNS and after in SPECIFYING for word, after in pairs)
