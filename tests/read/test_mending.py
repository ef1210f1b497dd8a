"""Attributions mended by their sentence."""

from onrecord.read.mending import mended
from tests.read.tagged import said, spelled, tagged


def test_stray_words_are_no_statement() -> None:
    document = tagged("The/DT mill/NN which/WDT the/DT bank/NN backed/VBD burned/VBD . “ It/PRP is/VBZ gone/VBN . ”")
    bare, relative = said(document, "The mill"), said(document, "which", "the bank", "backed")
    early, quoted = said(document, "The mill", "the bank", "backed"), said(document, "“It is gone.”")
    assert mended(document, [bare, relative, early, quoted]) == [quoted]


def test_a_second_verb_shares_the_source_of_the_first() -> None:
    document = tagged(
        "Wik/NNP said/VBD the/DT mill/NN was/VBD shut/VBN , and/CC added/VBD that/IN nobody/NN had/VBD left/VBN ."
    )
    first, second = said(document, "the mill was shut", "Wik", "said"), said(document, "nobody had left", "", "added")
    assert [spelled(document, row)[1] for row in mended(document, [first, second])] == ["Wik", "Wik"]


def test_a_passive_or_another_sentence_shares_no_source() -> None:
    document = tagged(
        "Wik/NNP said/VBD the/DT mill/NN shut/VBD ."
        " Nobody/NN left/VBD , and/CC was/VBD told/VBN that/IN it/PRP paid/VBD ."
    )
    first, second = said(document, "the mill shut", "Wik", "said"), said(document, "it paid", "", "was told")
    assert mended(document, [first, second]) == [first, second]


def test_a_source_of_marks_alone_is_none() -> None:
    document = tagged("The/DT board/NN , said/VBD it/PRP was/VBD late/JJ .")
    assert mended(document, [said(document, "it was late", ",", "said")]) == [said(document, "it was late", "", "said")]


def test_words_of_the_sentence_before_leave_a_cue_with_a_content_of_its_own() -> None:
    document = tagged("The/DT mill/NN burned/VBD . Wik/NNP said/VBD it/PRP was/VBD late/JJ .")
    row = said(document, ["The mill burned", "it was late"], "Wik", "said")
    assert mended(document, [row]) == [said(document, "it was late", "Wik", "said")]


def test_a_closed_quotation_goes_to_the_speaker_before() -> None:
    document = tagged(
        "“ It/PRP is/VBZ gone/VBN , ” said/VBD Moe/NNP . “ All/DT of/IN it/PRP . ”"
        " Wik/NNP added/VBD that/IN she/PRP was/VBD late/JJ ."
    )
    first = said(document, "“It is gone,”", "Moe", "said")
    second = said(document, ["“All of it.”", "she was late"], "Wik", "added")
    rows = mended(document, [first, second])
    assert [spelled(document, row)[:2] for row in rows] == [
        (["“It is gone,”", "“All of it.”"], "Moe"),
        (["she was late"], "Wik"),
    ]
