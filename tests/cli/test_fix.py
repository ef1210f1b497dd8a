"""`onrecord fix` from end to end: messages, exit statuses, the list, and undoing."""

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Command, Outcome


@pytest.fixture
def mine(story: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A copy of the packaged story's ledger, of which a test may judge what it likes."""
    monkeypatch.setenv("ONRECORD_BY", "Ida")
    return str(shutil.copy(story, tmp_path / "my story.db"))


def rows(command: Command, ledger: str, *listing: str) -> list[dict[str, Any]]:
    return list(json.loads(command(*listing, "--json", "--ledger", ledger).out))


def exported(command: Command, ledger: str, ident: str) -> bool:
    """Whether an export names a row outside its judgements."""
    held = json.loads(command("export", ledger).out)
    assert ident in json.dumps(held.pop("judgements"))
    return ident in json.dumps(held)


def undoing(done: Outcome) -> list[str]:
    """The command with which a judgement says that it can be undone."""
    words = done.out.strip().partition("; undo it with: onrecord ")[2]
    assert words.endswith(" --ledger 'my story.db'") or "my story.db" in words
    return words.split(" --ledger ")[0].split()


def test_two_names_are_made_one_and_parted_again(command: Command, mine: str) -> None:
    before = rows(command, mine, "said")
    done = command("fix", "same", "Tveit", "Silje Brekke", "--why", "a test", "--ledger", mine)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("Tveit and Silje Brekke are the same; undo it with: onrecord fix undo ")
    speakers = {row["speaker"] for row in rows(command, mine, "said")}
    assert len({"Henrik Tveit", "Silje Brekke"} & speakers) == 1
    (judgement,) = rows(command, mine, "fix", "--list")
    assert (judgement["kind"], judgement["who"], judgement["why"]) == ("same", "Ida", "a test")
    table = command("fix", "--list", "--ledger", mine).out
    assert table.splitlines()[-1] == "1 judgement"
    assert "Silje Brekke" in table
    undone = command(*undoing(done), "--by", "Ove", "--ledger", mine)
    assert undone.out.startswith("undone: same, judged by Ida on ")
    assert rows(command, mine, "said") == before
    (judgement,) = rows(command, mine, "fix", "--list")
    assert judgement["undone_by"] == "Ove"
    again = command(*undoing(done), "--ledger", mine)
    assert (again.status, again.out) == (2, "")
    assert "was undone on" in again.err


def test_different(command: Command, mine: str) -> None:
    done = command("fix", "different", "Henrik Tveit", "Silje Brekke", "--ledger", mine)
    assert done.out.startswith("Henrik Tveit and Silje Brekke are different; undo")
    refused = command("fix", "same", "Henrik Tveit", "Silje Brekke", "--by", "Ove", "--ledger", mine)
    assert refused.status == 0  # the latest judgement on a pair holds
    assert [row["kind"] for row in rows(command, mine, "fix", "--list")] == ["different", "same"]


def test_the_speaker_of_a_statement(command: Command, mine: str) -> None:
    row = next(row for row in rows(command, mine, "said") if row["speaker"] == "Henrik Tveit")
    done = command("fix", "speaker", row["id"][:8], "Silje Brekke", "--ledger", mine)
    assert done.out.startswith("said by Silje Brekke; undo")
    assert row["id"] in {one["id"] for one in rows(command, mine, "said", "Brekke")}
    done = command("fix", "speaker", row["id"], "Vang Board", "--kind", "organization", "--ledger", mine)
    assert {one["id"] for one in rows(command, mine, "said", "Vang Board")} == {row["id"]}
    assert command("fix", "speaker", row["id"], "--nobody", "--ledger", mine).out.startswith("said by nobody with a")
    assert rows(command, mine, "said", "Vang Board") == []
    for wrong in ((row["id"],), (row["id"], "Silje Brekke", "--nobody")):
        refused = command("fix", "speaker", *wrong, "--ledger", mine)
        assert (refused.status, refused.out) == (2, "")
        assert "name the speaker, or give --nobody, not both" in refused.err


def test_a_row_is_rejected_and_restored(command: Command, mine: str) -> None:
    for listing in (("said",), ("figures",), ("open",), ("movements",)):
        row = rows(command, mine, *listing)[0]
        done = command("fix", "reject", row["id"][:10], "--why", "misread", "--ledger", mine)
        assert done.out.startswith("rejected; undo it with: onrecord fix undo ")
        assert row["id"] not in {one["id"] for one in rows(command, mine, *listing)}
        assert not exported(command, mine, row["id"])
        assert command("fix", "reject", row["id"], "--ledger", mine).status == 2
        assert command("fix", "restore", row["id"], "--ledger", mine).out == "restored\n"
        assert row["id"] in {one["id"] for one in rows(command, mine, *listing)}
        refused = command("fix", "restore", row["id"], "--ledger", mine)
        assert (refused.status, "not rejected" in refused.err) == (2, True)


def test_ids_in_a_listing_are_those_that_fix_takes(command: Command, mine: str) -> None:
    pair = rows(command, mine, "quotes", "--kind", "negated")[0]
    table = command("quotes", "--kind", "negated", "--ids", "--ledger", mine).out
    assert pair["original"][:8] in table
    assert pair["variant"][:8] in table
    assert command("fix", "reject", pair["original"][:8], pair["variant"][:8], "--ledger", mine).status == 0
    assert rows(command, mine, "quotes", "--kind", "negated") == []
    claim = rows(command, mine, "claims")[0]
    assert claim["statement"][:8] in command("claims", "--ids", "--ledger", mine).out
    done = command("fix", "split", claim["statements"][-1][:8], "--ledger", mine)
    assert done.out.startswith("split off; undo")
    assert claim["statements"] not in [row["statements"] for row in rows(command, mine, "claims")]


def test_the_list_as_json_and_csv(command: Command, mine: str) -> None:
    assert command("fix", "--list", "--ledger", mine).out == "No judgements.\n"
    command(
        "fix", "same", "Tveit", "Silje Brekke", "--why", "=1+1\x1b[31m\u202e", "--by", "\x1b[2JIda", "--ledger", mine
    )
    listed = command("fix", "--list", "--csv", "--ledger", mine).out
    (line,) = csv.DictReader(io.StringIO(listed))
    (row,) = rows(command, mine, "fix", "--list")
    assert set(line) == set(row)
    assert (line["why"], row["why"]) == ("'=1+1[31m", "=1+1\x1b[31m\u202e")
    shown = [listed, command("fix", "--list", "--ledger", mine).out, command("fix", "--list", "--json", "-l", mine).out]
    shown.append(command("fix", "undo", row["id"], "--ledger", mine).out)
    assert not any(mark in text for mark in "\x1b\u202e" for text in shown)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "fix needs a command, or --list"),
        (("same", "Tveit"), "ENTITY"),
        (("same", "Tveit", "Nobody At All"), "nobody is called 'Nobody At All'"),
        (("same", "Tveit", "Tveit"), "are one name"),
        (("reject", "abc"), "too short"),
        (("reject", "ffffffffffff"), "no statement or figure or movement or question"),
        (("undo", "ffffffff"), "no judgements have ids that begin with 'ffffffff'"),
        (("split",), "ID"),
        (("--list", "same", "Tveit", "Brekke"), "options of fix same stand behind it"),
    ],
)
def test_what_cannot_be_is_refused(command: Command, mine: str, arguments: tuple[str, ...], said: str) -> None:
    given = arguments if arguments[:1] == ("--list",) else (*arguments, "--ledger", mine)
    done = command("fix", *given)
    assert (done.status, done.out) == (2, "")
    assert said in " ".join(done.err.split())
    assert rows(command, mine, "fix", "--list") == []


def test_the_ledger_stands_behind_the_command(command: Command, mine: str) -> None:
    done = command("fix", "--ledger", mine, "same", "Tveit", "Silje Brekke")
    assert (done.status, done.out) == (2, "")
    assert rows(command, mine, "fix", "--list") == []


def test_somebody_must_judge(command: Command, mine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    done = command("fix", "same", "Tveit", "Silje Brekke", "--by", " ", "--ledger", mine)
    assert (done.status, "--by NAME" in done.err) == (2, True)
    monkeypatch.delenv("ONRECORD_BY")
    monkeypatch.setattr("getpass.getuser", lambda: (_ for _ in ()).throw(KeyError("uid")))
    done = command("fix", "same", "Tveit", "Silje Brekke", "--ledger", mine)
    assert (done.status, "say who judges with --by NAME" in done.err) == (2, True)


def test_a_ledger_that_can_only_be_read_is_not_judged(command: Command, mine: str) -> None:
    Path(mine).chmod(0o444)
    done = command("fix", "same", "Tveit", "Silje Brekke", "--ledger", mine)
    assert (done.status, done.out) == (1, "")
    assert "is read-only" in done.err
