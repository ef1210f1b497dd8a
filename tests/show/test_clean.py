import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.show.clean import csv_cell, json_text, markdown, shorten, visible, window


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain — “words”", "plain — “words”"),
        ("red \x1b[31malarm\x1b[0m", "red [31malarm[0m"),
        ("\x9b2Jgone", "2Jgone"),
        ("two\r\nlines\tand\u2028more", "two lines and more"),
        ("abc\u202edcba\u202c", "abcdcba"),
        ("soft\u00adhyphen, zero\u200bwidth", "softhyphen, zerowidth"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("half \ud800 pair", "half pair"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(alphabet=st.characters()))
def test_json_keeps_everything_and_shows_no_control_character(text: str) -> None:
    printed = json_text({"text": text})
    assert json.loads(printed) == {"text": text}
    assert visible(printed) == " ".join(printed.split())


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+41", "'+41"),
        ("-x", "'-x"),
        ("@sum", "'@sum"),
        ("\t=1", "'=1"),
        ("\x00=1", "'=1"),
        ("a=b", "a=b"),
        (-5, "-5"),
        (2.5, "2.5"),
        (True, "true"),
        (None, ""),
        ([[1, 2]], "[[1, 2]]"),
    ],
)
def test_csv_cell(value: object, cell: str) -> None:
    assert csv_cell(value) == cell


@pytest.mark.parametrize(
    ("text", "width", "short"),
    [
        ("short", 10, "short"),
        ("exactly ten", 11, "exactly ten"),
        ("one two three", 9, "one two…"),
        ("one two three", 8, "one two…"),
        ("one, two", 5, "one…"),
        ("unbroken", 4, "unb…"),
    ],
)
def test_shorten(text: str, width: int, short: str) -> None:
    assert shorten(text, width) == short
    assert len(shorten(text, width)) <= width


def test_window_keeps_the_span_and_stays_inside_the_sentence() -> None:
    text = "Before. It was a long day until 40 boats came in from the storm, late. After."
    sentence = (8, text.index(" After"))
    start = text.index("40 boats")
    assert window(text, (start, start + 8), sentence, 200) == text[slice(*sentence)]
    assert window(text, (start, start + 8), sentence, 24) == "…until 40 boats came in…"
    assert window(text, (8, 10), sentence, 12) == "It was a…"


@given(st.text(alphabet="ab c", min_size=1, max_size=60), st.integers(0, 59), st.integers(1, 20), st.integers(0, 30))
def test_window_always_holds_the_span(text: str, start: int, length: int, width: int) -> None:
    start = min(start, len(text) - 1)
    end = min(len(text), start + length)
    assert visible(text[start:end]) in window(text, (start, end), (0, len(text)), width)


def test_markdown_marks_are_escaped() -> None:
    assert markdown("a *b* [c](d) <e> | `f`") == "a \\*b\\* \\[c\\](d) \\<e\\> \\| \\`f\\`"
    assert markdown("1. not a list") == "1\\. not a list"
