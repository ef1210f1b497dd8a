"""The permanent addresses of all pages and forms, by name."""

import re
from urllib.parse import quote, urlencode

PAGES = {
    "front": "/",
    "reports": "/reports",
    "report": "/reports/{id}",
    "speakers": "/speakers",
    "speaker": "/speakers/{id}",
    "claims": "/claims",
    "claim": "/claims/{id}",
    "figures": "/figures",
    "quantities": "/series",
    "series": "/series/{id}",
    "disputes": "/disputes",
    "dispute": "/disputes/{id}",
    "quotes": "/quotes",
    "timeline": "/timeline",
    "map": "/map",
    "place": "/places/{id}",
    "movements": "/movements",
    "open": "/open",
    "outlets": "/outlets",
    "outlet": "/outlets/{name:path}",
    "compare": "/compare/{one}/{other}",
    "search": "/search",
    "row": "/rows/{id}",
    "fix": "/fix",
    "fix-row": "/fix/{id}",
}
"""The addresses of pages; `{name:path}` may hold slashes."""
FORMS = {
    f"fix-{what}": f"/fix/{what}" for what in ("reject", "restore", "speaker", "same", "different", "split", "undo")
}
"""Where forms are sent to."""
PARAMETER = re.compile(r"\{(\w+)(?::\w+)?\}")


def path(name: str) -> str:
    """The address of a page or form, its parameters in braces; KeyError for a name that is none."""
    return PAGES[name] if name in PAGES else FORMS[name]


def address(name: str, /, **given: object) -> str:
    """The address of a page or form.

    What its path does not name goes into the query, save `_at`, the anchor on the page, and what is None or empty.
    KeyError for a name that is none, or where a parameter of the path is missing.
    """
    anchor = given.pop("_at", None)
    pattern = path(name)
    own = {key: str(given.pop(key)) for key in PARAMETER.findall(pattern)}
    made = PARAMETER.sub(lambda match: quote(own[match[1]], safe=""), pattern)
    query = {key: str(value) for key, value in given.items() if value is not None and value != ""}
    return made + (f"?{urlencode(query)}" if query else "") + (f"#{quote(str(anchor))}" if anchor else "")
