"""No address of this machine or of a private network is fetched from unless that is allowed."""

import ipaddress
import socket
from typing import Any

import httpcore
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import GatherError
from onrecord.gather import Failure, Options, gather
from onrecord.gather.guard import PublicOnly, check_host, is_public, resolved
from onrecord.gather.web import Web
from onrecord.records import Report

from .conftest import Site, page

PRIVATE = [
    "127.0.0.1",
    "127.8.9.1",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "203.0.113.9",
    "224.0.0.1",
    "239.1.1.1",
    "240.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "fd12:3456::1",
    "ff02::1",
    "2001:db8::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "2002:7f00:1::",
    "2002:c0a8:101::1",
    "::127.0.0.1",
    "::ffff:169.254.169.254",
]
PUBLIC = [
    "93.184.216.34",
    "8.8.8.8",
    "2606:2800:220:1:248:1893:25c8:1946",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
    "2002:808:808::1",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@given(st.ip_addresses(v=4))
def test_an_address_in_any_dress_is_judged_as_itself(address: ipaddress.IPv4Address) -> None:
    number = int(address)
    for prefix in ("::ffff:0:0", "64:ff9b::", "::"):
        dressed = ipaddress.IPv6Address(int(ipaddress.IPv6Address(prefix)) + number)
        if is_public(dressed):
            assert is_public(address)
        if prefix == "::ffff:0:0":
            assert is_public(dressed) == is_public(address)


def reason(url: str, **options: Any) -> str:
    """Why an address gives no report."""
    (item,) = gather([url], Options(timeout=3, **options))
    assert isinstance(item, Failure)
    return item.reason


WAYS = ("127.0.0.1", "localhost", "LOCALHOST.", "[::ffff:127.0.0.1]", "2130706433", "0x7f000001", "127.1")
"""Ways of writing the address of this machine."""


@pytest.mark.parametrize("host", WAYS)
def test_this_machine_is_refused_however_it_is_written(site: Site, host: str) -> None:
    site.put("/quay", page())
    port = site.root.rpartition(":")[2]
    assert "--allow-private" in reason(f"http://{host}:{port}/quay")
    assert site.paths() == []


def test_an_address_in_octal_is_no_address(site: Site) -> None:
    assert "not a valid address" in reason(site.root.replace("127.0.0.1", "0177.0.0.1") + "/quay")


def test_it_is_fetched_when_allowed(site: Site) -> None:
    url = site.put("/quay", page())
    assert "--allow-private" in reason(url)
    (item,) = gather([url], Options(allow_private=True))
    assert isinstance(item, Report)


def pretend(monkeypatch: pytest.MonkeyPatch, names: dict[str, list[str]]) -> list[str]:
    """Names resolve to these addresses, one after the other each time they are asked for; what was asked for."""
    asked: list[str] = []
    plain = socket.getaddrinfo

    def answer(host: Any, port: Any, *rest: Any, **more: Any) -> Any:
        if host not in names:
            return plain(host, port, *rest, **more)
        asked.append(host)
        address = names[host][min(asked.count(host), len(names[host])) - 1]
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        return [(family, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    return asked


def test_a_name_that_leads_here_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(monkeypatch, {"news.example": ["127.0.0.1"], "six.example": ["::1"], "meta.example": ["169.254.169.254"]})
    port = site.root.rpartition(":")[2]
    for host, address in (("news.example", "127.0.0.1"), ("six.example", "::1"), ("meta.example", "169.254.169.254")):
        assert f"{host} leads to {address}" in reason(f"http://{host}:{port}/quay")
    assert site.paths() == []


def test_a_name_is_resolved_once_and_the_checked_address_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is public when it is checked and private a moment later (DNS rebinding) gains nothing."""
    asked = pretend(monkeypatch, {"news.example": ["203.0.114.9", "127.0.0.1"]})
    taken: list[str] = []

    class Plain(httpcore.SyncBackend):
        def connect_tcp(self, host: str, *_: Any, **__: Any) -> httpcore.NetworkStream:
            taken.append(host)
            raise httpcore.ConnectError("closed")

    backend = PublicOnly()
    backend.plain = Plain()
    with pytest.raises(httpcore.ConnectError):
        backend.connect_tcp("news.example", 80, timeout=1)
    assert (taken, asked) == (["203.0.114.9"], ["news.example"])


def test_of_several_addresses_the_public_ones_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("10.0.0.1", "8.8.8.8", "8.8.8.8")
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: rows)
    assert [str(address) for address in resolved("news.example", 80)] == ["10.0.0.1", "8.8.8.8"]
    taken: list[str] = []

    class Plain(httpcore.SyncBackend):
        def connect_tcp(self, host: str, *_: Any, **__: Any) -> httpcore.NetworkStream:
            taken.append(host)
            return httpcore.NetworkStream()

    backend = PublicOnly()
    backend.plain = Plain()
    backend.connect_tcp("news.example", 80, timeout=1)
    assert taken == ["8.8.8.8"]


def test_a_redirect_to_this_machine_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first address is let through as if it were public; where it leads is checked."""
    site.put("/secret", page())
    port = int(site.root.rpartition(":")[2])
    public = PublicOnly.connect_tcp

    def first(self: PublicOnly, host: str, *rest: Any, **more: Any) -> httpcore.NetworkStream:
        return (
            self.plain.connect_tcp("127.0.0.1", *rest, **more)
            if host == "news.example"
            else public(self, host, *rest, **more)
        )

    monkeypatch.setattr(PublicOnly, "connect_tcp", first)
    for target in (
        f"http://127.0.0.1:{port}/secret",
        f"http://[::1]:{port}/secret",
        "http://169.254.169.254/latest/meta-data",
    ):
        site.put_redirect("/moved", target)
        assert "--allow-private" in reason(f"http://news.example:{port}/moved")
    site.put_redirect("/moved", "file:///etc/passwd")
    assert "neither http nor https" in reason(f"http://news.example:{port}/moved")
    assert set(site.paths()) == {"/moved"}


def test_a_proxy_is_not_asked_for_private_addresses(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", site.root)
    for host in ("127.0.0.1:1", "169.254.169.254", "localhost:1", "[::1]:1", "10.0.0.1"):
        assert "--allow-private" in reason(f"http://{host}/quay")
    assert site.paths() == []
    reason("http://news.example/quay")
    assert site.paths() == ["http://news.example/quay"]


def test_other_schemes_are_refused() -> None:
    for url in ("file:///etc/passwd", "ftp://example.org/a", "gopher://example.org/", "unix:///run/x"):
        with pytest.raises(GatherError):
            Web(Options(timeout=1)).get(url)


def test_no_socket_of_this_machine() -> None:
    with pytest.raises(GatherError):
        PublicOnly().connect_unix_socket("/run/x")
    with pytest.raises(GatherError):
        check_host(httpx.Request("GET", "http://[fe80::1%25eth0]/"))
