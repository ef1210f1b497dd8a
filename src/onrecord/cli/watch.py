"""`onrecord watch`: feeds looked at again and again."""

import re
import shlex
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli.options import DEFAULT_LEDGER, AllowPrivate, AnyLanguage, LedgerFile, MaxBytes, Timeout
from onrecord.cli.output import note, write
from onrecord.errors import UsageError
from onrecord.show.clean import json_text, visible
from onrecord.show.listing import count

if TYPE_CHECKING:
    from onrecord.watch import Event, Polled, Watcher

EXAMPLE = "onrecord watch https://example.org/feed.xml --every 15m"

UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
LEAST = 60
"""Seconds between two looks at a feed that are wanted at least: nobody is asked more often."""
DURATION = re.compile(r"(\d{1,6})\s*([smhd])")
PATIENCE = 600
"""Seconds that a command may take that is told of news."""


def seconds(value: str) -> int:
    """The seconds of "90s", "15m", "2h" or "1d". Raises UsageError for anything else, or less than a minute."""
    match = DURATION.fullmatch(value.strip().lower())
    if match is None:
        raise UsageError(f"--every is {value!r}; wanted is a number with s, m, h or d, as in 15m")
    found = int(match[1]) * UNITS[match[2]]
    if found < LEAST:
        raise UsageError(f"--every is {value}; a feed is looked at once a minute at most: give 1m or more")
    return found


def watch(
    feeds: Annotated[list[str], typer.Argument(metavar="FEED", help="Addresses of RSS or Atom feeds.")],
    every: Annotated[str, typer.Option(metavar="TIME", help="How long between two looks: 90s, 15m, 2h, 1d.")] = "15m",
    once: Annotated[bool, typer.Option("--once", help="Look once at the feeds that are due, and end.")] = False,
    command: Annotated[
        str | None,
        typer.Option("--exec", metavar="CMD", help="Run this for news; its input is one JSON object a line."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
    ledger: LedgerFile = DEFAULT_LEDGER,
    max_bytes: MaxBytes = 5_000_000,
    any_language: AnyLanguage = False,
    timeout: Timeout = 20.0,
    allow_private: AllowPrivate = False,
) -> None:
    """Follow feeds, and tell what changed in the record.

    What is new is added. Told are new disputes, altered quotations, revised figures, questions that were answered and
    expectations that were met or missed. Servers are asked only for what changed; robots.txt is heeded; a feed that
    fails is tried later and later. What was seen is remembered beside the ledger, so that a watch goes on where it was
    stopped.
    """
    from onrecord.gather import Options
    from onrecord.ledger import Ledger
    from onrecord.watch import Watcher, state_path

    pause, run = seconds(every), shlex_of(command)
    for feed in feeds:
        if not feed.lower().startswith(("http://", "https://")):
            raise UsageError(f"{feed} is no address of a feed: it begins with neither http:// nor https://")
    options = Options(max_bytes=max_bytes, any_language=any_language, timeout=timeout, allow_private=allow_private)
    with Ledger.open(ledger) as opened:
        watcher = Watcher(opened, feeds, state_path(opened.path), pause, options)
        failed = False
        try:
            with stopping(watcher):
                while not watcher.stopped:
                    for polled in watcher.round():
                        failed = failed or polled.trouble is not None
                        tell_polled(polled, json=json)
                    tell_news(watcher.news(), run, json=json)
                    if once:
                        break
                    watcher.wait()
        finally:
            watcher.close()
        if watcher.stopped:
            note(f"Stopped; the same command goes on from there. Ledger: {opened.path}")
    if once and failed:
        raise typer.Exit(1)


def shlex_of(command: str | None) -> list[str] | None:
    """The words of a command. Raises UsageError where its quotation marks do not match."""
    if command is None:
        return None
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise UsageError(f"--exec {command!r} cannot be read: {error}") from error
    if not words:
        raise UsageError("--exec is empty; name a program")
    return words


@contextmanager
def stopping(watcher: "Watcher") -> Iterator[None]:
    """Ctrl-C and a request to end stop the watch when the report at hand is in; a second Ctrl-C ends it at once."""
    before = {one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)}

    def ask(number: int, frame: Any) -> None:
        if watcher.stopped:
            raise KeyboardInterrupt
        watcher.stop()

    for one in before:
        signal.signal(one, ask)
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def tell_polled(polled: "Polled", *, json: bool) -> None:
    """Say what came of looking at one feed, where something did."""
    if json:
        failures = [{"source": row.source, "reason": row.reason, "kind": row.kind} for row in polled.failures]
        row = {"feed": polled.feed, "added": polled.added, "failures": failures, "trouble": polled.trouble}
        if polled.added or failures or polled.trouble:
            write(line({"event": "polled", "text": told(polled), "row": row}))
        return
    if polled.added or polled.trouble:
        write(f"{clock()} {visible(told(polled))}\n")
    for failure in polled.failures:
        note(f"{failure.kind}: {failure.source}: {failure.reason}")


def told(polled: "Polled") -> str:
    """What came of looking at a feed, in words."""
    if polled.trouble:
        next_ = datetime.fromtimestamp(polled.due, UTC).strftime("%Y-%m-%d %H:%M UTC")
        return f"{polled.feed}: {polled.trouble}; looked at again at {next_}"
    return f"{polled.feed}: {count(polled.added, ('report', 'reports'))} added"


def tell_news(events: Sequence["Event"], command: list[str] | None, *, json: bool) -> None:
    """Print the news, and hand them to the command."""
    for event in events:
        write(line(event.to_dict()) if json else f"{clock()} {visible(event.text)}\n")
    if not events or command is None:
        return
    lines = "".join(line(event.to_dict()) for event in events)
    try:
        done = subprocess.run(command, input=lines, text=True, encoding="utf-8", timeout=PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        note(f"--exec {shlex.join(command)} failed: {error}")
        return
    if done.returncode:
        note(f"--exec {shlex.join(command)} failed: exit status {done.returncode}")


def line(row: dict[str, Any]) -> str:
    """An object as one line of JSON, with the moment."""
    return json_text({"at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), **row}, indent=None) + "\n"


def clock() -> str:
    """The time of day, for a terminal."""
    return datetime.now().astimezone().strftime("%H:%M")
