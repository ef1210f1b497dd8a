"""Amounts set beside earlier ones, which tell what they measure: "from 14 percent to 4", "82, not 75"."""

from dataclasses import dataclass, field

from onrecord.read.amounts import Amount
from onrecord.read.counted import DETERMINERS
from onrecord.read.data import table
from onrecord.read.number_tokens import Tokens
from onrecord.read.word_sets import word_set

BETWEEN = 60
"""Characters between two amounts that are looked at."""
CONTRAST = word_set("contrast")
FILLERS = word_set("fillers")
REACH = 6
LEADS = tuple(tuple(row[0].split()) for row in table("figure_contrasts"))


@dataclass(frozen=True, slots=True)
class Found:
    """An amount that is a figure: where it ends, its unit, what it counts, its rate."""

    amount: Amount
    last: int
    end: int
    bound: str
    unit: str | None
    of: str | None
    per: str | None = None


@dataclass(slots=True)
class Known:
    """The figures read so far: the last one, the last one that is no length of time, and the last of each unit."""

    last: Found | None = None
    thing: Found | None = None
    by_unit: dict[str, Found] = field(default_factory=dict)

    def add(self, found: Found) -> None:
        """Take note of a figure."""
        self.last = found
        kind = found.amount.unit.kind if found.amount.unit else ""
        if kind not in ("time", "times"):
            self.thing = found
        if found.unit is not None and found.of is not None:
            self.by_unit[found.unit] = found


def linked(tokens: Tokens, amount: Amount, before: Found) -> bool:
    """Whether nothing but words of contrast stands between the last figure and the amount: "$82m, not $75m"."""
    between = tokens.text[before.end : min(amount.start, before.end + BETWEEN)].replace(",", " ").lower().split()
    return bool(between) and CONTRAST.issuperset(between)


def contrasted(tokens: Tokens, amount: Amount) -> bool:
    """Whether words of comparison lead to the amount: "down from the", "rather than", "compared with its earlier"."""
    k = amount.first
    stop = max(0, k - REACH)
    while k > stop and (tokens.word(k - 1) in DETERMINERS or tokens.word(k - 1) in FILLERS):
        k -= 1
    return any(tuple(tokens.words[max(0, k - len(lead)) : k]) == lead for lead in LEADS)


def counterpart(tokens: Tokens, amount: Amount, known: Known) -> Found | None:
    """The earlier figure that the amount is another value of, or None.

    One in the same sentence behind words of comparison; one anywhere before with the same unit for "the $310m".
    """
    symbol = amount.unit.symbol if amount.unit else None
    same = known.by_unit.get(symbol) if symbol else known.thing
    if same is None:
        return None
    here = same.amount.start >= tokens.spans[0][0]
    if here and contrasted(tokens, amount):
        return same
    return same if symbol not in (None, "%") and tokens.word(amount.first - 1) == "the" else None
