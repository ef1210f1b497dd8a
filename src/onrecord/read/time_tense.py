"""Whether a bare weekday or month lies behind or ahead: the verbs around it."""

from onrecord.read.data import word_list
from onrecord.read.time_tokens import Tokens, words

REACH = 30
AHEAD = word_list("time_future")
PAST = word_list("time_past")
ENDS = (".", "!", "?", ";")
OPENS = ("“", '"', "‘", "`", "(", "[", ":", "—", "–", ",")
MODALS = ("will", "ll", "shall", "would", "should", "might", "may", "could", "can", "must", "wo")
LIMITS = ("by", "before", "until", "till")
PREPOSITIONS = (
    "on", "by", "before", "until", "till", "in", "at", "since", "from", "early", "late", "the", "as", "to", "starting",
    "beginning", "effective",
)  # fmt: skip
GOVERNORS = frozenset(words("governor"))


def ahead(t: Tokens, i: int, end: int) -> bool | None:
    """True where the time at words `i` to `end` is coming, False where it is past, None where nothing tells.

    The nearest verb decides, first to the left; to the right first where the time opens a clause. "will", "is
    due" and their like point ahead, past tenses and "had expected" behind. "by" and "until" look for such words
    before any past tense.
    """
    if t.at(i - 1) == "ended":
        return False
    lead = i - 1
    while t.at(lead) in PREPOSITIONS:
        lead -= 1
    limits = [t.at(k) for k in range(lead + 1, i) if t.at(k) in LIMITS]
    if limits:
        return limit(t, lead, end, limits[0])
    opens = begins(t, lead) or (t.at(lead) in ("and", "but") and lead + 1 < i)
    found = rightwards(t, end) if opens else None
    if found is None:
        found = leftwards(t, lead)
    if found is None and not opens:
        found = rightwards(t, end)
    return found


def begins(t: Tokens, i: int) -> bool:
    """Whether a clause begins behind the word at `i`: a full stop, a comma, a bracket or an opening mark."""
    if i < 0 or t.at(i) in ENDS:
        return True
    return t.at(i) in OPENS and not (t.at(i) == '"' and t.joined(i))


def limit(t: Tokens, i: int, end: int, word: str) -> bool | None:
    """The direction of what stands behind "by", "before" or "until": ahead if anything before it is planned."""
    if begins(t, i):
        found = rightwards(t, end)
        if found is not None:
            return found
    past = False
    for k in range(i, max(-1, i - REACH), -1):
        if stops(t, k):
            break
        if t.at(k) in ("not", "never", "only", "had") and word in ("until", "till"):
            return False
        if t.at(k) == "had":
            return False
        found = direction(t, k)
        if found:
            return True
        past = past or found is False
    return word in ("until", "till") or not past


def stops(t: Tokens, k: int) -> bool:
    """Whether a sentence ends at the word `k`."""
    return t.at(k) in ENDS and not t.joined(k + 1) and len(t.at(k - 1)) > 3


def leftwards(t: Tokens, i: int) -> bool | None:
    """The direction that the nearest verb to the left of word `i` (inclusive) gives."""
    for k in range(i, max(-1, i - REACH), -1):
        if stops(t, k):
            return None
        found = direction(t, k)
        if found is not None:
            return found
    return None


def rightwards(t: Tokens, i: int) -> bool | None:
    """The direction that the first verb from word `i` on gives."""
    for k in range(i, min(len(t.low), i + REACH)):
        if t.at(k) in ENDS and len(t.at(k - 1)) > 1:
            return None
        found = direction(t, k)
        if found is not None:
            return found
    return None


def direction(t: Tokens, k: int) -> bool | None:
    """The direction that the word at `k` gives by itself, None for a word that gives none."""
    word, tag = t.at(k), t.tag(k)
    if word in MODALS:
        return modal(t, k)
    if word in AHEAD:
        return planned(t, k)
    if word == "to":
        return infinitive(t, k)
    helped = t.at(k - 1) in ("be", "been", "being", "have", "a", "the")
    if tag:
        past = tag == "VBD" or (tag == "VBN" and not helped)
    else:
        past = word in PAST or (word.endswith("ed") and len(word) > 4)
        past = past and not helped
    if past and word in ("was", "were") and any(t.at(k + n) in AHEAD or t.reads(k + n, "to") for n in (1, 2)):
        return None
    return False if past else None


def infinitive(t: Tokens, k: int) -> bool | None:
    """The direction of "to" at `k`: "is to", "asked them to", "results to be published"."""
    if t.at(k - 1) in ("is", "are", "was", "were"):
        return t.at(k - 1) in ("is", "are")
    if t.tag(k + 1) not in ("VB", ""):
        return None
    if t.reads(k + 1, "be") and t.tag(k - 1) in ("NN", "NNS"):
        return all(t.at(k - n) != "had" for n in range(2, 7))
    governed = any(t.at(k - n) in GOVERNORS for n in range(1, 5))
    return True if governed and (t.tag(k + 1) or t.at(k + 1) not in ("the", "a", "an")) else None


def modal(t: Tokens, k: int) -> bool | None:
    """ "will" and its like point ahead, "would have" behind; "can" and "could" say nothing of when."""
    if t.raw(k)[:1].isupper() and t.at(k) in ("may", "will") and k:
        return None
    if t.at(k) in ("would", "could", "might", "may", "should", "must") and perfect(t, k + 1):
        return False
    return None if t.at(k) == "can" else True


def perfect(t: Tokens, k: int) -> bool:
    """Whether "have" with a participle stands at `k` or behind an adverb there: "have gone", "not have been"."""
    at = k if t.reads(k, "have") else k + 1
    if not t.reads(at, "have"):
        return False
    if t.tag(at + 1):
        return t.tag(at + 1) in ("VBN", "RB")
    return t.at(at + 1) in PAST or t.at(at + 1)[-2:] in ("ed", "en")


def planned(t: Tokens, k: int) -> bool | None:
    """ "is expected", "due", "plans" point ahead; behind "had" they point back."""
    tag = t.tag(k)
    if t.at(k) in ("plan", "plans", "hope", "hopes", "aim", "forecast", "promise") and tag.startswith("NN"):
        return True if t.reads(k + 1, "to") else None
    if t.at(k) == "set" and not t.reads(k + 1, "to") and not t.reads(k + 1, "for"):
        return None
    if t.at(k) == "going" and not t.reads(k + 1, "to"):
        return None
    had = "had" in (t.at(k - 1), t.at(k - 2), t.at(k - 3))
    return not had
