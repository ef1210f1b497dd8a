"""Values of figures as intervals in one unit a dimension: whether two can both hold."""

import math
from dataclasses import dataclass

from onrecord import lists
from onrecord.records import Figure

COUNT, SHARE, TIME = "count", "share", "time"
"""Dimensions of things counted one by one, of per cent, and of durations."""
MONEY = "money "
"""Before the currency's code: money of one currency is a dimension."""
UNITS = {
    symbol: (kind, float(factor)) for symbol, kind, factor in lists.table("onrecord.relate.data", "quantity_units")
}
"""Dimension and factor by the symbol of the unit."""
AT_ONCE = 1.5
"""Up to which multiple "more than N" is understood: who knows of twice as many does not say so. Larger numbers are
not what "more than" implicates, see Cummins, Sauerland and Solt, Linguistics and Philosophy 35 (2012)."""
ROUND, ROUND_MEASURE = 0.015, 0.03
"""Share of a round number up to which another number can be the same one rounded; of lengths, weights and the like."""
LARGE = 1000
"""From which number on counts are rounded without saying so."""
VAGUE = 0.05
"""Share of the number that "about" leaves open, at most: half a unit of its last digit that is not 0."""


@dataclass(frozen=True, slots=True)
class Amount:
    """What a figure says: from `low` to `high`, both in the first unit of the `dimension`; `point` the number itself,
    of a range its middle; `scale` how many first units its own unit holds; `digits` how many digits the number has
    from its first to its last that is not 0."""

    low: float
    high: float
    point: float
    dimension: str
    scale: float
    digits: int

    def read_as(self, other: "Amount") -> "Amount":
        """The same number in the unit of another amount: for a number alone whose own unit is a guess."""
        by = other.scale / self.scale
        return Amount(self.low * by, self.high * by, self.point * by, other.dimension, other.scale, self.digits)


def dimension_of(unit: str | None) -> tuple[str, float]:
    """The dimension of a unit and its factor to the dimension's first unit."""
    if unit in UNITS:
        return UNITS[unit]
    if unit and len(unit) == 3 and unit.isupper():
        return MONEY + unit, 1.0
    return COUNT, 1.0


def amount(figure: Figure) -> Amount | None:
    """The figure's amount, None where it has no number at all."""
    ends = [number for number in (figure.value, figure.low, figure.high) if number is not None]
    if not ends or not all(map(math.isfinite, ends)):
        return None
    dimension, factor = dimension_of(figure.unit)
    low, high = min(ends), max(ends)
    point = (low + high) / 2
    digits = max(map(significant, ends))
    spread = unit_of(point) / 2
    if figure.bound == "about":
        low, high = low - min(spread, VAGUE * abs(point)), high + min(spread, VAGUE * abs(point))
    elif figure.bound in ("more_than", "at_least"):
        high = max(high, point * AT_ONCE)
    elif figure.bound in ("less_than", "at_most"):
        low = min(low, point / AT_ONCE)
    return Amount(
        low=low * factor,
        high=high * factor,
        point=point * factor,
        dimension=dimension,
        scale=factor,
        digits=digits,
    )


def significant(number: float) -> int:
    """How many digits a number has from its first to its last that is not 0: 2 of 12,000, 4 of 1,865."""
    return max(1, len(f"{abs(number):.6f}".replace(".", "").strip("0")))


def unit_of(number: float) -> float:
    """The unit of the last digit that is not 0: 1,000 of 12,000, 0.1 of 6.2."""
    if not number:
        return 0.0
    exponent = math.floor(math.log10(abs(number)) + 1e-9)
    return float(10.0 ** (exponent - significant(number) + 1))


def compatible(a: Amount, b: Amount) -> bool:
    """Whether both can hold: their intervals meet, numbers that may be rounded taken as such."""
    if max(a.low, b.low) <= min(a.high, b.high) * (1 + 1e-9):
        return True
    if min(a.point, b.point) < LARGE and a.dimension == b.dimension == COUNT:
        return False
    gap = max(a.low, b.low) - min(a.high, b.high)
    counted = a.dimension in (COUNT, SHARE) or a.dimension.startswith(MONEY)
    fine = max(abs(a.point), abs(b.point)) * (ROUND if counted else ROUND_MEASURE)
    coarsest = max(unit_of(a.point / a.scale) * a.scale, unit_of(b.point / b.scale) * b.scale)
    return gap <= min(fine, coarsest / 2) and min(a.digits, b.digits) <= 2


def apart(a: Amount, b: Amount) -> float:
    """How far two amounts are from each other: the natural logarithm of their ratio, 0 where both can hold."""
    if compatible(a, b):
        return 0.0
    if a.point <= 0 or b.point <= 0:
        return abs(a.point - b.point)
    return abs(math.log(a.point / b.point))
