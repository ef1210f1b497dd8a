"""The words by which a sentence leaves something open, and what stands before and behind them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.read.data import table
from onrecord.read.stance_words import Token, base_form, inflections

KINDS = {kind: frozenset(words.split()) for kind, words in table("question_words")}
ASKING = KINDS["question"]
LATE = frozenset(".!")
NEGATIONS = frozenset({"not", "never", "neither", "nor"})
BEFORE_VERB = 6
"""Most words from a negation to the verb or adjective that it negates, adverbs and "be" between them."""
BEHIND_VERB = 4
"""Most words from a verb to the question that it governs: "say publicly on Monday whether"."""
NEAR_FACT = 8
LONGEST_FRONT = 40
PASSED = frozenset({"be", "have", "do", "yet", "so", "far", "still", "now", "also", "been", "to", "immediately"})
PASSED_OR = PASSED | {"or", "nor", ",", "even", "further", "publicly", "independently", "longer", "entirely"}
IDLE = frozenset({"thinking", "talking", "supposed"})
"""Verbs of what nobody asks in earnest: "I do not know what she was thinking"."""
POINTERS = frozenset({"that", "about", "of", "kind"})
LINKERS = frozenset({"when", "where", "which"})
ASKERS = frozenset({"ask", "wonder", "query", "inquire", "enquire"})
LEARNING = frozenset({"know", "understand", "learn", "find", "figure", "establish", "determine", "discover"})
WANTING = frozenset({"try", "seek", "work", "want", "hope", "struggle", "attempt", "like", "wish", "scramble", "race"})
AUXILIARIES = frozenset(
    {"be", "do", "have", "will", "would", "can", "could", "should", "shall", "may", "might", "must"}
)
SUBJECT = frozenset({"PRP", "PRP$", "DT", "EX", "NN", "NNS", "NNP", "NNPS", "JJ", "CD", "PDT", ""})


@dataclass(frozen=True, slots=True)
class Found:
    """A wording at tokens `first` to `stop` (exclusive); `asks` is the word that opens the question behind it."""

    first: int
    stop: int
    asks: int | None = None


@cache
def forms() -> dict[str, str]:
    """Forms of the verbs of `question_words` and their base forms."""
    verbs = [word for kind in ("tell", "learn", "name", "give", "inquire", "weigh", "refuse") for word in KINDS[kind]]
    verbs += [*WANTING, "stay", "remain"]
    return {form: verb for verb in dict.fromkeys(verbs) for form in inflections(verb)}


def base(word: str) -> str:
    """The base form of a verb that matters here; any other word as it is."""
    known = base_form(word)
    return forms().get(word, known) if known == word else known


@cache
def phrases() -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """The fixed phrases with their kinds, by their first word."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for kind, phrase in table("question_phrases"):
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append((kind, words))
    return found


@cache
def triggers() -> frozenset[str]:
    """Words without one of which no sentence leaves anything open."""
    asking = KINDS["question"] - {"when", "where", "which", "who", "what", "how"}
    negating = {"nobody", "none", "noone", "neither", "without", "cannot", "unable", "yet"}
    verbs = {form for form, verb in forms().items() if verb in KINDS["refuse"]}
    verbs |= {form for form, verb in forms().items() if verb in LEARNING - {"know", "understand"}}
    nouns = {"mystery", "guess", "question", "questions", "unanswered", "investigated", "investigation", "examined"}
    early = {"idea", "early", "soon", "secret", "puzzle", "enigma", "dispute", "doubt", "air", "loss", "no", "not", "t"}
    verbs |= {form for verb in ASKERS for form in inflections(verb)}
    return KINDS["unknown"] | asking | negating | verbs | nouns | early | {"remains", "know"}


def suspects(words: Iterable[str]) -> bool:
    """Whether one of the lower-case words can leave something open."""
    return not triggers().isdisjoint(words)


def word(tokens: Sequence[Token], i: int) -> str:
    """The word at `i`, the empty string outside the sentence."""
    return tokens[i].word if 0 <= i < len(tokens) else ""


def governed(tokens: Sequence[Token], at: int, reach: int = BEHIND_VERB) -> int | None:
    """The word from `at` on that opens an indirect question: within `reach` words of the verb, no clause between."""
    for i in range(at, min(len(tokens), at + reach)):
        here = tokens[i].word
        if here in ASKING or (here == "if" and all(t.tag == "RB" or base(t.word) in PASSED for t in tokens[at:i])):
            following = word(tokens, i + 1)
            bare = following in {".", ",", ""} and here in {"what", "how", "which", "whose"}
            bare = bare or not IDLE.isdisjoint(token.word for token in tokens[i + 1 : i + 5])
            return None if bare or (following in {"to", "of", "or"} and here != "whether") else i
        if here in {",", ";", ":", "that", "."}:
            return None
    return None


