"""Short form; the whole run is `python -m tests.faults --kills 100`, with and without `--server`."""

from contextlib import closing
from pathlib import Path

import pytest

from tests import server
from tests.faults.kills import Files, Ledgers, Schemas, killed, write_pile


def lose_nothing(tmp_path: Path, ledgers: Ledgers, kills: int) -> None:
    folder = write_pile(tmp_path / "reports", rounds=1)
    found = list(killed(folder, ledgers, tmp_path / "add.log", kills=kills, seed=3))
    assert len(found) == kills
    assert any(kill.among_writes for kill in found)
    assert {kill.reports for kill in found} <= set(range(13))


def test_a_killed_add_loses_nothing(tmp_path: Path) -> None:
    lose_nothing(tmp_path, Files(tmp_path), kills=5)


def test_a_killed_add_loses_nothing_on_a_server(tmp_path: Path) -> None:
    if not server.is_there():
        pytest.skip(server.WHY_NOT)
    pytest.importorskip("psycopg", reason="the driver of PostgreSQL is not installed: pip install 'onrecord[postgres]'")
    with server.server() as url, closing(Schemas(url)) as ledgers:
        lose_nothing(tmp_path, ledgers, kills=4)
