"""The number grammar: every style in which a report writes a number gives the number back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.number_tokens import Number, Tokens
from onrecord.read.numbers import read_number
from onrecord.read.words import split_words

UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def tokens_of(text: str) -> Tokens:
    spans = split_words(text, 0, len(text))
    return Tokens(text, spans, [text[a:b].lower() for a, b in spans])


def read(text: str) -> Number | None:
    return read_number(tokens_of(text), 0)


def spelled(number: int) -> str:
    """The number in British words: an independent writer to read back."""
    if number < 20:
        return UNITS[number]
    if number < 100:
        return TENS[number // 10] + (f"-{UNITS[number % 10]}" if number % 10 else "")
    if number < 1000:
        rest = f" and {spelled(number % 100)}" if number % 100 else ""
        return f"{UNITS[number // 100]} hundred{rest}"
    for scale, name in ((10**9, "billion"), (10**6, "million"), (10**3, "thousand")):
        if number >= scale:
            head, rest = divmod(number, scale)
            joint = " and " if 0 < rest < 100 else " "
            return f"{spelled(head)} {name}" + (f"{joint}{spelled(rest)}" if rest else "")
    raise AssertionError(number)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        ("1,200", 1200),
        ("1,234,567.5", 1234567.5),
        ("12\u202f500", 12500),
        ("0.35", 0.35),
        ("1.2 million", 1_200_000),
        ("3bn", 3_000_000_000),
        ("40k", 40_000),
        ("1.1-billion", 1_100_000_000),
        ("2½", 2.5),
        ("½", 0.5),
        ("3 and a half", 3.5),
        ("eleven", 11),
        ("thirty-seven", 37),
        ("thirty seven", 37),
        ("a hundred", 100),
        ("a hundred and two", 102),
        ("two hundred thousand", 200_000),
        ("fifteen hundred", 1500),
        ("nine thousand and forty-one", 9041),
        ("one million two hundred thousand", 1_200_000),
        ("a thousand million", 10**9),
        ("two and a half million", 2_500_000),
        ("three point five", 3.5),
        ("half a million", 500_000),
        ("half-a-million", 500_000),
        ("half a dozen", 6),
        ("a quarter of a million", 250_000),
        ("three quarters of a million", 750_000),
        ("a dozen", 12),
        ("two dozen", 24),
        ("a couple of", 2),
        ("a pair of", 2),
        ("a couple of hundred", 200),
        ("half an", 0.5),
    ],
)
def test_value(text: str, value: float) -> None:
    number = read(text)
    assert number is not None
    assert number.value == value
    assert not number.share
    assert number.end == len(text)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("two-thirds", 66.67),
        ("three quarters", 75),
        ("one in six", 16.67),
        ("nine in ten", 90),
        ("9 out of 10", 90),
        ("nine out of every ten", 90),
        ("one-fifth", 20),
        ("half of", 50),
        ("fifty-fifty", 50),
        ("50-50", 50),
    ],
)
def test_share(text: str, share: float) -> None:
    number = read(text)
    assert number is not None
    assert number.share
    assert number.value == share


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("dozens", 24, None),
        ("hundreds", 200, None),
        ("tens of thousands", 20_000, None),
        ("hundreds of thousands", 200_000, None),
        ("scores of", 40, None),
        ("millions", 2_000_000, None),
        ("several hundred", 200, 900),
        ("a few hundred", 200, 900),
        ("a few dozen", 24, 108),
        ("several thousand", 2000, 9000),
    ],
)
def test_vague(text: str, low: int, high: int | None) -> None:
    number = read(text)
    assert number is not None
    assert number.value is None
    assert (number.low, number.high) == (low, high)


@pytest.mark.parametrize("text", ["15th", "1980s", "1,23", "twenty-sixth", "a ship", "several ships", "the", "9" * 40])
def test_no_number(text: str) -> None:
    assert read(text) is None


def test_a_number_does_not_begin_inside_another() -> None:
    tokens = tokens_of("06:15 3-1 A-320 24/7")
    inner = [i for i in range(len(tokens)) if tokens.glued(i) and tokens.word(i).isdigit()]
    assert inner
    assert [read_number(tokens, i) for i in inner] == [None] * len(inner)


@given(st.integers(0, 10**12 - 1))
def test_digits_with_separators_come_back(number: int) -> None:
    found = read(f"{number:,}")
    assert found is not None
    assert found.value == number


@given(st.integers(0, 10**12 - 1))
def test_words_come_back(number: int) -> None:
    text = spelled(number)
    found = read(text)
    assert found is not None
    assert found.value == number
    assert found.end == len(text)


@given(st.integers(1, 9999), st.sampled_from([("thousand", 10**3), ("million", 10**6), ("bn", 10**9)]))
def test_tenths_of_a_scale_come_back(tenths: int, scale: tuple[str, int]) -> None:
    found = read(f"{tenths / 10} {scale[0]}")
    assert found is not None
    assert found.value == tenths * scale[1] // 10


@given(st.text(max_size=80))
def test_any_text_is_read_without_error(text: str) -> None:
    tokens = tokens_of(text)
    for i in range(len(tokens)):
        number = read_number(tokens, i)
        if number is not None:
            assert tokens.spans[i][0] < number.end <= len(text)
