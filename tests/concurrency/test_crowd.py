"""Short form; the whole run is `python -m tests.concurrency --minutes 5`, and again with `--server`."""

from pathlib import Path

import pytest

from tests import server
from tests.concurrency.crowd import READERS, WRITERS, crowd, same_as_one_writer


@pytest.mark.parametrize("kind", ["file", "server"])
def test_writers_and_readers_at_once(kind: str, tmp_path: Path) -> None:
    if kind == "file":
        found = crowd(str(tmp_path / "story.db"), 3, least=4)
        assert same_as_one_writer(str(tmp_path / "story.db"), found, tmp_path / "alone.db") >= 4
    else:
        if not server.is_there():
            pytest.skip(server.WHY_NOT)
        pytest.importorskip("psycopg", reason="pip install 'onrecord[postgres]'")
        with server.server() as url:
            where = server.in_schema(url, "onrecord_crowd")
            found = crowd(where, 3, least=4)
            assert same_as_one_writer(where, found, tmp_path / "alone.db") >= 4
            server.drop(url, "onrecord_crowd")
    assert len(found) == WRITERS + READERS
    assert all(one.rounds for one in found)
