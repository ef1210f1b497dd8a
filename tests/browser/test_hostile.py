"""Reports, names and questions that are attacks: pages show them as the text that they are, and nothing of it runs."""

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from onrecord.ledger import Ledger
from tests.browser.conftest import made
from tests.browser.kinds import kinds
from tests.browser.served import Served, serving
from tests.browser.tab import TELEPHONE, OpenTab, Tab
from tests.hostile.reports import ATTACKS, EVENT, FRAMES, IMAGE, LEAVE, LINK, MARK, SCRIPT, hostile

PAGE = """() => ({
  foreign: [...document.querySelectorAll("*")].filter(one =>
    one.matches("iframe, object, embed, base, img, style, form form, meta[http-equiv]")
    || one.matches("script:not([src^='/static/'])")
    || [...one.attributes].some(each => each.name.startsWith("on") || each.name === "style")
    || /^\\s*(javascript|data|vbscript):/i.test(one.getAttribute("href") || one.getAttribute("xlink:href") || "")
    || (one.matches("form") && !one.getAttribute("action").startsWith("/"))
  ).map(one => one.outerHTML.slice(0, 120)),
  text: document.body.innerText,
  main: document.querySelector("main").innerText,
  foot: document.querySelector("footer").checkVisibility(),
})"""
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
NAME = f"Ida {IMAGE}{LEAVE}{SCRIPT}"[:280]
WITHOUT = {"search: nothing found", "fix-row: entity", "fix-row: dispute", "map"}
"""Pages on which no words of reports stand."""


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The pages of the story full of attacks, one statement of it given to somebody with a name that is one."""
    path = made(tmp_path_factory.mktemp("hostile") / f"{MARK}<b>.db", hostile)
    with Ledger.open(path) as ledger:
        statement = next(row for row in ledger.said(act="deny") if row.speaker)
        ledger.judge(f"Nils {SCRIPT}", f"{IMAGE}{EVENT}").speaker(statement.id, NAME, "person")
    with serving(path) as served:
        yield served


def looked_at(tab: Tab, name: str) -> str:
    """Check that the page is one of the site's own, whatever its words are; they are returned."""
    found, title = tab.measure(PAGE), tab.page.title()
    assert found["foreign"] == [], name
    assert UNSEEN.findall(found["text"]) == [], name
    assert found["foot"], f"{name}: a style of a report hides the page"
    assert title.endswith(" · onrecord"), name
    assert "49" not in title, f"{name}: words are taken for a template"
    return str(found["main"])


def test_no_page_runs_what_stands_in_reports(hostile_site: Served, open_tab: OpenTab) -> None:
    tab = open_tab(hostile_site)
    wide = {}
    for name, path in kinds(hostile_site.record).items():
        tab.by_day()
        tab.go(path)
        words = looked_at(tab, name)
        assert name in WITHOUT or MARK in words, f"{name} shows no attack"
        tab.by_night()
        if tab.width > TELEPHONE["width"]:
            wide[name] = tab.width
    assert wide == {}


def test_a_report_is_shown_as_it_was_written(hostile_site: Served, open_tab: OpenTab) -> None:
    tab = open_tab(hostile_site)
    report = next(iter(hostile_site.record.copies))
    tab.go(f"/reports/{report}")
    text = tab.page.locator("article.text").inner_text()
    for attack in (SCRIPT, IMAGE, LEAVE, FRAMES, LINK):
        assert attack in hostile_site.record.reports[report].text
        assert attack in text
    assert tab.page.get_by_text("the report itself").count() == 0, "a javascript: address is no link"


def test_json_of_an_attack_is_no_page(hostile_site: Served, open_tab: OpenTab) -> None:
    tab = open_tab(hostile_site)
    tab.expect("/favicon.ico", 404)  # the browser looks for one, as JSON names none
    for path in ("/index.json", f"/reports/{next(iter(hostile_site.record.copies))}.json"):
        answer = tab.page.goto(hostile_site.address + path)
        assert answer
        assert answer.headers["content-type"].startswith("application/json")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert MARK in answer.text()
        assert tab.measure("document.querySelectorAll('script, img, iframe').length") == 0


def test_no_page_runs_what_was_asked(tab: Tab) -> None:
    for number, attack in enumerate(ATTACKS):
        given = quote(attack[:400], safe="")
        answers = {
            f"/search?q={given}": 200,
            f"/search?who={given}": 200,
            f"/reports?as_of={given}": 400,
            f"/claims?{given}=1": 400,
            f"/outlets/{given}": 404,
        }
        for path, status in list(answers.items())[number % 2 :: 2]:
            tab.go(path, status=status)
            looked_at(tab, path)


def test_no_page_runs_what_is_written_into_a_form(own_site: Served, open_tab: OpenTab) -> None:
    tab = open_tab(own_site)
    statement = own_site.record.speakers[0]
    said = own_site.record.said_by[statement.entity.id][0]
    tab.go(f"/fix/{said.id}")
    form = "form.fix:has(button:text-is('Set the speaker'))"
    tab.page.get_by_label("Name or id").fill(NAME)
    tab.page.get_by_label("Who is").select_option("person")
    tab.page.locator(f"{form} [name=who]").fill(f"{SCRIPT}{IMAGE}"[:100])
    tab.page.locator(f"{form} [name=why]").fill(f"{LEAVE}{EVENT}"[:500])
    tab.click(f"{form} button")
    looked_at(tab, "corrected")
    tab.click("dl.facts .named")
    assert tab.heading.startswith(f"Ida {IMAGE}")
    looked_at(tab, "speaker")
    for path in (
        "/",
        "/speakers",
        "/fix",
        "/timeline",
        f"/reports/{said.report.id}",
        f"/fix/{said.id}",
        "/search?who=Ida",
    ):
        tab.go(path)
        words = looked_at(tab, path)
        assert path == "/timeline" or MARK in words, path


def test_a_page_that_would_run_something_is_noticed(tab: Tab) -> None:
    """The tabs of these tests do see what they look for."""
    tab.go("/")
    tab.measure("""() => {
      document.body.insertAdjacentHTML("beforeend", "<img src='https://hrxq.invalid/x' onerror=\\"alert(1)\\">");
      console.log("hrxq");
    }""")
    assert len(tab.measure(PAGE)["foreign"]) == 1
    tab.page.wait_for_timeout(200)
    seen = "\n".join(tab.complaints)
    assert "hrxq" in seen
    assert "Content Security Policy" in seen
    tab.complaints.clear()
