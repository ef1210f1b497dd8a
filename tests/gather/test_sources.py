"""From the words of a call to single sources."""

import os
from pathlib import Path

import pytest

from onrecord.gather import Failure, Source, expand


def names(items: list[Source | Failure], root: Path) -> list[str]:
    assert all(isinstance(item, Source) for item in items), items
    return [Path(item.name).relative_to(root).as_posix() for item in items if isinstance(item, Source)]


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    for name in (
        "b.txt", "a.html", "noextension", "c.txt.gz", "sub/d.md", "sub/deep/e.rss", "a/z.txt", "Part 1. Dawn",
        "data.json", "photo.png", "table.tsv", "x.py", "bundle.tar.gz", ".hidden.txt", ".git/config",
        "sub/.cache/x.txt",
    ):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    return tmp_path


def test_folder_is_walked_in_order(pile: Path) -> None:
    expected = ["Part 1. Dawn", "a/z.txt", "a.html", "b.txt", "c.txt.gz", "noextension", "sub/d.md", "sub/deep/e.rss"]
    assert names(expand([str(pile)]), pile) == expected


def test_named_file_is_always_taken_and_only_once(pile: Path) -> None:
    given = [str(pile / "data.json"), str(pile / "b.txt"), str(pile / "sub" / ".." / "b.txt"), str(pile / "a")]
    assert [item.name for item in expand(given) if isinstance(item, Source)] == [
        given[0],
        given[1],
        str(pile / "a" / "z.txt"),
    ]


def test_symlink_loops_end(pile: Path) -> None:
    (pile / "sub" / "up").symlink_to(pile, target_is_directory=True)
    (pile / "gone.txt").symlink_to(pile / "nowhere")
    (pile / "loop.txt").symlink_to(pile / "loop.txt")
    (pile / "again.txt").symlink_to(pile / "b.txt")
    found = names(expand([str(pile)]), pile)
    assert len(found) == 8
    assert not {"gone.txt", "loop.txt"} & set(found)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_only_regular_files_of_a_folder(pile: Path) -> None:
    os.mkfifo(pile / "pipe.txt")
    assert "pipe.txt" not in names(expand([str(pile)]), pile)


def test_glob(pile: Path) -> None:
    assert names(expand([str(pile / "*.txt*")]), pile) == ["b.txt", "c.txt.gz"]
    assert names(expand([str(pile / "**" / "*.md")]), pile) == ["sub/d.md"]
    assert names(expand([str(pile / "su?")]), pile) == ["sub/d.md", "sub/deep/e.rss"]
    (missing,) = expand([str(pile / "*.doc")])
    assert isinstance(missing, Failure)
    assert missing.reason.startswith("nothing matches this pattern")


def test_file_whose_name_looks_like_a_pattern(tmp_path: Path) -> None:
    path = tmp_path / "report [1].txt"
    path.write_text("x")
    assert expand([str(path)]) == [Source("file", str(path))]


def test_addresses_and_standard_input(pile: Path) -> None:
    given = ["-", "https://a.example/x", "HTTP://a.example/y", (pile / "b.txt").as_uri(), "-", "https://a.example/x"]
    assert expand(given) == [
        Source("stdin", "-"),
        Source("url", "https://a.example/x"),
        Source("url", "HTTP://a.example/y"),
        Source("file", str(pile / "b.txt")),
    ]
    assert expand(expand(given)) == expand(given)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("no/such/thing.txt", "no such file or folder: no/such/thing.txt"),
        ("www.sound.example/x", "an address begins with https://"),
        ("ftp://sound.example/x", "ftp addresses cannot be fetched"),
        ("", "not a path"),
        ("a\0b", "cannot be opened"),
        ("x" * 5000, "cannot be opened"),
    ],
)
def test_what_is_not_there(given: str, reason: str) -> None:
    (item,) = expand([given])
    assert isinstance(item, Failure)
    assert (item.source, item.kind) == (given, "failed")
    assert reason in item.reason


def test_folder_without_reports(tmp_path: Path) -> None:
    (tmp_path / "x.png").write_text("x")
    (item,) = expand([str(tmp_path)])
    assert isinstance(item, Failure)
    assert "no reports in this folder" in item.reason


@pytest.mark.skipif(getattr(os, "geteuid", int)() == 0, reason="the superuser may open any folder")
def test_locked_folder(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0)
    (item,) = expand([str(locked)])
    assert isinstance(item, Failure)
    assert "cannot be opened" in item.reason
