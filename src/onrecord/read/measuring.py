"""Figures that measure: an amount with a unit and what it is the measure of."""

from onrecord.read.amounts import Amount
from onrecord.read.counted import DETERMINERS, Phrase, phrase_after, phrase_of
from onrecord.read.counting import Found, rate_behind
from onrecord.read.number_tokens import Tokens
from onrecord.read.topics import EXTENTS, deed, distance, purpose, topic
from onrecord.read.units import Unit, read_rate
from onrecord.read.word_sets import word_set

CONTRAST = word_set("contrast")
PHYSICAL = frozenset({"measure", "length", "speed"})


def measured(tokens: Tokens, amount: Amount, unit: Unit, before: Found | None) -> Found:
    """A figure with a unit: what it measures is behind "of", behind a hyphen, or the clause's topic."""
    symbol, last, end, per = unit.symbol, amount.last, amount.end, None
    rate = read_rate(tokens, last) if unit.kind not in ("time", "times") else None
    if rate:
        per = None if rate[2] else rate_behind(tokens, last)
        symbol = f"{symbol}/{rate[1]}" if rate[2] else symbol
        if rate[2] or unit.kind in PHYSICAL:
            last = rate[0]
            end = tokens.spans[last - 1][1]
    phrase = measured_phrase(tokens, amount, unit, last)
    per = per or rate_behind(tokens, phrase.last if phrase and tokens.word(last) == "of" else last)
    if phrase is not None:
        return Found(amount, last, end, amount.bound, symbol, phrase.text(tokens), per)
    if before is not None and converted(tokens, amount, before):
        return Found(amount, last, end, amount.bound, symbol, before.of, per or before.per)
    of = about(tokens, amount, unit, last)
    if of is None and before and before.unit == symbol and before.amount.start >= tokens.spans[0][0]:
        of = before.of
    if unit.kind == "speed" or (unit.kind == "length" and per in ("second", "hour")):
        of = f"speed of {of}" if of else "speed"
    return Found(amount, last, end, amount.bound, symbol, of, per)


def measured_phrase(tokens: Tokens, amount: Amount, unit: Unit, last: int) -> Phrase | None:
    """The noun phrase behind an amount that names what is measured, or None."""
    if tokens.word(last) == "of":
        return phrase_of(tokens, last + 1)
    determined = tokens.word(amount.first - 1) in DETERMINERS
    multiple = unit.kind == "times" and tokens.word(last) in DETERMINERS
    if unit.adjective or multiple or (unit.kind == "length" and determined):
        return phrase_of(tokens, last)
    if unit.symbol == "%" and tokens.tag(last) in ("NN", "NNS"):
        return phrase_after(tokens, last, many=False)
    return None


def converted(tokens: Tokens, amount: Amount, before: Found) -> bool:
    """Whether the amount gives the last figure over again in brackets, or sets another beside it.

    "340 million cedis ($27 million)", "from 14 percent to 6 percent", "$268m, not $310m".
    """
    i = amount.first
    if tokens.word(i - 1) == "(" and i > 1 and tokens.spans[i - 2][1] == before.end:
        return True
    between = tokens.text[before.end : min(amount.start, before.end + 60)].replace(",", " ").lower().split()
    return (
        bool(between) and before.unit == (amount.unit.symbol if amount.unit else None) and CONTRAST.issuperset(between)
    )


def about(tokens: Tokens, amount: Amount, unit: Unit, last: int) -> str | None:
    """What an amount with a unit measures, where no "of" tells: its extent, distance, purpose, or the topic before."""
    if unit.kind in ("time", "times"):
        return unit.symbol
    phrase = topic(tokens, amount.first)
    if unit.kind == "length":
        extent = EXTENTS.get(tokens.word(last))
        if extent:
            return f"{extent} of {phrase.text(tokens)}" if phrase else extent
        way = distance(tokens, last)
        if way:
            return way
    if unit.kind == "money" and (phrase is None or tokens.word(amount.first - 1) != "of"):
        phrase = purpose(tokens, last) or phrase
    return phrase.text(tokens) if phrase else deed(tokens, amount.first)
