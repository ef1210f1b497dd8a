"""Paragraphs, sentences and words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.document import outline, split_paragraphs
from onrecord.read.sentences import split_sentences
from onrecord.read.words import SHAPE_COUNT, shape, split_words
from onrecord.records import Report


def sentences(text: str) -> list[str]:
    return [text[a:b] for a, b in split_sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The gate held. The water did not.", 2),
        ("Gen. Arvid Moe arrived. He left at once.", 2),
        ("Talks in the U.S. Senate failed.", 1),
        ("Col. J. P. Strand and Dr. Wik agreed on Nov. 3 to meet.", 1),
        ("“We go now.” The captain turned.", 2),
        ("“We go now. We come back.”", 2),
        ("Is it over? Nobody knows! Perhaps…", 3),
        ("The rate rose 3.5 percent. Bread rose more.", 2),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_paragraphs_are_lines_without_the_space_around_them() -> None:
    text = "\n One line. \n\nAnother.\r\n"
    assert [text[a:b] for a, b in split_paragraphs(text)] == ["One line.", "Another."]


@given(st.text(max_size=400))
def test_every_word_lies_in_a_sentence_in_a_paragraph(text: str) -> None:
    made = outline(Report(text=text))
    for start, end in made.words:
        low, high = made.sentence_at(start)
        assert low <= start < end <= high
        low, high = made.paragraph_at(start)
        assert low <= start < end <= high
        assert not text[start:end].isspace()
    assert list(made.words) == sorted(made.words)


@given(st.text(min_size=1, max_size=80), st.booleans())
def test_shapes_stay_in_their_range(text: str, attached: bool) -> None:
    for start, end in split_words(text, 0, len(text)):
        assert 1 <= shape(text[start:end], attached) < SHAPE_COUNT


def test_words_in_finds_the_words_of_a_span() -> None:
    made = outline(Report(text="One two, three."))
    assert [made.text[slice(*made.words[i])] for i in made.words_in((4, 14))] == ["two", ",", "three"]
