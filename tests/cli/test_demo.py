from pathlib import Path

import pytest

from onrecord import demo
from onrecord.gather import parse_text
from tests.cli.conftest import Command


def test_demo_shows_the_story_and_what_to_type_next(command: Command, tmp_path: Path) -> None:
    done = command("demo", "--ledger", "demo.db")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("6 added; ledger: demo.db\n")
    assert "6 reports from 4 outlets" in done.out
    assert "said Tveit --about clean" in done.out
    assert "(rewritten copy)" in done.out
    typed = [line.strip() for line in done.out.splitlines() if line.startswith("  onrecord ")]
    assert len(typed) == 4
    assert [path.name for path in tmp_path.iterdir()] == ["demo.db"]


def test_without_a_ledger_demo_leaves_nothing_behind(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONRECORD_LEDGER", str(tmp_path / "own.db"))
    done = command("demo")
    assert done.status == 0
    assert list(tmp_path.iterdir()) == []


def test_the_story_has_whole_headers() -> None:
    with demo.reports() as folder:
        found = [parse_text(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.txt"))]
    assert len(found) == 6
    for report in found:
        assert report.title
        assert report.outlet
        assert report.byline
        assert report.url
        assert str(report.published).startswith("2031-")
        assert not report.text.startswith("\n")
    assert sorted(str(report.published) for report in found) == [str(report.published) for report in found]
