"""Turns of a transcript."""

from onrecord.read.transcripts import transcript_turns
from tests.read.build import document


def turns(text: str) -> list[tuple[str, str]]:
    made = document(text)
    found = transcript_turns(made)
    return [(made.text[slice(*source)], made.text[slice(*content)]) for source, _, content in found.values()]


def test_capitals_and_a_colon_open_a_turn() -> None:
    text = "STRAND: Did you see it?\n\nMR. MOE: I did not.\n\nThe hall was silent."
    assert turns(text) == [("STRAND", "Did you see it?"), ("MR. MOE", "I did not.")]


def test_questions_and_answers_are_turns() -> None:
    assert turns("Q: How many?\n\nA: Forty, I think.") == [("Q", "How many?"), ("A", "Forty, I think.")]


def test_one_label_is_a_headline() -> None:
    assert turns("BREAKING: The dam has gone.\n\nThe river rose.") == []
