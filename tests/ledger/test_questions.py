"""What the ledger answers: statements, figures, times, places, reports."""

from dataclasses import fields
from pathlib import Path

import pytest

from onrecord.errors import UsageError
from onrecord.ledger import Ledger, names
from onrecord.records import Report, Statement
from tests.ledger.build import STORY, make, open_ledger


@pytest.mark.parametrize(
    ("who", "found"),
    [
        ("Dahl", 6),
        ("dahl", 6),
        ("Jørgen Dahl", 6),
        ("jorgen dahl", 6),
        ("JÖRGEN", 6),
        ("Dahl, Jørgen", 6),
        ("Zielinska", 2),
        ("zielińska", 2),
        ("official", 2),
        ("an OFFICIAL", 2),
        ("Dah", 0),
        ("ahl", 0),
        ("Dahl Zielinska", 0),
        ("", 0),
        ("%", 0),
        ("'; DROP TABLE reports; --", 0),
    ],
)
def test_who(story: Ledger, who: str, found: int) -> None:
    assert len(story.said(who)) == found


def test_a_statement_with_its_speaker_and_report(story: Ledger) -> None:
    said = story.said("Dahl", act="say", until="2031-03-05")[0]
    assert said.quote == '"we counted 1,200 people on deck and every one of them is safe and sound"'
    assert said.source_text == "Jørgen K. Dahl"
    assert said.cue_text == "said"
    assert said.speaker is not None
    assert said.speaker.report is None
    assert said.speaker.name == "Jørgen K. Dahl"
    assert said.report.url == "https://norden.example/"
    assert said.id == said.statement.id
    flat = said.to_dict()
    assert flat["speaker"] == "Jørgen K. Dahl"
    assert flat["report"] == said.report.id
    assert flat["outlet"] == "Norden"


def test_attributes_are_those_of_the_statement(story: Ledger) -> None:
    own = [field.name for field in fields(Statement) if field.name not in ("speaker", "report")]
    for said in story.said():
        assert [getattr(said, name) for name in own] == [getattr(said.statement, name) for name in own]


def test_narrowing(story: Ledger) -> None:
    assert len(story.said()) == 10
    assert {said.act for said in story.said(act="deny")} == {"deny"}
    assert len(story.said(act="deny")) == 3
    assert len(story.said(certainty="unknown")) == 2
    assert len(story.said(about="radar")) == 2
    assert len(story.said("Dahl", about='"every one of them"')) == 2
    assert len(story.said(about="people interview")) == 1
    assert story.said(about="!!") == []
    assert story.said(about="Dahl") == []
    assert len(story.said(limit=3)) == 3
    assert story.said(limit=0) == []
    assert story.said(limit=3) == story.said()[:3]


def test_since_and_until_go_by_the_day_of_saying_else_of_the_report(story: Ledger) -> None:
    # One statement names 2031-04-01; the others count by their reports.
    assert [said.date for said in story.said(since="2031-03-08")] == [
        "2031-03-08",
        "2031-03-08",
        "2031-03-12",
        "2031-04-01",
    ]
    assert len(story.said(until="2031-03-05")) == 3
    assert len(story.said(since="2031-03-06", until="2031-03-06")) == 3


@pytest.mark.parametrize(
    ("filters", "named"),
    [
        ({"act": "sing"}, "deny"),
        ({"certainty": "maybe"}, "possible"),
        ({"since": "yesterday"}, "since"),
        ({"until": "2031-13-01"}, "until"),
        ({"as_of": "2031-03"}, "as_of"),
        ({"limit": -1}, "limit"),
    ],
)
def test_words_that_are_off_are_named(story: Ledger, filters: dict[str, object], named: str) -> None:
    with pytest.raises(UsageError, match=named):
        story.said(**filters)  # type: ignore[arg-type]


def test_an_unknown_filter_is_refused(story: Ledger) -> None:
    with pytest.raises(TypeError):
        story.said(mood="glad")  # type: ignore[call-arg]


def test_figures(story: Ledger) -> None:
    assert [given.text for given in story.figures("tonnes")] == ["3.5 tonnes"]
    people = story.figures("people board")
    assert [(given.text, given.date) for given in people] == [
        ("1,200 people on board", "2031-03-05"),
        ("1,200 people on board", "2031-03-06"),
        ("1,150 people on board", "2031-04-01"),
    ]
    assert people[2].speaker is not None
    assert people[2].speaker.name == "Marta Zielińska"
    assert people[2].source_text == "Marta Zielińska"
    assert people[2].context.startswith("Marta Zielińska said")
    assert people[0].speaker is None
    assert people[0].context.startswith("The ferry Havørn")
    assert [given.text for given in story.figures("1,150")] == ["1,150 people on board"]
    assert [given.text for given in story.figures("tonne")] == ["3.5 tonnes"]
    assert story.figures("whales") == []
    assert story.figures("") == []
    assert people[2].to_dict()["speaker"] == "Marta Zielińska"


