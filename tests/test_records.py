"""The record's types: ids from content, spans and words checked when made."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import RecordError
from onrecord.records import Entity, Figure, Movement, Reading, Report, Statement, Time, content_id, quote

TEXT = "“The quay is empty,” said Ines Halvorsen. About 40 boats left."
SPAN = st.tuples(st.integers(0, 50), st.integers(1, 12)).map(lambda p: (p[0], p[0] + p[1]))


def test_rows_are_frozen_and_slotted() -> None:
    report = Report(text=TEXT)
    with pytest.raises(dataclasses.FrozenInstanceError):
        report.text = "other"  # type: ignore[misc]
    assert not hasattr(report, "__dict__")


def test_a_report_is_the_same_wherever_it_lies() -> None:
    one, two = Report(text=TEXT, path="a/1.txt", added_at="2031-03-05"), Report(text=TEXT, path="b/1.txt")
    assert one.id == two.id
    assert one.id != Report(text=TEXT, path="a/1.txt", outlet="Fjord Wire").id
    assert len(one.id) == 20


def test_an_address_tells_a_report_and_without_one_its_file_does() -> None:
    assert Report(text=TEXT, path="1.txt").id != Report(text=TEXT, path="2.txt").id
    url = "https://fjordwire.example/quay"
    assert Report(text=TEXT, path="1.txt", url=url).id == Report(text=TEXT, path="2.txt", url=url).id


def test_an_id_cannot_be_given() -> None:
    with pytest.raises(TypeError):
        Report(id="0", text=TEXT)  # type: ignore[call-arg]


@pytest.mark.parametrize("span", [(-1, 3), (4, 4), (5, 2)])
def test_a_span_that_holds_nothing_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(RecordError, match="not grounded"):
        Time(report="r", span=span, type="DATE", value="2031")


def test_a_hedge_is_checked_but_does_not_tell_a_statement() -> None:
    plainly = Statement(report="r", content=((0, 19),))
    hedged = Statement(report="r", content=((0, 19),), certainty="possible", hedge=((3, 8), (9, 12)))
    assert plainly.hedge == ()
    assert hedged.id == plainly.id
    assert Statement.from_dict(hedged.to_dict()) == hedged
    assert hedged.to_dict()["hedge"] == [[3, 8], [9, 12]]
    with pytest.raises(RecordError, match="not grounded"):
        Statement(report="r", content=((0, 19),), hedge=((4, 4),))
    report = Report(text="Short.")
    with pytest.raises(RecordError, match=r"hedge .* outside"):
        Reading(report=report, statements=(Statement(report=report.id, content=((0, 5),), hedge=((2, 60),)),))


def test_a_word_outside_the_vocabulary_is_refused_with_the_allowed_ones() -> None:
    with pytest.raises(RecordError, match=r"'shout'.*say, deny, confirm"):
        Statement(report="r", content=((0, 3),), act="shout")


def test_a_reading_refuses_rows_outside_its_text() -> None:
    report = Report(text="Short.")
    with pytest.raises(RecordError, match="outside"):
        Reading(report=report, times=(Time(report=report.id, span=(2, 60), type="DATE", value="2031"),))


def test_a_reading_refuses_a_figure_outside_its_statement() -> None:
    report = Report(text=TEXT)
    statement = Statement(report=report.id, content=((0, 20),))
    figure = Figure(report=report.id, span=(42, 56), value=40, bound="about", statement=statement.id)
    with pytest.raises(RecordError, match="not inside statement"):
        Reading(report=report, statements=(statement,), figures=(figure,))


def test_a_reading_refuses_a_speaker_it_does_not_have() -> None:
    report = Report(text=TEXT)
    stranger = Entity(name="Ines Halvorsen", kind="person", report=report.id)
    statement = Statement(report=report.id, content=((0, 20),), speaker=stranger.id, speaker_kind="person")
    with pytest.raises(RecordError, match="no entity"):
        Reading(report=report, statements=(statement,))
    assert Reading(report=report, statements=(statement,), entities=(stranger,)).statements == (statement,)


@given(st.lists(SPAN, min_size=1, max_size=3), st.lists(SPAN, max_size=2), st.sampled_from(["say", "deny"]))
def test_a_row_survives_the_way_through_its_dictionary(content: list, source: list, act: str) -> None:
    row = Statement(report="r", content=tuple(content), source=tuple(source), act=act)
    assert Statement.from_dict(row.to_dict()) == row


def test_a_movement_prints_its_origin_as_from() -> None:
    row = Movement(report="r", span=(0, 4), who="a convoy", origin="Narvik", via=("Kiruna",), to="Luleå")
    assert row.to_dict()["from"] == "Narvik"
    assert "origin" not in row.to_dict()
    assert Movement.from_dict(row.to_dict()) == row


@given(st.lists(st.text()), st.lists(st.text()))
def test_ids_of_different_content_differ(one: list[str], two: list[str]) -> None:
    assert (content_id(*one) == content_id(*two)) == (one == two)


def test_quote_joins_the_words_of_several_spans() -> None:
    assert quote(TEXT, [(0, 10), (42, 56)]) == "“The quay  … About 40 boats"
