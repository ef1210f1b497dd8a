import csv
import io
import json
import subprocess
import sys

import pytest

from tests.cli.conftest import Command

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
    assert len(text.splitlines()) <= 40
    early = command("brief", "--as-of", "2031-09-16", "--ledger", story).out
    assert early.startswith("The record as of 2031-09-16\n3 reports from 3 outlets")
    assert command("brief", "--to", "md", "--ledger", story).out.startswith("# The record\n")


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
