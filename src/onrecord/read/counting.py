"""Figures that count: the noun behind a number, the whole a part is of, or a noun left out."""

from dataclasses import replace

from onrecord.read import screens
from onrecord.read.amounts import Amount, read_amount, read_comparator
from onrecord.read.contrasts import Found, Known, counterpart, linked
from onrecord.read.counted import DETERMINERS, Phrase, person, phrase_after, phrase_of, plural, stops
from onrecord.read.number_tokens import Tokens
from onrecord.read.numbers import read_number
from onrecord.read.qualified import in_state, one_of_many, pluralised, qualified, state_before, state_behind
from onrecord.read.topics import OPENING, measures, topic
from onrecord.read.units import Currencies, read_rate
from onrecord.read.word_sets import word_set

RATE_REACH = 9
FURTHER = word_set("further")
ANYBODY = word_set("anybody")
PERSONAL = word_set("personal")
TOLLS = frozenset({"toll", "headcount"})
BACK_TO = word_set("back_to")


def rate_behind(tokens: Tokens, i: int) -> str | None:
    """The period of the rates at word `i`: of "per customer per day" the day."""
    name = None
    for _ in range(2):
        rate = read_rate(tokens, i)
        if rate is None:
            break
        i, name = rate[0], rate[1]
    return name


def rate_later(tokens: Tokens, i: int) -> str | None:
    """The period of a rate that ends the clause: "faults are reported *every year*"."""
    for k in range(i, min(i + RATE_REACH, len(tokens))):
        if tokens.word(k) in ("every", "each", "per"):
            return rate_behind(tokens, k)
        if not tokens.word(k)[0].isalnum():
            break
    return None


def counted(tokens: Tokens, amount: Amount, known: Known) -> Found | None:
    """A figure without a unit of measure: it counts the noun behind it, or one named elsewhere."""
    at, bound = amount.last, amount.bound
    after = read_comparator(tokens, at, "after")
    if after and tokens.word(at) != "," and not is_number(tokens, after[0]):
        at, bound = after
    base = Found(amount, at, tokens.spans[at - 1][1], bound, None, None)
    vague = amount.number.value is None
    if amount.number.share:
        return share_of(tokens, base, known)
    if tokens.glued(at) and tokens.word(at) in ("’", "'"):
        return None
    if tokens.hyphen(at):
        return compound(tokens, base, at + 1)
    if tokens.word(at) == "of" and vague:
        at += 1
        while tokens.word(at) in DETERMINERS:
            at += 1
    elif tokens.word(at) == "of" or (tokens.word(at) == "out" and tokens.word(at + 1) == "of"):
        return partitive(tokens, base, at, known)
    return plain_count(tokens, base, at, known)


def plain_count(tokens: Tokens, base: Found, at: int, known: Known) -> Found | None:
    """A number with its noun behind it at word `at`, or with none."""
    further = at
    while tokens.word(further) in FURTHER or (tokens.word(at - 1) == "of" and tokens.word(further) in DETERMINERS):
        further += 1
    further += tokens.form(further) in OPENING and plural(tokens.word(further + 1))
    phrase = phrase_after(tokens, further, many=base.amount.value != 1)
    if phrase is None or (base.amount.score and not plural_head(phrase)):
        if screens.bare_screen(tokens, base.amount):
            return None
        if further > at:
            base = replace(base, last=further, end=tokens.spans[further - 1][1])
        return elliptic(tokens, base, known)
    if screens.not_one(tokens, base.amount, phrase.head):
        return None
    found = with_phrase(tokens, base, phrase, unit_of(tokens, phrase))
    of, unit = qualified(tokens, base.amount.first, phrase), unit_of(tokens, phrase)
    if base.amount.value == 1:
        of, unit = one_of_many(of, phrase.head), unit if unit == "people" else one_of_many(unit, phrase.head)
    if phrase.last - phrase.first == 1 and phrase.head in ANYBODY:
        of = of.replace(tokens.form(phrase.first), "people", 1)
    return replace(found, of=of, unit=unit, per=rate_behind(tokens, phrase.last) or rate_later(tokens, phrase.last))


def with_phrase(tokens: Tokens, base: Found, phrase: Phrase, unit: str) -> Found:
    """The figure with the noun phrase behind it, which it then covers."""
    end = tokens.spans[phrase.last - 1][1]
    return replace(base, last=phrase.last, end=end, unit=unit, of=phrase.text(tokens))


def compound(tokens: Tokens, base: Found, i: int) -> Found | None:
    """A count tied to its noun by a hyphen: "a 61-page report", "a one-seat majority"."""
    noun = tokens.word(i)
    if noun in screens.COMPOUNDS or not noun.isalpha() or noun in stops() or base.amount.score:
        return None
    many = pluralised(noun)
    unit = "people" if person(noun) else many
    return replace(base, last=i + 1, end=tokens.spans[i][1], unit=unit, of=many)


def plural_head(phrase: Phrase) -> bool:
    """Whether the phrase's head has a plural's ending."""
    return phrase.head.endswith("s") or person(phrase.head)


