import json
from pathlib import Path

from tests.cli.conftest import Command


def test_json_and_jsonl_hold_the_same_rows(command: Command, story: str) -> None:
    whole = json.loads(command("export", story, "--to", "json").out)
    lines = [json.loads(line) for line in command("export", story, "--to", "jsonl").out.splitlines()]
    assert len(whole["reports"]) == 6
    for table in ("reports", "statements", "figures", "times", "places", "entities"):
        assert [row for row in lines if row["table"] == table] == [{"table": table, **row} for row in whole[table]]


def test_out_writes_the_file_whole(command: Command, story: str, tmp_path: Path) -> None:
    printed = command("export", story).out
    done = command("export", story, "--out", "record.json")
    assert (done.status, done.out) == (0, "")
    assert Path(tmp_path, "record.json").read_text(encoding="utf-8") == printed
    assert [path.name for path in tmp_path.iterdir()] == ["record.json"]


def test_out_that_cannot_be_written_is_an_error(command: Command, story: str) -> None:
    done = command("export", story, "--out", "no/such/folder.json")
    assert done.status == 1
    assert done.err.startswith("Error: no/such/folder.json cannot be written")


def test_as_of_leaves_later_reports_out(command: Command, story: str) -> None:
    early = json.loads(command("export", story, "--as-of", "2031-09-16").out)
    assert len(early["reports"]) == 3


def test_folders_and_json_ld(command: Command, story: str) -> None:
    assert "@graph" in json.loads(command("export", story, "--to", "jsonld").out)
    for form in ("csv", "parquet"):
        done = command("export", story, "--to", form)
        assert done.status == 2
        assert "--out FOLDER" in done.err
        assert command("export", story, "--to", form, "--out", form).status == 0
        assert Path(form, f"statements.{form}").stat().st_size > 0


def test_an_export_comes_back(command: Command, story: str) -> None:
    command("export", story, "--out", "story.json")
    done = command("import", "story.json", "--ledger", "copy.db")
    assert (done.status, done.out) == (0, "6 added; ledger: copy.db\n")
    assert command("export", "copy.db").out == Path("story.json").read_text(encoding="utf-8")


def test_what_is_no_export_is_refused(command: Command) -> None:
    Path("notes.txt").write_text("not JSON", encoding="utf-8")
    Path("list.json").write_text("[]", encoding="utf-8")
    for name, message in (("notes.txt", "not JSON"), ("list.json", "no export"), ("absent.json", "cannot be read")):
        done = command("import", name, "--ledger", "copy.db")
        assert done.status == 2
        assert message in done.err
        assert not Path("copy.db").exists()
