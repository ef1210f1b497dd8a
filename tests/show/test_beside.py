import csv
import io
import json

from onrecord.ledger import Comparison
from onrecord.ledger.comparison import Beside
from onrecord.records import Report
from onrecord.show.beside import beside, heads
from onrecord.show.listing import Layout, render
from tests.show.build import report

OLD = "Nobody was hurt. The quay is shut."
NEW = "Somebody was hurt. Onions are dear."


def found(old: Report | None = None, new: Report | None = None) -> Comparison:
    """Two reports of which the first sentences tell the same."""
    rows = (Beside(((0, 16),), ((0, 18),)), Beside(((17, 34),), ()), Beside((), ((19, 35),)))
    return Comparison(old or report(OLD), new or report(NEW, published="2031-02-04"), rows)


def test_changes_are_marked_on_the_side_where_they_stand() -> None:
    shown = render(beside(found()), "table", Layout(100))
    head, _, *body = shown.splitlines()
    assert head.split() == ["left", "right"]
    assert body[0].split() == ["[-Nobody-]", "was", "hurt.", "{+Somebody+}", "was", "hurt."]
    assert body[1].strip() == "The quay is shut."
    assert body[2].strip() == "Onions are dear."
    assert shown.splitlines()[-1] == "3 rows"


def test_json_and_csv_have_words_spans_and_changes() -> None:
    rows = json.loads(render(beside(found()), "json"))
    assert rows[0] == {
        "older": "Nobody was hurt.",
        "younger": "Somebody was hurt.",
        "older_report": found().older.id,
        "younger_report": found().younger.id,
        "older_spans": [[0, 16]],
        "younger_spans": [[0, 18]],
        "changes": [["out", "Nobody"], ["in", "Somebody"], ["same", "was hurt."]],
    }
    lines = list(csv.DictReader(io.StringIO(render(beside(found()), "csv"))))
    assert [line["older"] for line in lines] == ["Nobody was hurt.", "The quay is shut.", ""]
    assert set(lines[0]) == set(rows[0])


def test_heads_say_which_report_is_which_and_what_they_share() -> None:
    lines = heads(found(), Layout(100)).splitlines()
    assert lines[0].startswith("left:  ")
    assert lines[0].endswith(", 2031-02-03 08:00, Quay Post: Crates lost")
    assert lines[1].startswith(f"right: {found().younger.id[:8]}, 2031-02-04")
    assert lines[2:] == ["1 passage in both, 1 only on the left, 1 only on the right.", ""]


def test_a_copy_is_called_one() -> None:
    old = report(OLD)
    copy = report(NEW, copy_of=old.id, copy_kind="rewritten")
    assert "(rewritten copy of the left one)" in heads(found(old, copy), Layout(160))
    stranger = report(NEW, copy_of="0123456789abcdef0123", copy_kind="edited")
    assert "(edited copy of 01234567)" in heads(found(old, stranger), Layout(160))


def test_reports_with_nothing_in_common_are_said_to_have_none() -> None:
    unlike = Comparison(report(OLD), report(NEW), (Beside(((0, 16),), ()), Beside((), ((0, 18),))))
    assert "They have no sentence in common." in heads(unlike, Layout(100))
    empty = Comparison(report(""), report(" "), ())
    assert "They have no sentence in common." in heads(empty, Layout(100))
    assert render(beside(empty), "table") == "No rows.\n"


def test_heads_are_harmless_and_fit() -> None:
    evil = report(OLD, title="[red]\x1b[31mRun\u202e " + "on and " * 50, outlet="\x1b]0;x\x07Post")
    shown = heads(found(evil), Layout(80, terminal=True))
    assert not any(mark in shown for mark in ("\x1b", "\u202e", "\x07"))
    assert "[red]" in shown
    assert max(map(len, shown.splitlines())) <= 80
