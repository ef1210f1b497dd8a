from dataclasses import replace

import pytest

from onrecord.ledger import Course, Given, Ledger
from onrecord.records import Series
from onrecord.show import charts
from onrecord.show.charts.look import DISPUTES, PAST, STATES
from tests.show.build import given, report
from tests.show.charts.looking import colored, size, told, words

TEXT = "About 1,200 crates were lost, later 1,450 crates, between 1,500 and 1,700 crates, more than 2,000 crates."


def course(*rows: Given, relation: str = "revised") -> Course:
    """The rows as a series of crates lost."""
    return Course(Series(name="crates lost", figures=tuple(row.figure.id for row in rows), relation=relation), rows)


def crates(text: str, **fields: object) -> Given:
    """A figure of crates."""
    return given(text, TEXT, unit="crates", of="crates", **fields)


ABOUT = crates("About 1,200", value=1200.0, bound="about")
EXACT = crates("1,450", value=1450.0)
RANGE = crates("between 1,500 and 1,700", low=1500.0, high=1700.0, bound="range")
MORE = crates("more than 2,000", value=2000.0, bound="more_than")


def test_each_number_has_a_row_with_who_when_and_where() -> None:
    drawn = charts.svg(charts.series(course(ABOUT, EXACT, RANGE, MORE)), "light")
    seen = words(drawn)
    for number in ("1,200", "1,450", "1,500", "1,700", "2,000"):
        assert any(number in word for word in seen), number
    assert sum("Quay Post" in word for word in seen) >= 4
    assert sum("3 Feb 2031" in word for word in seen) == 4
    assert "1,450" in told(drawn)


def test_what_was_revised_is_pale_and_what_conflicts_is_red() -> None:
    revised = charts.svg(charts.series(course(ABOUT, EXACT)), "light")
    conflicting = charts.svg(charts.series(course(ABOUT, EXACT, relation="conflicting")), "light")
    assert colored(revised, PAST)
    assert colored(revised, STATES)
    assert not colored(revised, DISPUTES)
    assert colored(conflicting, DISPUTES)
    assert not colored(conflicting, PAST)


def test_the_key_explains_the_marks_that_occur() -> None:
    every = words(charts.svg(charts.series(course(ABOUT, EXACT, RANGE, MORE)), "light"))
    plain = words(charts.svg(charts.series(course(EXACT)), "light"))
    for mark in ("ring:", "bar:", "arrow:"):
        assert any(mark in word for word in every)
        assert not any(mark in word for word in plain)


def test_one_teller_s_number_stands_once_with_its_further_reports() -> None:
    again = replace(EXACT, report=report(TEXT, outlet="Quay Post", url="https://quay.example/2"))
    seen = words(charts.svg(charts.series(course(EXACT, again)), "light"))
    assert sum("3 Feb 2031" in word for word in seen) == 1
    assert any("+1" in word for word in seen)


def test_a_long_series_shows_its_first_and_its_latest() -> None:
    text = " ".join(f"{number:,} crates;" for number in range(1001, 1101))
    rows = [given(f"{number:,}", text, unit="crates", of="crates", value=float(number)) for number in range(1001, 1101)]
    drawn = charts.svg(charts.series(course(*rows)), "light")
    seen = words(drawn)
    assert any("1,001" in word for word in seen)
    assert any("1,100" in word for word in seen)
    assert not any("1,050 " in f"{word} " for word in seen)
    assert any("Left out: 76" in word for word in seen)
    assert size(drawn)[1] < 1000


def test_a_series_without_a_number_is_refused() -> None:
    with pytest.raises(charts.NothingToDraw, match="no number to draw"):
        charts.series(course(crates("1,450")))


def test_orders_apart_stand_on_a_logarithmic_axis() -> None:
    wide = crates("1,450", value=4.0), crates("more than 2,000", value=2_000_000.0)
    assert charts.series(course(*wide)).to_dict()["layer"][2]["encoding"]["x"]["scale"]["type"] == "log"


def test_every_series_of_the_story_can_be_drawn_by_the_schema(ledger: Ledger) -> None:
    courses = ledger.series()
    assert courses
    for one in courses:
        assert charts.series(one).to_dict(validate=True)["layer"]
