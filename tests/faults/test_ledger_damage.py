"""A ledger that a bad disk, a broken copy or another program changed: each command says so, or works."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Command, Outcome, command, story
from tests.gather.conftest import BODY

__all__ = ["command", "story"]

PAGE = 4096
SEEDS = 4
COMMANDS = (
    ("brief",),
    ("said", "--json"),
    ("search", "water"),
    ("disputes",),
    ("figures", "--csv"),
    ("export",),
    ("check",),
    ("add", "more.txt"),
)


def call(command: Command, words: tuple[str, ...], ledger: Path) -> Outcome:
    """Run a command on a ledger."""
    where = (str(ledger), "--to", "json") if words == ("export",) else ("--ledger", str(ledger))
    return command(*words, *where)


def flipped(data: bytearray, draw: random.Random) -> None:
    """A few bits are others."""
    for _ in range(draw.randint(1, 40)):
        data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)


def emptied(data: bytearray, draw: random.Random) -> None:
    """Some pages are full of zeros, as after a crash of the disk."""
    for _ in range(draw.randint(1, 3)):
        at = draw.randrange(len(data) // PAGE) * PAGE
        data[at : at + PAGE] = bytes(PAGE)


def moved(data: bytearray, draw: random.Random) -> None:
    """One page stands in the place of another."""
    one, other = (draw.randrange(1, len(data) // PAGE) * PAGE for _ in range(2))
    data[one : one + PAGE] = data[other : other + PAGE]


def cut(data: bytearray, draw: random.Random) -> None:
    """The end is gone, as after a copy that broke off."""
    del data[draw.randrange(len(data)) :]


def headless(data: bytearray, draw: random.Random) -> None:
    """The first bytes are noise."""
    data[:100] = draw.randbytes(100)


DAMAGES: tuple[Callable[[bytearray, random.Random], None], ...] = (flipped, emptied, moved, cut, headless)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_ledger_is_told(
    command: Command, story: str, tmp_path: Path, damage: Callable[[bytearray, random.Random], None]
) -> None:
    (tmp_path / "more.txt").write_text(BODY, encoding="utf-8")
    told = 0
    for seed in range(SEEDS):
        data = bytearray(Path(story).read_bytes())
        damage(data, random.Random(seed))
        for words in COMMANDS:
            ledger = tmp_path / "story.db"
            for old in tmp_path.glob("story.db*"):
                old.unlink()
            ledger.write_bytes(data)
            done = call(command, words, ledger)
            assert done.status in (0, 1), (seed, words, done)
            if done.status == 1 and words != ("check",):
                assert done.err.startswith("Error: "), (seed, words, done)
                assert "story.db" in done.err, (seed, words, done)
            told += done.status == 1
    assert told > 0


def test_a_folder_or_another_file_in_the_place_of_the_ledger(command: Command, tmp_path: Path) -> None:
    (tmp_path / "folder.db").mkdir()
    (tmp_path / "notes.db").write_text("Buy bread.\n" * 500, encoding="utf-8")
    for name in ("folder.db", "notes.db"):
        for words in (*COMMANDS[:-1], ("add", str(tmp_path / "notes.db"))):
            done = call(command, words, Path(name))
            assert done.status == 1, (name, words, done)
            assert done.err.startswith("Error: "), (name, words, done)
            assert name in done.err
    assert (tmp_path / "notes.db").read_text(encoding="utf-8") == "Buy bread.\n" * 500
