"""The SI normal form of values and units, and that reading does not pay for it."""

import math
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.si import forms, normal
from onrecord.read.units import units


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (5, "km", (5000, "m")),
        (26.2, "miles", (42164.8128, "m")),
        (2, "nautical miles", (3704, "m")),
        (10, "feet", (3.048, "m")),
        (1860, "t", (1_860_000, "kg")),
        (40, "lb", (18.1436948, "kg")),
        (8, "oz", (0.226796185, "kg")),
        (12_000, "litres", (12, "m3")),
        (1, "gallons", (0.003785411784, "m3")),
        (1, "barrels", (0.158987294928, "m3")),
        (900, "ha", (9_000_000, "m2")),
        (1, "acres", (4046.87260987, "m2")),
        (20, "°C", (293.15, "K")),
        (68, "°F", (293.15, "K")),
        (0.9, "mg/l", (0.0009, "kg/m3")),
        (11, "knots", (5.65888888889, "m/s")),
        (36, "km/h", (10, "m/s")),
        (3, "GWh", (1.08e13, "J")),
        (990, "hPa", (99_000, "Pa")),
        (2, "weeks", (1_209_600, "s")),
    ],
)
def test_normal_form(value: float, unit: str, expected: tuple[float, str]) -> None:
    found = normal(value, unit)
    assert found is not None
    assert found[0] == pytest.approx(expected[0], rel=1e-9)
    assert found[1] == expected[1]


def test_units_of_one_kind_meet() -> None:
    assert normal(1, "km2") == normal(100, "ha")
    assert normal(1000, "kg") == normal(1, "t")
    assert normal(1, "m3") == normal(1000, "litres")


@pytest.mark.parametrize(
    "unit", [None, "", "people", "boats", "USD", "%", "percentage points", "times", "degrees", "/", "USD/km"]
)
def test_money_shares_and_counts_have_none(unit: str | None) -> None:
    assert normal(3, unit) is None


def test_a_rate_is_divided_by_its_period() -> None:
    assert normal(70, "m3", "second") == (70, "m3/s")
    assert normal(86.4, "t", "day") == (1, "kg/s")
    assert normal(70, "people", "day") is None
    assert normal(70, "m3", "household") is None


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan])
def test_what_is_no_number_has_none(value: float) -> None:
    assert normal(value, "km") is None


@given(st.integers(-(10**9), 10**9), st.sampled_from(sorted(set(forms()) - {"°C", "°F"})))
def test_a_multiple_is_in_proportion(value: int, unit: str) -> None:
    one, many = normal(1, unit), normal(value, unit)
    assert one is not None
    assert many is not None
    assert many[1] == one[1]
    assert math.isclose(many[0], value * one[0], rel_tol=1e-9)


def test_every_unit_with_a_form_is_one_that_reading_gives() -> None:
    named = {symbol for symbol, _, _ in units().values()}
    assert {"km", "t", "litres", "°C", "knots"} <= named & set(forms())


def test_reading_does_not_load_the_library_of_units() -> None:
    code = "import sys, onrecord, onrecord.read.reader, onrecord.read.si; sys.exit('pint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