def test_timeline(story: Ledger) -> None:
    timeline = story.timeline()
    assert [(dated.start, dated.report.outlet) for dated in timeline] == [
        ("2031-03-04", "Norden"),
        ("2031-03-04", "Kurier"),
        ("2031-03-12", "Posten"),
        ("2031-04-01", "Gazeta"),
    ]
    assert timeline[2].context == (
        "Ystad was quiet on 2031-03-12, when the owners spoke for the first time about the wreck of the ferry."
    )
    assert timeline[2].to_dict()["text"] == "2031-03-12"
    assert [dated.text for dated in story.times() if dated.start is None] == ["recently"]
    assert len(story.times()) == 5


def test_places(story: Ledger) -> None:
    places = story.places()
    assert [(place.name, place.count, len(place.reports)) for place in places] == [
        ("Rønne", 4, 2),
        ("Gdynia", 3, 3),
        ("Ystad", 3, 3),
    ]
    assert places[0].country == "DK"
    assert places[0].to_dict()["geonames"] == 2614600


def test_a_place_near_others_is_one_place_wherever_reports_put_it(ledger: Ledger) -> None:
    ledger.add_reports(
        [
            make("one", "2031-03-05", "In Arnholt, near Rønne, roads were shut. Arnholt waits."),
            make("two", "2031-03-06", "From Ystad help came to Arnholt."),
        ]
    )
    place = ledger.places()[0]
    assert (place.name, place.count, len(place.reports), place.near) == ("Arnholt", 3, 2, "Rønne")
    assert (place.lat, place.lon, place.geonames) == (55.1, 14.7, None)
    assert place.to_dict()["near"] == "Rønne"


def test_a_report_by_the_beginning_of_its_id(story: Ledger) -> None:
    report = story.reports()[0]
    assert story.report(report.id[:4]) == report
    assert story.report(report.id) == report
    assert story.report(report.id.upper()) == report
    with pytest.raises(UsageError, match="4 characters"):
        story.report(report.id[:3])
    with pytest.raises(UsageError, match="no report"):
        story.report("%%%%")
    with pytest.raises(UsageError, match="no report"):
        story.reading("zzzzzz")


def test_an_ambiguous_beginning_names_the_reports(path: Path) -> None:
    found: dict[str, Report] = {}
    for i in range(5000):
        report = make(f"n{i}", None, "Nothing happened.")
        if report.id[:4] in found:
            pair = (found[report.id[:4]], report)
            break
        found[report.id[:4]] = report
    with open_ledger(path) as ledger:
        ledger.add_reports(pair)
        with pytest.raises(UsageError, match="several reports") as raised:
            ledger.report(pair[0].id[:4])
        assert all(report.id in str(raised.value) for report in pair)


def test_sentences_of_one_long_paragraph_cost_linear_time(path: Path) -> None:
    text = " ".join(f"The crew of boat {i} came home on 2031-03-{i % 28 + 1:02} with {i} tonnes." for i in range(1000))
    with open_ledger(path) as ledger:
        ledger.add_reports([make("long", "2031-03-30", text)])
        timeline = ledger.timeline()
        assert len(timeline) == 1000
        assert all(dated.context.startswith("The crew of boat") and len(dated.context) < 90 for dated in timeline)
        assert len(ledger.figures("tonnes")) == 1000


def test_folding() -> None:
    assert names.fold("Łódź Ærø STRAßE İzmir") == "lodz aero strasse izmir"
    assert names.folded_words("Dahl's boat, the captain’s") == ["dahl", "boat", "the", "captain"]
    assert names.folded_words("it's'so") == ["it", "so"]
    assert list(names.singulars("tonnes of glass")) == ["tonne", "of", "glass"]


def test_an_empty_ledger_answers(ledger: Ledger) -> None:
    answers = (ledger.reports(), ledger.entities(), ledger.said("Dahl"), ledger.figures(), ledger.places())
    assert answers == ([], [], [], [], [])
    assert (ledger.timeline(), ledger.search("ferry")) == ([], [])
    brief = ledger.brief()
    assert (brief.reports, brief.origins, brief.published, brief.told) == (0, 0, (None, None), (None, None))


def test_reports_without_a_date_count_by_the_day_they_were_added(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.add_reports([*STORY, make("undated", None, "Nobody knows when this was written.")])
        assert [report.outlet for report in ledger.reports()][-1] == "Undated"
        assert len(ledger.reports(as_of="2031-03-19")) == 4
        assert len(ledger.reports(as_of="2031-03-20")) == 5
