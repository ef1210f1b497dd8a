"""What is quoted, and in which words quotations differ."""

import pytest

from onrecord.relate.utterances import forms, quoted, quoted_in, words_in
from onrecord.relate.variant_changes import cut_out, difference
from tests.relate.made import Made


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the plan was “a bad joke” and “a waste”", ["a bad joke", "a waste"]),
        ('it was "late", he said', ["late"]),
        ("“We will wait", ["We will wait"]),
        ('in the end," she said', ["in the end,"]),
        ("the board’s ‘idle talk’ of Mr O’Hara’s", ["idle talk"]),
        ("“They said ‘no’ to us”", ["They said ‘no’ to us"]),
        ("no quotation at all", []),
        ("«Rien», il dit", ["Rien"]),
    ],
)
def test_quotation_marks(text: str, found: list[str]) -> None:
    assert quoted_in(text) == found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We don’t know", "We do not know"),
        ("I'm gonna leave", "I am going to leave"),
        ("the colour of nine centres", "The color of 9 centers"),
        ("12,000 people, uh, left", "12000 people left!"),
        ("He’s late", "he is late"),
        ("Holm‘s view", "Holm’s view"),
        ("40 per cent", "40%"),
    ],
)
def test_spellings_make_no_difference(one: str, other: str) -> None:
    assert difference(words_in(one), words_in(other)).same


@pytest.mark.parametrize(("one", "other"), [("We know", "We knew"), ("his dog", "the dog"), ("we can", "we can't")])
def test_other_words_do(one: str, other: str) -> None:
    assert not difference(words_in(one), words_in(other)).same


def test_possessives_are_not_verbs() -> None:
    assert forms("ship's") == ("ship",)
    assert forms("it's") == ("it", "is")


def test_brackets_stand_for_what_was_said() -> None:
    assert difference(words_in("He is late again"), words_in("[Mayor Holm] is late again")).same
    assert not difference(words_in("He is late again"), words_in("Mayor Holm is late again")).same


def test_changes_are_told_in_words_as_written() -> None:
    found = difference(words_in("We don’t know who did it"), words_in("We do know who did it, perhaps"))
    assert found.changes == (("replace", "don’t", "do"), ("insert", "", "perhaps"))


@pytest.mark.parametrize(
    ("first", "second", "is_"),
    [
        ("We wait here and we pray", "We wait here", True),
        ("We wait here", "And so we wait here until dawn", True),
        ("We wait here and we pray", "We stay here", False),
        (
            "Rain fell on the roof for nine long nights and days, he told us",
            "And rain fell on the roof for nine long nights and days",
            True,
        ),
        ("No order was shown", "An order was shown", False),
    ],
)
def test_trimmed(first: str, second: str, is_: bool) -> None:
    assert difference(words_in(first), words_in(second)).trimmed == is_


def test_a_negation_cut_out_is_no_trimming() -> None:
    assert cut_out(difference(words_in("We did not sell it"), words_in("We did sell it"))) == ("not", "")
    assert cut_out(difference(words_in("We did sell it"), words_in("We did never sell it"))) == ("", "never")
    assert cut_out(difference(words_in("We did not sell it, not to him"), words_in("We did not sell it"))) is None


def test_a_direct_statement_without_marks_is_quoted_whole() -> None:
    made = Made("The talks are dead. Holm said the talks were dead.")
    direct = made.says("Holm", "The talks are dead", mode="direct")
    indirect = made.says("Holm", "the talks were dead")
    view = made.view()
    places = {view.by_id[row.id].place for row in (direct,)}
    assert set(quoted(view).by_place) == places
    assert view.by_id[indirect.id].place not in places
