"""What an amount measures when no noun phrase follows it: the topic of the clause before it."""

from onrecord.read.counted import DETERMINERS, Phrase
from onrecord.read.data import word_list
from onrecord.read.number_tokens import Tokens
from onrecord.read.preceding import agent, noun_phrase_at, nounlike, phrase_before
from onrecord.read.word_sets import word_set

REACH = 16
CHAIN = 3
PLACING = word_set("placing")
FILLERS = word_set("fillers")
MEASURING = word_set("measuring")
NO_LEAD = word_set("no_lead")
CLOSING = frozenset(",.;)—")
OPENING = frozenset('“‘"«(')
BREAKS = frozenset(";:—?!…") | word_set("clause")
VERBS = ("VBD", "VBZ", "VBP", "VB", "MD", "VBN", "VBG")


def topic(tokens: Tokens, i: int, last: int, agents: bool = False) -> Phrase | None:
    """What is measured by the amount in words `[i, last)`, read from the words before it.

    "a *quota* of", "put the *load* at", "raised the *fine* to", "a *crack* 11 mm long", "*Turnout* was",
    "the *reservoir*, which holds", "the *fare*, 30 euros,". Persons and bodies measure and are not measured, unless
    `agents`.
    """
    at = lead(tokens, i)
    word = tokens.word(at)
    if word == "," and at == i - 1:
        return kept(tokens, phrase_before(tokens, i - 1)) if tokens.word(last) in CLOSING else None
    if word in BREAKS:
        return None
    if word == "of" or (nounlike(tokens, at) and word != "worth"):
        found = phrase_before(tokens, at + (word != "of"))
        return (found if word == "of" else kept(tokens, found)) or governed(tokens, at, agents)
    if word in PLACING or (tokens.tag(at) == "IN" and word not in NO_LEAD):
        return placed(tokens, at, agents)
    if verbal(tokens, at):
        return subject(tokens, at, agents)
    joined = word in ("and", "or") and nounlike(tokens, at - 1)
    inside = joined or word == "worth" or (word in DETERMINERS and word != "the")
    return governed(tokens, at - 1, agents) if inside else None


def lead(tokens: Tokens, i: int) -> int:
    """Index of the word before word `i` that leads to it: adverbs, opening marks and "plus or minus" passed over."""
    k = i - 1
    while k > max(0, i - 6) and (tokens.word(k) in FILLERS or tokens.form(k) in OPENING or adverb(tokens, k)):
        k -= 1
    return k


def adverb(tokens: Tokens, k: int) -> bool:
    """Whether word `k` is an adverb or a verb's particle."""
    return tokens.tag(k) in ("RB", "RBR", "RP") and tokens.word(k) not in ("ago", "later")


def before_adverbs(tokens: Tokens, k: int) -> int:
    """Index of the first of the adverbs that end before word `k`."""
    stop = max(0, k - REACH)
    while k > stop and (adverb(tokens, k - 1) or tokens.word(k - 1) in FILLERS):
        k -= 1
    return k


def kept(tokens: Tokens, phrase: Phrase | None, agents: bool = False) -> Phrase | None:
    """The phrase unless it names somebody, who measures rather than is measured."""
    return None if phrase is None or (not agents and agent(tokens, phrase)) else phrase


def placed(tokens: Tokens, at: int, agents: bool) -> Phrase | None:
    """The topic of an amount behind the preposition at word `at`: the noun before it, the verb's object or subject."""
    k = at
    if tokens.word(k - 1) == ",":
        k = aside(tokens, k - 1)
    k = before_adverbs(tokens, k)
    found = kept(tokens, phrase_before(tokens, k))
    return found or governed(tokens, k - 1, agents, tokens.word(at) in PLACING)


def governed(tokens: Tokens, k: int, agents: bool, placing: bool = False) -> Phrase | None:
    """The topic that the verb at or before word `k` gives: its subject; its object before an amount that is placed."""
    verb = governor(tokens, k)
    if verb is None:
        return None
    if placing:
        start = verb + 1
        while adverb(tokens, start):
            start += 1
        found = kept(tokens, noun_phrase_at(tokens, start, k + 1))
        if found:
            return found
    return subject(tokens, verb, agents)


