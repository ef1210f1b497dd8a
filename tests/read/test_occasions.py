"""Days that sayings share: one occasion in a paragraph, and the day of the report in its lead."""

import time as clock

import pytest

from onrecord.read.document import outline
from onrecord.read.occasions import Saying, days_said
from onrecord.records import Report
from tests.read.marked import DAYS, times_of

PUBLISHED = "2030-04-03T18:00:00Z"


def say(text: str, content: str, source: str, cue: str, who: str | None = None, nth: int = 1) -> Saying:
    """The saying whose content is the `nth` of its words in `text`; cue and source are those nearest to it."""
    at = -1
    for _ in range(nth):
        at = text.index(content, at + 1)
    spans = []
    for words in (source, cue):
        found = [i for i in range(len(text)) if words and text.startswith(words, i)]
        near = min(found, key=lambda i: min(abs(i - at), abs(i - at - len(content))), default=None)
        spans.append(() if near is None else ((near, near + len(words)),))
    return Saying(((at, at + len(content)),), spans[0], spans[1], who)


def days(text: str, *sayings: Saying, published: str | None = None) -> list[str | None]:
    return days_said(outline(Report(text=text, published=published)), sayings, times_of(text))


TOLD = "Ida Lunt told Fjord Radio on Tuesday the quay was full. “I need sleep,” she added."


def told(text: str = TOLD, who: str | None = "Lunt") -> tuple[Saying, Saying]:
    return say(text, "the quay was full", "Ida Lunt", "told", "Lunt"), say(text, "“I need sleep,”", "she", "added", who)


def test_a_day_is_carried_on_to_the_same_speaker() -> None:
    assert days(TOLD, *told()) == [DAYS["Tuesday"], DAYS["Tuesday"]]


def test_the_order_of_the_rows_does_not_matter() -> None:
    assert days(TOLD, *reversed(told())) == [DAYS["Tuesday"], DAYS["Tuesday"]]


def test_a_day_is_not_carried_to_another_speaker() -> None:
    assert days(TOLD, *told(who="Holt")) == [DAYS["Tuesday"], None]


def test_a_day_is_not_carried_into_the_next_paragraph() -> None:
    text = TOLD.replace(". “", ".\n\n“")
    assert days(text, *told(text)) == [DAYS["Tuesday"], None]


def test_a_day_that_closes_a_saying_holds_for_the_one_before_it() -> None:
    text = "Ida Lunt denied the quay was full. “It was half empty,” she told reporters on Monday."
    rows = (
        say(text, "the quay was full", "Ida Lunt", "denied", "L"),
        say(text, "“It was half empty,”", "she", "told", "L"),
    )
    assert days(text, *rows) == [DAYS["Monday"], DAYS["Monday"]]


def test_a_day_that_opens_a_saying_begins_another_occasion() -> None:
    text = "Ida Lunt denied the quay was full. On Monday she conceded it had been."
    rows = (
        say(text, "the quay was full", "Ida Lunt", "denied", "L"),
        say(text, "it had been", "she", "conceded", "L"),
    )
    assert days(text, *rows) == [None, DAYS["Monday"]]


@pytest.mark.parametrize("cue", ["says", "had said", "has said"])
def test_the_present_and_the_perfect_stand_apart(cue: str) -> None:
    text = f"Ida Lunt told Fjord Radio on Tuesday the quay was full. She {cue} it was dear."
    rows = (say(text, "the quay was full", "Ida Lunt", "told", "L"), say(text, "it was dear", "She", cue, "L"))
    assert days(text, *rows) == [DAYS["Tuesday"], None]


def test_unnamed_speakers_go_by_their_words_and_pronouns() -> None:
    text = "Two dockers said on Tuesday the quay was full. It was dear too, they said. The clerks said it was cheap."
    rows = (
        say(text, "the quay was full", "Two dockers", "said"),
        say(text, "It was dear too", "they", "said"),
        say(text, "it was cheap", "The clerks", "said"),
    )
    assert days(text, *rows) == [DAYS["Tuesday"], DAYS["Tuesday"], None]


def test_a_participle_goes_with_the_saying_before_it() -> None:
    text = "Two dockers said on Tuesday the quay was full, adding that it was dear."
    rows = (say(text, "the quay was full", "Two dockers", "said"), say(text, "it was dear", "", "adding"))
    assert days(text, *rows) == [DAYS["Tuesday"], DAYS["Tuesday"]]


def test_what_somebody_is_told_is_older_than_the_telling() -> None:
    text = "Ida Lunt said on Tuesday in Thisted that a clerk told her the quay was full."
    rows = (
        say(text, "a clerk told her the quay was full", "Ida Lunt", "said", "L"),
        say(text, "the quay was full", "a clerk", "told"),
    )
    assert days(text, *rows) == [DAYS["Tuesday"], None]


LEAD = "SKAGEN — A trawler sank off the cape on Wednesday, police said.\n\nThe crew was safe, police added."


def lead(text: str = LEAD) -> tuple[Saying, Saying]:
    return (
        say(text, "A trawler sank off the cape on Wednesday", "police", "said"),
        say(text, "The crew was safe", "police", "added"),
    )


def test_a_lead_of_the_day_is_said_that_day() -> None:
    assert days(LEAD, *lead(), published=PUBLISHED) == [DAYS["Wednesday"], None]


def test_a_lead_of_another_day_is_not_dated() -> None:
    text = LEAD.replace("Wednesday", "Monday")
    row = say(text, "A trawler sank off the cape on Monday", "police", "said")
    assert days(text, row, published=PUBLISHED) == [None]
    assert days(LEAD, *lead()) == [None, None]


def test_a_document_in_the_lead_is_older_than_its_day() -> None:
    rows = [Saying(s.content, s.source, s.cue, s.who, document=True) for s in lead()]
    assert days(LEAD, *rows, published=PUBLISHED) == [None, None]


def test_what_goes_with_the_lead_is_of_its_day() -> None:
    text = "A trawler sank on Wednesday as the owner admitted the hull was old."
    row = say(text, "the hull was old", "the owner", "admitted", "owner")
    assert days(text, row, published=PUBLISHED) == [DAYS["Wednesday"]]


def test_nothing_said_and_no_text() -> None:
    assert days("") == []
    assert days("Ida Lunt left.", Saying(((0, 8),), (), ())) == [None]


def test_time_is_linear_in_the_sayings() -> None:
    took = []
    for count in (500, 4000):
        text = "Two dockers said on Tuesday it was full. It was dear, they said. " * count
        unit = len(text) // count
        rows = []
        for at in range(0, len(text), unit):
            rows.append(Saying(((at + 28, at + 39),), ((at, at + 11),), ((at + 12, at + 16),)))
            rows.append(Saying(((at + 41, at + 52),), ((at + 54, at + 58),), ((at + 59, at + 63),)))
        document, times = outline(Report(text=text)), times_of(text)
        spent = []
        for _ in range(3):  # the best of three: whatever else is in memory may be looked through meanwhile
            begin = clock.process_time()
            assert set(days_said(document, rows, times)) == {DAYS["Tuesday"]}
            spent.append(clock.process_time() - begin)
        took.append(min(spent))
    assert took[1] < 0.05 + 8 * 3 * took[0]
