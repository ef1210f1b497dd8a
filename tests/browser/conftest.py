"""The packaged story, served, and tabs of Chromium to look at it with."""

import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.kinds import BAD, kinds
from tests.browser.looks import Look, look
from tests.browser.served import Served, serving
from tests.browser.tab import DESK, OpenTab, Tab

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

    from onrecord.records import Report

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"]
REPORTS = 6


# A package's fixtures end with it: while it runs, Playwright keeps an event loop in this thread.
@pytest.fixture(scope="package")
def browser() -> Iterator["Browser"]:
    """Chromium, without a window."""
    playwright = pytest.importorskip("playwright.sync_api", reason="needs Playwright: pip install playwright")
    if BROWSER is None:
        pytest.skip("no chromium on the PATH")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=BROWSER, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="package", autouse=True)
def patient() -> Iterator[None]:
    """Pages are waited for, however busy the machine is."""
    pytest.importorskip("uvicorn", reason="needs the extra: pip install 'onrecord[web]'")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("onrecord.serve.app.PATIENCE", 60)
        yield


def made(path: Path, changed: Callable[[Iterator["Report"]], Iterator["Report"]] = iter) -> Path:
    """A ledger of the packaged story at `path`, of its reports as `changed` gives them."""
    from onrecord import demo
    from onrecord.gather import expand, gather
    from onrecord.ledger import Ledger
    from onrecord.records import Report

    with demo.reports() as folder, Ledger.open(path) as ledger:
        reports = (found for found in gather(expand([str(folder)])) if isinstance(found, Report))
        added = ledger.add_reports(changed(reports))
    assert added.added == REPORTS
    return path


@pytest.fixture(scope="package")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of the packaged story, which no test may change."""
    return made(tmp_path_factory.mktemp("story") / "story.db")


@pytest.fixture(scope="package")
def site(story: Path, patient: None) -> Iterator[Served]:
    """The story's pages, which no test may change."""
    with serving(story) as served:
        yield served


@pytest.fixture
def own_site(story: Path, tmp_path: Path) -> Iterator[Served]:
    """The story's pages, of a ledger that the test may correct."""
    with serving(Path(shutil.copy(story, tmp_path / "story.db"))) as served:
        yield served


@pytest.fixture(scope="package")
def context(browser: "Browser") -> Callable[[bool], "BrowserContext"]:
    """Gives the context in which scripts run, or the one in which they do not: starting one takes long."""

    @cache
    def made(scripts: bool) -> "BrowserContext":
        started = browser.new_context(
            java_script_enabled=scripts, locale="en-GB", timezone_id="UTC", reduced_motion="reduce", viewport=DESK
        )
        started.set_default_timeout(20_000)
        return started

    return made


@pytest.fixture(scope="package")
def looks(site: Served, context: Callable[[bool], "BrowserContext"]) -> dict[str, Look]:
    """A look at every kind of page by its name, and at every bad address; none of them may have complained."""
    tab = Tab(site, context(True))
    found = {name: look(tab, path) for name, path in kinds(site.record).items()}
    found |= {path: look(tab, path, status) for path, status in BAD.items()}
    tab.leave()
    assert tab.complaints == []
    return found


@pytest.fixture
def open_tab(context: Callable[[bool], "BrowserContext"]) -> Iterator[OpenTab]:
    """Opens a tab; it may have seen no message, dialog, failure and no other host by the test's end."""
    tabs: list[Tab] = []

    def opened(site: Served, *, scripts: bool = True) -> Tab:
        assert not tabs, "a test has one tab"
        tabs.append(Tab(site, context(scripts)))
        return tabs[0]

    yield opened
    for tab in tabs:
        tab.leave()
    assert [complaint for tab in tabs for complaint in tab.complaints] == []


@pytest.fixture
def tab(site: Served, open_tab: OpenTab) -> Tab:
    """A tab on the story, as wide as a desk's."""
    return open_tab(site)
