"""Running the pages: a socket, a server, and an end without noise."""

import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from onrecord.errors import UsageError
from onrecord.ledger.place import Place
from onrecord.serve.app import make_app
from onrecord.serve.settings import Settings


def listen(host: str, port: int) -> socket.socket:
    """A socket at the address, any free port for 0; UsageError where it cannot be had."""
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        bound = socket.socket(family, kind, protocol)
    except OSError as error:
        raise UsageError(f"host is {host!r}, which is no address of this machine: {error.strerror or error}") from error
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(where)
    except OSError as error:
        bound.close()
        why = error.strerror or error
        raise UsageError(
            f"{host} port {port} cannot be listened on: {why}; name another port with --port, or 0 for any"
        ) from error
    return bound


def run(path: Place, settings: Settings, bound: socket.socket, started: Callable[[], None]) -> None:
    """Serve the ledger at `path` until the process is told to end; `started` is called when it listens.

    LedgerError where the ledger cannot be opened.
    """
    with bound:
        app = make_app(path, settings)
        config = uvicorn.Config(
            app, log_level="error", access_log=False, server_header=False, timeout_graceful_shutdown=3
        )
        # The server ends on its own, then lets the interruption go on.
        with suppress(KeyboardInterrupt):
            Server(config, started).run(sockets=[bound])


class Server(uvicorn.Server):
    """A server that says when it listens."""

    def __init__(self, config: uvicorn.Config, started: Callable[[], None]) -> None:
        super().__init__(config)
        self._started = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen, and say so."""
        await super().startup(sockets)
        self._started()
