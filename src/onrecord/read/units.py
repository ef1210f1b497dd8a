"""Units behind and before a number: money, measures, shares, periods, and rates."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from onrecord.read.data import table, word_list
from onrecord.read.number_tokens import Number, Tokens
from onrecord.read.numbers import doubtful_scales, scales, times
from onrecord.read.word_sets import word_set

LONGEST_UNIT = 4
WEIGHING_REACH = 5
SURELY_MONEY = 10**6
"""A number in this scale before "pounds" is money."""
STERLING = word_set("sterling")
RATE_ARTICLES = frozenset({"a", "an", "per", "each", "every"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: `symbol` as the record gives it, `kind` (money, measure, time, share, times).

    It ends before the word `last`, at character `end`; `adjective` when a hyphen ties it to the number ("310-km").
    """

    symbol: str
    kind: str
    last: int
    end: int
    adjective: bool = False


@cache
def units() -> dict[tuple[str, ...], tuple[str, str, bool]]:
    """Unit form, split into words, to symbol, kind and whether it needs digits before it."""
    found = {}
    for symbol, kind, forms in table("unit_measures"):
        for form in forms.split("|"):
            short = form.startswith("short:")
            bare = form.removeprefix("short:").replace("-", " - ").replace("°", "° ").lower()
            found[tuple(bare.split())] = (symbol, kind, short)
    return found


@cache
def rates() -> dict[str, tuple[str, str]]:
    """Word of a rate to its name in the record and its class (period, amount, adverb)."""
    return {row[0]: (row[1], row[2] if len(row) > 2 else "period") for row in table("unit_rates")}


@cache
def currency_words() -> dict[str, tuple[str, dict[str, str]]]:
    """Currency word to its default code and its codes by qualifier."""
    found = {}
    for forms, code, *rest in table("currency_words"):
        narrowed = dict(pair.split("=") for pair in " ".join(rest).split())
        for form in forms.split("|"):
            found[form] = (code, narrowed)
    return found


@cache
def currency_symbols() -> dict[str, str]:
    """Currency sign as written to its code."""
    return {row[0]: row[1] for row in table("currency_symbols")}


class Currencies:
    """Which currency an ambiguous word means in one report: the one of the country it names most.

    `countries` are names of the countries that the report's places lie in, one a mention. `leaned` tells whether an
    answer since it was last set hung on the rest of the report.
    """

    def __init__(self, tokens: Tokens, countries: Iterable[str] = ()) -> None:
        self.seen = Counter(tokens.words)
        self.seen.update(country.lower() for country in countries)
        signs: Counter[str] = Counter()
        for i, word in enumerate(tokens.words):
            if word == "$":
                before = tokens.form(i - 1) if tokens.glued(i) else ""
                signs[currency_symbols().get(before + "$", "USD")] += 1
        self.sterling = any(self.seen[word] for word in STERLING)
        self.leaned = False
        self.dollar = signs.most_common(1)[0][0] if signs else None

    def code(self, word: str, qualifier: str) -> str | None:
        """ISO 4217 code of a currency word with the word before it, or None when it is no currency."""
        entry = currency_words().get(word)
        if entry is None:
            return None
        default, narrowed = entry
        if qualifier in narrowed:
            return narrowed[qualifier]
        if qualifier in ("us", "american", "u.s.", "s") or word.startswith("euro") or not narrowed:
            return default
        self.leaned = True
        if word.startswith("dollar") and self.dollar:
            return self.dollar
        ranked = sorted(narrowed, key=lambda country: (-self.seen[country], country))
        if word.startswith(("dollar", "pound")) or not self.seen[ranked[0]]:
            return default
        return narrowed[ranked[0]]


def currency_before(tokens: Tokens, i: int) -> tuple[int, str] | None:
    """A currency sign or code that begins at word `i`: the index behind it and its code."""
    for size in (3, 2, 1):
        last = i + size
        if last > len(tokens) or any(not tokens.glued(k) for k in range(i + 1, last)):
            continue
        form = tokens.text[tokens.spans[i][0] : tokens.spans[last - 1][1]]
        if form in currency_symbols() and (tokens.word(last)[:1].isdigit() or not form.isalpha()):
            return last, currency_symbols()[form]
        if size == 1 and form in word_list("currency_codes") and tokens.word(last)[:1].isdigit():
            return last, form
    return None


def scale_up(tokens: Tokens, number: Number, money: bool) -> Number:
    """The number with a doubtful scale letter taken as a scale: always for money ("$268m")."""
    suffix = number.suffix.lower()
    factor = doubtful_scales().get(suffix, 0) or (scales().get(suffix, 0) if suffix else 0)
    if money and factor:
        number = times(number, factor)
        return replace(number, suffix="", end=tokens.spans[number.last - 1][1])
    after = tokens.word(number.last)
    if money and number.digits and after in doubtful_scales() and number.factor == 1:
        grown = times(number, doubtful_scales()[after])
        return replace(grown, last=number.last + 1, end=tokens.spans[number.last][1])
    return number


