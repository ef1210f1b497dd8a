"""Statements about the future and by when they fall due."""

from dataclasses import replace
from datetime import date

import pytest

from onrecord.read.document import Document
from onrecord.read.expectation_due import after, end_of
from onrecord.read.expectations import find_expectations
from onrecord.read.times import find_times
from onrecord.records import Expectation, Statement
from tests.read.tagged import span, tagged

PUBLISHED = "2030-04-03T08:00:00Z"
"""A Wednesday."""


def dated(written: str) -> Document:
    """The tagged document, published on `PUBLISHED`."""
    document = tagged(written)
    return replace(document, report=replace(document.report, published=PUBLISHED))


def statement(
    document: Document,
    content: str,
    act: str = "say",
    cue: str = "",
    said_on: str | None = None,
    within: str | None = None,
) -> Statement:
    """The statement of this content."""
    cues, held = (span(document, cue),) if cue else (), (span(document, content),)
    return Statement(report=document.report.id, content=held, cue=cues, act=act, said_on=said_on, within=within)


def read(written: str, act: str = "say", cue: str = "", said_on: str | None = None) -> list[Expectation]:
    """The expectations of a text that is one statement but for its cue and full stop."""
    document = dated(written)
    first = span(document, cue)[1] + 1 if cue else 0
    row = statement(document, document.text[first:].rstrip("."), act, cue, said_on)
    return find_expectations(document, [row], find_times(document))


DUE = [
    ("The/DT weir/NN will/MD open/VB by/IN Friday/NNP .", "2030-04-05"),
    ("The/DT weir/NN would/MD open/VB within/IN 48/CD hours/NNS .", "2030-04-05"),
    ("The/DT weir/NN will/MD open/VB by/IN the/DT end/NN of/IN the/DT month/NN .", "2030-04-30"),
    ("The/DT weir/NN will/MD open/VB next/JJ week/NN .", "2030-04-14"),
    ("The/DT weir/NN could/MD open/VB by/IN June/NNP .", "2030-06-30"),
    ("The/DT weir/NN will/MD not/RB open/VB before/IN June/NNP .", "2030-06-01"),
    ("The/DT weir/NN will/MD open/VB in/IN mid/JJ - June/NNP .", "2030-06-15"),
    ("The/DT work/NN will/MD take/VB three/CD weeks/NNS .", "2030-04-24"),
    ("The/DT weir/NN will/MD open/VB before/IN the/DT month/NN is/VBZ out/RP .", "2030-04-30"),
    ("The/DT weir/NN will/MD open/VB within/IN days/NNS .", None),
    ("The/DT weir/NN will/MD open/VB in/IN due/JJ course/NN .", None),
    ("On/IN Friday/NNP the/DT weir/NN will/MD open/VB .", "2030-04-05"),
    ("They/PRP are/VBP going/VBG to/TO open/VB it/PRP by/IN Friday/NNP .", "2030-04-05"),
    ("Most/JJS should/MD have/VB " + '"/PUNCT' + " power/NN " + '"/PUNCT' + " by/IN Friday/NNP .", "2030-04-05"),
    ("The/DT weir/NN shut/VBD on/IN Monday/NNP and/CC will/MD open/VB on/IN 12/CD May/NNP .", "2030-05-12"),
]


@pytest.mark.parametrize(("written", "due"), DUE)
def test_the_day_it_is_due(written: str, due: str | None) -> None:
    (row,) = read(written)
    assert (row.due, row.outcome, row.outcome_in) == (due, "pending", None)


NONE = [
    "The/DT weir/NN opened/VBD on/IN Monday/NNP .",
    "The/DT weir/NN will/MD open/VB .",
    "The/DT weir/NN would/MD have/VB opened/VBN on/IN Monday/NNP .",
    "The/DT weir/NN will/MD hold/VB if/IN it/PRP rains/VBZ by/IN Friday/NNP .",
    "The/DT mill/NN has/VBZ stood/VBN since/IN 2012/CD .",
    "There/EX was/VBD no/DT point/NN in/IN going/VBG to/IN Oslo/NNP before/IN June/NNP .",
    "She/PRP would/MD not/RB go/VB further/RBR than/IN that/DT today/NN .",
    "The/DT rules/NNS under/IN which/WDT they/PRP would/MD answer/VB within/IN six/CD hours/NNS are/VBP new/JJ .",
    "The/DT crew/NN could/MD hold/VB out/RP for/IN six/CD weeks/NNS .",
    "The/DT river/NN will/MD take/VB eight/CD years/NNS to/TO recover/VB .",
    "The/DT weir/NN must/MD be/VB shut/VBN by/IN Friday/NNP .",
    "The/DT weir/NN will/MD carry/VB 300/CD people/NNS a/DT day/NN .",
]


