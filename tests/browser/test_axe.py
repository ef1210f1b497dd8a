"""Accessibility: axe-core finds no violation on any kind of page, in either theme."""

import pytest

from tests.browser.looks import AXE, EVERY, SEEN, Look, load, violations
from tests.browser.tab import Tab

pytestmark = pytest.mark.skipif(not AXE.is_file(), reason="ONRECORD_AXE names no axe.min.js: npm i axe-core")


def test_no_violation_by_day_or_night(looks: dict[str, Look]) -> None:
    assert {name: look.violations for name, look in looks.items() if look.violations} == {}


def test_a_violation_is_found(tab: Tab) -> None:
    tab.go("/claims")
    load(tab)
    tab.measure("""() => {
      const pale = document.querySelector(".words"), picture = document.createElement("img");
      pale.style.color = "color-mix(in srgb, currentcolor 25%, white)";
      document.querySelector("main").append(picture);
    }""")
    found = "\n".join(violations(tab, EVERY))
    assert "color-contrast" in found
    assert "image-alt" in found
    tab.by_night()
    tab.measure("""() => { document.querySelector(".words").style.color = "#444"; }""")
    assert "color-contrast" in "\n".join(violations(tab, SEEN))
