"""Everything can be reached and worked with the keyboard alone, and shows where one is."""

from typing import Any

from tests.browser.served import Served
from tests.browser.tab import OpenTab, Tab

# What has the focus: its words, where it leads, whether it can be seen, and how it is marked.
FOCUS = """() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  if (one === document.body) return null;
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")];
  return {
    at: all.indexOf(one), name: one.tagName, words: one.textContent.trim().slice(0, 60),
    href: one.getAttribute("href"), shown: box.width > 0 && box.height > 0,
    outline: parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== "none",
  };
}"""
REACHABLE = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
  .flatMap((one, at) => one.tabIndex >= 0 && one.type !== "hidden" && one.checkVisibility() &&
    !(one.type === "radio" && !one.checked) ? [at] : [])"""
PAGES = ("/search?act=deny", "/map")
MOST = 1500
"""Presses of the key after which something is taken to hold the focus for good."""


def stops(tab: Tab) -> list[dict[str, Any]]:
    """What has the focus, one press of Tab after another, from the beginning of the page to its end."""
    found: list[dict[str, Any]] = []
    for _ in range(MOST):
        tab.page.keyboard.press("Tab")
        focus = tab.measure(FOCUS)
        if focus is None or (found and focus["at"] < found[-1]["at"]):
            return found
        if not found or focus["at"] != found[-1]["at"]:  # a date's parts are stops of their own
            found.append(focus)
    raise AssertionError(f"{tab.path} holds the focus at {found[-1]}")


def skip(tab: Tab) -> None:
    """Skip what stands at the top of every page."""
    tab.page.keyboard.press("Tab")
    tab.page.keyboard.press("Enter")


def reach(tab: Tab, selector: str) -> None:
    """Press Tab until the first element that a selector finds has the focus."""
    wanted = tab.page.locator(selector).first
    for _ in range(MOST):
        tab.page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"{tab.path}: Tab never comes to {selector}")


def enter(tab: Tab, key: str = "Enter") -> None:
    """Press a key, and wait for the page that it leads to."""
    with tab.page.expect_navigation():
        tab.page.keyboard.press(key)


def test_tab_comes_to_everything_in_its_order_and_shows_where_it_is(site: Served, tab: Tab) -> None:
    report = f"/reports/{next(iter(site.record.copies))}"
    for path in (*PAGES, report):
        tab.go(path)
        expected = tab.measure(REACHABLE)
        found = stops(tab)
        assert [stop["at"] for stop in found] == expected, path
        assert [stop for stop in found if not (stop["shown"] and stop["outline"])] == [], path


def test_the_first_stop_skips_to_the_page(tab: Tab) -> None:
    tab.go("/claims")
    tab.page.keyboard.press("Tab")
    assert tab.measure(FOCUS)["href"] == "#main"
    assert tab.measure("document.activeElement.getBoundingClientRect().x") >= 0, "it shows itself"
    tab.page.keyboard.press("Enter")
    tab.page.keyboard.press("Tab")
    assert tab.measure("document.activeElement.closest('main') !== null")


def test_a_reader_walks_without_a_mouse(site: Served, tab: Tab) -> None:
    tab.go("/")
    skip(tab)
    reach(tab, "section:has(#denied) .source-link")
    enter(tab)
    statement = tab.page.url.partition("#")[2]
    # The browser goes on from the words that the address leads to.
    reach(tab, f"li.note:has(a.ref[href='#{statement}']) .named a")
    enter(tab)
    name = tab.heading
    assert name in {row.entity.name for row in site.record.speakers}
    skip(tab)
    reach(tab, ".row .lead:not(.disputes)")
    enter(tab)
    assert tab.page.locator(".kicker").first.inner_text() == "Claim"
    skip(tab)
    reach(tab, "main a.named")
    enter(tab)
    assert tab.heading == name


def test_a_search_and_a_filter_without_a_mouse(tab: Tab) -> None:
    tab.go("/")
    reach(tab, "[role=search] input")
    tab.page.keyboard.type("water")
    enter(tab)
    skip(tab)
    reach(tab, ".filters select[name=act]")
    tab.page.keyboard.type("deny")
    reach(tab, ".filters button")
    enter(tab, "Space")
    assert "act=deny" in tab.path
    assert {did.inner_text() for did in tab.page.locator(".row .did").all()} <= {"denied"}


def test_the_slider_goes_over_the_days_and_waits_for_enter(site: Served, tab: Tab) -> None:
    days = site.record.days
    tab.go("/reports")
    reach(tab, ".asof [type=range]")
    shown = tab.page.locator(".asof output")
    assert shown.inner_text() == days[-1]
    for day in days[-2:-4:-1]:
        tab.page.keyboard.press("ArrowLeft")
        assert shown.inner_text().startswith(day)
    assert tab.path == "/reports", "several steps are one way"
    enter(tab)
    assert tab.path == f"/reports?as_of={days[-3]}"


def test_a_row_is_corrected_without_a_mouse(own_site: Served, open_tab: OpenTab) -> None:
    tab = open_tab(own_site)
    tab.go("/search?act=deny")
    before = tab.page.locator("main .rows > .row").count()
    skip(tab)
    reach(tab, ".row .correct")
    enter(tab)
    skip(tab)
    reach(tab, "#who-reject")
    tab.page.keyboard.type("Ida Ness")
    enter(tab)
    assert "It was rejected" in tab.page.locator("[role=status]").inner_text()
    skip(tab)
    reach(tab, "#who-undo")
    enter(tab)
    tab.go("/search?act=deny")
    assert tab.page.locator("main .rows > .row").count() == before
