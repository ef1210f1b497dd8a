"""Style sheet, script and icon: read once, named by what they hold, so that browsers may keep them for good."""

import hashlib
from functools import cache
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response

TYPES = {"site.css": "text/css", "site.js": "text/javascript", "icon.svg": "image/svg+xml"}
SHARED = ("palette.css", "reading.css")
"""Style sheets of the report reader."""
FOREVER = "public, max-age=31536000, immutable"


@cache
def content(name: str) -> bytes:
    """The file of that name; the style sheet with the one of the report reader, which other pages share."""
    own = files("onrecord.serve").joinpath("static", name).read_bytes()
    if name == "site.css":
        shared = (files("onrecord.show").joinpath("templates", part).read_bytes() for part in SHARED)
        return b"".join((*shared, own))
    return own


@cache
def digest(name: str) -> str:
    """What changes with the file's content."""
    return hashlib.blake2b(content(name), digest_size=6).hexdigest()


def address(name: str) -> str:
    """The file's address."""
    return f"/static/{name}?v={digest(name)}"


def answer(request: Request) -> Response:
    """A static file, or an empty answer where there is none."""
    name = request.path_params["name"]
    if name not in TYPES:
        return Response("there is no such file\n", 404, media_type="text/plain")
    kept = FOREVER if request.query_params.get("v") == digest(name) else "no-cache"
    return Response(content(name), media_type=TYPES[name], headers={"Cache-Control": kept})
