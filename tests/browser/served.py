"""A site that a browser can reach: the pages of one ledger on a port of this machine, in a thread."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.ledger import Ledger
    from onrecord.serve.record import Record

HOST = "127.0.0.1"
STOPPED = 20.0
"""Seconds that a server is given to end."""


@dataclass(frozen=True)
class Served:
    """Pages that are served at `address`, and the record that they show."""

    address: str
    record: "Record"
    ledger: "Ledger"


@contextmanager
def serving(path: Path) -> Iterator[Served]:
    """The pages of the ledger at `path`, as long as the context lasts."""
    import uvicorn

    from onrecord.serve.app import make_app
    from onrecord.serve.settings import Settings

    with socket.create_server((HOST, 0)) as bound:
        port = bound.getsockname()[1]
        app = make_app(path, Settings(port=port))
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", access_log=False, ws="none"))
        thread = Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
        thread.start()
        try:
            site = app.state.site
            yield Served(f"http://{HOST}:{port}", site.held.at(None), site.ledger)
        finally:
            server.should_exit = True
            thread.join(STOPPED)
            assert not thread.is_alive(), "the server does not end"
