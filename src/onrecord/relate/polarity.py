"""Clauses of a content, and how often each is negated."""

import re
from itertools import pairwise

from onrecord.folding import fold
from onrecord.relate.data import word_list

BREAK = re.compile(
    r"[.;:!?…—–]+[”’\"')\]]*\s+|,[”’\"']?\s+(?=(?:and|but|or|nor|while|whereas|although|though|because|so|which|who)\b)"
    r"|,[”’\"']?\s+(?=[“‘\"']?(?:no|nobody|none|nothing|there|he|she|it|they|we|I)\b)"
    r"|,\s+(?=not\b)|\s+(?=(?:and|but) not\b)"
    r"|\s+(?=(?:but|while|whereas|although|though|because|unless)\s)|[”\"]\s+(?=[“\"])"
)
"""Where a clause ends and the next one begins."""
NEGATION = word_list("claim_negations")
WORD = re.compile(r"\w+(?:['’]\w+)?")
FAILING = re.compile(
    r"\b(?:(?:refus(?:e[sd]?|ing|al)|declin(?:e[sd]?|ing)|unable|yet|far from|never) to|"
    r"fail(?:s|ed|ing|ure)? to\b|failed(?=\W*$| (?:on|in|at|during|when|after|because|since|again|twice)\b))"
)
SET = re.compile(
    r"\b(?:no doubt|not until|not after|not before|not only|not just|not merely|not least|not to mention|"
    r"no (?:\w+ ){0,3}\w+(?<!other) than|if (?:no|not|nobody|none|nothing)|or not|why not|no matter|no wonder)\b"
)
"""Phrases in which a negating word negates nothing."""


def clauses(text: str) -> tuple[tuple[int, int], ...]:
    """The clauses of `text` as spans that join one another; at least one."""
    cuts = [0, *(found.end() for found in BREAK.finditer(text)), len(text)]
    spans = [(a, b) for a, b in pairwise(cuts) if b > a]
    return tuple(spans) or ((0, 0),)


def negations(text: str) -> int:
    """How many words of `text` negate; of a pair that goes together ("neither … nor") the first alone counts."""
    plain = SET.sub(" ", fold(text).replace("’", "'"))
    plain, failing = FAILING.subn(" ", plain)
    words = [found.group().removesuffix("'s") for found in WORD.finditer(plain)]
    found = sum(word in NEGATION or word.endswith("n't") for word in words)
    if "neither" in words and "nor" in words:
        found -= words.count("nor")
    return found + failing
