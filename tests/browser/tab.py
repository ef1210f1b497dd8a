"""A tab of the browser that notes whatever a page of a report should never be able to bring about."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from tests.browser.served import Served

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Request, Response, ViewportSize

DESK: "ViewportSize" = {"width": 1100, "height": 900}
TELEPHONE: "ViewportSize" = {"width": 360, "height": 740}
QUIET = ("data:", "about:", "blob:")
"""Addresses for which nobody is asked."""
POLICY = ("default-src 'none'", "script-src 'self'", "style-src 'self'", "form-action 'self'", "base-uri 'none'")
"""What every page must tell the browser."""


class Tab:
    """One tab on a site. `complaints` are what went wrong: messages, dialogs, requests elsewhere, failed pages."""

    def __init__(self, site: Served, context: "BrowserContext") -> None:
        self.site = site
        self.complaints: list[str] = []
        self._expected: dict[str, int] = {}
        self.page = context.pages[0] if context.pages else context.new_page()
        self._heard: dict[Any, Callable[[Any], None]] = {
            "request": self._asked,
            "response": self._answered,
            "console": self._told,
            "dialog": self._opened,
            "weberror": lambda error: self.complaints.append(f"error in a script: {error.error}"),
            "page": lambda page: self.complaints.append(f"another tab was opened: {page.url}"),
        }
        for event, hear in self._heard.items():
            context.on(event, hear)

    def leave(self) -> None:
        """Leave the browser as it was before, for another tab."""
        context = self.page.context
        self.page.goto("about:blank")
        for event, hear in self._heard.items():
            context.remove_listener(event, hear)
        context.clear_cookies()
        self.page.emulate_media(media="null", color_scheme="null")
        self.page.set_viewport_size(DESK)

    @property
    def path(self) -> str:
        """Where the tab is: path and query."""
        parts = urlsplit(self.page.url)
        return parts.path + (f"?{parts.query}" if parts.query else "")

    @property
    def heading(self) -> str:
        """The heading of the page."""
        return self.page.locator("h1").inner_text()

    def go(self, path: str, status: int = 200) -> None:
        """Open a page of the site, which must be answered with that status."""
        self.expect(path.partition("#")[0], status)
        answer = self.page.goto(self.site.address + path)
        assert answer is None or answer.status == status, f"{path}: {answer.status}"

    def expect(self, path: str, status: int) -> None:
        """What is at that path is to be answered with that status from now on."""
        self._expected[path] = status

    def click(self, selector: str, **narrowed: Any) -> None:
        """Click the first element that a selector finds, and wait for the page that it leads to."""
        with self.page.expect_navigation():
            self.page.locator(selector, **narrowed).first.click()

    def by_day(self) -> None:
        """Look at light pages on a desk."""
        self.page.emulate_media(color_scheme="light")
        self.page.set_viewport_size(DESK)

    def by_night(self) -> None:
        """Look at dark pages on a telephone."""
        self.page.emulate_media(color_scheme="dark")
        self.page.set_viewport_size(TELEPHONE)

    @property
    def width(self) -> int:
        """How wide the page is laid out, pixels."""
        return int(self.measure("document.documentElement.scrollWidth"))

    def measure(self, script: str, given: Any = None) -> Any:
        """What an expression comes to on the page."""
        return self.page.evaluate(script, given)

    def _asked(self, request: "Request") -> None:
        if not request.url.startswith((self.site.address + "/", *QUIET)):
            self.complaints.append(f"{self.page.url} asked {request.url}")

    def _answered(self, response: "Response") -> None:
        path = response.url.removeprefix(self.site.address)
        expected = self._expected.get(path, 200)
        if response.status not in (expected, 302, 303, 304):
            self.complaints.append(f"{path} was answered with {response.status}")
        policy = response.headers.get("content-security-policy", "")
        self.complaints += [f"{path} does not say {rule}" for rule in POLICY if rule not in policy]
        if "unsafe" in policy:
            self.complaints.append(f"{path} allows what is unsafe: {policy}")

    def _told(self, message: "ConsoleMessage") -> None:
        at: Mapping[str, Any] = message.location
        path = str(at.get("url", "")).removeprefix(self.site.address)
        if self._expected.get(path, 200) == 200:
            self.complaints.append(f"{self.page.url}: {message.type}: {message.text}")

    def _opened(self, dialog: "Dialog") -> None:
        self.complaints.append(f"{self.page.url} opened a dialog: {dialog.message}")
        dialog.dismiss()


class OpenTab(Protocol):
    """Opens a tab on a site, with scripts or without."""

    def __call__(self, site: Served, *, scripts: bool = True) -> Tab: ...
