"""Which addresses are fetched from: those of the public internet, unless private ones are allowed.

A name is resolved once, its addresses are checked, and the connection goes to a checked one: a name that resolves to
something else a moment later gains nothing. Redirects and pages that a feed links to pass through here as well.
"""

import ipaddress
import socket
import time
from collections.abc import Iterable
from typing import Any

import httpcore
import httpx

from onrecord.errors import GatherError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

TRANSLATED = tuple(map(ipaddress.IPv6Network, ("64:ff9b::/96", "64:ff9b:1::/48")))
"""Prefixes of IPv6 that stand for an IPv4 address, their last 32 bits (RFC 6052, RFC 8215)."""
COMPATIBLE = ipaddress.IPv6Network("::/96")
"""IPv4 addresses as IPv6 ones of old (RFC 4291, 2.5.5.1)."""
MOST = 8
"""Addresses of one name that are tried."""


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public internet, by the registries of special addresses (IANA)."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = carried(address)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved


def carried(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address leads to, None where there is none."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if address in COMPATIBLE or any(address in network for network in TRANSLATED):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def refusal(host: str, address: object) -> GatherError:
    """What is said of an address that is not public."""
    leads = "" if str(address) == host else f" leads to {address}, which"
    return GatherError(
        f"not fetched: {host}{leads} is no public address but one of this machine or of a private network; "
        "if that is meant, allow it with --allow-private"
    )


def check_host(request: httpx.Request) -> None:
    """Raise GatherError for a request whose host is written as an address that is not public.

    The connection is checked too, but not where a proxy makes it.
    """
    host = request.url.host.rstrip(".").lower()
    if host == "localhost" or host.endswith(".localhost"):
        raise refusal(host, host)
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return
    if not is_public(address):
        raise refusal(host, address)


class PublicOnly(httpcore.NetworkBackend):
    """Connects to public addresses alone."""

    def __init__(self) -> None:
        self.plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to one of the host's addresses. Raises GatherError where none of them is public."""
        found = resolved(host, port)
        public = [address for address in found if is_public(address)]
        if not public:
            raise refusal(host, found[0])
        begun = time.monotonic()
        for address in public[:MOST]:
            left = None if timeout is None else max(0.1, timeout - (time.monotonic() - begun))
            try:
                return self.plain.connect_tcp(str(address), port, left, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        """No page lies behind a socket of this machine."""
        raise refusal(path, path)

    def sleep(self, seconds: float) -> None:
        """Wait."""
        self.plain.sleep(seconds)


def resolved(host: str, port: int) -> list[Address]:
    """The addresses of a name, those first that the system would take first. Raises httpcore.ConnectError."""
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(str(error)) from error
    found = [ipaddress.ip_address(str(row[4][0]).partition("%")[0]) for row in rows]
    if not found:
        raise httpcore.ConnectError("the name has no address")
    return list(dict.fromkeys(found))


class PublicTransport(httpx.HTTPTransport):
    """Fetches over connections to public addresses alone."""

    def __init__(self) -> None:
        super().__init__()
        # httpx has no option for it; the test of every refusal holds that this is where connections are made.
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(), max_connections=20, keepalive_expiry=5, network_backend=PublicOnly()
        )