def unit_of(tokens: Tokens, phrase: Phrase) -> str:
    """The unit of a counted noun: people for persons, else the noun."""
    if person(phrase.head):
        return "people"
    for k in range(phrase.last - 1, phrase.first - 1, -1):
        if tokens.word(k) == phrase.head:
            form = tokens.form(k)
            return form if any(letter.isupper() for letter in form[1:]) else form.lower()
    return phrase.head


def share_of(tokens: Tokens, base: Found, known: Known) -> Found:
    """A fraction: of the noun behind "of", or of what was counted before."""
    at = base.last
    direct = tokens.word(at) in DETERMINERS and tokens.word(at - 1) == "half"
    if tokens.word(at) == "of" or direct:
        start = at + (not direct)
        phrase = phrase_of(tokens, start)
        if phrase:
            near = direct or phrase.first - start <= 1
            return replace(with_phrase(tokens, base, phrase, "%"), end=end_of(tokens, phrase) if near else base.end)
        if tokens.word(start) in BACK_TO:
            base = replace(base, last=start + 1, end=tokens.spans[start][1])
        return replace(elliptic(tokens, base, known), unit="%", per=None)
    phrase = phrase_after(tokens, at, many=True)
    if phrase:
        return with_phrase(tokens, base, phrase, "%")
    phrase = topic(tokens, base.amount.first, base.last)
    of = phrase.text(tokens) if phrase else elliptic(tokens, base, known).of
    return replace(base, unit="%", of=of)


def end_of(tokens: Tokens, phrase: Phrase) -> int:
    """Offset at which the phrase ends."""
    return tokens.spans[phrase.last - 1][1]


def partitive(tokens: Tokens, base: Found, at: int, known: Known) -> Found | None:
    """ "17 of the 33 seats", "two of them", "three of the injured": the noun is behind "of"."""
    if base.amount.number.value == 1 and not base.amount.compared:
        return None
    start = at + 1 + (tokens.word(at) == "out")
    if tokens.word(start) in BACK_TO:
        return elliptic(tokens, replace(base, last=start + 1, end=tokens.spans[start][1]), known)
    inside = start
    while tokens.word(inside) in DETERMINERS:
        inside += 1
    second = number_inside(tokens, inside)
    if second is not None:
        return of_whole(tokens, base, second, known)
    phrase = phrase_of(tokens, start)
    if phrase is None:
        return elliptic(tokens, base, known)
    found = with_phrase(tokens, base, phrase, unit_of(tokens, phrase))
    return replace(found, of=qualified(tokens, base.amount.first, phrase))


def of_whole(tokens: Tokens, base: Found, second: int, known: Known) -> Found:
    """A part of a counted whole, whose number stands at word `second`: its noun or unit is the part's too."""
    whole = read_amount(tokens, second, Currencies(Tokens(tokens.text, (), ())))
    if whole is not None and whole.unit is not None:
        thing = phrase_of(tokens, whole.last + 1) if tokens.word(whole.last) == "of" else None
        last = known.last if known.last and known.last.unit == whole.unit.symbol else None
        of = thing.text(tokens) if thing else (last.of if last else None)
        return replace(base, unit=whole.unit.symbol, of=of)
    noun = phrase_after(tokens, whole.last, many=True) if whole is not None else None
    if noun:
        return replace(base, unit=unit_of(tokens, noun), of=noun.text(tokens))
    return elliptic(tokens, base, known)


def number_inside(tokens: Tokens, i: int) -> int | None:
    """Index of a number within the noun phrase at word `i`: "the | lender's 52 branches"."""
    for k in range(i, min(i + 8, len(tokens))):
        if is_number(tokens, k):
            return k
        word = tokens.word(k)
        if word in stops() or word.endswith("ed") or tokens.tag(k).startswith(("VB", "MD")):
            return None
        if not (word[0].isalnum() or tokens.glued(k)):
            return None
    return None


def is_number(tokens: Tokens, i: int) -> bool:
    """Whether a number of more than one begins at word `i`."""
    number = read_number(tokens, i)
    return number is not None and not number.share and number.value is not None and number.value > 1


def elliptic(tokens: Tokens, base: Found, known: Known) -> Found:
    """A number whose noun is left out: that of a figure it is set beside, the clause's topic, that of the last one."""
    i, before = base.amount.first, known.last
    joined = before if before and linked(tokens, base.amount, before) else counterpart(tokens, base.amount, known)
    if joined is not None:
        return replace(base, unit=joined.unit, of=joined.of, per=joined.per)
    phrase = topic(tokens, i, base.last) if before is None or measures(tokens, i) else None
    if phrase is not None:
        unit = unit_of(tokens, phrase) if plural(phrase.head) else "people" if phrase.head in TOLLS else None
        return replace(base, unit=unit, of=phrase.text(tokens))
    before = known.thing or before if measures(tokens, i) else before
    if before is None or before.unit is None or before.unit == "times":
        return replace(base, of=before.of if before else None)
    state = state_behind(tokens, base.last) or state_before(tokens, i)
    again = before.end > tokens.spans[0][0]
    if state in PERSONAL or (before.unit == "people" and (state or not again)):
        return replace(base, unit="people", of=f"people {state}".rstrip(), per=before.per)
    return replace(base, unit=before.unit, of=in_state(before.of, state) if again else before.of, per=before.per)
