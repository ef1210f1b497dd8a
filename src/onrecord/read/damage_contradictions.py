"""Sentences that say two things which cannot both hold: opposites, clashing numbers, a noun denied and done."""

import re
from collections.abc import Iterator
from functools import cache

from onrecord.read.damage_findings import Finding, unquoted
from onrecord.read.data import table, word_list
from onrecord.read.document import Document
from onrecord.records import Span

REACH = 70
"""Characters that may stand between the two sides of an opposition."""
LONGEST = 600
"""Characters beyond which a sentence is no single claim and is passed over."""
NUMBERS, DENIED = -1, -2
BOUNDLESS = frozenset({"every", "each", "all", "any", "although", "though"})
"""One of these stands in a sentence that denies something and has it happen all the same."""
ONE_CLAIM = 180
"""Characters up to which a sentence is named whole."""
CLAUSE_MARKS = (", ", "; ")
TURNS = re.compile(r"\b(?:but|later|until|initially|others?|earlier|some|if|unless|yet|instead|not)\b")
"""Words between two opposite statements that make sense of both."""

NUMBER = r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
UNIT = r"(?: ?(%|per ?cent\b)| (?!(?:to|or|and|with|by|in|as|of|a|an|at|on|for|per|up|down|if|when)\b)([a-z]+))?"
AMOUNT = rf"[$€£]?{NUMBER}{UNIT}"
RISE = (
    r"(?:ris(?:e|es|ing)|rose|climb(?:s|ed|ing)?|grow(?:s|ing)?|grew|increas(?:e|es|ed|ing)|jump(?:s|ed|ing)?"
    r"|go(?:es)? up|went up)"
)
FALL = (
    r"(?:fall(?:s|ing)?|fell|drop(?:s|ped|ping)?|declin(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|shrink(?:s|ing)?"
    r"|shrank|sink(?:s|ing)?|sank|go(?:es)? down|went down)"
)
ALREADY = re.compile(
    rf"\b({RISE}|{FALL}) (?:again )?(?:to|until|till|as far as) {AMOUNT}[^.]{{0,60}}?\balready\b[^.\d]{{1,30}}{AMOUNT}"
)
CHANGE = re.compile(rf"\b({RISE}|{FALL}) from {AMOUNT} (?:up |down )?to {AMOUNT}")
RANKED = re.compile(
    r"\b(?:rank|ranks|ranked|ranking|rankings|place|seed|list|chart|charts|standings|between|a\.?m|p\.?m)\b"
)
AT_LEAST = re.compile(
    rf"\b(?:demand|want|need|require|insist|ask)(?:s|ed|ing)?\b[^.;]{{0,50}}?"
    rf"(?:(?:at least|no less than|more than) {AMOUNT}|{AMOUNT} or more)"
    rf"[^.;]{{0,40}}?\b(?:content|satisfied|happy|pleased) with [^.;\d]{{0,20}}{AMOUNT}"
)
SHARE = re.compile(
    rf"\b{NUMBER} (?:out )?of (?:the |its |all )?{NUMBER}\b[^.]{{0,140}}?"
    r"\b(?:short of|without|lacks?|lacked|misse[sd]|lost) (?:any |an? |the |its )?"
    r"(?:absolute |outright |overall )?majority"
)
SCALES = frozenset({"thousand", "million", "billion"})
FALLING = re.compile(FALL)
STEM_END = re.compile(r"(?:ings?|i?ed|ies|es|s)$")
LEAST_STEM = 3


@cache
def opposites() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """The packaged oppositions: a pattern for either side."""
    rows = table("damage_opposites")
    return tuple((re.compile(rf"\b(?:{first})\b"), re.compile(rf"(?:{second})")) for _, _, first, second in rows)


@cache
def triggers() -> dict[str, frozenset[int]]:
    """Words that a contradiction needs, and which ones: the place of an opposition, `NUMBERS` or `DENIED`."""
    found: dict[str, set[int]] = {"no": {DENIED}, **{word: {NUMBERS} for word in word_list("damage_number_words")}}
    for at, (_, words, _, _) in enumerate(table("damage_opposites")):
        for word in words.split():
            found.setdefault(word, set()).add(at)
    return {word: frozenset(places) for word, places in found.items()}


def contradictions(document: Document) -> Iterator[Finding]:
    """Sentences of the reporter's own that contradict themselves, in order."""
    known = triggers()
    sought: dict[Span, frozenset[int]] = {}
    for at, word in enumerate(document.lower):
        if word in known:
            span = document.sentence_at(document.words[at][0])
            sought[span] = sought.get(span, frozenset()) | known[word]
    for span, places in sought.items():
        if span[1] - span[0] > LONGEST:
            continue
        text = document.text[span[0] : span[1]].lower()
        clash = opposed(text, places) or (numbers_clash(text) if NUMBERS in places else None)
        if clash is None and DENIED in places:
            clash = denied_and_done(document, span)
        if clash and unquoted(document, (span[0] + clash[1] - 1, span[0] + clash[1])):
            yield Finding(passage(document.text, span, clash), "inconsistent")


