"""Numbers as English reports write them: "1.2 million", "thirty-seven", "half a million", "two-thirds", "dozens"."""

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache

from onrecord.read.data import table
from onrecord.read.number_tokens import GLUE, Number, Tokens, Value
from onrecord.read.word_sets import word_set

DIGITS = re.compile(
    r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?"
    r"|[0-9]{1,3}(?:[\u00a0\u2009\u202f][0-9]{3}){1,6}(?![0-9])(?:\.[0-9]+)?"
    r"|[0-9]+(?:\.[0-9]+)?"
)
ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th", "s"})
AND_A_HALF = ("and", "a", "half")
QUARTERS = {"a": Decimal("0.25"), "one": Decimal("0.25"), "three": Decimal("0.75")}
MOST_DIGITS = 18
"""A longer run of digits is a serial number, not a quantity."""

VULGAR = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "⅓": Decimal(1) / 3, "⅔": Decimal(2) / 3}
SHARE_OF = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 100, 1000})
SHARE_OUT_OF = frozenset({3, 4, 5, 10, 100, 1000})
WHOLES = word_set("wholes")
ORDINALS = word_set("ordinals")
PER_CENT = frozenset({"percent", "per", "%", "pct", "percentage"})
HALVES = word_set("halves")
FEW = frozenset({"several", "few"})


@cache
def number_words() -> dict[str, tuple[str, int]]:
    """Number word to its class and value."""
    return {word: (kind, int(value)) for word, kind, value in table("number_words")}


@cache
def fractions() -> dict[str, int]:
    """Fraction word to its denominator."""
    return {word: int(denominator) for word, denominator in table("number_fractions")}


@cache
def vague_words() -> dict[str, tuple[int, int]]:
    """Vague count ("dozens") to the least number meant and to the value of its singular."""
    singular = {word: value for word, (_, value) in number_words().items()} | {"score": 20}
    return {word: (int(least), singular[one]) for word, least, one in table("number_vague")}


@cache
def scales() -> dict[str, int]:
    """Scale written behind digits ("million", "bn", "dozen") to its factor."""
    spelled = {w: v for w, (kind, v) in number_words().items() if kind in ("scale", "hundred", "dozen")}
    return spelled | {row[0]: int(row[1]) for row in table("number_scales") if len(row) == 2}


@cache
def doubtful_scales() -> dict[str, int]:
    """Scale letters that may also be a unit ("m") to their factor."""
    return {row[0]: int(row[1]) for row in table("number_scales") if len(row) == 3}


def tidy(value: Decimal) -> Value:
    """The value as an int where it is whole, else as a float."""
    return int(value) if value == value.to_integral_value() else float(value)


def times(number: Number, factor: int) -> Number:
    """The number multiplied by a scale."""

    def product(value: Value | None) -> Value | None:
        return None if value is None else tidy(Decimal(str(value)) * factor)

    return replace(
        number,
        value=product(number.value),
        low=product(number.low),
        high=product(number.high),
        plain=False,
        factor=number.factor * factor,
    )


def read_number(tokens: Tokens, i: int, joined: bool = True, inside: bool = False) -> Number | None:
    """The longest number that begins at word `i`, or None.

    `joined` allows "and" inside ("a hundred and two"); it is False behind "between". `inside` allows digits tied to
    others before them by a hyphen: the 7 of "5-7".
    """
    word = tokens.word(i)
    if not word:
        return None
    if "0" <= word[0] <= "9":
        number = read_half(tokens, i) or read_digits(tokens, i, inside)
    elif word[0] in VULGAR and len(word) == 1:
        number = Number(i, i + 1, tokens.spans[i][1], tidy(VULGAR[word]), digits=True)
    else:
        number = read_half(tokens, i) or read_vague(tokens, i) or read_spelled(tokens, i, joined)
    if number is None:
        return None
    return read_share(tokens, number) or number


