"""What a report leaves open, on sentences tagged by hand."""

import pytest

from onrecord.read.questions import find_questions
from onrecord.records import Statement
from tests.read.tagged import span, tagged

OPEN = [
    (
        "It/PRP was/VBD not/RB clear/JJ who/WP had/VBD opened/VBN the/DT sluice/NN .",
        "It was not clear who had opened the sluice",
    ),
    (
        "Why/WRB the/DT mast/NN fell/VBD is/VBZ still/RB unknown/JJ .",
        "Why the mast fell is still unknown",
    ),
    (
        "The/DT cause/NN of/IN the/DT fire/NN has/VBZ not/RB been/VBN determined/VBN .",
        "The cause of the fire has not been determined",
    ),
    (
        "Moe/NNP declined/VBD to/TO say/VB whether/IN the/DT pump/NN had/VBD failed/VBN .",
        "Moe declined to say whether the pump had failed",
    ),
    (
        "The/DT keeper/NN would/MD not/RB name/VB the/DT buyer/NN .",
        "The keeper would not name the buyer",
    ),
    (
        "Nobody/NN could/MD explain/VB how/WRB the/DT bell/NN had/VBD cracked/VBN .",
        "Nobody could explain how the bell had cracked",
    ),
    (
        "They/PRP have/VBP yet/RB to/TO establish/VB what/WP sank/VBD the/DT barge/NN .",
        "They have yet to establish what sank the barge",
    ),
    (
        "The/DT board/NN gave/VBD no/DT reason/NN .",
        "The board gave no reason",
    ),
    (
        "The/DT account/NN could/MD not/RB be/VB independently/RB verified/VBN .",
        "The account could not be independently verified",
    ),
    (
        "Whether/IN the/DT mill/NN will/MD reopen/VB remains/VBZ to/TO be/VB seen/VBN .",
        "Whether the mill will reopen remains to be seen",
    ),
    (
        "When/WRB the/DT eels/NNS will/MD return/VB is/VBZ anyone/NN ’ s/POS guess/NN .",
        "When the eels will return is anyone’s guess",
    ),
    (
        "Members/NNS were/VBD voting/VBG on/IN whether/IN to/TO strike/VB .",
        "Members were voting on whether to strike",
    ),
    (
        "Inspectors/NNS are/VBP trying/VBG to/TO find/VB out/RP who/WP paid/VBD .",
        "Inspectors are trying to find out who paid",
    ),
    (
        "Who/WP will/MD pay/VB for/IN the/DT new/JJ weir/NN ?",
        "Who will pay for the new weir?",
    ),
    (
        "The/DT clerk/NN asked/VBD who/WP would/MD count/VB the/DT votes/NNS .",
        "The clerk asked who would count the votes",
    ),
]


@pytest.mark.parametrize(("written", "passage"), OPEN, ids=[passage for _, passage in OPEN])
def test_what_is_left_open(written: str, passage: str) -> None:
    document = tagged(written)
    (question,) = find_questions(document, [])
    start, end = question.span
    assert document.text[start:end].rstrip(".") == passage
    assert (question.status, question.answered_by) == ("open", None)


SETTLED = [
    "It/PRP was/VBD clear/JJ who/WP had/VBD opened/VBN the/DT sluice/NN .",
    "The/DT singer/NN is/VBZ not/RB known/VBN for/IN patience/NN .",
    "The/DT man/NN asked/VBD not/RB to/TO be/VB named/VBN .",
    "He/PRP did/VBD not/RB say/VB that/IN the/DT pump/NN had/VBD failed/VBN .",
    "She/PRP declined/VBD to/TO comment/VB .",
    "The/DT reason/NN is/VBZ not/RB unknown/JJ .",
    "Asked/VBN whether/IN he/PRP was/VBD tired/JJ , he/PRP said/VBD he/PRP was/VBD .",
    "We/PRP won/VBD , did/VBD n/RB ’ t/RB we/PRP ?",
    "What/WP do/VBP you/PRP want/VB from/IN life/NN ?",
    "They/PRP do/VBP not/RB know/VB how/WRB to/TO swim/VB .",
    "An/DT unknown/JJ painter/NN made/VBD it/PRP .",
]


@pytest.mark.parametrize("written", SETTLED)
def test_what_is_not(written: str) -> None:
    assert find_questions(tagged(written), []) == []


def test_each_clause_for_itself() -> None:
    document = tagged(
        "It/PRP is/VBZ unclear/JJ who/WP drew/VBD the/DT map/NN , and/CC the/DT office/NN has/VBZ not/RB said/VBN"
        " when/WRB it/PRP was/VBD sold/VBN ; rain/NN fell/VBD ."
    )
    passages = [document.text[slice(*row.span)] for row in find_questions(document, [])]
    assert passages == ["It is unclear who drew the map", "the office has not said when it was sold"]


def test_what_a_speaker_withholds() -> None:
    document = tagged("In/IN what/WDT way/NN it/PRP broke/VBD , the/DT firm/NN kept/VBD to/TO itself/PRP .")
    content, cue = span(document, "In what way it broke"), span(document, "kept to itself")
    statement = Statement(report=document.report.id, content=(content,), cue=(cue,), act="decline")
    (question,) = find_questions(document, [statement])
    assert question.span == (content[0], cue[1])
    assert find_questions(document, []) == []