def passage(text: str, sentence: Span, clash: Span) -> Span:
    """The sentence, or of a long one the clauses between commas that hold the clash."""
    if sentence[1] - sentence[0] <= ONE_CLAIM:
        return sentence
    first, last = sentence[0] + clash[0], sentence[0] + clash[1]
    begin = max(text.rfind(mark, sentence[0], first) for mark in CLAUSE_MARKS) + 1
    end = min((at for mark in CLAUSE_MARKS if (at := text.find(mark, last, sentence[1])) >= 0), default=sentence[1])
    begin = max(begin, sentence[0])
    while text[begin].isspace():
        begin += 1
    return begin, end


def opposed(text: str, places: frozenset[int]) -> Span | None:
    """Where a sentence joins two opposites of those at `places`, nothing between turning from one to the other."""
    for first, second in (opposites()[at] for at in sorted(places) if at >= 0):
        for end in second.finditer(text):
            for begin in first.finditer(text, max(0, end.start() - REACH), end.start()):
                if not TURNS.search(text, begin.end(), end.start()):
                    return begin.start(), end.end()
    return None


def numbers_clash(text: str) -> Span | None:
    """Where numbers clash: a rise to less than there is, a fall "from 12 to 15", more than half and no majority."""
    if found := ALREADY.search(text):
        target, present = amounts(found, 2)
        if present[1] in ("", target[1]) and backwards(found.group(1), present[0], target[0], equal=False):
            return found.span()
    for found in CHANGE.finditer(text):
        before, after = amounts(found, 2)
        same = before[1] == after[1] or (not (before[1] and after[1]) and SCALES.isdisjoint((before[1], after[1])))
        years = year(before[0]) and year(after[0]) and not after[1]
        if (
            same
            and not years
            and backwards(found.group(1), before[0], after[0], equal=True)
            and not RANKED.search(text)
        ):
            return found.span()
    if (
        (found := AT_LEAST.search(text))
        and (given := amounts(found, 1))
        and len(given) == 2
        and given[1][0] < given[0][0]
    ):
        return found.span()
    if found := SHARE.search(text):
        part, whole = (float(group.replace(",", "")) for group in found.groups())
        if whole >= part > whole / 2:
            return found.span()
    return None


Amount = tuple[float, str]


def amounts(found: re.Match[str], first: int) -> list[Amount]:
    """The numbers of a match with their units, from the capturing group `first` on: groups of number, unit, sign."""
    groups = found.groups()[first - 1 :]
    given = []
    for at in range(0, len(groups) - 2, 3):
        number, unit, sign = groups[at : at + 3]
        if number:
            given.append((float(number.replace(",", "")), re.sub(r"per ?cent", "%", unit or sign or "")))
    return given


def backwards(verb: str, before: float, after: float, equal: bool) -> bool:
    """Whether the change from `before` to `after` goes against the verb; no change does too where `equal` says so."""
    if before == after:
        return equal
    return (after > before) == bool(FALLING.match(verb))


def year(value: float) -> bool:
    """Whether the number may be a year."""
    return 1500 <= value <= 2199 and value == int(value)


def stem(word: str) -> str:
    """A word without the endings of verbs and plurals."""
    bare = STEM_END.sub("", word) if len(word) > LEAST_STEM + 2 else word
    bare = bare[:-1] if len(bare) > LEAST_STEM and bare[-1] == bare[-2] else bare
    return bare.rstrip("e")


def denied_and_done(document: Document, span: Span) -> Span | None:
    """Where "no rain" fell "although it rained": a noun is denied and its own verb asserted of every or any one."""
    words = [i for i in document.words_in(span) if document.text[document.words[i][0]].isalpha()]
    plain = [document.lower[i] for i in words]
    if BOUNDLESS.isdisjoint(plain):
        return None
    tags = [document.tag(i) for i in words]
    stems = [stem(word) if len(word) > LEAST_STEM else "" for word in plain]
    for at, word in enumerate(plain[:-1]):
        if word != "no" or not stems[at + 1] or tags[at + 1] not in ("NN", "NNS"):
            continue
        for other in range(at + 2, len(plain)):
            same = stems[other] == stems[at + 1] and plain[other] != plain[at + 1]
            if same and tags[other] in ("VBD", "VBG", "VBZ") and "not" not in plain[other - 3 : other]:
                return document.words[words[at]][0] - span[0], document.words[words[other]][1] - span[0]
    return None
