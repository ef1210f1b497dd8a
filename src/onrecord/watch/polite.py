"""Fetching for somebody who comes again and again: what did not change is not sent, and nobody is asked too often."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from onrecord.errors import GatherError
from onrecord.gather.options import Options
from onrecord.gather.web import Page, Web, check_status, receive, user_agent

if TYPE_CHECKING:
    import httpx
    from protego import Protego

BETWEEN = 1.0
"""Seconds between two requests to one host; more where its robots.txt asks for it."""
LONGEST = 60.0
"""Seconds of a pause that robots.txt can ask for; whoever asks for more is asked for pages no further in this round."""
ROBOTS = 500_000
"""Bytes of a robots.txt that are read (RFC 9309, section 2.5: at least 500 KiB)."""
TOO_MANY = (429, 503)
"""Answers that ask to come later."""

Clock = Callable[[], float]
Sleep = Callable[[float], None]


class LaterError(GatherError):
    """A server that asks to be left alone for so many `seconds`, None where it does not say for how long."""

    def __init__(self, message: str, seconds: float | None) -> None:
        super().__init__(message)
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server sent: the page, None where it did not change; and by what it can be asked so next time."""

    page: Page | None
    etag: str | None
    modified: str | None


class PoliteWeb(Web):
    """Fetches addresses as a guest: heeds robots.txt for pages, and pauses between two requests to one host.

    `clock` gives seconds since 1970, `sleep` waits; both can be others in tests.
    """

    def __init__(self, options: Options, clock: Clock = time.time, sleep: Sleep = time.sleep) -> None:
        super().__init__(options)
        self._clock = clock
        self._sleep = sleep
        self._last: dict[str, float] = {}
        self._robots: dict[str, Protego | None] = {}
        self._excused = False

    def client(self) -> "httpx.Client":
        """The client, with a look at robots.txt and a pause before every request, after redirects too."""
        is_new = self.connected is None
        client = super().client()
        if is_new:
            hooks = client.event_hooks
            client.event_hooks = {**hooks, "request": [*hooks["request"], self._before]}
        return client

    def fetch(self, url: str, etag: str | None, modified: str | None) -> Fetched:
        """What the server sends for a feed that was had before in the state `etag` and `modified`.

        Raises LaterError where it asks to come later, GatherError for what else goes wrong.
        """
        headers = {"If-None-Match": etag, "If-Modified-Since": modified}
        given = {name: value for name, value in headers.items() if value}
        # Whoever names a feed has asked for it: robots.txt is for what it leads to.
        with self._excusing(), self.answer(url, given) as response:
            if response.status_code == 304:
                return Fetched(None, etag, modified)
            if response.status_code in TOO_MANY:
                raise LaterError(
                    f"the server answered {response.status_code} {response.reason_phrase}".rstrip(),
                    self._seconds(response.headers.get("retry-after")),
                )
            page = receive(response, self.options)
            return Fetched(page, response.headers.get("etag"), response.headers.get("last-modified"))

    def _seconds(self, given: str | None) -> float | None:
        """How long a server asks to wait: seconds, or until a date (RFC 9110, section 10.2.3)."""
        if not given:
            return None
        if given.strip().isdecimal():
            return float(given[:9])
        try:
            return max(0.0, parsedate_to_datetime(given).timestamp() - self._clock())
        except (TypeError, ValueError, OverflowError):
            return None

    def _before(self, request: "httpx.Request") -> None:
        """Heed robots.txt and pause. Raises GatherError where robots.txt forbids the page."""
        url = str(request.url)
        pause = BETWEEN
        if not self._excused:
            rules = self._rules(f"{request.url.scheme}://{request.url.netloc.decode('ascii', 'replace')}")
            if rules is not None:
                if not rules.can_fetch(url, user_agent()):
                    raise GatherError("its site's robots.txt asks programs not to fetch this page; it is left out")
                pause = max(pause, float(rules.crawl_delay(user_agent()) or 0))
                if pause > LONGEST:
                    raise GatherError(f"its site's robots.txt asks for {pause:.0f} seconds between two pages; too long")
        host = request.url.host
        waited = self._clock() - self._last.get(host, float("-inf"))
        if waited < pause:
            self._sleep(pause - waited)
        self._last[host] = self._clock()

    def _rules(self, site: str) -> "Protego | None":
        """The rules of a site, asked for once a round; None where it has none.

        As RFC 9309 (section 2.3.1) has it: where there is no robots.txt everything may be fetched, where the server
        fails nothing may.
        """
        if site not in self._robots:
            self._robots[site] = self._asked(f"{site}/robots.txt")
        return self._robots[site]

    def _asked(self, url: str) -> "Protego | None":
        from protego import Protego

        try:
            with self._excusing(), self.answer(url) as response:
                if 400 <= response.status_code < 500:
                    return None
                check_status(response)
                text = b""
                for chunk in response.iter_bytes():
                    text += chunk
                    if len(text) > ROBOTS:
                        break
                return Protego.parse(text[:ROBOTS].decode("utf-8", "replace"))
        except GatherError:
            return Protego.parse("User-agent: *\nDisallow: /")

    @contextmanager
    def _excusing(self) -> Iterator[None]:
        """What is asked for meanwhile is no page that robots.txt speaks of."""
        before, self._excused = self._excused, True
        try:
            yield
        finally:
            self._excused = before

    def begin(self) -> None:
        """Begin a round: robots.txt may be another one by now."""
        self._robots.clear()
