"""Pages on paper: the words and where they stand, without what can only be clicked."""

import re

from tests.browser.kinds import kinds
from tests.browser.served import Served
from tests.browser.tab import Tab

PRINTED = (
    "front",
    "report",
    "speaker",
    "claim",
    "dispute",
    "series",
    "timeline",
    "map",
    "compare",
    "fix-row: statement",
)
GONE = "nav.sections, .find, .filters, .correct, form.fix, .paging a, .asof button, .asof .slide, .skip"
SHEET = 794
"""Width of a sheet of A4, pixels."""


def test_paper_has_the_words_and_no_controls(site: Served, tab: Tab) -> None:
    tab.page.set_viewport_size({"width": SHEET, "height": 1123})
    tab.page.emulate_media(media="print", color_scheme="dark")
    addresses = kinds(site.record)
    for name in PRINTED:
        tab.go(addresses[name])
        assert tab.page.locator(f":is({GONE}):visible").count() == 0, name
        assert tab.page.locator("h1").is_visible(), name
        assert tab.measure("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)", name
        assert tab.width <= SHEET, name


def test_a_report_prints_on_few_sheets(site: Served, tab: Tab) -> None:
    tab.go(f"/reports/{next(iter(site.record.copies))}")
    paper = tab.page.pdf(format="A4", print_background=True)
    assert paper.startswith(b"%PDF-")
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", paper)) <= 3
