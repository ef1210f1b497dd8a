"""Dates of publication."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.gather.dates import normal_date


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2031-03-05", "2031-03-05"),
        (" 2031-03-05 ", "2031-03-05"),
        ("2031-03-05T10:05:00Z", "2031-03-05T10:05:00Z"),
        ("2031-03-05T10:05Z", "2031-03-05T10:05:00Z"),
        ("2031-03-05 10:05", "2031-03-05T10:05:00Z"),
        ("2031-03-05T23:30:00-05:00", "2031-03-06T04:30:00Z"),
        ("2031-03-05T10:05:00.123456+00:00", "2031-03-05T10:05:00Z"),
        ("Wed, 05 Mar 2031 10:05:00 GMT", "2031-03-05T10:05:00Z"),
        ("Wed, 05 Mar 2031 10:05:00 +0200", "2031-03-05T08:05:00Z"),
        ("5 March 2031", "2031-03-05"),
        ("Wednesday, March 5th, 2031", "2031-03-05"),
        ("Sept. 5, 2031, 9 p.m.", "2031-09-05"),
        ("May 5, 2031", "2031-05-05"),
        ("31 April 2031", None),
        ("Marchember 5, 2031", None),
        ("03/05/2031", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_normal_date(value: str | None, expected: str | None) -> None:
    assert normal_date(value) == expected


@given(st.text(max_size=100))
def test_never_raises(value: str) -> None:
    normal_date(value)


@given(st.datetimes(timezones=st.timezones()))
def test_what_is_normal_stays(moment: object) -> None:
    value = normal_date(str(moment))
    assert normal_date(value) == value
