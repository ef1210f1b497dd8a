"""`onrecord watch`: as a user runs it, with the real reader."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from onrecord.cli.watch import seconds
from onrecord.errors import UsageError
from tests.cli.conftest import Command
from tests.gather.conftest import Site, site
from tests.watch.conftest import News

__all__ = ["site"]

SHUT = "“The quay at Norrvik will stay shut,” said Marit Lund, the harbour engineer, on Monday."
DAMAGED = (
    "Marit Lund, the harbour engineer, said on Tuesday that three lorries had been damaged at the quay in Norrvik. "
    "Mayor Nils Aas was told in the evening. The crane has been stopped, and ferries leave from the old pier."
)
DENIED = (
    "Nils Aas, the mayor of Norrvik, denied on Wednesday that three lorries had been damaged at the quay. The market "
    "will open as usual, and schools stay open, he told residents at a meeting in the town hall."
)


@pytest.fixture
def news(site: Site) -> News:
    """The site."""
    made = News(site)
    made.serve()
    return made


@pytest.mark.parametrize(("value", "wanted"), [("90s", 90), ("15m", 900), ("2h", 7200), ("1D", 86400), (" 5 m ", 300)])
def test_times(value: str, wanted: int) -> None:
    assert seconds(value) == wanted


@pytest.mark.parametrize("value", ["", "15", "m", "1.5h", "-5m", "15 minutes", "5s", "0m"])
def test_times_that_cannot_be(value: str) -> None:
    with pytest.raises(UsageError, match="--every"):
        seconds(value)


def test_a_round_adds_what_is_new_and_tells_the_news(command: Command, news: News, tmp_path: Path) -> None:
    news.add("one", SHUT)
    options = ("--once", "--allow-private", "--ledger", "s.db")
    done = command("watch", news.feed, *options)
    assert (done.status, done.err) == (0, "")
    assert done.out.endswith(f"{news.feed}: 1 report added\n")
    assert command("watch", news.feed, *options).out == "", "not due yet"
    news.add("two", DAMAGED)
    news.add("three", DENIED, "2031-03-06T09:00:00Z")
    memory = tmp_path / "s.db.watch.json"
    memory.write_text(memory.read_text().replace('"due": ', '"due": 0.0, "was": '))
    program = tmp_path / "alert.py"
    program.write_text(f"import sys; open({str(tmp_path / 'told')!r}, 'a').write(sys.stdin.read())")
    done = command("watch", news.feed, *options, "--json", "--exec", f"{sys.executable} {program}")
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert rows[0]["event"] == "polled"
    assert rows[0]["row"]["added"] == 2
    assert "dispute" in [row["event"] for row in rows]
    told = [json.loads(line) for line in (tmp_path / "told").read_text().splitlines()]
    assert [row["text"] for row in told] == [row["text"] for row in rows[1:]]


def test_a_command_that_fails_is_told_and_the_watch_goes_on(command: Command, news: News, tmp_path: Path) -> None:
    command("watch", news.feed, "--once", "--allow-private", "--ledger", "s.db")
    news.add("two", DAMAGED)
    news.add("three", DENIED, "2031-03-06T09:00:00Z")
    memory = tmp_path / "s.db.watch.json"
    for program, told in (("no-such-program-here", "failed"), (f"{sys.executable} -c 'exit(3)'", "exit status 3")):
        state = json.loads(memory.read_text())
        state["feeds"] = {}
        state["told"] = {}
        memory.write_text(json.dumps(state))
        done = command("watch", news.feed, "--once", "--allow-private", "--ledger", "s.db", "--exec", program)
        assert done.status == 0
        assert told in done.err


def test_a_feed_that_fails_gives_the_exit_status(command: Command, news: News) -> None:
    news.status = 500
    done = command("watch", news.feed, "--once", "--allow-private")
    assert done.status == 1
    assert "the server answered 500" in done.out
    assert "looked at again at" in done.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("feed.xml",), "begins with neither http:// nor https://"),
        (("https://wire.example/feed", "--every", "5"), "--every is '5'"),
        (("https://wire.example/feed", "--exec", "say 'hello"), "--exec"),
        (("https://wire.example/feed", "--exec", " "), "--exec is empty"),
    ],
)
def test_wrong_usage(command: Command, arguments: tuple[str, ...], told: str) -> None:
    done = command("watch", *arguments)
    assert done.status == 2
    assert told in done.err


def test_a_request_to_end_ends_it_cleanly(news: News, tmp_path: Path) -> None:
    news.add("one", SHUT)
    words = ["watch", news.feed, "--allow-private", "--ledger", str(tmp_path / "s.db")]
    command = [sys.executable, "-m", "onrecord", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert "1 report added" in process.stdout.readline()
        time.sleep(0.3)
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=30)
        assert process.returncode == 0
    assert "the same command goes on from there" in told
    assert json.loads((tmp_path / "s.db.watch.json").read_text())["feeds"][news.feed]["failures"] == 0
