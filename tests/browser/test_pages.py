"""Every kind of page in Chromium: it is laid out, asks nobody else, and tells the console nothing."""

from onrecord.serve.pages import pages
from tests.browser.kinds import BAD, kinds
from tests.browser.looks import Look
from tests.browser.served import Served
from tests.browser.tab import Tab


def test_every_kind_of_page_is_looked_at(site: Served, looks: dict[str, Look]) -> None:
    assert {name.partition(":")[0] for name in kinds(site.record)} == {page.name for page in pages()}
    assert set(looks) == {*kinds(site.record), *BAD}


def test_pages_fit_a_desk_and_a_telephone(looks: dict[str, Look]) -> None:
    assert {name: look.too_wide for name, look in looks.items() if look.too_wide} == {}


def test_every_page_has_one_heading_and_a_title(looks: dict[str, Look]) -> None:
    assert [name for name, look in looks.items() if len(look.headings) != 1 or not look.headings[0].strip()] == []
    assert [name for name, look in looks.items() if not look.title.endswith(" · onrecord")] == []


def test_paper_is_light_or_dark_as_the_reader_likes(tab: Tab) -> None:
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    tab.go("/")
    tab.by_day()
    assert sum(channels(tab.measure(paper))) > 3 * 230
    tab.by_night()
    assert sum(channels(tab.measure(paper))) < 3 * 40


def channels(colour: str) -> list[int]:
    """Red, green and blue of a computed colour."""
    return [int(part) for part in colour.removeprefix("rgb(").removesuffix(")").split(",")[:3]]


def test_what_is_not_there_is_told_on_a_page(tab: Tab) -> None:
    for path, status in BAD.items():
        tab.go(path, status=status)
        assert tab.page.locator(".error .lede").inner_text(), path
        assert "Traceback" not in tab.page.content()
    tab.click(".error a[href='/']")
    assert tab.heading == "The record"