def read_unit(tokens: Tokens, number: Number, currencies: Currencies) -> Unit | None:
    """The unit that follows the number, or None."""
    if number.suffix:
        return unit_suffix(tokens, number)
    i = number.last
    dash = tokens.hyphen(i)
    i += dash
    i += number.value is None and tokens.word(i) == "of"
    if i >= len(tokens) or tokens.word(i) == "of":
        return None
    money = money_after(tokens, i, currencies, number.factor >= SURELY_MONEY)
    if money:
        return replace(money, adjective=dash)
    for size in range(min(LONGEST_UNIT, len(tokens) - i), 0, -1):
        key = tuple(tokens.words[i : i + size])
        entry = units().get(key)
        if entry is None or not fits(tokens, number, i, size, dash):
            continue
        symbol, kind, _ = entry
        return Unit(symbol, kind, i + size, tokens.spans[i + size - 1][1], dash and key != ("fold",))
    if dash and tokens.word(i) == "fold":
        return Unit("times", "times", i + 1, tokens.spans[i][1])
    return None


def fits(tokens: Tokens, number: Number, i: int, size: int, dash: bool) -> bool:
    """Whether the unit form in the `size` words at `i` is used as a unit."""
    key = tuple(tokens.words[i : i + size])
    _, kind, short = units()[key]
    if short and not number.digits:
        return False
    ended = len(key[0]) == 1 and tokens.word(i + 1) in (".", "’", "'")
    if short and size == 1 and (tokens.form(i).isupper() or ended) and not dash:
        return tokens.form(i) in ("L",)
    if key == ("second",) and number.value != 1:
        return False
    if key in (("points",), ("point",)):
        return tokens.word(i + size) != "of"
    if key == ("times",) and tokens.form(i) != "times":
        return False
    several = number.value is None or number.value > 1
    return not (kind == "time" and several and not dash and not key[-1].endswith("s") and len(key[-1]) > 3)


def unit_suffix(tokens: Tokens, number: Number) -> Unit | None:
    """The unit written without a space behind the digits: "62km", "40m"; "120km/h"."""
    entry = units().get((number.suffix.lower(),))
    if entry is None:
        return None
    end, last = tokens.spans[number.last - 1][1], number.last
    symbol, kind, _ = entry
    if symbol == "km" and tokens.word(last) == "/" and tokens.word(last + 1) == "h":
        return Unit("km/h", kind, last + 2, tokens.spans[last + 1][1])
    return Unit(symbol, kind, last, end)


def money_after(tokens: Tokens, i: int, currencies: Currencies, many: bool = False) -> Unit | None:
    """A currency behind the number: "dollars", "US dollars", "Kenyan shillings", "EUR", "€"."""
    for lead in (0, 1, 2, 3):
        at = i + lead
        word = tokens.word(at)
        if lead and not (tokens.form(at - 1)[:1].isupper() or tokens.word(at - 1) == "."):
            break
        code = currencies.code(word, tokens.word(at - 1) if lead else "")
        weighed = any(near.startswith("weigh") for near in tokens.words[max(0, i - WEIGHING_REACH) : i])
        weight = word.startswith("pound") and (weighed or not (lead or many or currencies.sterling))
        if code and not weight and word not in ("real", "won"):
            return Unit(code, "money", at + 1, tokens.spans[at][1])
        if code and word == "won" and tokens.word(at - 1) in ("million", "billion", "trillion", "korean"):
            return Unit(code, "money", at + 1, tokens.spans[at][1])
    form = tokens.form(i)
    if form in word_list("currency_codes") or (form in currency_symbols() and not form.isalpha()):
        return Unit(form if form.isalpha() else currency_symbols()[form], "money", i + 1, tokens.spans[i][1])
    return None


def read_rate(tokens: Tokens, i: int) -> tuple[int, str, bool] | None:
    """A rate that begins at word `i`: the index behind it, its name, and whether it is per amount ("a litre").

    "a day", "per customer", "each year", "every second", "daily", "/h", "for each truck".
    """
    word = tokens.word(i)
    entry = rates().get(word)
    if entry and entry[1] == "adverb":
        return i + 1, entry[0], False
    at = i
    if word == "for" and tokens.word(i + 1) in ("each", "every"):
        at += 1
    if tokens.word(at) in RATE_ARTICLES or (word == "/" and tokens.glued(i)):
        entry = rates().get(tokens.word(at + 1))
        if entry and entry[1] != "adverb":
            return at + 2, entry[0], entry[1] == "amount"
        named = tokens.word(at + 1)
        if (word == "per" or at > i) and named.isalpha():
            return at + 2, named, False
    return None
