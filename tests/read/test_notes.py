"""Notes on stretches of text that were read before change no row."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from onrecord import demo
from onrecord.read.encoder import packaged
from onrecord.read.kept import Kept
from onrecord.read.reader import read_report
from onrecord.records import Reading, Report

notes = import_module("onrecord.read.notes")


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[Kept[object]]:
    """Notes that are empty at first, whatever was read before."""
    fresh: Kept[object] = Kept(1_000_000)
    monkeypatch.setattr(notes, "kept", lambda: fresh)
    return fresh


def texts() -> list[str]:
    """The texts of the packaged story."""
    with demo.reports() as folder:
        return [path.read_text(encoding="utf-8") for path in sorted(Path(folder).glob("*.txt"))]


def reading(text: str, published: str = "2031-03-05") -> Reading:
    return read_report(Report(text=text, published=published), packaged())


def test_a_report_read_again_has_the_same_rows(kept: Kept[object]) -> None:
    first = [reading(text) for text in texts()]
    before = kept.misses
    assert [reading(text) for text in texts()] == first
    assert kept.misses == before
    assert kept.hits


PARAGRAPH = (
    "“We counted 4,200 lorries and 35 ferries, and nobody was hurt,” the harbour master Ida Falk said on Monday. "
    "It is not known who will pay the 2.5 million euros. About 300 pounds of fish may be lost by Friday, she said."
)


@pytest.mark.parametrize("published", ["2031-03-05", "2029-11-20"])
def test_a_paragraph_read_elsewhere_before_has_the_rows_of_one_that_was_not(
    kept: Kept[object], monkeypatch: pytest.MonkeyPatch, published: str
) -> None:
    text = f"The quay in Lowestoft is shut, and Kenya sent two boats.\n\n{PARAGRAPH}"
    reading(PARAGRAPH)
    hits = kept.hits
    found = reading(text, published)
    assert kept.hits > hits
    monkeypatch.setattr(notes, "kept", lambda: Kept(0))
    assert found == reading(text, published)
    assert found.figures
    assert found.questions


def test_a_currency_that_the_report_decides_is_not_noted(kept: Kept[object]) -> None:
    plain = "The bridge cost 300 million dollars."
    units = [reading(text).figures[-1].unit for text in (plain, f"It paid C$5 and C$9 for it.\n\n{plain}", plain)]
    assert units == ["USD", "CAD", "USD"]
