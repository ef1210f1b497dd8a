"""The wordings by which a sentence leaves something open, each found at one word of it."""

from collections.abc import Sequence
from functools import lru_cache

from onrecord.read.question_words import (
    ASKERS,
    ASKING,
    AUXILIARIES,
    BEFORE_VERB,
    KINDS,
    LATE,
    LEARNING,
    NEGATIONS,
    PASSED,
    WANTING,
    Found,
    base,
    complete,
    facts,
    factual,
    fronted_at,
    governed,
    linked,
    negation_before,
    phrases,
    word,
)
from onrecord.read.stance_words import Token, has_sequence

PARTICIPLES = frozenset({"VBN", "VBD", "JJ", "JJR", ""})
CLAUSE = 12
OPEN_SUBJECT = 4
LASTING = frozenset({"remain", "stay"})
INANE = frozenset({"for", "as", "to", "that", "about", "of"})
READY = frozenset({"able", "ready", "prepared", "willing", "allowed", "permitted", "free", "going", "want", "wish"})
SELF = frozenset({"himself", "herself", "themselves", "itself", "myself", "yourself", "ourselves", "as", "with"})
LEADING = frozenset({"about", "over", "on", "of", "to", "as", "into"})
FOUND_AT = frozenset({"no", "neither", "yet"}).union(
    NEGATIONS, *(KINDS[kind] for kind in ("unknown", "known", "settled", "issued", "nobody", "dispute"))
)
"""Words at which one of the wordings below is found, and such in their base form, but for fixed phrases."""
FOUND_AT_BASE = frozenset({"without", "neither", "confirm", "unable", "unwilling"}).union(
    ASKERS, LEARNING, *(KINDS[kind] for kind in ("refuse", "give", "weigh", "inquire"))
)
OR_REACH = 10
"""Words behind a negated verb among which "or say" is looked for."""


@lru_cache(maxsize=1 << 14)
def may_open(word: str) -> bool:
    """Whether any wording can be found at this word: without one of them a sentence leaves nothing open."""
    root = base(word)
    return word in FOUND_AT or root in FOUND_AT_BASE or word in phrases() or root in phrases()


def phrased(tokens: Sequence[Token], at: int) -> Found | None:
    """A fixed phrase: "remains to be seen", "no word on"."""
    here = tokens[at].word
    known = [row for first in dict.fromkeys((here, base(here))) for row in phrases().get(first, ())]
    if not known:
        return None
    words = [base(token.word) for token in tokens[at : at + 10]]
    plain = [token.word for token in tokens[at : at + 10]]
    for kind, phrase in known:
        stop = has_sequence(words, phrase, 0, 1) or has_sequence(plain, phrase, 0)
        if stop is None:
            continue
        if kind == "alone":
            return Found(at, at + stop)
        doubtless = "no" in plain[:stop] or negation_before(tokens, at) is not None
        if kind == "be" and linked(tokens, at) and not doubtless:
            return Found(at, at + stop)
        if kind == "asking" and not ("idea" in phrase and word(tokens, at - 1) in {"he", "she", "you"}):
            asks = None if closed(tokens, at) else governed(tokens, at + stop)
            if asks is not None:
                return Found(at, at + stop, asks)
    return None


def unknown(tokens: Sequence[Token], at: int) -> Found | None:
    """ "unclear", "unknown" and their like behind "is" or "remains", or at the head with its verb behind it."""
    here = tokens[at].word
    if here not in KINDS["unknown"] or negation_before(tokens, at) is not None or word(tokens, at + 1) == "by":
        return None
    asks = governed(tokens, at + 1)
    if here in {"unsure", "hidden", "undecided"} and asks is None and base(word(tokens, at - 1)) not in LASTING:
        return None
    if asks is not None or (at < OPEN_SUBJECT and base(word(tokens, at + 1)) == "be"):
        return Found(at, at + 1, asks)
    attributive = at + 1 < len(tokens) and tokens[at + 1].tag.startswith("NN")
    stands = linked(tokens, at) and not attributive and word(tokens, at + 1) not in {"for", "in"}
    return Found(at, at + 1) if stands else None


def not_settled(tokens: Sequence[Token], at: int) -> Found | None:
    """ "is not known", "has not been explained", "could not be verified"."""
    here = tokens[at].word
    known = here in KINDS["known"]
    if not (known or here in KINDS["settled"] or here in KINDS["issued"]) or tokens[at].tag not in PARTICIPLES:
        return None
    no = negation_before(tokens, at)
    if no is None or (word(tokens, no) != "yet" and not denied(tokens, no)):
        return None
    if not any(base(token.word) in KINDS["stay"] for token in tokens[max(0, no - 2) : at]):
        return None
    asks = governed(tokens, at + 1)
    if asks is not None or (fronted_at(tokens, no) and not (seen(here) and word(tokens, 0) == "if")):
        return Found(no, at + 1, asks)
    told_of = not (known or here in KINDS["issued"]) or facts(tokens, no)
    return Found(no, at + 1) if told_of and word(tokens, at + 1) not in INANE else None


