"""The pages of one ledger as an ASGI application."""

import asyncio
import sys
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from onrecord.errors import Error, UsageError
from onrecord.ledger import Ledger
from onrecord.ledger.place import Place
from onrecord.serve import asking, static
from onrecord.serve.addresses import address
from onrecord.serve.guard import Guard, cookies, same
from onrecord.serve.held import Held
from onrecord.serve.page import Action, Asked, Elsewhere, NotFound, Page, Refused, Shown, cut
from onrecord.serve.pages import actions, pages
from onrecord.serve.record import Record
from onrecord.serve.render import render
from onrecord.serve.settings import Settings
from onrecord.serve.snapshot import Superseded
from onrecord.show.clean import json_text

NAVIGATION = (
    "front", "reports", "speakers", "claims", "disputes", "quotes", "figures", "timeline", "map", "movements", "open",
    "outlets", "fix",
)  # fmt: skip
"""The pages in the navigation, in its order."""
PATIENCE, PAUSE = 2.0, 1
"""Seconds that a reader waits for a page before being told so, and until the browser asks again."""
ATTEMPTS = 3
"""How often a page is made while the ledger is changed, before the reader is told to wait."""
LARGEST = 64 * 1024
"""Bytes of a form that is taken."""
BY = "onrecord_by"
"""The cookie that remembers who corrects."""
STATUS = ((NotFound, 404), (Refused, 403), (UsageError, 400), (Error, 503))
"""What is answered where something fails: the first that fits."""
UNCORRECTED = "Not corrected"
HEADINGS = {
    400: "That cannot be asked",
    403: "Not allowed",
    404: "Nothing there",
    405: "Not done that way",
    413: "Too large",
    421: "Not under this name",
    500: "This page failed",
    503: "The ledger cannot be read",
}


def make_app(path: str | Place, settings: Settings) -> Starlette:
    """The application over the ledger at `path`; LedgerError where there is none, or it cannot be opened."""
    site = Site(path, settings)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        await run_in_threadpool(site.close)

    app = Starlette(
        routes=site.routes(),
        middleware=[Middleware(Guard, settings=settings, refuse=site.refused)],
        exception_handlers={HTTPException: site.lost},
        lifespan=lifespan,
    )
    app.state.site = site
    return app


