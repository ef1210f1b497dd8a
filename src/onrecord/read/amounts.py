"""Amounts: a number with the comparator, currency and unit around it, and ranges of two."""

from dataclasses import dataclass, replace
from functools import cache

from onrecord.read.data import table, word_list
from onrecord.read.number_tokens import GLUE, Number, Tokens, Value
from onrecord.read.numbers import doubtful_scales, read_article_share, read_number, read_vague, times
from onrecord.read.units import Currencies, Unit, currency_before, read_unit, scale_up, units
from onrecord.read.word_sets import word_set

MOST_COMPARATORS = 3
CHANGE_REACH = 9
MULTIPLE_OF = word_set("multiple_of")


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity as read: words `[first, last)`, characters `[start, end)`.

    `number` is the number itself (of a range the lower one), `compared` tells whether a comparator stands before it.
    `score` marks two bare numbers joined by a hyphen ("3-1"), which count nothing unless a noun follows.
    """

    first: int
    last: int
    start: int
    end: int
    number: Number
    value: Value | None
    low: Value | None
    high: Value | None
    bound: str
    unit: Unit | None
    compared: bool = False
    score: bool = False

    @property
    def ranged(self) -> bool:
        """Whether the amount has two ends."""
        return self.bound == "range"


def moved(amount: Amount, by: int) -> Amount:
    """The amount `by` characters further on."""
    number = replace(amount.number, end=amount.number.end + by)
    unit = replace(amount.unit, end=amount.unit.end + by) if amount.unit else None
    return replace(amount, start=amount.start + by, end=amount.end + by, number=number, unit=unit)


@cache
def comparators(place: str) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Comparators that stand `before` or `after` a quantity, longest first, by their first word."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, where, bound in table("figure_bounds"):
        if where == place:
            words = tuple(phrase.replace("ca.", "ca .").replace("approx.", "approx .").replace("-", "- ").split())
            found.setdefault(words[0], []).append((words, bound))
    return {word: tuple(sorted(set(rows), key=lambda row: (-len(row[0]), row))) for word, rows in found.items()}


@cache
def multiples() -> dict[str, tuple[int, bool]]:
    """Multiple ("twice", "double") to its value and whether it is weak."""
    return {row[0]: (int(row[1]), len(row) > 2) for row in table("number_multiples")}


def read_comparator(tokens: Tokens, i: int, place: str) -> tuple[int, str] | None:
    """The comparator at word `i`: the index behind it and its bound."""
    for words, bound in comparators(place).get(tokens.word(i), ()):
        if all(tokens.word(i + k) == word for k, word in enumerate(words)):
            return i + len(words), bound
    return None


def read_comparators(tokens: Tokens, i: int) -> tuple[int, str]:
    """The comparators at word `i` and their joint bound: the last one that is not merely "about"."""
    bound = "exact"
    for _ in range(MOST_COMPARATORS):
        found = read_comparator(tokens, i, "before")
        if found is None:
            break
        i, bound = found[0], (found[1] if found[1] != "about" or bound == "exact" else bound)
    return i, bound


def read_amount(tokens: Tokens, i: int, currencies: Currencies) -> Amount | None:
    """The amount that begins at word `i` with its comparator, currency or number, or None."""
    at, bound = read_comparators(tokens, i)
    if at == i + 1 and tokens.word(i) == "over" and read_vague(tokens, at):
        return None
    compared = at > i
    lead = tokens.word(at) if tokens.word(at) in ("between", "from") else ""
    found = read_range(tokens, at, lead, currencies)
    if found is None and lead:
        return None
    found = found or read_single(tokens, at, currencies, compared)
    if found is None:
        return None
    start = tokens.spans[i][0]
    if found.bound != "exact" and (bound == "exact" or found.ranged):
        bound = found.bound
    return replace(found, first=i, start=start, bound=bound, compared=compared)


def read_single(tokens: Tokens, i: int, currencies: Currencies, compared: bool) -> Amount | None:
    """One quantity at word `i`: currency, number, unit."""
    multiple = multiples().get(tokens.word(i))
    if multiple:
        value, weak = multiple
        if weak and not compared and tokens.word(i + 1) not in MULTIPLE_OF:
            return None
        end = tokens.spans[i][1]
        number = Number(i, i + 1, end, value)
        return simple(tokens, i, number, Unit("times", "times", i + 1, end))
    if tokens.word(i) in ("a", "an") and (compared or tokens.word(i - 1) in ("for", "lasted", "took")):
        entry = units().get((tokens.word(i + 1),))
        if entry and entry[1] == "time":
            end = tokens.spans[i + 1][1]
            return simple(tokens, i, Number(i, i + 1, end, 1), Unit(entry[0], "time", i + 2, end))
    quantity = read_quantity(tokens, i, currencies)
    if quantity is None:
        return None
    number, unit = quantity
    if number.weak and not compared:
        return None
    return simple(tokens, i, number, unit)


def simple(tokens: Tokens, i: int, number: Number, unit: Unit | None) -> Amount:
    """The amount of one number."""
    last, end = number.last, number.end
    if unit and unit.end >= end:
        last, end = unit.last, unit.end
    start = tokens.spans[i][0]
    return Amount(i, last, start, end, number, number.value, number.low, number.high, number.bound, unit)


def read_quantity(
    tokens: Tokens, i: int, currencies: Currencies, joined: bool = True, inside: bool = False
) -> tuple[Number, Unit | None] | None:
    """A number at word `i`, behind its currency if there is one, and its unit."""
    sign = currency_before(tokens, i)
    number = read_number(tokens, sign[0] if sign else i, joined, inside)
    if number is None and not sign:
        number = read_article_share(tokens, i)
    if number is None:
        return None
    if sign:
        number = scale_up(tokens, number, money=True)
        return number, Unit(sign[1], "money", number.last, number.end)
    if number.suffix.lower() in doubtful_scales() and counts_next(tokens, number.last):
        number = scale_up(tokens, number, money=True)
    unit = read_unit(tokens, number, currencies)
    if number.suffix and unit is None:
        grown = scale_up(tokens, number, money=True)
        if grown.suffix:
            return None
        number, unit = grown, read_unit(tokens, grown, currencies)
    return number, unit


def counts_next(tokens: Tokens, i: int) -> bool:
    """Whether the word at `i` is money or a plural of persons, so that an "m" before it means million."""
    return tokens.word(i) in word_list("figure_persons") or tokens.word(i) in ("euros", "dollars", "pounds")


def read_range(tokens: Tokens, i: int, lead: str, currencies: Currencies) -> Amount | None:
    """Two quantities that bound one: "between 5 and 7", "from 5 to 7", "5–7", "two or three"."""
    first = read_quantity(tokens, i + bool(lead), currencies, joined=lead != "between")
    rising = "from" in (lead, tokens.word(i - 1)) and changes(tokens, i)
    if first is None or first[0].value is None or rising:
        return None
    low, low_unit = first
    link = max(low.last, low_unit.last if low_unit else 0)
    behind = connector(tokens, link, lead)
    hyphen = tokens.hyphen(link) and not tokens.hyphen(link + 2)
    second = read_quantity(tokens, behind, currencies, inside=hyphen) if behind is not None else None
    if second is None or second[0].value is None:
        return None
    high, high_unit = second
    if low_unit and high_unit and low_unit.symbol != high_unit.symbol:
        return None
    if tokens.word(link) == "or" and not close(low, high):
        return None
    unit = high_unit or low_unit
    bare = tokens.word(link) in GLUE and unit is None and low.digits and high.digits
    return span_of_two(tokens, i, (low, high), unit, bare)


def span_of_two(tokens: Tokens, i: int, ends: tuple[Number, Number], unit: Unit | None, bare: bool) -> Amount | None:
    """The range of two numbers; bare numbers that make none are a score."""
    low, high = ends
    grown = times(low, high.factor) if low.factor == 1 < high.factor else low
    if fewer(grown, high):
        low = grown
    if not fewer(low, high) or (low.share != high.share and unit is None):
        return score(tokens, i, low, high) if bare else None
    end, last = high.end, high.last
    if unit and unit.end > end:
        end, last = unit.end, unit.last
    start = tokens.spans[i][0]
    return Amount(i, last, start, end, low, None, low.value, high.value, "range", unit, score=bare)


def connector(tokens: Tokens, i: int, lead: str) -> int | None:
    """The index behind the word that joins the two ends of a range at `i`, or None."""
    word = tokens.word(i)
    if lead == "between":
        return i + 1 if word == "and" else None
    if word == "up" and tokens.word(i + 1) == "to":
        return i + 2
    if word in ("to", "until"):
        return i + 1
    if word == "-" and tokens.word(i + 1) == "to" and tokens.word(i + 2) == "-":
        return i + 3
    if word in GLUE and (tokens.hyphen(i) or (tokens.glued(i) and tokens.word(i + 1) in "$€£")):
        return i + 1
    return i + 1 if word == "or" and not lead else None


def score(tokens: Tokens, i: int, low: Number, high: Number) -> Amount:
    """Two bare numbers joined by a hyphen that make no range: a score, a vote or a serial number."""
    return Amount(i, high.last, tokens.spans[i][0], high.end, low, None, None, None, "range", None, score=True)


def fewer(low: Number, high: Number) -> bool:
    """Whether both numbers have values and the first is the smaller one."""
    return low.value is not None and high.value is not None and low.value < high.value


def close(low: Number, high: Number) -> bool:
    """Whether "low or high" is a guess ("two or three", "20 or 30") rather than a choice."""
    if low.value is None or high.value is None or low.share:
        return False
    return low.value < high.value <= max(low.value + 2, 2 * low.value)


def changes(tokens: Tokens, i: int) -> bool:
    """Whether a word of change stands shortly before word `i`: "rose from 5 to 7" are two figures."""
    words = tokens.words[max(0, i - CHANGE_REACH) : i]
    return any(word in word_list("figure_changes") for word in words)
