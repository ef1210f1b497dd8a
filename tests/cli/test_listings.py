import csv
import io
import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.ledger import Ledger
from onrecord.records import Reading, Report
from tests.cli.conftest import Command
from tests.ledger.pile import days, only_earlier, record

LISTINGS = (
    ("said",),
    ("figures",),
    ("figures", "--series"),
    ("claims",),
    ("disputes",),
    ("quotes",),
    ("open", "--all"),
    ("open", "expectations", "--all"),
    ("timeline",),
    ("places",),
    ("movements",),
    ("reports",),
    ("outlets",),
    ("search", "reservoir"),
)


@pytest.mark.parametrize("listing", LISTINGS)
def test_the_three_forms_show_the_same_rows(command: Command, story: str, listing: tuple[str, ...]) -> None:
    table = command(*listing, "--ledger", story)
    rows = json.loads(command(*listing, "--json", "--ledger", story).out)
    lines = list(csv.DictReader(io.StringIO(command(*listing, "--csv", "--ledger", story).out)))
    assert table.status == 0
    assert rows
    assert len(lines) == len(rows)
    assert set(lines[0]) == set(rows[0])
    assert table.out.splitlines()[-1].split()[0] == f"{len(rows):,}"
    assert max(map(len, table.out.splitlines())) <= 100


def test_said_narrows_down(command: Command, story: str) -> None:
    def rows(*options: str) -> list[dict[str, object]]:
        return list(json.loads(command("said", *options, "--json", "--ledger", story).out))

    everything = rows()
    assert {row["id"] for row in rows("--act", "deny")} == {row["id"] for row in everything if row["act"] == "deny"}
    assert len(rows("--limit", "2")) == 2
    until = rows("--until", "2031-09-16")
    since = rows("--since", "2031-09-17")
    assert until
    assert since
    assert len(until) + len(since) == len(everything)
    assert {str(row["published"])[:10] for row in rows("--as-of", "2031-09-16")} == {"2031-09-16"}
    assert {row["speaker"] for row in rows("Solbakk")} == {"Ingrid Solbakk"}
    assert all("water" in str(row["quote"]).lower() for row in rows("--about", "water"))


def test_nothing_found_is_said_and_is_no_failure(command: Command, story: str) -> None:
    done = command("said", "Nobody Of That Name", "--ledger", story)
    assert (done.status, done.out) == (0, "No statements.\n")


def test_brief_fits_one_screen_and_goes_back_in_time(command: Command, story: str) -> None:
    text = command("brief", "--ledger", story).out
    assert "6 reports from 4 outlets" in text
    assert len(text.splitlines()) <= 45
    assert max(map(len, text.splitlines())) <= 100
    assert {"Altered quotations", "Figures", "Expected", "Not known", "Denied"} <= {
        line.partition("  (")[0] for line in text.splitlines()
    }
    early = command("brief", "--as-of", "2031-09-16", "--ledger", story).out
    assert early.startswith("The record as of 2031-09-16\n3 reports from 3 outlets")
    assert command("brief", "--to", "md", "--ledger", story).out.startswith("# The record\n")


def test_as_of_a_day_is_what_a_ledger_of_the_reports_until_then_holds(story: str, tmp_path: Path) -> None:
    with Ledger.open(story) as whole:

        def read(report: Report) -> Reading:
            return replace(whole.reading(report.id), report=report)

        for day in days(whole):
            with only_earlier(tmp_path / f"{day}.db", whole, day, read) as then:
                now, earlier = record(whole, day), record(then, day)
                assert {name: rows for name, rows in now.items() if rows != earlier[name]} == {}


def test_two_reports_side_by_side(command: Command, story: str) -> None:
    done = command("compare", "01-scandinaviawire.txt", "03-flashnorth24.txt", "--ledger", story)
    left, right, common, blank, *table = done.out.splitlines()
    assert (left[:7], right[:7], blank) == ("left:  ", "right: ", "")
    assert "(rewritten copy of the left one)" in right
    assert re.fullmatch(r"\d+ passages in both, \d+ only on the left, \d+ only on the right\.", common)
    assert "[-" in done.out
    assert "{+" in done.out
    assert max(map(len, done.out.splitlines())) <= 100
    rows = json.loads(command("compare", "01-scandinaviawire.txt", "03-flashnorth24.txt", "--json", "-l", story).out)
    assert table[-1] == f"{len(rows)} rows"
    lines = command("compare", "01-scandinaviawire.txt", "03-flashnorth24.txt", "--csv", "-l", story).out
    assert len(list(csv.DictReader(io.StringIO(lines)))) == len(rows)
    for names, said in ((("01-scandinaviawire.txt",) * 2, "are one report"), (("01-scandinaviawire.txt", "x"), "too")):
        refused = command("compare", *names, "--ledger", story)
        assert (refused.status, refused.out) == (2, "")
        assert said in refused.err


@pytest.mark.parametrize(
    "listing", [row for row in LISTINGS if row[0] not in {"timeline", "places", "outlets", "search"}]
)
def test_ids_are_those_of_the_rows(command: Command, story: str, listing: tuple[str, ...]) -> None:
    if listing == ("reports",):  # its table has them anyway
        return
    plain, shown = command(*listing, "--ledger", story).out, command(*listing, "--ids", "--ledger", story).out
    assert shown.split()[0] == "id"
    assert plain.split()[0] != "id"
    rows = command(*listing, "--json", "--ledger", story).out
    assert all(id_ in rows for id_ in re.findall(r"^[0-9a-f]{8}", shown, re.MULTILINE))
    assert max(map(len, shown.splitlines())) <= 100


def test_a_reader_that_goes_away_is_no_failure(story: str) -> None:
    main = "from onrecord.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", main, "export", story], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as export:
        assert export.stdout is not None
        assert export.stderr is not None
        export.stdout.read(10)
        export.stdout.close()
        assert export.stderr.read() == b""
        assert export.wait(30) == 0
