"""Wrong usage: exit status 2, one message that says what to do, never a traceback."""

from pathlib import Path

import pytest

from onrecord.records import ACTS, CERTAINTIES
from tests.cli.conftest import Command


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("said", "--since", "yesterday"), "--since is 'yesterday'; a date is wanted"),
        (("said", "--until", "2031-02-30"), "--until is '2031-02-30'"),
        (("brief", "--as-of", "5 March"), "--as-of is '5 March'"),
        (("said", "--act", "lie"), f"--act is 'lie'; allowed: {', '.join(ACTS)}"),
        (("said", "--certainty", "sure"), f"allowed: {', '.join(CERTAINTIES)}"),
        (("figures", "--json", "--csv"), "--json and --csv exclude each other"),
        (("said",), "no ledger at onrecord.db; name one with --ledger FILE, or make it with: onrecord add"),
        (("export", "none.db"), "no ledger at none.db"),
        (("export", "x.db", "--to", "xml"), "json"),
        (("said", "--limit", "-1"), "'--limit'"),
        (("bogus",), "bogus"),
        (("said", "--bogus"), "--bogus"),
        (("add",), "SOURCE"),
        (("add", "x", "--max-bytes", "0"), "--max-bytes"),
        (("search",), "QUERY"),
    ],
)
def test_wrong_usage(command: Command, arguments: tuple[str, ...], said: str) -> None:
    done = command(*arguments)
    assert done.status == 2
    assert done.out == ""
    assert said.lower() in " ".join(done.err.split()).lower()
    assert "Traceback" not in done.err


def test_wrong_usage_leaves_no_ledger_behind(command: Command, tmp_path: Path) -> None:
    command("said", "Holm", "--ledger", "new.db")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_ledger_is_an_error(command: Command, tmp_path: Path) -> None:
    Path(tmp_path, "notes.db").write_text("not a database at all, but long enough to look at")
    done = command("said", "--ledger", "notes.db")
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("Error: notes.db is no onrecord ledger")


def test_the_environment_names_the_ledger(command: Command, story: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_LEDGER", story)
    assert command("places").status == 0
    assert command("places", "--ledger", "other.db").status == 2
