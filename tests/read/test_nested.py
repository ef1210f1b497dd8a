"""Statements inside statements."""

import time

import pytest

from onrecord.read.nested import holders, with_relayed
from tests.read.tagged import said, spelled, tagged

Row = tuple[list[str], str, str]


def relayed(written: str, content: str | list[str]) -> list[Row]:
    document = tagged(written)
    row = said(document, content)
    return [spelled(document, inner) for inner in with_relayed(document, [row])[1:]]


CASES: list[tuple[str, str, Row]] = [
    (
        "Wik/NNP said/VBD the/DT mill/NN had/VBD told/VBN her/PRP on/IN Friday/NNP that/IN it/PRP was/VBD shut/VBN .",
        "the mill had told her on Friday that it was shut",
        (["it was shut"], "the mill", "had told"),
    ),
    (
        "Wik/NNP said/VBD a/DT guard/NN told/VBD her/PRP the/DT mill/NN was/VBD shut/VBN .",
        "a guard told her the mill was shut",
        (["the mill was shut"], "a guard", "told"),
    ),
    (
        "Wik/NNP said/VBD he/PRP had/VBD been/VBN assured/VBN by/IN the/DT mill/NN that/IN it/PRP was/VBD safe/JJ .",
        "he had been assured by the mill that it was safe",
        (["it was safe"], "the mill", "had been assured"),
    ),
    (
        "Wik/NNP said/VBD the/DT crews/NNS had/VBD been/VBN ordered/VBN to/TO leave/VB .",
        "the crews had been ordered to leave",
        (["to leave"], "", "had been ordered"),
    ),
    (
        "Wik/NNP said/VBD she/PRP had/VBD heard/VBN from/IN friends/NNS at/IN the/DT mill/NN that/IN it/PRP shut/VBD .",
        "she had heard from friends at the mill that it shut",
        (["it shut"], "friends at the mill", "had heard from"),
    ),
    (
        "Wik/NNP said/VBD the/DT owners/NNS planned/VBD to/TO sell/VB it/PRP .",
        "the owners planned to sell it",
        (["to sell it"], "the owners", "planned"),
    ),
    (
        "Wik/NNP said/VBD the/DT owners/NNS doubted/VBD that/IN it/PRP paid/VBD ,"
        " and/CC were/VBD looking/VBG for/IN buyers/NNS .",
        "the owners doubted that it paid, and were looking for buyers",
        (["it paid"], "the owners", "doubted"),
    ),
    (
        "Wik/NNP said/VBD three/CD trucks/NNS had/VBD left/VBN and/CC were/VBD expected/VBN by/IN noon/NN .",
        "three trucks had left and were expected by noon",
        (["three trucks", "by noon"], "", "were expected"),
    ),
    (
        "Wik/NNP denied/VBD a/DT report/NN by/IN the/DT union/NN that/IN it/PRP was/VBD shut/VBN .",
        "a report by the union that it was shut",
        (["it was shut"], "the union", "report"),
    ),
    (
        "“ He/PRP said/VBD it/PRP was/VBD safe/JJ , ” Wik/NNP recalled/VBD .",
        "“He said it was safe,”",
        (["it was safe"], "He", "said"),
    ),
]


@pytest.mark.parametrize(("written", "content", "expected"), CASES)
def test_what_the_content_relays_is_a_statement_of_its_own(written: str, content: str, expected: Row) -> None:
    assert relayed(written, content) == [expected]


@pytest.mark.parametrize(
    ("written", "content"),
    [
        ("Wik/NNP said/VBD she/PRP hoped/VBD that/IN it/PRP was/VBD safe/JJ .", "she hoped that it was safe"),
        ("“ I/PRP think/VBP it/PRP is/VBZ safe/JJ , ” said/VBD Wik/NNP .", "“I think it is safe,”"),
        ("Wik/NNP said/VBD the/DT mill/NN had/VBD shown/VBN a/DT loss/NN .", "the mill had shown a loss"),
        ("“ Whoever/WP told/VBD you/PRP it/PRP paid/VBD is/VBZ wrong/JJ . ”", "“Whoever told you it paid is wrong.”"),
    ],
)
def test_what_the_speaker_thinks_or_does_is_not_relayed(written: str, content: str) -> None:
    assert relayed(written, content) == []


def test_a_second_reported_clause_ends_the_relayed_one() -> None:
    written = (
        "Wik/NNP said/VBD the/DT mill/NN had/VBD told/VBN her/PRP that/IN it/PRP paid/VBD ,"
        " and/CC that/IN nobody/NN had/VBD left/VBN ."
    )
    assert relayed(written, "the mill had told her that it paid, and that nobody had left")[0][0] == ["it paid"]


def test_the_holder_is_the_innermost_content_around_cue_and_content() -> None:
    document = tagged(
        "Wik/NNP said/VBD the/DT mill/NN had/VBD told/VBN her/PRP that/IN the/DT bank/NN had/VBD"
        " ordered/VBN it/PRP to/TO close/VB . | Moe/NNP said/VBD nothing/NN ."
    )
    outer = said(document, "the mill had told her that the bank had ordered it to close", "Wik", "said")
    other = said(document, "nothing", "Moe", "")
    rows = with_relayed(document, [outer, other])
    assert [spelled(document, row)[0] for row in rows[1:3]] == [
        ["the bank had ordered it to close"],
        ["to close"],
    ]
    assert holders(rows) == [None, 0, 1, None]


def test_long_chains_of_tellings_cost_linear_time() -> None:
    def seconds(count: int) -> float:
        chain = (
            "The/DT mill/NN told/VBD her/PRP that/IN "
            + "the/DT mill/NN told/VBD her/PRP that/IN " * 50
            + "it/PRP paid/VBD . "
        )
        document = tagged("Wik/NNP said/VBD : " + chain * count)
        row = said(document, document.text[10:])
        begun = time.process_time()
        assert len(with_relayed(document, [row])) == 51 * count + 1
        return time.process_time() - begun

    small, large = min(seconds(2) for _ in range(3)), min(seconds(12) for _ in range(3))
    assert large < 24 * small + 0.1
