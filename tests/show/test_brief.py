from dataclasses import replace

from onrecord.ledger import Brief, KeyFigure, Speaking
from onrecord.records import Entity, Report
from onrecord.show.brief import brief_markdown, brief_text
from onrecord.show.listing import Layout
from tests.show.build import given, said

EMPTY = Brief(
    as_of=None,
    reports=0,
    outlets=(),
    origins=0,
    copies={},
    statements=0,
    speakers=(),
    figures=(),
    denials=(),
    unknown=(),
    published=(None, None),
    told=(None, None),
    places=(),
)


def full() -> Brief:
    """A brief with more in every section than one screen takes."""
    text = "He denied " + "that the crane had ever been tested at full load and under wind " * 5
    denial = said(text[10:].strip(), text=text, act="deny")
    unknown = said("Nobody is to blame", certainty="unknown", name=None)
    figure = given("about 1,200 crates", value=1200, bound="about", unit="crates", of="crates")
    return replace(
        EMPTY,
        reports=60,
        outlets=tuple(f"Outlet {i}" for i in range(40)),
        origins=45,
        copies={"edited": 14, "verbatim": 1},
        statements=1204,
        speakers=tuple(Speaking(Entity(name=f"Speaker {i}", kind="person"), 9, i % 2, 3) for i in range(12)),
        figures=tuple(KeyFigure(f"crates {i}", "crates", 2, (figure,) * 9) for i in range(12)),
        denials=(denial,) * 12,
        unknown=(unknown,) * 12,
        published=("2031-02-03T08:00:00Z", "2031-02-09T08:00:00Z"),
        told=("2030", "2031-05-01"),
    )


def test_an_empty_ledger_has_a_brief() -> None:
    assert brief_text(EMPTY) == "The record\nNo reports.\n"
    assert brief_markdown(replace(EMPTY, as_of="2031-02-03")).startswith("# The record as of 2031-02-03\n")


def test_the_brief_fits_one_screen() -> None:
    for width in (80, 100, 160):
        lines = brief_text(full(), Layout(width)).splitlines()
        assert len(lines) <= 40
        assert max(map(len, lines[4:])) <= width


def test_the_brief_says_what_the_pile_holds() -> None:
    text = brief_text(full())
    assert "60 reports from 40 outlets, published 2031-02-03 to 2031-02-09" in text
    assert "45 independent reports after 15 copies (14 edited, 1 verbatim)" in text
    assert "1,204 statements" in text
    assert "Speaker 1  9 statements  1 denial  in 3 reports" in text
    assert "and 7 more: onrecord said --act deny" in text
    assert "about 1,200 crates (Quay Post, 02-03)" in text


def test_markdown_cuts_no_quotation() -> None:
    page = brief_markdown(full())
    assert "under wind that the crane" in page
    assert "## Denied" in page
    assert page.count("2031-02-03 · Vera Holm · that the crane") == 5


def test_the_brief_names_reports_that_look_machine_rewritten() -> None:
    rewritten = tuple(Report(outlet=name, text="It rains.") for name in ("Spinfeed", "Newsmill"))
    text = brief_text(replace(full(), rewritten=rewritten))
    assert "2 reports look machine-rewritten: Spinfeed, Newsmill" in text
    assert "1 report looks machine-rewritten: Spinfeed" in brief_text(replace(full(), rewritten=rewritten[:1]))
    assert "rewritten" not in brief_text(full())
