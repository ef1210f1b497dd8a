"""Short form; the whole run is `python -m tests.fuzz`."""

from pathlib import Path

import pytest

from onrecord.read.encoder import Encoder
from tests.fuzz.checks import CASES, went_through
from tests.fuzz.inputs import Made, Maker

KEPT = sorted(CASES.glob("*-input*"))


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    """The packaged encoder."""
    return Encoder(threads=1)


@pytest.mark.parametrize("seed", range(4))
def test_made_inputs_go_through(seed: int, tmp_path: Path, encoder: Encoder) -> None:
    maker = Maker(seed)
    found = [went_through(maker.made(), tmp_path, encoder) for _ in range(150)]
    assert sum(reports for reports, _ in found) > 80


@pytest.mark.parametrize("case", KEPT, ids=[case.name for case in KEPT])
def test_what_went_wrong_once_goes_through(case: Path, tmp_path: Path, encoder: Encoder) -> None:
    went_through(Made("case", case.name.partition("-")[2], case.read_bytes()), tmp_path, encoder)


def test_the_same_seed_makes_the_same_inputs() -> None:
    one, other = Maker(7), Maker(7)
    assert [one.made() for _ in range(50)] == [other.made() for _ in range(50)]