def governor(tokens: Tokens, k: int) -> int | None:
    """Index of the main verb of the clause that holds word `k`, at or before it; relative clauses are passed over."""
    stop, last = max(-1, k - REACH), None
    while k > stop:
        word = tokens.word(k)
        if verbal(tokens, k):
            start = chain_start(tokens, k)
            who = tokens.word(start - 1)
            if who not in ("who", "which", "that") or not nounlike(tokens, start - 2):
                return k
            last, k = k, start - 2
            continue
        if word == ",":
            k = aside(tokens, k)
        elif word in BREAKS:
            break
        k -= 1
    return last


def aside(tokens: Tokens, k: int) -> int:
    """Index of the comma that opens an aside whose closing comma is word `k`; `k` itself where there is none."""
    for j in range(k - 1, max(0, k - REACH) - 1, -1):
        if tokens.word(j) == ",":
            return j
        if tokens.word(j) in (";", "—"):
            break
    return k


def verbal(tokens: Tokens, k: int) -> bool:
    """Whether word `k` is a verb form, as far as its tag or its ending tells."""
    tag, word = tokens.tag(k), tokens.word(k)
    if tag:
        return tag in VERBS and not nounlike(tokens, k)
    return word in word_list("figure_verbs") or (len(word) > 4 and word.endswith("ed"))


def chain_start(tokens: Tokens, k: int) -> int:
    """Index of the first word of the verb group that ends with word `k`: "had | been expected to reach"."""
    stop = max(0, k - REACH)
    while k > stop and (verbal(tokens, k - 1) or tokens.tag(k - 1) in ("RB", "TO") or tokens.word(k - 1) == "not"):
        k -= 1
    return k


def subject(tokens: Tokens, verb: int, agents: bool = False) -> Phrase | None:
    """The subject of the verb at word `verb`: None where it is a pronoun or, unless `agents`, somebody."""
    for _ in range(CHAIN):
        k = chain_start(tokens, verb)
        if tokens.word(k - 1) in ("which", "that", "who") and k >= 2:
            k -= 1 + (tokens.word(k - 2) == ",")
        elif tokens.word(k - 1) in ("and", "but", "or", ","):
            found = before_aside(tokens, k, agents) if tokens.word(k - 1) == "," else None
            earlier = None if found else governor(tokens, k - 2)
            if earlier is None:
                return found
            verb = earlier
            continue
        k = before_adverbs(tokens, k)
        k -= adverb(tokens, k) and tokens.tag(k - 1) == "IN"
        found = phrase_before(tokens, k) or behind_relative(tokens, k)
        return kept(tokens, reduced(tokens, found), agents)
    return None


def behind_relative(tokens: Tokens, k: int) -> Phrase | None:
    """The noun phrase before a relative clause that ends before word `k`: "the *repairs* which were put off"."""
    verb = governor(tokens, k - 1)
    if verb is None:
        return None
    start = chain_start(tokens, verb) - 1
    stop = max(0, start - REACH)
    while start > stop and nounlike(tokens, start):
        start -= 1
    return phrase_before(tokens, start) if start > 0 and tokens.word(start) in ("who", "which", "that") else None


def reduced(tokens: Tokens, phrase: Phrase | None) -> Phrase | None:
    """The phrase, or the noun that a participle before it describes: "the *crack* found at Gander"."""
    if phrase is None:
        return None
    k = phrase.first
    while tokens.word(k - 1) in DETERMINERS:
        k -= 1
    start = k
    k -= tokens.tag(k - 1) == "IN" and tokens.word(k - 1) not in BREAKS
    k -= tokens.tag(k - 1) == "RP"
    if k < start and tokens.tag(k - 1) in ("VBN", "VBG", "VBD") and nounlike(tokens, k - 2):
        inner = phrase_before(tokens, k - 1)
        relative = inner is not None and tokens.word(inner.first - 1) in ("that", "which")
        return (phrase_before(tokens, inner.first - 1) if inner and relative else inner) or phrase
    return phrase


def before_aside(tokens: Tokens, k: int, agents: bool) -> Phrase | None:
    """The noun phrase before the aside that ends before the verb at word `k`, or that the verb begins.

    "the *price*, he said, was", "*Turnout*, put at".
    """
    opening = aside(tokens, k - 1)
    if tokens.tag(k) in ("VBN", "VBG") or (opening == k - 1 and tokens.word(k + 1) in PLACING):
        opening = k - 1
    elif opening == k - 1:
        return None
    return kept(tokens, phrase_before(tokens, opening), agents)


def measures(tokens: Tokens, i: int) -> bool:
    """Whether an amount without unit or noun at word `i` is a measure of something: behind "at", "was", "reached"."""
    at = lead(tokens, i)
    return tokens.word(at) in PLACING or tokens.word(at) in MEASURING
