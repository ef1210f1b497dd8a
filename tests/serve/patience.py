"""Pages that take their time on a busy machine: a chart is drawn when it is first asked for."""

import time

from starlette.testclient import TestClient

LONGEST = 60.0
"""Seconds that a chart may take."""


def page_of(site: TestClient, address: str) -> str:
    """The page, asked for again as a browser does while the server says that it is not ready."""
    until = time.monotonic() + LONGEST
    answer = site.get(address)
    while answer.status_code == 503 and time.monotonic() < until:
        time.sleep(0.2)
        answer = site.get(address)
    assert answer.status_code == 200, address
    return str(answer.text)