@pytest.mark.parametrize("written", NONE)
def test_what_is_no_expectation(written: str) -> None:
    assert read(written) == []


@pytest.mark.parametrize("act", ["ask", "deny", "decline", "urge", "doubt", "accuse"])
def test_acts_that_hold_none(act: str) -> None:
    assert read("The/DT weir/NN will/MD open/VB by/IN Friday/NNP .", act) == []


def test_counted_from_the_day_of_the_saying() -> None:
    (row,) = read("The/DT weir/NN would/MD open/VB within/IN five/CD days/NNS .", said_on="2030-04-01")
    assert row.due == "2030-04-06"


def test_a_day_that_has_gone_by() -> None:
    (row,) = read("Moe/NNP expected/VBD the/DT weir/NN to/TO open/VB by/IN 1/CD April/NNP .", "expect", "expected")
    assert row.due == "2030-04-01"


def test_nouns_and_plans_under_words_that_look_ahead() -> None:
    (row,) = read("Moe/NNP expects/VBZ results/NNS on/IN Friday/NNP .", "expect", "expects")
    assert row.due == "2030-04-05"
    (row,) = read("Moe/NNP plans/VBZ to/TO sell/VB the/DT mill/NN .", "expect", "plans")
    assert row.due is None
    assert read("Moe/NNP hopes/VBZ to/TO be/VB happy/JJ .", "expect", "hopes") == []


def test_the_horizon_behind_the_words_reported() -> None:
    document = dated("Moe/NNP expects/VBZ a/DT reply/NN by/IN Friday/NNP , she/PRP said/VBD .")
    row = statement(document, "a reply", "expect", "expects")
    assert [e.due for e in find_expectations(document, [row], find_times(document))] == ["2030-04-05"]


def test_the_horizon_that_opens_the_clause() -> None:
    document = dated("As/IN Moe/NNP said/VBD , starting/VBG Friday/NNP the/DT limit/NN will/MD be/VB ten/CD .")
    row = statement(document, "the limit will be ten", cue="said")
    assert [e.due for e in find_expectations(document, [row], find_times(document))] == ["2030-04-05"]
    document = dated("She/PRP heard/VBD from/IN a/DT man/NN on/IN Friday/NNP the/DT limit/NN will/MD be/VB ten/CD .")
    row = statement(document, "the limit will be ten", cue="heard")
    assert find_expectations(document, [row], find_times(document)) == []


def test_the_horizon_behind_a_comma() -> None:
    document = dated("Moe/NNP plans/VBZ to/TO test/VB it/PRP at/IN Oslo/NNP , on/IN Friday/NNP .")
    row = statement(document, "to test it at Oslo", "expect", "plans")
    assert [e.due for e in find_expectations(document, [row], find_times(document))] == ["2030-04-05"]


def test_of_a_relayed_statement_the_inner_one_counts() -> None:
    document = dated("Moe/NNP said/VBD Ann/NNP had/VBD told/VBN him/PRP it/PRP will/MD open/VB by/IN Friday/NNP .")
    outer = statement(document, "Ann had told him it will open by Friday", cue="said")
    inner = statement(document, "it will open by Friday", cue="told", within=outer.id)
    found = find_expectations(document, [outer, inner], find_times(document))
    assert [row.statement for row in found] == [inner.id]


def test_by_then_is_the_day_before_it() -> None:
    document = dated("It/PRP will/MD open/VB by/IN Friday/NNP . By/IN then/RB it/PRP should/MD be/VB safe/JJ .")
    rows = [statement(document, "It will open by Friday"), statement(document, "By then it should be safe")]
    assert [row.due for row in find_expectations(document, rows, find_times(document))] == ["2030-04-05"] * 2


@pytest.mark.parametrize(
    ("length", "day"),
    [
        ("P1D", "2030-02-01"),
        ("P2W", "2030-02-14"),
        ("P1M", "2030-02-28"),
        ("P1Y", "2031-01-31"),
        ("PT6H", "2030-01-31"),
        ("PT72H", "2030-02-03"),
        ("PXD", None),
        ("P9999Y", None),
        ("P99999999999W", None),
    ],
)
def test_a_length_after_a_day(length: str, day: str | None) -> None:
    found = after(date(2030, 1, 31), length)
    assert (found and found.isoformat()) == day


def test_the_end_of_a_unit() -> None:
    day = date(2030, 4, 3)
    ends = [end_of(unit, day).isoformat() for unit in ("day", "week", "month", "year")]
    assert ends == ["2030-04-03", "2030-04-07", "2030-04-30", "2030-12-31"]
    assert end_of("month", date(2030, 12, 31)) == date(2030, 12, 31)
    assert {end_of(unit, date.max) for unit in ("day", "week", "month", "year")} == {date.max}
