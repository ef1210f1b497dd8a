"""Claims that another made before."""

from onrecord.read.echoes import with_echoes
from tests.read.tagged import said, spelled, tagged

DENIED = (
    "Wik/NNP denied/VBD that/IN the/DT mill/NN was/VBD shut/VBN , as/IN the/DT mayor/NN had/VBD claimed/VBN"
    " on/IN Monday/NNP ."
)


def test_an_as_clause_gives_its_speaker_the_same_content() -> None:
    document = tagged(DENIED)
    row = said(document, "the mill was shut, as the mayor", "Wik", "denied")
    assert [spelled(document, found) for found in with_echoes(document, [row])] == [
        (["the mill was shut"], "Wik", "denied"),
        (["the mill was shut"], "the mayor", "had claimed"),
    ]


def test_an_as_clause_behind_another_sentence_or_without_a_verb_of_saying_adds_nothing() -> None:
    for written in (
        "Wik/NNP said/VBD it/PRP was/VBD shut/VBN . It/PRP burned/VBD , as/IN the/DT mayor/NN had/VBD claimed/VBN .",
        "Wik/NNP said/VBD it/PRP was/VBD shut/VBN , as/IN the/DT mayor/NN had/VBD wanted/VBN .",
    ):
        document = tagged(written)
        row = said(document, "it was shut", "Wik", "said")
        assert with_echoes(document, [row]) == [row]


def test_a_content_that_goes_on_behind_the_as_clause_is_left_alone() -> None:
    document = tagged(
        "Wik/NNP said/VBD it/PRP shut/VBD , as/IN the/DT mayor/NN had/VBD claimed/VBN , on/IN a/DT Monday/NNP ."
    )
    row = said(document, "it shut, as the mayor had claimed, on a Monday", "Wik", "said")
    assert with_echoes(document, [row]) == [row]