def seen(adjective: str) -> bool:
    """Whether what is not so leaves only an impression: "if he had a plan, it was not evident"."""
    return adjective in {"evident", "apparent", "obvious"}


def denied(tokens: Sequence[Token], no: int) -> bool:
    """Whether the negation at `no` stands at a finite verb: not in "not to be named", "that he not be named"."""
    return base(word(tokens, no - 1)) in AUXILIARIES or base(word(tokens, no - 1)) in KINDS["stay"] | {"still", "yet"}


def not_told(tokens: Sequence[Token], at: int) -> Found | None:
    """ "declined to say whether", "would not name", "without saying how", "would confirm neither number"."""
    here, behind = base(tokens[at].word), word(tokens, at + 1)
    if here == "without" and base(behind) not in KINDS["learn"] - KINDS["tell"]:
        return told(tokens, at, at + 1)
    if here in KINDS["refuse"] | {"unable", "unwilling"} and behind == "to":
        return told(tokens, at, at + 2)
    neither = here == "neither" and base(behind) == "confirm" and word(tokens, at + 2) == "nor"
    if neither or (here == "confirm" and behind == "neither"):
        return Found(at, at + 2)
    return Found(at, at + 2) if here in KINDS["give"] and behind == "no" and factual(tokens, at + 2) else None


def told(tokens: Sequence[Token], first: int, verb: int) -> Found | None:
    """A finding where the negated verb at `verb` or the next one ("or say") governs a question or takes an object."""
    if verb >= len(tokens):
        return None
    here = base(tokens[verb].word)
    if here.endswith("ly") and verb + 1 < len(tokens):
        verb, here = verb + 1, base(tokens[verb + 1].word)
    if here in KINDS["tell"] | KINDS["learn"] and complete(tokens, verb):
        asks = governed(tokens, verb + 1)
        if asks is not None or fronted_at(tokens, first):
            return Found(first, verb + 1, asks)
    return Found(first, verb + 1) if takes_object(tokens, first, verb) else or_told(tokens, first, verb)


def takes_object(tokens: Sequence[Token], first: int, verb: int) -> bool:
    """Whether the verb at `verb` has an object that is not told: "name the man", "give a reason"."""
    here, behind = base(tokens[verb].word), word(tokens, verb + 1)
    if here in KINDS["name"] and behind and behind not in SELF | LATE | {",", "whether"}:
        return True
    modal = word(tokens, first - 1) in {"would", "will"}
    return here in KINDS["give"] and (factual(tokens, verb + 1) or (modal and facts(tokens, first)))


def or_told(tokens: Sequence[Token], first: int, verb: int) -> Found | None:
    """A finding where "or say whether" shares the negation of the verb before it."""
    for i in range(verb + 1, min(len(tokens) - 1, verb + OR_REACH)):
        if tokens[i].word == "or" and base(tokens[i + 1].word) in KINDS["tell"]:
            asks = governed(tokens, i + 2)
            return Found(first, i + 2, asks) if asks is not None else None
    return None


def not_known(tokens: Sequence[Token], at: int) -> Found | None:
    """ "did not say whether", "have yet to establish", "do not know who", "nobody could explain how"."""
    here = tokens[at].word
    if here in KINDS["nobody"] or (here in {"no", "neither"} and word(tokens, at + 1) in {"one", "official", "of"}):
        return nobody(tokens, at)
    if here == "yet" and word(tokens, at + 1) == "to" and base(word(tokens, at - 1)) in {"have", "be"}:
        return told(tokens, at, at + 2)
    if here not in NEGATIONS or word(tokens, at + 1) == "to" or conditional(tokens, at):
        return None
    verb = at + 1
    while verb < len(tokens) and (base(tokens[verb].word) in PASSED | READY or tokens[verb].tag == "RB"):
        verb += 1
    found = told(tokens, at, verb)
    return found if found and (found.asks is not None or named_by(tokens, at, verb)) else None


def conditional(tokens: Sequence[Token], at: int) -> bool:
    """Whether the negation at `at` stands in "if we do not know" or has "you" for its subject."""
    before = [token.word for token in tokens[max(0, at - CLAUSE) : at]]
    if "," in before:
        before = before[len(before) - before[::-1].index(",") :]
    if before[-2:] == ["i", "do"] and word(tokens, at + 1) == "understand":
        return True
    return bool({"if", "unless", "when", "whenever", "because", "anyone"} & set(before)) or before[-2:-1] == ["you"]


