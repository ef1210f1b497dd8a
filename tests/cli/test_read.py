import json
from pathlib import Path

from tests.cli.conftest import Command

HOSTILE = (
    "Title: \x1b]0;owned\x07Crane stopped\nOutlet: =HYPERLINK(1)\nPublished: 2031-02-03\n\n"
    "“The \x1b[31mcrane was [red]never tested[/red],” harbour guard Vera Holm said on Monday.\n"
)


def test_json_holds_the_reading(command: Command, tmp_path: Path) -> None:
    text = "Two cranes were stopped in Gdansk on Monday, harbour guard Vera Holm said.\n"
    Path(tmp_path, "a.txt").write_text(f"Published: 2031-02-04\n\n{text}")
    done = command("read", "a.txt", "--to", "json")
    assert done.status == 0
    reading = json.loads(done.out)
    assert reading["report"]["text"] == text
    (statement,) = reading["statements"]
    assert statement["speaker"] == "Vera Holm"
    assert "".join(text[start:end] for start, end in statement["content"]) == statement["quote"]
    assert [row["country"] for row in reading["places"]] == ["PL"]
    assert [row["value"] for row in reading["times"]] == ["2031-02-03"]
    assert [(row["value"], row["speaker"]) for row in reading["figures"]] == [(2, "Vera Holm")]
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_no_control_character_of_a_report_reaches_the_terminal(command: Command, tmp_path: Path) -> None:
    Path(tmp_path, "a.txt").write_text(HOSTILE)
    for form in ("table", "json"):
        done = command("read", "a.txt", "--to", form)
        assert done.status == 0
        assert "\x1b" not in done.out
        assert "\x07" not in done.out
        assert "[red]never" in done.out


def test_a_missing_file_fails(command: Command) -> None:
    done = command("read", "gone.txt")
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("Error: gone.txt: ")


def test_a_folder_of_several_is_wrong_usage(command: Command, tmp_path: Path) -> None:
    Path(tmp_path, "a.txt").write_text("Vera Holm said that the crane had been stopped by the guard on duty.")
    Path(tmp_path, "b.txt").write_text("Vera Holm denied that the crane had been stopped by the guard on duty.")
    done = command("read", ".")
    assert done.status == 2
    assert "onrecord add ." in done.err
