"""Fetching over http and https: size, time, redirects and addresses are limited; every refusal is said in words."""

import io
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import urlsplit

from onrecord.errors import GatherError
from onrecord.gather.decode import ACCEPTED, GZIP, gunzip, too_large
from onrecord.gather.options import Options

if TYPE_CHECKING:
    import httpx

REDIRECTS = 10
PATIENCE = 3
"""A whole answer may take this many times as long as a single silence (`Options.timeout`)."""
SLOWEST = 2048
"""Bytes a second, the least at which an archive may come."""

ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,text/plain;q=0.9,*/*;q=0.5"
REFUSED = re.compile(r"(?:image|audio|video|font)/|application/(?:pdf|json|zip|msword|vnd\.|javascript)")
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """What a server sent: `url` after redirects, `media` the bare content type, `charset` as declared."""

    url: str
    data: bytes
    media: str | None
    charset: str | None


class Web:
    """Fetches addresses over connections that are kept open until `close`."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.connected: httpx.Client | None = None

    def client(self) -> "httpx.Client":
        """The client, made at first use."""
        if self.connected is None:
            import httpx

            from onrecord.gather.guard import PublicTransport, check_host
            from onrecord.gather.patience import bound

            public = not self.options.allow_private
            self.connected = httpx.Client(
                headers={"User-Agent": user_agent(), "Accept": ACCEPT, "Accept-Encoding": "gzip"},
                timeout=self.options.timeout,
                follow_redirects=True,
                max_redirects=REDIRECTS,
                event_hooks={"request": [check_host] if public else []},
            )
            if public:
                # Given as an option, it would put the environment's proxies out of use.
                self.connected._transport.close()
                self.connected._transport = PublicTransport()
            bound(self.connected, PATIENCE * self.options.timeout)
        return self.connected

    def close(self) -> None:
        """Close the connections."""
        if self.connected is not None:
            self.connected.close()
            self.connected = None

    def get(self, url: str) -> Page:
        """What the server sends for `url`. Raises GatherError saying what went wrong and what to do."""
        with self.answer(url) as response:
            return receive(response, self.options)

    @contextmanager
    def stream(self, url: str) -> Iterator[BinaryIO]:
        """What the server sends for `url` as a stream of any length, as it comes over the line. Raises GatherError.

        It may take as long as it needs, but no silence longer than the limit, and never less than `SLOWEST` bytes a
        second on the whole.
        """
        from onrecord.gather.patience import lift

        with self.answer(url) as response:
            check_status(response)
            lift(response)
            with io.BufferedReader(Line(response, self.options)) as stream:
                yield stream

    @contextmanager
    def answer(self, url: str, headers: Mapping[str, str] | None = None) -> Iterator["httpx.Response"]:
        """The server's answer, of which nothing but the head was read; GatherError for what fails then and later."""
        import httpx

        try:
            if not urlsplit(url).hostname:
                raise GatherError("not a valid address: it names no host")
            with self.client().stream("GET", url, headers=headers) as response:
                yield response
        except httpx.TooManyRedirects as error:
            raise GatherError(f"redirected more than {REDIRECTS} times; check the address") from error
        except httpx.UnsupportedProtocol as error:
            raise GatherError("leads to an address that is neither http nor https") from error
        except httpx.TimeoutException as error:
            raise GatherError(f"unreachable: no answer within {self.options.timeout:g} seconds; try later") from error
        except httpx.HTTPError as error:
            what = str(error) or type(error).__name__
            raise GatherError(f"unreachable: {what}; check the address or your connection") from error
        except (httpx.InvalidURL, ValueError) as error:
            raise GatherError(f"not a valid address: {error}") from error


class Line(io.RawIOBase):
    """The bytes of an open response, as they come over the line."""

    def __init__(self, response: "httpx.Response", options: Options) -> None:
        self._chunks = response.iter_raw()
        self._began = time.monotonic()
        self._free = PATIENCE * options.timeout
        self._held = b""
        self._count = 0

    def readable(self) -> bool:
        """Whether it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer as far as there is something; the number of bytes, 0 at the end."""
        while not self._held:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._held = chunk
            self._count += len(chunk)
            took = time.monotonic() - self._began
            if took > self._free + self._count / SLOWEST:
                raise GatherError(f"too slow: {self._count:,} bytes after {took:.0f} seconds; try later")
        size = min(len(buffer), len(self._held))
        buffer[:size], self._held = self._held[:size], self._held[size:]
        return size


def receive(response: "httpx.Response", options: Options) -> Page:
    """The body of an open response, of which never more than the limit is kept."""
    check_status(response)
    declared = response.headers.get("content-type", "")
    media = declared.partition(";")[0].strip().lower() or None
    if media and REFUSED.match(media):
        raise GatherError(f"not text: the server sent {media}; {ACCEPTED}")
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    if packing not in ("", "identity", "gzip", "x-gzip"):
        raise GatherError(f"the server sent it compressed as {packing}, which was not asked for")
    length = response.headers.get("content-length", "")
    size = int(length) if length.isdecimal() else None
    if size is not None and size > options.max_bytes:
        raise too_large(options.max_bytes, size)
    data = stream(response, options)
    if packing.endswith("gzip") and data.startswith(GZIP):
        data = gunzip(data, options.max_bytes)
    if data.startswith(GZIP):
        data = gunzip(data, options.max_bytes)
    charset = CHARSET.search(declared)
    return Page(str(response.url), data, media, charset[1] if charset else None)


def stream(response: "httpx.Response", options: Options) -> bytes:
    """The bytes as they come over the line; GatherError once they are too many. `patience` bounds their time."""
    data = bytearray()
    for chunk in response.iter_raw():
        data += chunk
        if len(data) > options.max_bytes:
            raise too_large(options.max_bytes)
    return bytes(data)


def check_status(response: "httpx.Response") -> None:
    """Raise GatherError for any answer but a success."""
    code = response.status_code
    if 200 <= code < 300:
        return
    if code in (404, 410):
        advice = "check the address"
    elif code in (401, 402, 403, 451):
        advice = "save the page in a browser and add the file"
    elif code == 429 or code >= 500:
        advice = "try later"
    else:
        advice = "check the address"
    raise GatherError(f"the server answered {code} {response.reason_phrase}".rstrip() + f"; {advice}")


def user_agent() -> str:
    """The name under which pages are fetched."""
    try:
        return f"onrecord/{version('onrecord')}"
    except PackageNotFoundError:
        return "onrecord"
