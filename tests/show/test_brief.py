from collections.abc import Iterator
from dataclasses import replace

import pytest

from onrecord.ledger import Brief, KeyFigure, Ledger, Speaking
from onrecord.records import Entity, Report
from onrecord.show.brief import LINES, ROWS, Section, brief_markdown, brief_text, change, shared_out
from onrecord.show.listing import Layout
from tests.ledger.build import open_ledger
from tests.ledger.pile import PILE
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
        assert len(lines) <= LINES
        assert max(map(len, lines)) <= width


def test_the_brief_says_what_the_pile_holds() -> None:
    text = brief_text(full())
    assert "60 reports from 40 outlets, published 2031-02-03 to 2031-02-09" in text
    assert "45 independent reports after 15 copies (14 edited, 1 verbatim)" in text
    assert "1,204 statements" in text
    assert "speaking most: Speaker 0 (9), Speaker 1 (9, 1 denial), Speaker 2 (9)," in text
    assert "Denied  (5 of 12: onrecord said --act deny)" in text
    assert "about 1,200 (Quay Post, 02-03) → about 1,200 (02-03)" in text


def test_markdown_cuts_no_quotation() -> None:
    page = brief_markdown(full())
    assert "under wind that the crane" in page
    assert "## Denied" in page
    assert page.count("2031-02-03 · Vera Holm · that the crane") == 2 * ROWS
    assert "\nand 2 more: onrecord said --act deny\n" in page


def test_the_brief_names_reports_that_look_machine_rewritten() -> None:
    rewritten = tuple(Report(outlet=name, text="It rains.") for name in ("Spinfeed", "Newsmill"))
    text = brief_text(replace(full(), rewritten=rewritten))
    assert "2 reports look machine-rewritten: Spinfeed, Newsmill" in text
    assert "1 report looks machine-rewritten: Spinfeed" in brief_text(replace(full(), rewritten=rewritten[:1]))
    assert "rewritten" not in brief_text(full())


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Five reports that are related in every way."""
    with open_ledger(tmp_path_factory.mktemp("pile") / "pile.db") as opened:
        opened.add_reports(PILE)
        yield opened


def rows(text: str, heading: str) -> list[str]:
    """The rows of a section."""
    block = next(part for part in text.split("\n\n") if part.startswith(heading))
    return [" ".join(line.split()) for line in block.splitlines()[1:]]


def test_disputes_have_both_sides_in_one_line(pile: Ledger) -> None:
    found = rows(brief_text(pile.brief(), Layout(160)), "Disputes")
    assert "figures differ Wire: 1,200 people on board ↔ Rival: 1,450 people on board" in found
    (denied,) = [row for row in found if row.startswith("denied")]
    assert denied.startswith('denied Marta Zielińska: "the lifeboats')
    assert ' ↔ Jørgen K. Dahl: "that the lifeboats' in denied
    # The opposite that a copy made of a quotation is shown there alone.
    assert not any("nobody was hurt" in row for row in found)


def test_a_side_on_which_several_agree_says_so(pile: Ledger) -> None:
    dispute = replace(pile.disputes()[0], each=(3, 1))
    (row,) = rows(brief_text(replace(EMPTY, disputes=(dispute,)), Layout(160)), "Disputes")
    assert ", 3 origins: " in row.partition("↔")[0]
    assert "origins" not in row.partition("↔")[2]


def test_altered_quotations_say_how_whose_and_where(pile: Ledger) -> None:
    found = rows(brief_text(pile.brief()), "Altered quotations")
    assert found[0] == "negated Jørgen K. Dahl Spun “nobody” → “somebody”"


def test_a_quotation_given_to_somebody_else_says_to_whom(pile: Ledger) -> None:
    quoted = pile.quotes()[0]
    row = replace(quoted, row=replace(quoted.row, kind="misattributed"))
    page = brief_markdown(replace(EMPTY, altered=(row,)))
    assert "- misattributed · Jørgen K. Dahl · Trim · given to Jørgen K. Dahl: " in page


def test_what_changed_comes_before_other_figures(pile: Ledger) -> None:
    first, *_ = rows(brief_text(pile.brief(), Layout(160)), "Figures")
    assert "conflicting 1,200" in first
    assert "(Wire, 03-05) → 1,450" in first


def test_what_is_expected_and_how_it_ended(pile: Ledger) -> None:
    ended, *_ = [row for row in rows(brief_text(pile.brief()), "Expected") if "refloat" in row]
    assert ended.startswith('2031-04-01 met Jørgen K. Dahl "the line will refloat')
    (before,) = rows(brief_text(pile.brief("2031-03-05")), "Expected")
    assert before.startswith("2031-04-01 27 d left Jørgen K. Dahl")


def test_what_is_not_known_until_somebody_answers(pile: Ledger) -> None:
    assert rows(brief_text(pile.brief("2031-03-06")), "Not known") == [
        "2031-03-05 Wire Who was on the bridge when the ferry struck the reef?"
    ]
    assert "Not known" not in brief_text(pile.brief())


def test_movements_are_told_once(pile: Ledger) -> None:
    assert rows(brief_text(pile.brief()), "Movements") == ["2031-03-05 The Havørn Ystad → Rønne → Gdynia, ship"]


def test_reports_cannot_act_on_the_terminal_or_the_page(pile: Ledger) -> None:
    evil = "[b]\x1b[31m\u202e# x\x9b"
    quoted = pile.quotes()[0]
    report = replace(quoted.variant.report, outlet=evil)
    row = replace(quoted, variant=replace(quoted.variant, report=report))
    changed = replace(row, row=replace(row.row, kind="reworded", changes=(("replace", evil, evil),)))
    moved = replace(pile.movements()[0], movement=replace(pile.movements()[0].movement, who=evil, to=evil, means=evil))
    brief = replace(EMPTY, reports=1, outlets=(evil,), altered=(changed,), movements=(moved,), rewritten=(report,))
    for text in (brief_text(brief, Layout(100, terminal=True)), brief_markdown(brief)):
        assert not any(mark in text.replace("\x1b[1m", "").replace("\x1b[0m", "") for mark in "\x1b\u202e\x9b")
    assert "[b][31m# x" in brief_text(brief)
    assert "\\[b\\]\\[31m\\# x" in brief_markdown(brief)


def section(rows: int) -> Section:
    """A section with so many rows."""
    return Section(f"{rows}", (("a",),) * rows, (), "onrecord said")


@pytest.mark.parametrize(
    ("sizes", "lines", "shown"),
    [
        ([9, 9, 9], 100, [ROWS, ROWS, ROWS]),
        ([9, 9, 9], 17, [4, 4, 3]),
        ([9, 1, 9], 16, [5, 1, 4]),
        ([9, 9, 9], 9, [1, 1, 1]),
        ([9, 9, 9], 8, [2, 2]),
        ([9, 9], 0, [1]),
        ([], 40, []),
    ],
)
def test_lines_are_shared_out_among_sections(sizes: list[int], lines: int, shown: list[int]) -> None:
    assert [rows for _, rows in shared_out(list(map(section, sizes)), lines)] == shown


def test_changes_in_few_words() -> None:
    assert change("always", "never") == "“always” → “never”"
    assert (change("not", ""), change("", "not")) == ("−“not”", "+“not”")
