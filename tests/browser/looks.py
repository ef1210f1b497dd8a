"""One look at every kind of page, by day on a desk and by night on a telephone: what tests of all pages go by."""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.browser.tab import DESK, TELEPHONE, Tab

AXE = Path(os.environ.get("ONRECORD_AXE", "") or "-")
"""The program of axe-core, where there is one."""
EVERY = '{rules: {"target-size": {enabled: true}}}'
"""Every rule; that on the size of what is clicked, of WCAG 2.2 AA, is off unless it is asked for."""
SEEN = """{runOnly: ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"],
  rules: {"target-size": {enabled: true}}}"""
"""The rules that depend on colours and on the room there is; the others look at what a page is made of."""
RUN = """options => axe.run(document, {...options, resultTypes: ["violations"]}).then(found =>
  found.violations.flatMap(one => one.nodes.map(node => `${one.id} (${one.impact}): ${node.html.slice(0, 160)}
    ${node.failureSummary}`)))"""
WIDER = """width => document.documentElement.scrollWidth <= width ? [] : [...document.querySelectorAll("body *")]
  .filter(one => one.getBoundingClientRect().right > width + 0.5 && !one.closest(".scroll, .skip"))
  .slice(0, 3).map(one => one.outerHTML.slice(0, 100)).concat(document.documentElement.scrollWidth)"""


@dataclass(frozen=True)
class Look:
    """What was seen of a page: its title and headings, what is too wide, and what axe-core finds."""

    title: str
    headings: list[str]
    too_wide: list[object]
    violations: list[str]


def look(tab: Tab, path: str, status: int = 200) -> Look:
    """Look at the page at `path`, everything that can be unfolded being unfolded."""
    tab.by_day()
    tab.go(path, status=status)
    tab.measure("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    load(tab)
    title, headings = tab.page.title(), tab.page.locator("h1").all_inner_texts()
    too_wide, found = tab.measure(WIDER, DESK["width"]), violations(tab, EVERY)
    tab.by_night()
    too_wide += tab.measure(WIDER, TELEPHONE["width"])
    return Look(title, headings, too_wide, found + violations(tab, SEEN))


def load(tab: Tab) -> None:
    """Give axe-core to the page, where there is one."""
    if AXE.is_file():
        tab.measure(program())


@cache
def program() -> str:
    """The program of axe-core, as an expression that comes to nothing large."""
    return f"{AXE.read_text(encoding='utf-8')}; 1"


def violations(tab: Tab, options: str) -> list[str]:
    """What axe-core finds on the page, nothing where there is none."""
    return list(tab.measure(f"({RUN})({options})")) if AXE.is_file() else []
