"""A reader's way through the story: front page, report, speaker, claim and back; search; the record of a past day."""

import pytest

from onrecord.serve.addresses import address
from tests.browser.kinds import LISTS
from tests.browser.served import Served
from tests.browser.tab import OpenTab, Tab

ANCHORED = "[...document.querySelectorAll(':target')].map(one => one.id).join()"
LINKS = "[...document.querySelectorAll('a[href]')].map(one => one.getAttribute('href'))"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_front_page_to_report_to_speaker_to_claim_and_back(site: Served, open_tab: OpenTab, scripts: bool) -> None:
    tab = open_tab(site, scripts=scripts)
    tab.go("/")
    assert tab.heading == "The record"
    tab.click("section:has(#denied) .source-link")
    report, _, statement = tab.page.url.partition("#")
    assert tab.page.locator(f"[id='{statement}']").is_visible(), "the words themselves are marked"
    assert tab.page.locator("article.text").is_visible()

    note = tab.page.locator(f"li.note:has(a.ref[href='#{statement}'])")
    name = note.locator(".named").inner_text()
    with tab.page.expect_navigation():
        note.locator(".named a").click()
    assert tab.heading == name
    speaker = tab.page.url

    tab.click(".row .lead:not(.disputes)")
    assert tab.page.locator(".kicker").first.inner_text() == "Claim"
    assert tab.page.locator("th").get_by_text(name).count() > 0, "the speaker is among those who say so"
    tab.click(f"a[href='{speaker.removeprefix(site.address)}']")
    assert tab.heading == name

    for expected in ("Claim", name, None, "The record"):
        tab.page.go_back()
        if expected == "Claim":
            assert tab.page.locator(".kicker").first.inner_text() == "Claim"
        elif expected:
            assert tab.heading == expected
        else:
            assert tab.page.url.partition("#")[0] == report


def test_navigation_leads_everywhere_and_says_where_one_is(tab: Tab) -> None:
    tab.go("/")
    links = tab.page.locator("nav.sections a")
    assert [link.get_attribute("href") for link in links.all()] == [address(name) for name in LISTS]
    for section in ("Quotations", "Map"):
        tab.click("nav.sections a", has_text=section)
        assert tab.page.locator("nav.sections [aria-current=page]").inner_text() == section


def test_a_number_in_a_report_leads_to_its_note_and_back(site: Served, tab: Tab) -> None:
    tab.go(f"/reports/{next(iter(site.record.copies))}")
    number = tab.page.locator("article p a.ref").first
    words = number.get_attribute("href")
    number.click()
    assert words == f"#{tab.measure(ANCHORED)}"
    note = tab.page.locator(":target")
    assert note.is_visible()
    note.locator("a.ref").click()
    assert tab.measure(ANCHORED).startswith("s-")
    assert tab.page.locator(":target").first.is_visible()


def test_a_claim_in_a_report_leads_to_where_else_it_is_told(site: Served, tab: Tab) -> None:
    origin, copies = next(iter(site.record.copies.items()))
    tab.go(f"/reports/{origin}")
    tab.click(".way.elsewhere a")
    assert tab.page.locator(".kicker").first.inner_text() == "Claim"
    assert tab.page.locator(f"a[href*='{copies[0].id}']").count() > 0


def test_figures_times_and_places_show_without_a_script(site: Served, open_tab: OpenTab) -> None:
    tab = open_tab(site, scripts=False)
    tab.go(f"/reports/{next(iter(site.record.copies))}")
    fact = tab.page.locator("article .fact").first
    outline = "one => getComputedStyle(one).outlineStyle"
    assert fact.evaluate(outline) == "none"
    tab.page.get_by_label("Show figures, times and places").check()
    assert fact.evaluate(outline) != "none"


def test_search_finds_words_and_filters_narrow_them(site: Served, tab: Tab) -> None:
    tab.go("/reports")
    box = tab.page.get_by_role("searchbox")
    box.fill("water")
    with tab.page.expect_navigation():
        box.press("Enter")
    assert tab.path == "/search?q=water"
    hits = tab.page.locator("main .rows > .row")
    every = hits.count()
    assert every > 1
    assert {words.lower() for words in tab.page.locator("main mark").all_inner_texts()} == {"water"}

    denials = sum(row.statement.act == "deny" for row in site.record.said.values())
    tab.page.get_by_label("Words").fill("")
    tab.page.get_by_label("Act").select_option("deny")
    tab.click(".filters button")
    assert hits.count() == denials
    assert {did.inner_text() for did in hits.locator(".did").all()} == {"denied"}
    tab.click(".filters a", has_text="Clear")
    assert hits.count() == 0


def test_the_slider_shows_a_past_day_and_every_link_keeps_it(site: Served, tab: Tab) -> None:
    first = site.record.days[0]
    tab.go("/speakers")
    slider = tab.page.get_by_role("slider")
    box = slider.bounding_box()
    assert box
    with tab.page.expect_navigation():
        slider.click(position={"x": 2, "y": box["height"] / 2})
    assert tab.path == f"/speakers?as_of={first}"
    assert tab.page.locator(".asof output").inner_text() == first
    inside = [link for link in tab.measure(LINKS) if link.startswith("/") and f"as_of={first}" not in link]
    assert inside == ["/speakers", "/speakers"][: len(inside)], "only the way back to now drops the day"

    tab.click("main table a.named")
    assert tab.path.endswith(f"as_of={first}")
    tab.click("nav.sections a", has_text="Reports")
    assert tab.page.locator("main .rows > .row").count() == sum(
        (row.published or "")[:10] <= first for row in site.record.reports.values()
    )
    tab.click(".asof a", has_text="Back to now")
    assert tab.page.locator("main .rows > .row").count() == len(site.record.reports)


def test_without_scripts_a_date_and_a_button_do_what_the_slider_does(site: Served, open_tab: OpenTab) -> None:
    tab = open_tab(site, scripts=False)
    first = site.record.days[0]
    tab.go("/reports")
    assert not tab.page.locator(".asof .slide").is_visible()
    tab.page.get_by_label("The record of now; as of").fill(first)
    tab.click(".asof button")
    assert tab.path == f"/reports?as_of={first}"
    tab.click(".asof a", has_text="Back to now")
    assert tab.path == "/reports"
