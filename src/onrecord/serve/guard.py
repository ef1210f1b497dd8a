"""Who may ask, and what browsers are told about every answer."""

import hmac
from collections.abc import Callable, Mapping
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.serve.settings import Settings

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # With no referrer at all, browsers leave out the origin of forms too, which is checked below.
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
STATIC = "/static/"
SAFE = ("GET", "HEAD")

Refuse = Callable[[Request, int, str], Response]
"""Makes the answer to a request that is refused, from a status and a message."""


class Guard:
    """Lets through what comes from this machine's names, with the token where one is set, and no other site's forms."""

    def __init__(self, app: ASGIApp, settings: Settings, refuse: Refuse) -> None:
        self.app = app
        self.settings = settings
        self.refuse = refuse
        self.cookie = f"onrecord_{settings.port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in ALWAYS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "private, no-cache")
            await send(message)

        answer = self.checked(Request(scope))
        await (answer or self.app)(scope, receive, with_headers)

    def checked(self, request: Request) -> Response | None:
        """The answer where the request goes no further, None where it may."""
        host = request.headers.get("host", "")
        if not self.settings.knows(host):
            names = ", ".join(sorted(self.settings.hosts))
            return self.refuse(request, 421, f"these pages are not served as {host!r}; open them as one of: {names}")
        if request.method not in SAFE and not is_own(request.headers, host):
            return self.refuse(
                request, 403, "this form was sent from another site; corrections are made from these pages"
            )
        if self.settings.token is None or request.url.path.startswith(STATIC):
            return None
        return self.by_token(request, self.settings.token)

    def by_token(self, request: Request, token: str) -> Response | None:
        """None for somebody who knows the token; who has it in the address gets a cookie and is sent on without it."""
        query = parse_qsl(request.url.query, keep_blank_values=True)
        given = dict(query).get("token")
        if given is not None and same(given, token) and request.method in SAFE:
            rest = urlencode([(key, value) for key, value in query if key != "token"])
            answer = RedirectResponse(request.url.path + (f"?{rest}" if rest else ""), 303)
            answer.set_cookie(self.cookie, token, httponly=True, samesite="strict")
            return answer
        scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
        if same(cookies(request.headers).get(self.cookie, ""), token):
            return None
        if scheme.lower() == "bearer" and same(bearer.strip(), token):
            return None
        told = (
            "this token is not the right one" if given is not None else "these pages are open to those with the token"
        )
        return self.refuse(request, 403, f"{told}; open the address that onrecord serve printed when it was started")


def is_own(headers: Headers, host: str) -> bool:
    """Whether a form was sent from a page of the same host; where a browser does not tell, the form's secret must."""
    site = headers.get("sec-fetch-site")
    if site is not None and site != "same-origin":
        return False
    origin = headers.get("origin")
    try:
        return origin is None or urlsplit(origin).netloc.lower() == host.lower()
    except ValueError:
        return False


def cookies(headers: Headers) -> Mapping[str, str]:
    """The cookies of a request by name; none where they cannot be read."""
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(headers.get("cookie", "")).items()}
    except CookieError:
        return {}


def same(given: str, wanted: str) -> bool:
    """Whether two secrets are the same, told in a time that does not say how far they are."""
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), wanted.encode())