def read_digits(tokens: Tokens, i: int, inside: bool = False) -> Number | None:
    """A number in digits with its scale: "1,200", "4.5 million", "268m" (its "m" left as suffix)."""
    start = tokens.spans[i][0]
    match = None if not inside and continues_digits(tokens.text, start) else DIGITS.match(tokens.text, start)
    if match is None or not sound(tokens.text, match.group(), match.end()):
        return None
    end, last = match.end(), i
    while tokens.spans[last][1] < end:
        last += 1
    value = Decimal(re.sub(r"[^0-9.]", "", match.group()))
    suffix = tokens.text[end : tokens.spans[last][1]]
    if suffix and suffix[0] in VULGAR:
        value, suffix, end = value + VULGAR[suffix[0]], suffix[1:], end + 1
    if suffix.lower() in ORDINAL_ENDS or suffix[:1].isdigit():
        return None
    plain = match.group().isdigit() and not suffix
    number = Number(i, last + 1, end, tidy(value), suffix=suffix, plain=plain, digits=True)
    if suffix:
        factor = scales().get(suffix.lower())
        return replace(times(number, factor), suffix="", end=tokens.spans[last][1]) if factor else number
    if tuple(tokens.words[last + 1 : last + 4]) == AND_A_HALF:
        number = replace(number, last=last + 4, end=tokens.spans[last + 3][1], value=tidy(value + Decimal("0.5")))
    return with_scale(tokens, number)


def sound(text: str, digits: str, end: int) -> bool:
    """Whether digits that end at `end` are one number of a size that is read: no serial number, no "1,23"."""
    whole = sum(letter.isdigit() for letter in digits[: MOST_DIGITS * 2].partition(".")[0])
    cut_short = text[end : end + 1] == "," and text[end + 1 : end + 2].isdigit()
    return len(digits) <= MOST_DIGITS + 6 and whole <= MOST_DIGITS and not cut_short


def continues_digits(text: str, start: int) -> bool:
    """Whether the digits at `start` go on from something before them: "3-1", "06:15", "1.2.3", "A-320"."""
    before = text[max(0, start - 2) : start]
    if not before or not (before[-1] in ".,:/_'’" or before[-1] in GLUE):
        return False
    return (len(before) == 2 and before[0].isalnum() and before[-1] != "–") or before[-1] in "_/:'’"


def with_scale(tokens: Tokens, number: Number) -> Number:
    """The number multiplied by the scales that follow it: "1.2 million", "4-million", "hundred thousand"."""
    for _ in range(3):
        at = number.last + tokens.hyphen(number.last)
        factor = scales().get(tokens.word(at))
        if factor is None or (factor > 999 and number.factor > factor):
            return number
        number = replace(times(number, factor), last=at + 1, end=tokens.spans[at][1])
    return number


def read_half(tokens: Tokens, i: int) -> Number | None:
    """ "half a million", "half a dozen", "a quarter of a million", "half of them", "half an hour", "fifty-fifty"."""
    word = tokens.word(i)
    if word in ("fifty", "50") and tokens.hyphen(i + 1) and tokens.word(i + 2) == word:
        return Number(i, i + 3, tokens.spans[i + 2][1], 50, share=True)
    found = fraction_of_scale(tokens, i)
    if found is not None or word != "half" or tokens.word(i - 1) in HALVES:
        return found
    if tokens.word(i + 1) in ("a", "an"):
        return Number(i, i + 2, tokens.spans[i + 1][1], 0.5)
    return Number(i, i + 1, tokens.spans[i][1], 50, share=True, weak=tokens.word(i + 1) not in WHOLES)


def fraction_of_scale(tokens: Tokens, i: int) -> Number | None:
    """A half or quarters of a scale or of one per cent: "half a million", "three quarters of a million"."""
    article = int(tokens.word(i) in ("a", "one"))
    first = tokens.word(i + article)
    if first == "half":
        at, share = i + article + 1, Decimal("0.5")
    elif tokens.word(i + 1) in ("quarter", "quarters") and tokens.word(i + 2) == "of" and QUARTERS.get(tokens.word(i)):
        at, share = i + 3, QUARTERS[tokens.word(i)]
    else:
        return None
    if tokens.word(at) == "of" and tokens.word(at + 1) in ("1", "one", "a") and tokens.word(at + 2) in PER_CENT:
        return Number(i, at + 2, tokens.spans[at + 1][1], tidy(share))
    at += tokens.hyphen(at)
    scale_at = at + (tokens.word(at) in ("a", "an"))
    scale_at += tokens.hyphen(scale_at)
    factor = scales().get(tokens.word(scale_at), 0)
    if not factor or (scale_at == at and tokens.word(at - 1) == "of"):
        return None
    number = Number(i, scale_at + 1, tokens.spans[scale_at][1], tidy(share * factor), factor=factor)
    return replace(with_scale(tokens, number), bound="about" if factor == 12 else "exact")


