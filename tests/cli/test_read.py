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


def test_html_is_one_page_on_standard_output_or_in_a_file(command: Command, tmp_path: Path) -> None:
    text = "Two cranes were stopped in Gdansk on Monday, harbour guard Vera Holm said.\n"
    Path(tmp_path, "a.txt").write_text(f"Title: Cranes <stopped>\nPublished: 2031-02-04\n\n{text}")
    done = command("read", "a.txt", "--to", "html")
    assert done.status == 0
    assert done.out.startswith("<!doctype html>")
    assert "<title>Cranes &lt;stopped&gt;</title>" in done.out
    assert ">Vera Holm</bdi>" in done.out
    for option in ("-o", "--output", "--out"):
        written = command("read", "a.txt", "--to", "html", option, "a.html")
        assert (written.status, written.out, written.err) == (0, "", "")
        assert Path(tmp_path, "a.html").read_text(encoding="utf-8") == done.out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "a.txt"]


def test_tables_and_json_go_to_a_file_too(command: Command, tmp_path: Path) -> None:
    Path(tmp_path, "a.txt").write_text("Vera Holm said that the crane had been stopped by the guard on duty.")
    for form in ("table", "json"):
        shown = command("read", "a.txt", "--to", form).out
        assert command("read", "a.txt", "--to", form, "-o", "out").status == 0
        assert Path(tmp_path, "out").read_text(encoding="utf-8") == shown


def test_a_hostile_report_gives_a_page_without_its_markup(command: Command, tmp_path: Path) -> None:
    Path(tmp_path, "a.txt").write_text(HOSTILE.replace("stopped", "<script>alert(1)</script>"))
    done = command("read", "a.txt", "--to", "html")
    assert done.status == 0
    assert "<script" not in done.out
    assert "\x1b" not in done.out
    assert "␛[31m" in done.out


def test_an_output_that_cannot_be_written_is_refused(command: Command, tmp_path: Path) -> None:
    report = Path(tmp_path, "a.txt")
    report.write_text("Vera Holm said that the crane had been stopped by the guard on duty.")
    before = report.read_bytes()
    for output, reason in (("./a.txt", "is the report"), (".", "is a folder"), ("none/a.html", "no folder none")):
        done = command("read", "a.txt", "--to", "html", "-o", output)
        assert (done.status, done.out) == (2, "")
        assert reason in done.err
    assert report.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
