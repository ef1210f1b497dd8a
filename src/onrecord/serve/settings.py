"""How the pages are served: to whom, and what they may do."""

import ipaddress
import secrets
import socket
from dataclasses import dataclass, field

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
"""Names by which a machine calls itself."""
EVERYWHERE = frozenset({"0.0.0.0", "::"})
"""Addresses that stand for all of a machine's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`host` and `port` are what the server listens on; `names` further names under which it is reached.

    With a `token` pages are shown only to those who know it. `can_fix` is whether corrections are taken. `secret` is
    in every form, so that no other site can send one.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    names: frozenset[str] = frozenset()
    token: str | None = None
    can_fix: bool = True
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    @property
    def hosts(self) -> frozenset[str]:
        """The names under which requests may come in, lower case, without port and brackets."""
        own = {self.host.lower()} - EVERYWHERE
        if is_loopback(self.host):
            return LOOPBACK | own | self.names
        return LOOPBACK | own | self.names | {socket.gethostname().lower()}

    @property
    def address(self) -> str:
        """Where the pages are, with the token where there is one: of all of a machine's addresses, its name."""
        name = socket.gethostname() if self.host in EVERYWHERE else self.host
        shown = f"[{name}]" if ":" in name else name
        return f"http://{shown}:{self.port}/" + (f"?token={self.token}" if self.token else "")

    def knows(self, host: str) -> bool:
        """Whether a request for that host is meant for this server.

        A page of another site whose name was pointed at this machine asks under that name. Off the loopback an address
        in numbers is taken too: nobody can point that elsewhere.
        """
        name = host_name(host)
        return name in self.hosts or (not is_loopback(self.host) and is_address(name))


def new_token(host: str) -> str | None:
    """A token for pages that others can reach; none for those of this machine alone."""
    return None if is_loopback(host) else secrets.token_urlsafe(24)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine alone."""
    if host.lower() in LOOPBACK:
        return True
    return is_address(host) and ipaddress.ip_address(host).is_loopback


def is_address(name: str) -> bool:
    """Whether a name is an IP address."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def host_name(host: str) -> str:
    """The name in a Host header: "[::1]:8765" → "::1", "LOCALHOST:8765" → "localhost"."""
    text = host.strip().lower()
    if text.startswith("["):
        return text[1:].partition("]")[0]
    name, colon, port = text.rpartition(":")
    return name if colon and port.isdigit() and ":" not in name else text
