"""Search: what is found, and that no query whatever breaks it."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.ledger import Ledger
from tests.ledger.build import make, open_ledger


def kinds(ledger: Ledger, query: str) -> list[str]:
    """The kinds of the hits."""
    return [hit.kind for hit in ledger.search(query)]


def test_words_are_all_wanted_and_stems_meet(story: Ledger) -> None:
    hits = story.search("inspectors finishing")
    assert {hit.kind for hit in hits} == {"report", "statement"}
    assert all(hit.report.outlet == "Gazeta" for hit in hits)
    assert story.search("inspectors whales") == []


def test_phrases_stand_together(story: Ledger) -> None:
    assert len(kinds(story, '"asleep at the wheel"')) == 4
    assert len(kinds(story, "“asleep at the wheel”")) == 4
    assert kinds(story, '"wheel at the asleep"') == []


def test_beginnings(story: Ledger) -> None:
    assert kinds(story, "inspe*") != []
    assert kinds(story, "inspe") == []


@pytest.mark.parametrize("query", ["Ronne", "rønne", "RØNNE", "Zielinska inspectors", "zielińska", "Havorn", "jorgen"])
def test_accents_and_strokes_do_not_matter(story: Ledger, query: str) -> None:
    assert kinds(story, query) != []


def test_a_hit_shows_the_passage_and_the_speaker(story: Ledger) -> None:
    hit = next(hit for hit in story.search("oil beaches") if hit.kind == "statement")
    assert hit.statement is not None
    assert hit.statement.speaker is not None
    assert hit.statement.speaker.name == "Jørgen K. Dahl"
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["oil", "beaches"]
    assert hit.to_dict()["speaker"] == "Jørgen K. Dahl"
    assert "\n" not in hit.snippet


def test_best_first_and_never_more_than_asked(story: Ledger) -> None:
    hits = story.search("the")
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert story.search("the", limit=2) == hits[:2]
    assert story.search("the", limit=0) == []
    with pytest.raises(UsageError, match="limit"):
        story.search("the", limit=-1)


def test_titles_are_found(story: Ledger) -> None:
    assert [hit.report.outlet for hit in story.search("kurier report")] == ["Kurier"]


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec=None), max_size=60))
@example('"')
@example('""')
@example('ferry"')
@example('"ferry')
@example("ferry AND OR NOT")
@example("NEAR(ferry wheel, 2)")
@example("title : ferry")
@example("{title body} : ferry")
@example("-ferry +wheel ^reef")
@example("ferry*wheel**")
@example("* ^ ( ) : . , ; ' \\ / %")
@example("\x00ferry\x00")
@example("\ud800 ferry")
@example("ferry' OR 1=1 --")
@example("ﬁsh ǅ İ ß ŉ")
@example("١٢٣ 東京 हिन्दी ‎")
def test_any_text_is_a_query(story: Ledger, query: str) -> None:
    assert isinstance(story.search(query), list)
    assert isinstance(story.said(about=query), list)
    assert isinstance(story.said(query), list)
    assert isinstance(story.figures(query), list)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(['"', "ferry", "wheel", " ", "*", "(", ")", "AND", "NOT", ":", "^", "-", "“", "'"])))
def test_any_mix_of_operators_is_a_query(story: Ledger, pieces: list[str]) -> None:
    assert isinstance(story.search("".join(pieces)), list)
    assert isinstance(story.said(about=" ".join(pieces)), list)


def test_a_whole_report_as_a_query(story: Ledger) -> None:
    text = story.reports()[0].text
    assert text in {hit.report.text for hit in story.search(text)}
    assert story.search("whale " * 100_000) == []
    assert story.search('"' * 100_000) == []
    assert story.search('"' + "whale " * 50_000 + '"') == []


def test_marks_in_the_text_are_not_taken_for_found_words(path: Path, kind_of_store: str) -> None:
    with open_ledger(path) as ledger:
        # PostgreSQL takes no NUL.
        odd = "\x00" if kind_of_store == "file" else "\x04"
        ledger.add_reports([make("odd", None, f"A \x02strange\x03 text \x03 about {odd} herring.")])
        (hit,) = ledger.search("herring")
        assert "herring" in [hit.snippet[start:end] for start, end in hit.marks]
