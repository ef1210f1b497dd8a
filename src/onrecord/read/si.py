"""The SI normal form of a figure's value and unit, by which figures in different units are compared.

Reading never asks for it: the library of units, pint, is loaded at the first conversion (0.4 s).
"""

import math
from functools import cache
from typing import Any

from onrecord.read.data import table

DIGITS = 12
"""Significant digits kept, so that 0.1 and 0.2 of a unit give no trailing noise."""


def normal(value: float, unit: str | None, per: str | None = None) -> tuple[float, str] | None:
    """A figure's value in SI units and the symbol of that unit, None where the unit has none.

    `unit` and `per` are those of a `Figure`: ``normal(5, "km")`` is ``(5000.0, "m")``, ``normal(0.9, "mg/l")`` is
    ``(0.0009, "kg/m3")``, ``normal(70, "m3", "second")`` is ``(70.0, "m3/s")``. Money, shares, degrees of an unknown
    scale and counted things have no normal form. A range is converted one end at a time. A temperature is one on its
    scale, not a difference. Months and years are those of the Julian calendar's mean (a year is 365.25 days).
    """
    above, _, below = (unit or "").partition("/")
    found = scaled(value, unit or "") if unit in forms() else divided(scaled(value, above), below) if below else None
    if found is None or per is None:
        return found
    return divided(found, per)


def scaled(value: float, unit: str) -> tuple[float, str] | None:
    """`value` of a unit without a division, in SI units; None for a unit that has no normal form or for no number."""
    if unit not in forms() or not math.isfinite(value):
        return None
    name, symbol, target = forms()[unit]
    registry = units_library()
    factor, _, rest = name.partition(" ")
    amount, plain = (value * float(factor), rest) if factor.replace(".", "").isdigit() else (value, name)
    return rounded(float(registry.Quantity(amount, plain).to(target).magnitude)), symbol


def divided(found: tuple[float, str] | None, unit: str) -> tuple[float, str] | None:
    """A quantity in SI units a `unit` ("second", "l"), in SI units; None where either has no normal form."""
    one = scaled(1, unit) if found is not None else None
    if found is None or one is None or "/" in found[1]:
        return None
    return rounded(found[0] / one[0]), f"{found[1]}/{one[1]}"


def rounded(value: float) -> float:
    """The value to `DIGITS` significant digits."""
    return float(f"{value:.{DIGITS}g}")


@cache
def forms() -> dict[str, tuple[str, str, str]]:
    """Unit of the record to its name in the library, the symbol of its SI unit, and that one's name."""
    return {row[0]: (row[1], row[2], row[3]) for row in table("unit_si")}


@cache
def units_library() -> Any:
    """The library's registry of units."""
    import pint

    return pint.UnitRegistry(cache_folder=None)