def read_vague(tokens: Tokens, i: int) -> Number | None:
    """ "dozens", "tens of thousands", "several hundred", "a few dozen", "a couple of", "a pair of"."""
    first = tokens.word(i)
    lead = i + (first in ("a", "the", "some", "many"))
    if first != "a" and tokens.word(lead) in vague_words():
        return many(tokens, i, lead)
    if tokens.word(lead) in FEW:
        return a_few(tokens, i, lead)
    if first == "a" and tokens.word(lead) in ("couple", "pair"):
        return couple(tokens, i, lead)
    return None


def many(tokens: Tokens, i: int, at: int) -> Number | None:
    """ "dozens", "hundreds of thousands": at least the least number that the plural stands for."""
    words, word, after = vague_words(), tokens.word(at), tokens.word(at + 2)
    least, of = words[word][0], tokens.word(at + 1) == "of"
    if of and after in words and after not in ("tens", "dozens", "scores"):
        low = least * words[after][1]
        return Number(i, at + 3, tokens.spans[at + 2][1], None, low=low, bound="at_least")
    if word == "tens" or (word == "scores" and not of):
        return None
    return Number(i, at + 1, tokens.spans[at][1], None, low=least, bound="at_least")


def a_few(tokens: Tokens, i: int, at: int) -> Number | None:
    """ "several hundred", "a few dozen": from two to nine of the scale."""
    after = tokens.word(at + 1)
    one = scales().get(after) or vague_words().get(after, (0, 0))[1]
    if one < 12:
        return None
    number = Number(i, at + 2, tokens.spans[at + 1][1], None, low=2 * one, high=9 * one, bound="range")
    return with_scale(tokens, number)


def couple(tokens: Tokens, i: int, at: int) -> Number | None:
    """ "a couple of", "a pair of", "a couple of hundred"."""
    of = tokens.word(at + 1) == "of"
    last = at + 1 + of
    one = scales().get(tokens.word(last))
    if one:
        return Number(i, last + 1, tokens.spans[last][1], 2 * one, bound="about", factor=one)
    return Number(i, last, tokens.spans[last - 1][1], 2) if of or tokens.word(at) == "couple" else None


def read_spelled(tokens: Tokens, i: int, joined: bool = True) -> Number | None:
    """A number in words: "thirty-seven", "a hundred and two thousand", "two and a half million", "three point five"."""
    sum_ = Sum()
    j = i
    if tokens.word(i) in ("a", "an"):
        if kind_of(tokens, i + 1 + tokens.hyphen(i + 1)) not in ("hundred", "scale", "dozen"):
            return None
        j, sum_.group, sum_.last = i + 1, 1, "unit"
    while j < len(tokens) and sum_.last != "dozen":
        at = j + (j > i and tokens.hyphen(j))
        if tokens.word(at) == "and" and joined and sum_.last in ("hundred", "scale"):
            if kind_of(tokens, at + 1) not in ("unit", "teen", "tens") or kind_of(tokens, at + 2) == "hundred":
                break
            at += 1
        if not sum_.take(*number_words().get(tokens.word(at), ("", 0))):
            break
        j = at + 1
    if not sum_.last or (tokens.hyphen(j) and sum_.last == "tens" and tokens.word(j + 1) in ORDINALS):
        return None
    number = Number(i, j, tokens.spans[j - 1][1], sum_.total + sum_.group, factor=sum_.scale or 1)
    return with_half(tokens, number, sum_.last)


def kind_of(tokens: Tokens, i: int) -> str:
    """Class of the number word at `i`, or the empty string."""
    return number_words().get(tokens.word(i), ("", 0))[0]