class Site:
    """One ledger's pages: what they read from, and how they are answered."""

    def __init__(self, path: str | Place, settings: Settings) -> None:
        self.settings = settings
        self.ledger = Ledger.open(path, create=False)
        self.held = Held(path, self.prepare)
        self.is_closed = False
        by_name = {page.name: page for page in pages()}
        self.navigation = tuple(by_name[name] for name in NAVIGATION if name in by_name)
        self.making: dict[tuple[str, str], asyncio.Task[Response]] = {}
        self.can_fix = settings.can_fix and self.held.writable

    def close(self) -> None:
        """Let go of the ledger."""
        self.is_closed = True
        self.held.close()
        self.ledger.close()

    def prepare(self, record: Record) -> None:
        """Draw what the pages of the navigation show of a large record, before somebody waits for it."""
        for page in self.navigation:
            if self.is_closed:
                return
            with suppress(Error):
                asked = Asked(
                    page=page,
                    path={},
                    filters=asking.filters_of(page, {}),
                    as_of=None,
                    number=1,
                    ledger=self.ledger,
                    record_at=lambda as_of: record,
                )
                self.html(page.make(asked), asked, json_path(page))

    def routes(self) -> list[Route]:
        """Every page as HTML and as JSON, every form, and the static files."""
        found = [Route("/static/{name}", static.answer, methods=["GET"])]
        for action in actions():
            found.append(Route(action.path, self.doing(action), methods=["POST"]))
        own = sorted(pages(), key=lambda page: (page.path.count("{"), page.path))
        for page in own:
            found.append(Route(json_path(page), self.showing(page, json=True), methods=["GET"]))
        for page in own:
            found.append(Route(page.path, self.showing(page), methods=["GET"]))
        return found

    def showing(self, page: Page, *, json: bool = False) -> Callable[[Request], Awaitable[Response]]:
        """The endpoint of a page."""

        def make(request: Request) -> Response:
            asked = self.asked(page, request)
            shown = page.make(asked)
            if json:
                rows = {name: cut(value) for name, value in shown.data().items()}
                return json_response({"page": page.name, "as_of": asked.as_of, **rows}, shown.status)
            return self.html(shown, asked, json_address(request))

        async def endpoint(request: Request) -> Response:
            key = (str(request.url), request.headers.get("cookie", ""))
            if key not in self.making:
                task = self.making[key] = asyncio.create_task(run_in_threadpool(self.answered, make, request))
                task.add_done_callback(lambda done: self.made(key, done))
            task = self.making[key]
            await asyncio.wait({task}, timeout=PATIENCE)
            return task.result() if task.done() else self.waiting(request)

        return endpoint

    def made(self, key: tuple[str, str], task: "asyncio.Task[Response]") -> None:
        """Forget a page that is being made, now that it is."""
        if self.making.get(key) is task:
            del self.making[key]

    def waiting(self, request: Request) -> Response:
        """What is answered while a large record is put together: a page that looks again by itself."""
        done, parts = self.held.progress
        told = f", {done} of {parts} parts of the record are there" if done < parts else ""
        message = f"this page is being put together from {self.ledger.path.name}{told}; it looks again by itself"
        answer = self.refused(request, 503, message, heading="One moment")
        answer.headers["Retry-After"] = answer.headers["Refresh"] = str(PAUSE)
        return answer

    def doing(self, action: Action) -> Callable[[Request], Awaitable[Response]]:
        """The endpoint of a form."""

        async def endpoint(request: Request) -> Response:
            body = b""
            async for chunk in request.stream():
                body += chunk
                if len(body) > LARGEST:
                    return self.refused(request, 413, f"the form is larger than {LARGEST:,} bytes; write less")

            def make(request: Request) -> Response:
                form = asking.form_of(body)
                if not same(form.pop("secret", ""), self.settings.secret):
                    raise Refused("the form is from before the server was started, or not from it; load the page anew")
                if not self.can_fix:
                    raise Refused("this ledger is shown to be read only; corrections are not taken here")
                asked = self.asked(action, request)
                try:
                    leads_to = action.do(asked, form)
                except UsageError as error:
                    return self.refused(request, 400, str(error), heading=UNCORRECTED, back=local(form.get("back", "")))
                finally:
                    self.held.corrected()
                    self.making = {}
                answer = RedirectResponse(local(leads_to), 303)
                if who := form.get("who"):
                    answer.set_cookie(BY, quoted(who), httponly=True, samesite="strict", max_age=365 * 24 * 3600)
                return answer

            return await run_in_threadpool(self.answered, make, request)

        return endpoint

    def asked(self, page: Page | Action, request: Request) -> Asked:
        """What a request asks for, checked."""
        query = asking.query_of(request.url.query)
        return Asked(
            page=page,
            path={name: str(value) for name, value in request.path_params.items()},
            filters=asking.filters_of(page, query) if isinstance(page, Page) else {},
            as_of=asking.as_of(query),
            number=asking.page_number(query),
            ledger=self.ledger,
            record_at=cache(self.held.at),  # a page is made of one state
            can_fix=self.can_fix,
            by=unquoted(cookies(request.headers).get(BY, "")),
        )

    def html(self, shown: Shown, asked: Asked, json_url: str) -> Response:
        """A page as HTML; `json_url` is the address of the same as JSON."""
        context = {
            "asked": asked,
            "url": asked.url,
            "days": asked.record_at(None).days,
            "json_url": json_url,
            "title": shown.title,
            **self.frame(),
            **shown.context,
        }
        return HTMLResponse(render(shown.template, **context), shown.status)

    def frame(self) -> dict[str, Any]:
        """What every page shows."""
        return {
            "navigation": self.navigation,
            "static": static.address,
            "secret": self.settings.secret,
            "address": address,
            "ledger_name": self.ledger.path.name,
        }

    def answered(self, make: Callable[[Request], Response], request: Request) -> Response:
        """What `make` answers, or a page on what went wrong."""
        try:
            return self.of_one_state(make, request)
        except Superseded:
            return self.waiting(request)
        except Elsewhere as found:
            return RedirectResponse(local(found.address), 302)
        except Error as error:
            return self.refused(request, next(status for kind, status in STATUS if isinstance(error, kind)), str(error))
        except Exception:
            traceback.print_exc(file=sys.stderr)
            return self.refused(
                request, 500, "an error in the program; the terminal that onrecord serve runs in shows what it was"
            )

    def of_one_state(self, make: Callable[[Request], Response], request: Request) -> Response:
        """What `make` answers; it begins anew where the ledger is changed meanwhile."""
        for _ in range(ATTEMPTS - 1):
            with suppress(Superseded):
                return make(request)
        return make(request)

    async def lost(self, request: Request, error: Exception) -> Response:
        """The page for an address that no page has."""
        status = error.status_code if isinstance(error, HTTPException) else 500
        told = f"there is no page {request.url.path!r}; the brief leads to all of them"
        if status == 405:
            told = f"{request.url.path!r} cannot be asked for by {request.method}"
        return self.refused(request, status, told)

    def refused(
        self, request: Request, status: int, message: str, heading: str | None = None, back: str | None = None
    ) -> Response:
        """A page that says what failed, what was found, and what to do; `back` is where a form was filled in."""
        if request.url.path.endswith(".json"):
            return json_response({"error": message, "status": status}, status)
        told = {"title": heading or HEADINGS.get(status, HEADINGS[500]), "message": message, "status": status}
        context = {**self.frame(), "asked": None, "back": back, **told}
        return HTMLResponse(render("error.html", **context), status)


def json_path(page: Page) -> str:
    """The address of a page's JSON."""
    return "/index.json" if page.path == "/" else f"{page.path}.json"


def json_address(request: Request) -> str:
    """The address of the JSON of the page that was asked for."""
    raw = request.scope.get("raw_path")
    path = raw.decode("ascii", "replace").partition("?")[0] if raw else request.url.path
    query = f"?{request.url.query}" if request.url.query else ""
    return f"{'/index' if path == '/' else path}.json{query}"


def json_response(data: Mapping[str, Any], status: int) -> Response:
    """Plain values as JSON."""
    return Response(json_text(data) + "\n", status, media_type="application/json")


def local(given: str) -> str:
    """The address where it is one of these pages, the front page otherwise: nobody is sent to another site."""
    try:
        parts = urlsplit(given)
    except ValueError:
        return "/"
    is_own = given.startswith("/") and not given.startswith(("//", "/\\")) and not (parts.scheme or parts.netloc)
    return given if is_own and given.isprintable() else "/"


def quoted(name: str) -> str:
    """A name as a cookie can hold it."""
    return name[:100].encode("utf-8", "replace").hex()


def unquoted(value: str) -> str:
    """The name that a cookie holds, empty where it holds none."""
    try:
        return bytes.fromhex(value).decode("utf-8", "replace")[:100]
    except ValueError:
        return ""
