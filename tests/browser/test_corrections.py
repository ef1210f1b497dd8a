"""Corrections from the pages: made by somebody with a name, seen at once, undone as easily."""

import pytest

from tests.browser.served import Served
from tests.browser.tab import OpenTab, Tab

WHO, WHY = "Ida Ness", "the recording has it otherwise"
ROWS = "main .rows > .row"


def form(button: str) -> str:
    """The form that a button sends."""
    return f"form.fix:has(button:text-is('{button}'))"


def sign(tab: Tab, button: str) -> None:
    """Fill in who corrects and why, and send the form."""
    tab.page.locator(f"{form(button)} [name=who]").fill(WHO)
    tab.page.locator(f"{form(button)} [name=why]").fill(WHY)
    tab.click(f"{form(button)} button")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_statement_is_rejected_and_comes_back(own_site: Served, open_tab: OpenTab, scripts: bool) -> None:
    tab = open_tab(own_site, scripts=scripts)
    tab.go("/search?act=deny")
    before = tab.page.locator(ROWS).count()
    words = tab.page.locator(f"{ROWS} .words").first.inner_text()
    tab.click(f"{ROWS} .correct")
    assert words in tab.page.locator("main .words").first.inner_text()

    sign(tab, "Reject the statement")
    assert "It was rejected" in tab.page.locator("[role=status]").inner_text()
    rejected = tab.page.url.removeprefix(own_site.address)
    tab.go("/search?act=deny")
    assert tab.page.locator(ROWS).count() == before - 1

    tab.click("nav.sections a", has_text="Corrections")
    made = tab.page.locator(ROWS)
    assert made.count() == 1
    told = made.first.inner_text()
    assert WHO in told
    assert WHY in told
    assert words in told
    assert tab.page.locator("[name=who]").input_value() == WHO, "who corrects is remembered"
    tab.click(f"{form('Undo the chosen one')} button")
    assert tab.page.locator(f"{ROWS} .tag").inner_text() == "undone"
    tab.go("/search?act=deny")
    assert tab.page.locator(ROWS).count() == before
    tab.go(rejected)
    assert tab.page.locator("[role=status]").count() == 0


def test_a_statement_is_given_to_somebody_else(own_site: Served, open_tab: OpenTab) -> None:
    tab = open_tab(own_site)
    first, second = (row.entity for row in own_site.record.speakers[:2])
    statement = own_site.record.said_by[first.id][0]
    tab.go(f"/fix/{statement.id}")
    tab.page.get_by_label("Name or id").fill(second.name)
    sign(tab, "Set the speaker")
    assert tab.page.locator("dl.facts .named").first.inner_text() == second.name
    tab.go(f"/reports/{statement.report.id}#s-{statement.id}")
    note = tab.page.locator(f"li.note:has(a.ref[href='#s-{statement.id}'])")
    assert note.locator(".named").inner_text() == second.name

    tab.go(f"/fix/{statement.id}")
    tab.click(f"{form('Undo the chosen one')} button")
    assert tab.page.locator("dl.facts .named").first.inner_text() == first.name


def test_two_names_become_one_and_two_again(own_site: Served, open_tab: OpenTab) -> None:
    tab = open_tab(own_site)
    first, second = (row.entity for row in own_site.record.speakers[:2])
    own = len(own_site.record.said_by[first.id]), len(own_site.record.said_by[second.id])
    tab.go(f"/speakers/{first.id}")
    tab.page.locator("details.fix-this > summary").click()
    tab.page.get_by_label("Is the same as").fill(second.name)
    sign(tab, "Make them one")
    tab.go("/speakers")
    assert tab.page.locator("tbody th .named", has_text=second.name).count() == 0
    tab.click("tbody th .named", has_text=first.name)
    assert tab.page.locator(".count").inner_text() == f"{sum(own)} statements"

    tab.go("/fix")
    tab.click(f"{form('Undo the chosen one')} button")
    tab.go(f"/speakers/{second.id}")
    assert tab.page.locator(".count").inner_text() == f"{own[1]} statements"


def test_what_cannot_be_corrected_is_told_with_a_way_back(own_site: Served, open_tab: OpenTab) -> None:
    tab = open_tab(own_site)
    statement = next(iter(own_site.record.claim_of))
    tab.go(f"/fix/{statement}")
    tab.page.locator(f"{form('Reject the statement')} button").click()
    assert tab.path == f"/fix/{statement}", "without a name the browser does not send the form"
    tab.page.get_by_label("Name or id").fill("Nobody Known")
    tab.expect("/fix/speaker", 400)
    sign(tab, "Set the speaker")
    assert tab.heading == "Not corrected"
    tab.click(".error a", has_text="Go back")
    assert tab.path == f"/fix/{statement}"
    tab.go("/fix")
    assert tab.page.locator(ROWS).count() == 0


def test_no_form_is_taken_from_elsewhere(own_site: Served, open_tab: OpenTab) -> None:
    tab = open_tab(own_site)
    statement = next(iter(own_site.record.claim_of))
    tab.go(f"/fix/{statement}")
    tab.measure("document.querySelectorAll('[name=secret]').forEach(one => { one.value = 'guessed'; })")
    tab.expect("/fix/reject", 403)
    sign(tab, "Reject the statement")
    assert tab.heading == "Not allowed"
    tab.go("/fix")
    assert tab.page.locator(ROWS).count() == 0