def fronted_at(tokens: Sequence[Token], at: int) -> bool:
    """Whether the sentence or clause before `at` begins with an indirect question: "Who paid is not known"."""
    for i in range(at - 1, max(-1, at - LONGEST_FRONT), -1):
        opens = i == 0 or tokens[i - 1].word in {";", ":", ",", "and", "but", "“", '"', "—", "–", "is", "said"}
        if tokens[i].word in ASKING - {"which", "when", "where"} and opens:
            return tokens[i].word != "who" or i == 0 or tokens[i - 1].word != ","
        if i == 0 and tokens[i].word in {"when", "where", "which", "if"}:
            return "," not in {token.word for token in tokens[:at]} or tokens[i].word == "if"
        if tokens[i].word in {";", ":"}:
            return False
    return False


def negation_before(tokens: Sequence[Token], at: int) -> int | None:
    """The negation of the verb or participle at `at`: "not", "yet to", "no longer", "nobody"; None for none."""
    for i in range(at - 1, max(-1, at - BEFORE_VERB), -1):
        here = tokens[i].word
        if here in NEGATIONS or (here == "no" and word(tokens, i + 1) in {"longer", "clearer"}):
            return i
        if here == "yet" and word(tokens, i + 1) == "to" and base(word(tokens, i - 1)) in {"have", "be", "remain"}:
            return i
        if not (base(here) in PASSED_OR or here.endswith("ly")):
            return None
    return None


def linked(tokens: Sequence[Token], at: int) -> bool:
    """Whether "is", "remains" or the like stands before `at`, adverbs between them."""
    for i in range(at - 1, max(-1, at - 4), -1):
        if base(tokens[i].word) in KINDS["stay"]:
            return True
        if tokens[i].tag not in {"RB", ""} and base(tokens[i].word) not in {"be", "have", "not"}:
            return False
    return False


def facts(tokens: Sequence[Token], at: int) -> bool:
    """Whether the words before `at` name something that a report would tell, with no other clause between."""
    for i in range(at - 1, max(-1, at - NEAR_FACT), -1):
        if tokens[i].word in {";", ":"} or (tokens[i].word == "," and i < at - 1):
            return False
        if tokens[i].word in KINDS["fact"]:
            return True
    return False


def factual(tokens: Sequence[Token], at: int) -> bool:
    """Whether an object that a report would tell stands at `at`: "any further details", "his name"."""
    for i in range(at, min(len(tokens), at + 5)):
        if tokens[i].word in KINDS["fact"]:
            return True
        if tokens[i].tag.startswith(("VB", "IN")) or tokens[i].mark:
            return False
    return False


def complete(tokens: Sequence[Token], verb: int) -> bool:
    """Whether "find", "figure" and "work" have their "out"."""
    return base(tokens[verb].word) not in {"find", "figure", "work"} or word(tokens, verb + 1) == "out"


def asked(tokens: Sequence[Token]) -> bool:
    """Whether the words before a question mark ask: a question word or an inverted verb opens one of their clauses.

    What is asked of the reader or the one spoken to, of oneself, or for effect ("who could even") asks nothing.
    """
    if any(t.word in KINDS["effect"] for t in tokens) or (tokens and tokens[0].word == "why" and moody(tokens)):
        return False
    if any(word(tokens, i + 1) in POINTERS and (t.word in ASKING or linked_by(t)) for i, t in enumerate(tokens)):
        return False
    for i, token in enumerate(tokens):
        opens = i == 0 or tokens[i - 1].mark or tokens[i - 1].word in {"and", "but", "so", "or", "then"}
        rest = len(tokens) - i
        if token.word in ASKING and rest > 2 and (i == 0 or (token.word not in LINKERS and (opens or i < 3))):
            return IDLE.isdisjoint(t.word for t in tokens[i:])
        if opens and rest > 3 and base(token.word) in AUXILIARIES and tokens[i + 1].tag in SUBJECT:
            return True
    return False


def linked_by(token: Token) -> bool:
    """Whether the word is a form of "be" or "do"."""
    return base(token.word) in {"be", "do"}


def moody(tokens: Sequence[Token]) -> bool:
    """Whether "why" goes with "would", "should" or a negation: asked for effect."""
    return any(token.word in {"would", "should", "not", "then"} for token in tokens[:3])
