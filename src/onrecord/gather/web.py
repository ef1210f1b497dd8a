"""Fetching over http and https: size, time, redirects and addresses are limited; every refusal is said in words."""

import re
import time
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from onrecord.errors import GatherError
from onrecord.gather.decode import ACCEPTED, GZIP, gunzip, too_large
from onrecord.gather.options import Options

if TYPE_CHECKING:
    import httpx

REDIRECTS = 10
PATIENCE = 3
"""A whole page may take this many times as long as a single silence (`Options.timeout`)."""

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
        return self.connected

    def close(self) -> None:
        """Close the connections."""
        if self.connected is not None:
            self.connected.close()
            self.connected = None

    def get(self, url: str) -> Page:
        """What the server sends for `url`. Raises GatherError saying what went wrong and what to do."""
        import httpx

        try:
            if not urlsplit(url).hostname:
                raise GatherError("not a valid address: it names no host")
            with self.client().stream("GET", url) as response:
                return receive(response, self.options)
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
    """The bytes as they come over the line; GatherError once they are too many or take too long."""
    deadline = time.monotonic() + PATIENCE * options.timeout
    data = bytearray()
    for chunk in response.iter_raw():
        data += chunk
        if len(data) > options.max_bytes:
            raise too_large(options.max_bytes)
        if time.monotonic() > deadline:
            raise GatherError(f"too slow: not all there after {PATIENCE * options.timeout:g} seconds; try later")
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
