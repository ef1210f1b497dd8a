import re
import struct
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from onrecord.ledger import Ledger, Said
from onrecord.show import charts
from onrecord.show.charts import Chart
from onrecord.show.charts.drawing import GROUND
from onrecord.show.charts.look import DARK, wrapped
from tests.show.build import said
from tests.show.charts.looking import parsed, size, told, words

Make = Callable[[Ledger], Chart]

EVERY: dict[str, Make] = {
    "series": lambda ledger: charts.series(ledger.series()[0]),
    "timeline": lambda ledger: charts.timeline(ledger.timeline()),
    "matrix": lambda ledger: charts.matrix(ledger.said()),
    "acts": lambda ledger: charts.matrix(ledger.said(), "act"),
    "copies": lambda ledger: charts.copy_tree(ledger.reports()),
    "map": lambda ledger: charts.places_map(ledger.places(), ledger.movements()),
}
HOSTILE = '</text><script>alert(1)</script><img src="https://evil.example/x"> &amp; \x1b[31mred\x07 \u202eabc'


@pytest.fixture(params=EVERY)
def chart(request: pytest.FixtureRequest, ledger: Ledger) -> Chart:
    """Each kind of chart, of the packaged story."""
    return EVERY[request.param](ledger)


def test_a_chart_is_one_safe_element(chart: Chart) -> None:
    drawn = charts.svg(chart)
    root = parsed(drawn)
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags <= {"svg", "g", "path", "text", "tspan", "rect", "line", "title", "desc", "defs", "clipPath"}
    for element in root.iter():
        assert not {"style", "class"} & set(element.attrib)
        assert not any(key.startswith("on") or key.endswith("href") for key in element.attrib)
    assert "http" not in drawn.replace("http://www.w3.org/2000/svg", "")


def test_a_chart_is_named_for_those_who_hear_it(chart: Chart) -> None:
    root = parsed(charts.svg(chart))
    ids = {element.get("id") for element in root.iter()}
    assert root.get("role") == "img"
    assert set((root.get("aria-labelledby") or "").split()) <= ids
    assert len(told(charts.svg(chart))) > 20


def test_the_same_chart_gives_the_same_bytes(chart: Chart) -> None:
    assert charts.svg(chart) == charts.svg(chart)


def test_a_page_s_colours_follow_its_theme_and_a_file_has_a_ground(chart: Chart) -> None:
    page, light, dark = (charts.svg(chart, theme) for theme in ("page", "light", "dark"))  # type: ignore[arg-type]
    assert "light-dark(" in page
    assert "light-dark(" not in light + dark
    assert GROUND["light"] in light
    assert GROUND["dark"] in dark
    for color in DARK:
        assert f'"{color}"' not in dark.lower()


def test_a_chart_is_as_wide_as_a_page(chart: Chart) -> None:
    width, height = size(charts.svg(chart))
    assert 300 < width < 900
    assert 50 < height < 1200


def test_a_png_has_twice_the_pixels(chart: Chart) -> None:
    picture = charts.png(chart)
    width, height = struct.unpack(">II", picture[16:24])
    wanted = size(charts.svg(chart, "light"))
    assert picture.startswith(b"\x89PNG")
    assert (width, height) == pytest.approx([2 * side for side in wanted], abs=2)


def test_ids_of_two_charts_on_one_page_differ(ledger: Ledger) -> None:
    ids = [
        {element.get("id") for element in parsed(charts.svg(make(ledger))).iter()} - {None} for make in EVERY.values()
    ]
    assert sum(map(len, ids)) == len(set().union(*ids))


def test_hostile_words_stay_words() -> None:
    row = said("about 1,200 crates were lost", name=HOSTILE)
    drawn = charts.svg(charts.matrix([row]), "light")
    ET.fromstring(drawn)
    assert "<script" not in drawn
    assert "\x1b" not in drawn
    assert "\u202e" not in drawn
    assert any("script" in word for word in words(drawn))


def test_statements_are_summed_by_speaker_and_denials_marked() -> None:
    rows: list[Said] = [
        said("about 1,200 crates were lost"),
        said("Nobody is to blame", act="deny"),
        said("Vera Holm said", name="Nils Falk"),
        said("crates were lost", name=None),
    ]
    rows[2] = replace(rows[2], report=replace(rows[2].report, published="2031-02-04T08:00:00Z"))
    seen = words(charts.svg(charts.matrix(rows), "light"))
    assert {"Vera Holm", "Nils Falk", "(nobody named)", "3 Feb"} <= set(seen)
    assert seen.count("2") >= 2
    assert any("denials" in word for word in seen)


def test_no_statement_gives_no_chart() -> None:
    for make in (lambda: charts.matrix([]), lambda: charts.timeline([]), lambda: charts.copy_tree([])):
        with pytest.raises(charts.NothingToDraw, match="no"):
            make()


def test_words_are_wrapped_and_cut() -> None:
    assert wrapped("one two three four", 9, 2) == ["one two", "three…"]
    assert wrapped("one", 9, 2) == ["one"]
    assert all(len(line) <= 10 for line in wrapped("a" * 50, 9, 2))


def test_copies_stand_under_their_origin_with_kind_and_share(ledger: Ledger) -> None:
    drawn = charts.svg(charts.copy_tree(ledger.reports()), "light")
    seen = words(drawn)
    first = seen.index("Scandinavia Wire")
    assert first < seen.index("The Inland Courier") < seen.index("FlashNorth24")
    assert any(re.match(r"edited, \d+% of its words", word) for word in seen)
    assert any(re.match(r"rewritten, \d+% of its words", word) for word in seen)
    assert "edited copy" in told(drawn)


def test_the_timeline_is_in_order_of_time(ledger: Ledger) -> None:
    days = [word for word in words(charts.svg(charts.timeline(ledger.timeline()), "light")) if " Sept 2031" in word]
    numbers = [int(day.split("–")[0].split()[0]) for day in days if day[0].isdecimal()]
    assert len(numbers) > 5
    assert numbers == sorted(numbers)


def test_every_chart_follows_the_schema(chart: Chart) -> None:
    assert chart.to_dict(validate=True)["config"]
