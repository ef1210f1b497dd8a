"""The README shows what the commands print, to the character."""

import re
from pathlib import Path

import pytest

from onrecord import demo
from tests.readme_blocks import BLOCK, README, renewed

LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


def test_every_block_prints_what_the_readme_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ONRECORD_LEDGER", raising=False)
    text = README.read_text(encoding="utf-8")
    assert len(BLOCK.findall(text)) >= 3
    assert renewed(text) == text, "renew it with: python -m tests.readme_blocks --write"


def test_the_reports_quoted_are_those_of_the_story() -> None:
    text = README.read_text(encoding="utf-8")
    quoted = re.findall(r"^> \*(.+?)\*: (.+)$", text, re.MULTILINE)
    with demo.reports() as folder:
        reports = [path.read_text(encoding="utf-8") for path in folder.glob("*.txt")]
    assert len(quoted) >= 3
    for outlet, words in quoted:
        assert any(f"Outlet: {outlet}\n" in report and words in report for report in reports), outlet


def test_links_lead_to_files() -> None:
    for page in (README, README.with_name("CONTRIBUTING.md")):
        for target in LINK.findall(page.read_text(encoding="utf-8")):
            assert Path(page.parent, target).exists(), target