class Sum:
    """The state of reading a number in words: the sum so far, the group below the next scale, the last class."""

    def __init__(self) -> None:
        self.total = self.group = self.scale = 0
        self.last = ""

    def take(self, kind: str, value: int) -> bool:
        """Add the next word, if it can follow the last one."""
        last = self.last
        if (kind == "unit" and last in ("", "tens", "hundred", "scale")) or (
            kind in ("teen", "tens") and last in ("", "hundred", "scale")
        ):
            self.group += value
        elif kind in ("hundred", "dozen") and last in ("unit", "teen", "tens") and self.group < 100:
            self.group *= value
        elif kind == "dozen" and last == "":
            self.group = value
        elif kind == "scale" and last not in ("", "scale") and (not self.scale or value < self.scale):
            self.total, self.group, self.scale = self.total + self.group * value, 0, value
        elif kind == "scale" and last == "scale" and value > self.scale:
            self.total, self.scale = self.total * value, value
        else:
            return False
        self.last = kind
        return True


def with_half(tokens: Tokens, number: Number, last: str) -> Number:
    """The number with a spoken fraction behind it: "two and a half million", "three point five"."""
    j = number.last
    value = Decimal(number.value or 0)
    if tokens.word(j) == "and" and tokens.word(j + 1) == "a" and tokens.word(j + 2) in ("half", "quarter"):
        part = Decimal("0.5") if tokens.word(j + 2) == "half" else Decimal("0.25")
        added = replace(number, last=j + 3, end=tokens.spans[j + 2][1], value=tidy(value + part * number.factor))
        return with_scale(tokens, added) if number.factor == 1 else added
    if tokens.word(j) == "point" and last in ("unit", "teen", "tens"):
        at, digits = j + 1, ""
        while at < min(len(tokens), j + 8):
            kind, digit = number_words().get(tokens.word(at), ("", 0))
            if kind != "unit":
                break
            at, digits = at + 1, digits + str(digit)
        if digits:
            spoken = replace(number, last=at, end=tokens.spans[at - 1][1], value=tidy(value + Decimal(f"0.{digits}")))
            return with_scale(tokens, spoken)
    return number


def read_share(tokens: Tokens, number: Number) -> Number | None:
    """The fraction that begins with `number`: "two-thirds", "one in six", "nine out of ten"; None when it is none."""
    if number.share or number.value is None or number.suffix or number.value != int(number.value):
        return None
    count = int(number.value)
    at = number.last + tokens.hyphen(number.last)
    bottom = fractions().get(tokens.word(at))
    if bottom and 0 < count < bottom and (count == 1) != tokens.word(at).endswith("s"):
        if number.digits and not tokens.hyphen(number.last):
            return None
        return part(tokens, number, at + 1, bottom)
    skip, allowed = 0, SHARE_OUT_OF
    if tokens.word(at) == "in":
        skip, allowed = 1, SHARE_OF
    elif tokens.word(at) == "out" and tokens.word(at + 1) == "of":
        skip = 2 + (tokens.word(at + 2) == "every")
    elif tokens.word(at) == "of" and tokens.word(at + 1) == "every":
        skip, allowed = 2, SHARE_OF
    if not skip or (number.digits and not number.plain) or count > 99 or at > number.last:
        return None
    whole = read_digits(tokens, at + skip) if tokens.word(at + skip)[:1].isdigit() else None
    whole = whole or read_spelled(tokens, at + skip)
    if whole is None or whole.value not in allowed or whole.suffix or not 0 < count < int(whole.value or 0):
        return None
    return part(tokens, number, whole.last, int(whole.value or 1))


def part(tokens: Tokens, number: Number, last: int, whole: int) -> Number:
    """The share `number` of `whole` that ends before the word `last`, in per cent."""
    value = round(100 * int(number.value or 0) / whole, 2)
    shown = int(value) if value == int(value) else value
    return replace(number, last=last, end=tokens.spans[last - 1][1], value=shown, share=True, plain=False, digits=False)


def read_article_share(tokens: Tokens, i: int) -> Number | None:
    """ "a third", "a quarter": weak where the word may be an ordinal ("a third ship") and no "of" follows."""
    if tokens.word(i) != "a" or tokens.word(i + 1) not in fractions() or tokens.word(i + 1) in ("half", "halves"):
        return None
    if tokens.word(i + 1).endswith("s"):
        return None
    number = Number(i, i + 1, tokens.spans[i][1], 1)
    weak = tokens.word(i + 2) != "of"
    return replace(part(tokens, number, i + 2, fractions()[tokens.word(i + 1)]), weak=weak)
