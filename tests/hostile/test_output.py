"""A ledger of hostile reports, through every command and export: nothing of theirs acts on a terminal or elsewhere."""

import csv
import io
import json
import re
import unicodedata
from pathlib import Path

import pytest

from onrecord import demo
from onrecord.cli.app import run
from onrecord.gather import expand, gather
from onrecord.ledger import Ledger
from onrecord.records import Report
from tests.hostile.reports import MARK, SCRIPT, hostile

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1")
LISTINGS = (
    "said", "figures", "figures --series", "claims", "disputes", "quotes", "open --all", "open expectations --all",
    "timeline", "places", "movements", "reports", "outlets", f"search {MARK}", "brief", "brief --to md", "fix --list",
    "check", "said --about script", "said --by act",
)  # fmt: skip
JOINERS = "\u200c\u200d"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The hostile story, and a report whose title and outlet are formulas."""
    path = tmp_path_factory.mktemp("hostile") / "story.db"
    with demo.reports() as folder:
        reports = list(hostile(item for item in gather(expand([str(folder)])) if isinstance(item, Report)))
    formulas = [
        Report(text="The quay is shut, Vera Holm said.", title=words, outlet=words, url=f"https://a.example/{number}")
        for number, words in enumerate(FORMULAS)
    ]
    with Ledger.open(path) as opened:
        assert opened.add_reports([*reports, *formulas]).failures == ()
        opened.judge(f"\x1b[31m{SCRIPT}", "why \x07\u202e").reject(opened.said()[0].id)
    return str(path)


def acting(text: str) -> set[str]:
    """The characters of a text that act on a terminal, or on how others look."""
    return {c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs") and c not in "\n" + JOINERS}


@pytest.mark.parametrize("listing", LISTINGS)
@pytest.mark.parametrize("form", ["", "--json", "--csv"])
def test_no_character_acts_on_a_terminal(
    ledger: str, listing: str, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if form and (listing.startswith(("brief --to", "said --by")) or (listing == "check" and form == "--csv")):
        pytest.skip("that form is not there")
    status = run([*listing.split(), *form.split(), "--ledger", ledger])
    out, err = capsys.readouterr()
    assert acting(out.replace("\r\n", "\n")) | acting(err) == set()
    if status == 0 and form == "--json" and out.strip():
        json.loads(out)
    assert status in (0, 2), err


def test_reading_a_hostile_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = tmp_path / "a\x1b[31m\u202eb.txt"
    name.write_text(
        f"Title: {SCRIPT}\x1b]0;x\x07\n\nThe quay is shut, \x1b[2J{SCRIPT} Vera Holm said.", encoding="utf-8"
    )
    for form in ([], ["--to", "json"], ["--to", "html"]):
        assert run(["read", str(name), *form]) == 0
        out, err = capsys.readouterr()
        assert acting(out) | acting(err) == set()
        assert ("html" in form) <= (SCRIPT not in out)
    assert run(["read", str(tmp_path / "absent\x1b[31m.txt")]) != 0
    assert acting(capsys.readouterr().err) == set()


def test_no_cell_is_a_formula(ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", ledger, "--to", "csv", "--out", str(tmp_path / "out")]) == 0
    capsys.readouterr()
    cells = 0
    for path in (tmp_path / "out").glob("*.csv"):
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")):
            for cell in row:
                cells += 1
                number = cell.lstrip("-").replace(".", "", 1).replace("e", "", 1).isdecimal()
                assert number or not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")), (
                    path,
                    cell,
                )
    assert cells > 1000


def test_markdown_and_html_have_no_markup_of_reports(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    for form in ("md", "html"):
        assert run(["brief", "--to", form, "--ledger", ledger]) == 0
        out = capsys.readouterr().out
        assert MARK in out
        assert SCRIPT not in out
        assert not re.search(r"(?<!\\)<img", out)
        assert "](javascript:" not in out
        assert 'href="javascript:' not in out


def test_an_export_of_an_attack_is_whole(ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", ledger, "--to", "json"]) == 0
    out = capsys.readouterr().out
    assert acting(out) == set()
    assert any("\x1b[31m" in report["text"] for report in json.loads(out)["reports"])
