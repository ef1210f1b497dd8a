"""How long one answer may take in all, counted where its bytes come in: a server that drips never ends a silence.

A time limit on each read does not bound an answer whose head comes byte by byte, that is preceded by interim answers
(1xx) without end, or whose chunks are announced but never sent: none of these ever reaches the reader of the body.
"""

import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore
import httpx

from onrecord.errors import GatherError


class PatientStream(httpcore.NetworkStream):
    """A connection over which an answer must be whole so many seconds after its request was sent."""

    def __init__(self, plain: httpcore.NetworkStream, seconds: float) -> None:
        self.plain = plain
        self.seconds = seconds
        self.until: float | None = None

    def lift(self) -> None:
        """Let the answer that is under way take as long as it needs, if no silence is too long."""
        self.until = None

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """The next bytes. Raises GatherError once the answer takes too long."""
        if self.until is None:
            return self.plain.read(max_bytes, timeout)
        left = self.until - time.monotonic()
        if left <= 0:
            raise self.too_slow()
        try:
            return self.plain.read(max_bytes, left if timeout is None else min(timeout, left))
        except httpcore.ReadTimeout as error:
            if timeout is None or left < timeout:
                raise self.too_slow() from error
            raise

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send a request; from here on its answer is waited for."""
        self.until = time.monotonic() + self.seconds
        self.plain.write(buffer, timeout)

    def too_slow(self) -> GatherError:
        """What is said of an answer that takes too long."""
        return GatherError(f"too slow: not all there after {self.seconds:g} seconds; try later")

    def close(self) -> None:
        """Close the connection."""
        self.plain.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same connection, encrypted."""
        return PatientStream(self.plain.start_tls(ssl_context, server_hostname, timeout), self.seconds)

    def get_extra_info(self, info: str) -> Any:
        """What the connection knows of itself."""
        return self.plain.get_extra_info(info)


class Patient(httpcore.NetworkBackend):
    """Connects as another does, and bounds the time of every answer."""

    def __init__(self, plain: httpcore.NetworkBackend, seconds: float) -> None:
        self.plain = plain
        self.seconds = seconds

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to a host."""
        return PatientStream(self.plain.connect_tcp(host, port, timeout, local_address, socket_options), self.seconds)

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        """A connection to a socket of this machine, where the other allows it."""
        return PatientStream(self.plain.connect_unix_socket(path, timeout, socket_options), self.seconds)

    def sleep(self, seconds: float) -> None:
        """Wait."""
        self.plain.sleep(seconds)


def bound(client: httpx.Client, seconds: float) -> None:
    """Bound the time of every answer to a client, through proxies too."""
    # httpx has no option for it; the tests of dripping servers hold that this is where connections are made.
    for transport in (client._transport, *client._mounts.values()):
        pool: Any = getattr(transport, "_pool", None)
        if pool is not None:
            pool._network_backend = Patient(pool._network_backend, seconds)


def lift(response: httpx.Response) -> None:
    """Let the body of an open response take as long as it needs."""
    stream = response.extensions.get("network_stream")
    if isinstance(stream, PatientStream):
        stream.lift()
