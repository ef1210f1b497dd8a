"""Figures that measure: an amount with a unit and what it is the measure of."""

from onrecord.read.amounts import Amount
from onrecord.read.contrasts import Found, Known, contrasted, counterpart, linked
from onrecord.read.counted import DETERMINERS, Phrase, phrase_after, phrase_of
from onrecord.read.counting import number_inside, rate_behind, rate_later
from onrecord.read.number_tokens import Tokens
from onrecord.read.numbers import read_number
from onrecord.read.purposes import EXTENTS, about_verb, deed, direct, distance, happened, purpose
from onrecord.read.topics import topic
from onrecord.read.units import Unit, read_rate

BRACKETED = 9
PHYSICAL = frozenset({"measure", "length", "speed"})


def measured(tokens: Tokens, amount: Amount, unit: Unit, known: Known) -> Found:
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
    per = per or rate_of(tokens, phrase.last if phrase and tokens.word(last) == "of" else last)
    if phrase is not None:
        return Found(amount, last, end, amount.bound, symbol, phrase.text(tokens), per)
    before = known.last
    joined = before if before and before.unit == symbol and linked(tokens, amount, before) else None
    joined = joined or (before if before and converted(tokens, amount, before) else None)
    joined = joined or counterpart(tokens, amount, known)
    if joined is not None:
        return Found(amount, last, end, amount.bound, symbol, joined.of, per or joined.per)
    pace = unit.kind == "speed" or (unit.symbol in ("m", "km", "miles", "feet") and per in ("second", "hour"))
    of = about(tokens, amount, unit, last, pace)
    again = before is not None and before.unit == symbol and before.amount.start >= tokens.spans[0][0]
    if of is None and before is not None and again and tokens.tag(amount.first - 1) not in ("DT", "JJ"):
        of = before.of
    if pace:
        of = f"speed of {of}" if of else "speed"
    return Found(amount, last, end, amount.bound, symbol, of, per)


def rate_of(tokens: Tokens, i: int) -> str | None:
    """The period of the rate at word `i`, behind brackets ("reais ($110,000) a day") or at the end of the clause."""
    if tokens.word(i) == "(":
        i = next((k + 1 for k in range(i, min(i + BRACKETED, len(tokens))) if tokens.word(k) == ")"), i)
    return rate_behind(tokens, i + (tokens.word(i) == ")")) or rate_later(tokens, i)


def for_use(tokens: Tokens, amount: Amount, use: Phrase) -> str:
    """Money by its use and by the deed that gives it: "spending on roads", of "$480m in premiums" the premiums."""
    k = use.first - 1
    while tokens.word(k) in DETERMINERS:
        k -= 1
    done = deed(tokens, amount.first, "money") if tokens.word(k) != "in" and direct(tokens, amount.first) else None
    return f"{done} {tokens.word(k)} {use.text(tokens)}" if done else use.text(tokens)


def measured_phrase(tokens: Tokens, amount: Amount, unit: Unit, last: int) -> Phrase | None:
    """The noun phrase behind an amount that names what is measured, or None."""
    if tokens.word(last) == "of":
        inside = last + 1
        while tokens.word(inside) in DETERMINERS:
            inside += 1
        second = number_inside(tokens, inside)
        whole = read_number(tokens, second) if second is not None else None
        counted = phrase_after(tokens, whole.last, many=True) if whole else None
        inner = counted or phrase_of(tokens, last + 1)
        return None if inner and inner.head in ("other", "another") else inner
    if tokens.word(last) == "worth" and tokens.word(last + 1) == "of":
        return phrase_of(tokens, last + 2)
    determined = tokens.word(amount.first - 1) in DETERMINERS
    multiple = unit.kind == "times" and tokens.word(last) in DETERMINERS and not read_rate(tokens, last)
    if unit.adjective or multiple or (unit.kind == "length" and determined):
        return phrase_of(tokens, last)
    article = tokens.word(amount.first - 1) in DETERMINERS or tokens.tag(amount.first - 1) == "JJ"
    if unit.kind == "money" and article and tokens.tag(last) in ("NN", "JJ") and not contrasted(tokens, amount):
        return phrase_after(tokens, last, many=False)
    if unit.symbol == "%" and tokens.tag(last) in ("NN", "NNS"):
        return phrase_after(tokens, last, many=False)
    return None


def converted(tokens: Tokens, amount: Amount, before: Found) -> bool:
    """Whether the amount gives the last figure over again in brackets: "90 million pesos ($5 million)"."""
    i = amount.first
    return tokens.word(i - 1) == "(" and i > 1 and tokens.spans[i - 2][1] == before.end


def about(tokens: Tokens, amount: Amount, unit: Unit, last: int, pace: bool) -> str | None:
    """What an amount with a unit measures, where no "of" tells: its extent, distance, purpose, or the topic before."""
    if unit.kind in ("time", "times"):
        return unit.symbol
    phrase = topic(tokens, amount.first, amount.last, agents=pace or unit.kind == "length")
    if unit.kind == "length":
        extent = EXTENTS.get(tokens.word(last))
        if extent:
            return f"{extent} of {phrase.text(tokens)}" if phrase else extent
        way = distance(tokens, last)
        if way:
            return way
    if unit.kind == "money" and (phrase is None or tokens.word(amount.first - 1) != "of"):
        use = purpose(tokens, last)
        if use is not None:
            return for_use(tokens, amount, use)
    done = deed(tokens, amount.first, unit.kind) if phrase is None or direct(tokens, amount.first) else None
    if done is None and phrase is not None:
        return about_verb(tokens, amount.first, phrase)
    return done or (happened(tokens, last, unit.kind == "money") if unit.kind != "share" else None)
