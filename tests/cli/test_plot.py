import struct
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.cli.conftest import Command

pytest.importorskip("altair", reason="the extra plot is not installed")

DRAWN = {
    "said": (("said",), "Henrik Tveit"),
    "acts": (("said", "--by", "act"), "deny"),
    "figures": (("figures", "people"), "734"),
    "timeline": (("timeline",), "16 Sept 2031"),
    "places": (("places",), "Hamar"),
    "reports": (("reports",), "FlashNorth24"),
}


@pytest.mark.parametrize("name", DRAWN)
def test_a_listing_is_drawn_to_a_file(command: Command, story: str, tmp_path: Path, name: str) -> None:
    arguments, word = DRAWN[name]
    outcome = command(*arguments, "--plot", "drawn.svg", "--ledger", story)
    assert (outcome.status, outcome.out) == (0, "")
    assert "drawn to drawn.svg" in outcome.err
    root = ET.fromstring((tmp_path / "drawn.svg").read_text(encoding="utf-8"))
    assert any(word in "".join(element.itertext()) for element in root.iter("{http://www.w3.org/2000/svg}text"))


def test_the_same_chart_as_png(command: Command, story: str, tmp_path: Path) -> None:
    assert command("figures", "people", "--plot", "drawn.PNG", "--ledger", story).status == 0
    picture = (tmp_path / "drawn.PNG").read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert min(struct.unpack(">II", picture[16:24])) > 100


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("timeline", "--plot", "drawn.pdf"), "a file that ends in .svg or .png is wanted"),
        (("timeline", "--plot", "drawn"), "a file that ends in .svg or .png is wanted"),
        (("timeline", "--plot", "drawn.svg", "--json"), "--plot and --json exclude each other"),
        (("timeline", "--plot", "absent/drawn.svg"), "could not be written to absent/drawn.svg: No such file"),
        (("movements", "--as-of", "2031-09-15", "--plot", "drawn.svg"), "no map"),
        (("figures", "unicorns", "--plot", "drawn.svg"), ""),
        (("reports", "--as-of", "2031-09-15", "--plot", "drawn.svg"), "no copy tree"),
    ],
)
def test_what_cannot_be_drawn_is_said(
    command: Command, story: str, tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    outcome = command(*arguments, "--ledger", story)
    assert outcome.status != 0
    assert outcome.err.strip()
    assert message in " ".join(outcome.err.split())
    assert list(tmp_path.glob("drawn*")) == []
