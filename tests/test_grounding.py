"""Every row of every reading points at characters of its report."""

import time
from itertools import count as count_from

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.records import Report
from tests.fuzz.checks import grounded

WHO = st.sampled_from(
    ["Ines Halvorsen", "the harbour master", "She", "a senior official", "Norway", "the report", "Col. Bo Lund", ""]
)
CUE = st.sampled_from(
    [" said", " denied", ", according to ", ": ", " would not say", " told reporters on Tuesday", " expects", " —"]
)
WHAT = st.sampled_from(
    [
        "the quay was empty",
        "“about 40 boats left Bodø by noon,”",
        "“We do not know.",
        "between 25,000 and 30,000 people a month had fled",
        "it may rise by 12% to 340",
        "‘no,’ she said, ‘never’",
        '"three hours later 1.2 million tonnes',
        "whether it was true",
    ]
)
SENTENCE = st.tuples(WHAT, WHO, CUE, WHAT).map(lambda p: f"{p[0]} {p[1]}{p[2]} {p[3]}. ")
NOISE = st.text(alphabet=st.characters(codec="utf-8"), max_size=30)
TEXT = st.lists(st.one_of(SENTENCE, SENTENCE, NOISE, st.just("\n\n")), max_size=8).map("".join)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXT, st.sampled_from(["2031-03-05", "2031-03-05T10:00:00Z", None]))
def test_every_row_is_grounded(text: str, published: str | None) -> None:
    report = Report(text=text, published=published)
    grounded(onrecord.read(report))


def test_the_same_report_gives_the_same_reading() -> None:
    text = "“The quay was empty,” Ines Halvorsen said. She denied that 40 boats had left Bodø on Tuesday."
    assert onrecord.read(text) == onrecord.read(text)


@pytest.mark.parametrize("unit", ["“", "a b. ", "He said no. ", "1,000 ", "x"])
def test_a_long_report_costs_linear_time(unit: str) -> None:
    numbers = count_from(1)  # no paragraph is one that was read before

    def seconds(count: int) -> float:
        report = Report(text=f"{next(numbers)} {(unit * count)[: 8 * count]}", published="2031-03-05")
        begun = time.process_time()
        onrecord.read(report)
        return time.process_time() - begun

    seconds(50)
    small, large = min(seconds(500) for _ in range(2)), seconds(5000)
    assert large < 40 * small + 1


@pytest.mark.parametrize("text", ["It owes to his more recent", "Nobody knows, n’t he said. He n't said so, n't"])
def test_text_cut_at_the_wrong_place_is_read(text: str) -> None:
    assert onrecord.read(Report(text=text, published="2031-03-05")).report.text == text
