"""Invented reports as JSON Lines, enough of them for several parts."""

import json
from pathlib import Path

import pytest

TOWNS = ("Norrvik", "Sandhavn", "Tarnby", "Grimsvik", "Halmsund", "Veldhavn", "Lundmark")


def text(number: int) -> str:
    """The text of a report."""
    town = TOWNS[number % len(TOWNS)]
    return (
        f"“The quay at {town} will stay shut for {number + 2} days,” said Marit Lund, the engineer, on Monday.\n"
        f"The council of {town} denied on Tuesday that {number + 3} people had been hurt.\n"
        "It is not known who will pay. The ministry declined to comment."
    )


def lines(count: int, first: int = 0) -> str:
    """So many reports as JSON Lines."""
    rows = (
        {"url": f"https://wire.example/{number}", "outlet": "Wire", "title": f"Quay {number}",
         "published": f"2031-03-{1 + number % 28:02}T09:00:00Z", "text": text(number)}
        for number in range(first, first + count)
    )  # fmt: skip
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Two files with nine reports, a bad line between them, a report of its own, one in another language, one missing.

    Parts are of four reports, slices of two.
    """
    monkeypatch.setattr("onrecord.engine.parts.PART", 4)
    monkeypatch.setattr("onrecord.engine.parts.SLICE", 2)
    first, second, one, other = (tmp_path / name for name in ("a.jsonl", "b.jsonl", "one.txt", "other.txt"))
    first.write_text(lines(5) + "{no json\n", encoding="utf-8")
    second.write_text(lines(4, 5), encoding="utf-8")
    one.write_text(f"Title: Quay\nOutlet: Post\n\n{text(40)}", encoding="utf-8")
    other.write_text("Der Bürgermeister sagte am Dienstag, der Kai bleibe eine Woche lang gesperrt.", encoding="utf-8")
    return [str(path) for path in (first, second, one, other, tmp_path / "missing.txt")]
