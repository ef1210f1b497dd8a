import pytest

from onrecord.records import Figure
from onrecord.show.amounts import amount


@pytest.mark.parametrize(
    ("fields", "written"),
    [
        ({"value": 140, "bound": "about", "unit": "people"}, "about 140 people"),
        ({"value": 1200.0, "bound": "more_than", "unit": "t"}, "more than 1,200 t"),
        ({"value": 2.5, "unit": "%"}, "2.5%"),
        ({"low": 25e6, "high": 30e6, "bound": "range", "unit": "NOK"}, "25–30 million NOK"),
        ({"low": 3, "bound": "at_least"}, "at least 3"),
        ({"value": 60000, "unit": "l", "per": "day"}, "60,000 l a day"),
        ({"value": 0}, "0"),
        ({"value": 18_000_000, "unit": "NOK"}, "18 million NOK"),
        ({"value": 1_500_000_000}, "1.5 billion"),
        ({"value": 1_234_567}, "1,234,567"),
        ({"low": 900_000, "high": 1_200_000, "bound": "range"}, "900,000–1,200,000"),
        ({"value": -4.25, "unit": "°C"}, "-4.25°C"),
        ({}, ""),
    ],
)
def test_amount(fields: dict[str, object], written: str) -> None:
    assert amount(Figure(report="r", span=(0, 1), **fields)) == written  # type: ignore[arg-type]


def test_a_unit_that_the_heading_says_is_left_out() -> None:
    figure = Figure(report="r", span=(0, 1), value=7, unit="people")
    assert amount(figure, "people") == "7"
    assert amount(figure, "patients") == "7 people"