def named_by(tokens: Sequence[Token], at: int, verb: int) -> bool:
    """Whether a verb with an object behind "not" leaves it untold: "would not name the man", "did not identify"."""
    helper, verb_base = word(tokens, at - 1), base(tokens[verb].word)
    if verb_base in {"explain", "establish", "determine"} and fronted_at(tokens, at):
        return True
    if word(tokens, at - 2) in {"who", "that", "you", "we"}:
        return False
    if verb_base in KINDS["give"]:
        return True
    if verb_base not in KINDS["name"]:
        return fronted_at(tokens, at)
    if helper in {"can", "could"}:
        return verb_base in {"confirm", "verify", "identify", "disclose", "explain"}
    untold = verb_base in {"name", "identify", "disclose", "specify", "reveal"} and base(helper) in {"do", "have"}
    return helper in {"would", "will"} or untold


def nobody(tokens: Sequence[Token], at: int) -> Found | None:
    """ "Nobody knows who", "no one could explain"."""
    for i in range(at + 1, min(len(tokens), at + BEFORE_VERB)):
        here = base(tokens[i].word)
        if here in {"knowledge", "idea", "explanation"} and (asks := governed(tokens, i + 1)) is not None:
            return Found(at, i + 1, asks)
        if here in KINDS["learn"] and complete(tokens, i):
            asks = governed(tokens, i + 1)
            relative = word(tokens, at - 1) in {"that", "which"}
            if asks is not None or fronted_at(tokens, at) or (relative and here == "explain"):
                return Found(at - relative, i + 1, asks)
            return None
    return None


def left_open(tokens: Sequence[Token], at: int) -> Found | None:
    """ "were voting on whether", "questions about how", "contradicted one another over whether"."""
    here = tokens[at].word
    if here in KINDS["dispute"] and not (dealt_with(tokens, at) or closed(tokens, at)):
        found = disputed(tokens, at)
        if found:
            return found
    if base(here) in KINDS["weigh"] and tokens[at].tag not in {"VBD", "VBN", "NN", "NNS"}:
        for i in range(at + 1, min(len(tokens), at + BEFORE_VERB)):
            if tokens[i].word == "whether":
                return Found(at, i, i)
            if tokens[i].word in {",", ".", "that"}:
                break
    return None


def disputed(tokens: Sequence[Token], at: int) -> Found | None:
    """The question behind a preposition after the noun or verb at `at`: "questions in Oslo about who"."""
    for i in range(at + 1, min(len(tokens) - 1, at + BEFORE_VERB)):
        if tokens[i].word in LEADING and word(tokens, i + 1) in ASKING:
            return None if word(tokens, i + 2) in {"to", "of"} else Found(at, i + 1, i + 1)
        if tokens[i].word in {",", "."} or (tokens[i].finite and tokens[i].tag):
            return None
    return None


def dealt_with(tokens: Sequence[Token], at: int) -> bool:
    """Whether questions are put or answered, or there is no doubt: nothing is left open."""
    before = {token.word for token in tokens[max(0, at - 3) : at]}
    return bool(before & {"no", "answer", "answers", "answered", "answering", "without", "ask", "asked", "asking"})


def closed(tokens: Sequence[Token], at: int) -> bool:
    """Whether the sentence tells behind `at` that the matter is settled."""
    return any(token.word in {"settled", "answered", "resolved", "moot"} for token in tokens[at + 1 :])


def inquired(tokens: Sequence[Token], at: int) -> Found | None:
    """ "are investigating whether", "trying to find out who", "asked who was going to pay"."""
    here = base(tokens[at].word)
    if here in ASKERS and tokens[at].tag in {"VBD", "VBZ", "VBP", "VBG", "VBN"}:
        asks = governed(tokens, at + 1, 3)
        passive = at < 2 or base(word(tokens, at - 1)) in {"when", "be", "if", "once", "(", "“", '"'}
        return Found(at, at + 1, asks) if asks is not None and (not passive or unanswered(tokens, at)) else None
    if (
        here in KINDS["inquire"] - KINDS["learn"] - ASKERS
        and tokens[at].tag in {"VBG", "VB", "VBP", "VBZ"}
        and complete(tokens, at)
    ):
        asks = governed(tokens, at + 1, 3)
        return Found(at, at + 1, asks) if asks is not None else None
    if here in LEARNING and word(tokens, at - 1) == "to" and base(word(tokens, at - 2)) in WANTING:
        asks = governed(tokens, at + 1, 6)
        return Found(at - 2, at + 1, asks) if asks is not None else None
    return None


def unanswered(tokens: Sequence[Token], at: int) -> bool:
    """Whether behind a question that was asked the sentence tells that no answer came."""
    behind = tokens[at + 3 :]
    for i, token in enumerate(behind):
        if base(token.word) in KINDS["refuse"]:
            return True
        if token.word == "not" and base(word(behind, i + 1)) in {"say", "answer", "respond", "reply", "rule", "know"}:
            return True
    return False
