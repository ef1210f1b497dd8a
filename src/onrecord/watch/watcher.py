"""Looking at feeds round by round: each when it is due, later and later where it fails, and what is new is added."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.errors import GatherError
from onrecord.gather import Failure, Options
from onrecord.gather.piece import Piece
from onrecord.gather.pipeline import Run
from onrecord.ledger import Ledger
from onrecord.records import Report
from onrecord.watch.news import Event, events, known
from onrecord.watch.polite import Clock, LaterError, PoliteWeb, Sleep
from onrecord.watch.state import FeedState, State

LONGEST = 24 * 3600.0
"""Seconds after which a feed that fails is tried at the latest."""
JITTER = 0.1
"""Share of a pause by which it is longer or shorter by chance, so that not all who watch come at once."""
TRIES = 3
"""How often an entry whose page cannot be had is tried."""
TICK = 0.5
"""Seconds between two looks whether to stop."""


@dataclass(frozen=True, slots=True)
class Polled:
    """What came of looking at one feed: reports added, what failed, and when it is looked at next.

    `changed` is false where the server says that nothing did; `trouble` says why the feed could not be had.
    """

    feed: str
    added: int = 0
    failures: tuple[Failure, ...] = ()
    changed: bool = True
    trouble: str | None = None
    due: float = 0.0


@dataclass(frozen=True, slots=True)
class Timing:
    """What time it is (seconds since 1970), how to wait, and chance, in numbers from 0 to 1."""

    clock: Clock = time.time
    sleep: Sleep = time.sleep
    chance: Callable[[], float] = random.random


DEFAULT, NOW = Options(), Timing()


class Watcher:
    """Watches feeds for a ledger, and remembers in the file at `path` what it has seen.

    `every` are the seconds between two looks at a feed. After `stop` nothing more is fetched, and what is being read is
    still added.
    """

    def __init__(
        self,
        ledger: Ledger,
        feeds: Sequence[str],
        path: Path,
        every: float,
        options: Options = DEFAULT,
        timing: Timing = NOW,
    ) -> None:
        self.ledger = ledger
        self.feeds = tuple(dict.fromkeys(feeds))
        self.path = path
        self.every = every
        self.options = options
        self.state = State.load(path)
        self.stopped = False
        self._clock, self._sleep, self._chance = timing.clock, timing.sleep, timing.chance
        self._web = PoliteWeb(options, timing.clock, timing.sleep)

    def stop(self) -> None:
        """End the watch as soon as what is at hand is done."""
        self.stopped = True

    def close(self) -> None:
        """Let go of the connections."""
        self._web.close()

    def due(self) -> list[str]:
        """The feeds that are to be looked at now."""
        now = self._clock()
        return [feed for feed in self.feeds if self._of(feed).due <= now]

    def round(self) -> Iterator[Polled]:
        """Look at every feed that is due, one after the other."""
        if self.state.told is None:
            self.state.told = known(self.ledger)
        self._web.begin()
        for feed in self.due():
            if self.stopped:
                return
            polled = self._poll(feed)
            self.state.save(self.path)
            yield polled

    def news(self) -> list[Event]:
        """What changed in the record since this was last asked, in this run or an earlier one."""
        found = events(self.ledger, self.state.told)
        self.state.told = known(self.ledger)
        self.state.save(self.path)
        return found

    def wait(self) -> None:
        """Wait until the next feed is due, or the watch is stopped."""
        until = min((self._of(feed).due for feed in self.feeds), default=self._clock())
        while not self.stopped and (left := until - self._clock()) > 0:
            self._sleep(min(TICK, left))

    def _of(self, feed: str) -> FeedState:
        return self.state.feeds.setdefault(feed, FeedState())

    def _poll(self, feed: str) -> Polled:
        """Look at one feed, add what is new, and settle when it is looked at next."""
        state = self._of(feed)
        try:
            fetched = self._web.fetch(feed, state.etag, state.modified)
        except GatherError as error:
            state.failures += 1
            asked = error.seconds if isinstance(error, LaterError) else None
            state.due = self._clock() + max(self._pause(state.failures), min(asked or 0.0, LONGEST))
            return Polled(feed, trouble=str(error), changed=False, due=state.due)
        state.failures = 0
        found = Polled(feed, changed=fetched.page is not None)
        if fetched.page is not None:
            page = fetched.page
            piece = Piece(feed, page.data, url=page.url, media=page.media, charset=page.charset)
            found, is_whole = self._add(feed, piece)
            if is_whole:  # else the server is asked for the whole feed again
                state.etag, state.modified = fetched.etag, fetched.modified
        state.due = self._clock() + self._pause(0)
        return replace(found, due=state.due)

    def _add(self, feed: str, piece: Piece) -> tuple[Polled, bool]:
        """Add what is new in a feed; and whether every entry is done with."""
        before = self._of(feed).links
        met: dict[str, int] = {}

        def seen(link: str) -> bool:
            met[link] = before.get(link, 0)
            return met[link] < 0 or met[link] >= TRIES

        def found() -> Iterator[Report | Failure]:
            run = Run(self.options, seen)
            run.web = self._web
            try:
                for item in run.read_piece(piece, feed):
                    yield item
                    if self.stopped:
                        return
            except GatherError as error:
                yield Failure(feed, str(error))

        added = self.ledger.add_reports(found())
        broken = {row.source for row in added.failures if row.kind == "failed"}
        for link, tries in met.items():
            met[link] = min(tries + 1, TRIES) if link in broken and tries >= 0 else -1
        if self.stopped:  # the rest of the feed was not looked at
            met = {**before, **{link: tries for link, tries in met.items() if tries < 0}}
        self._of(feed).links = met
        is_whole = not self.stopped and all(tries < 0 or tries >= TRIES for tries in met.values())
        return Polled(feed, added.added, added.failures), is_whole

    def _pause(self, failures: int) -> float:
        """Seconds until the next look: twice as long after every failure in a row, and a little more or less."""
        doubled: float = self.every * 2 ** min(failures, 30)
        return min(doubled, max(LONGEST, self.every)) * (1 + JITTER * (2 * self._chance() - 1))
