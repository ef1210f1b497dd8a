from pathlib import Path

from tests.faults.kills import killed, write_pile


def test_a_killed_add_loses_nothing(tmp_path: Path) -> None:
    """Short form; the whole run is `python -m tests.faults --kills 100`."""
    folder = write_pile(tmp_path / "reports", rounds=1)
    found = list(killed(folder, tmp_path, kills=5, seed=3))
    assert len(found) == 5
    assert any(kill.among_writes for kill in found)
    assert {kill.reports for kill in found} <= set(range(13))
