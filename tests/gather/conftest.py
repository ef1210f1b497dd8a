"""A real HTTP server on the loopback, and sentences to serve."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

BODY = (
    "The ferry company said on Tuesday that the quay at Norrvik would stay shut for a week.\n\n"
    "“We found cracks in two of the piles,” said Marit Lund, the harbour engineer. “Nobody was hurt.”\n\n"
    "The town council declined to say who would pay for the repairs.\n"
)

Answer = Callable[[Any], None]


class Site:
    """Pages by path; `asked` lists the requests as (path, headers)."""

    def __init__(self, port: int) -> None:
        self.root = f"http://127.0.0.1:{port}"
        self.pages: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def put(self, path: str, body: str | bytes, media: str = "text/html; charset=utf-8", **headers: str) -> str:
        """Serve `body` at `path`; gives back its address."""
        data = body.encode() if isinstance(body, str) else body

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(200)
            if media:
                handler.send_header("Content-Type", media)
            handler.send_header("Content-Length", str(len(data)))
            for name, value in headers.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.end_headers()
            handler.wfile.write(data)

        self.pages[path] = answer
        return self.root + path

    def put_answer(self, path: str, answer: Answer) -> str:
        """Serve whatever `answer` writes; gives back the address."""
        self.pages[path] = answer
        return self.root + path

    def put_redirect(self, path: str, to: str) -> str:
        """Send whoever asks for `path` to `to`."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(302)
            handler.send_header("Location", to)
            handler.send_header("Content-Length", "0")
            handler.end_headers()

        return self.put_answer(path, answer)

    def paths(self) -> list[str]:
        """The paths asked for so far."""
        return [path for path, _ in self.asked]


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A server that runs while the test does; proxies of the environment are left aside."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.asked.append((self.path, dict(self.headers.items())))
            answer = served.pages.get(self.path)
            if answer is None:
                self.send_error(404)
            else:
                answer(self)

        def log_message(self, *_: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """A client that hangs up early is part of some tests."""

    server = Quiet(("127.0.0.1", 0), Handler)
    served = Site(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def page(title: str = "Quay at Norrvik shut", head: str = "", body: str = BODY) -> str:
    """An HTML page with an article and the furniture around it."""
    paragraphs = "".join(f"<p>{line}</p>\n" for line in body.split("\n\n") if line.strip())
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{title} - The Sound Post</title>"
        f"{head}</head><body><nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav><article><h1>{title}</h1>"
        f"{paragraphs}</article><footer>Contact us</footer></body></html>"
    )
