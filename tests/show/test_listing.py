import csv
import io
import json

from onrecord.records import Place, Statement
from onrecord.show.listing import Layout, render
from onrecord.show.listings import named_places, numbers, places, statements
from tests.show.build import TEXT, given, said


def test_a_table_shows_every_word_within_its_width() -> None:
    rows = [said("“Nobody is to blame,”", act="deny", certainty="very_likely")]
    shown = render(statements(rows), "table", Layout(70))
    assert max(map(len, shown.splitlines())) <= 70
    head, rule, *body = shown.splitlines()
    assert head.split() == ["said", "who", "how", "words", "in"]
    assert set(rule) == {"─"}
    for word in ("2031-02-03", "Vera Holm", "deny,", "“Nobody", "blame,”", "Quay Post", "1 statement"):
        assert word in "\n".join(body)
    assert not any(line != line.rstrip() for line in shown.splitlines())


def test_a_place_near_another_shows_that_one_and_no_coordinates() -> None:
    row = Place(report="a" * 20, span=(0, 4), name="Vang", country="NO", lat=60.796, lon=11.068, near="Hamar")
    line = render(named_places([row]), "table", Layout(80)).splitlines()[2]
    assert line.split() == ["Vang", "(near", "Hamar)", "NO"]
    (plain,) = json.loads(render(named_places([row]), "json"))
    assert (plain["lat"], plain["lon"], plain["near"]) == (60.796, 11.068, "Hamar")


def test_a_long_word_is_folded_not_lost() -> None:
    word = "x" * 300
    shown = render(statements([said(word, text=f"She said {word}.")]), "table", Layout(80))
    assert shown.count("x") == 300


def test_markup_and_escapes_of_a_report_do_not_act() -> None:
    text = "[bold red]Run[/] \x1b[31mnow :smile: said the mayor."
    shown = render(statements([said(text[:-16], text=text, name="[link=x]Mayor")]), "table", Layout(100, terminal=True))
    for words in ("[bold red]Run[/]", "[31mnow :smile:", "[link=x]Mayor"):
        assert words in shown
    assert "\x1b[31m" not in shown


def test_only_a_terminal_gets_colours() -> None:
    rows = statements([said("“Nobody is to blame,”")])
    assert "\x1b" not in render(rows, "table", Layout(80))
    assert render(rows, "json", Layout(80, terminal=True)) == render(rows, "json")


def test_an_unnamed_speaker_goes_by_the_words_of_the_report() -> None:
    row = said("Nobody is to blame", name=None, source=((0, 10),))
    assert "Vera Holm" in render(statements([row]), "table")


def test_json_has_the_fields_of_the_record_and_resolved_names() -> None:
    (row,) = json.loads(render(statements([said("“Nobody is to blame,”", act="deny")]), "json"))
    assert set(row) == set(statements([]).keys)
    start = TEXT.index("“Nobody")
    assert row["content"] == [[start, start + 21]]
    assert (row["speaker"], row["quote"], row["outlet"]) == ("Vera Holm", "“Nobody is to blame,”", "Quay Post")


def test_csv_has_one_line_a_row_and_a_head_even_when_empty() -> None:
    text = "=cmd() said it."
    shown = render(statements([said("=cmd()", text=text, name="+Holm")]), "csv")
    (row,) = csv.DictReader(io.StringIO(shown))
    assert (row["quote"], row["speaker"], row["negated"]) == ("'=cmd()", "'+Holm", "false")
    assert render(statements([]), "csv").strip().split(",")[: len(Statement.__slots__)]
    assert render(statements([]), "csv").startswith("id,report,content")


def test_nothing_found_is_said() -> None:
    assert render(statements([]), "table") == "No statements.\n"
    assert render(places([]), "json") == "[]\n"


def test_figures_are_shown_with_the_words_around_them() -> None:
    row = given("about 1,200 crates", value=1200, bound="about", unit="crates", of="crates")
    shown = render(numbers([row]), "table", Layout(120))
    assert "about 1,200 " in shown
    assert "said that about 1,200 crates" in " ".join(shown.split())
