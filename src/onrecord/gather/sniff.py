"""What a text is: plain, HTML, a feed, or some other XML."""

import re
from typing import Literal

Form = Literal["plain", "html", "feed", "xml"]

SKIP = re.compile(
    r"\s+|<\?[^>]{0,2000}>|<!--.{0,4000}?-->|<!doctype[^>\[]{0,500}(?:\[[^\]]{0,4000}\]\s*)?>", re.I | re.S
)
TAG = re.compile(r"<([A-Za-z][A-Za-z0-9_.-]*:)?([A-Za-z][A-Za-z0-9_.-]*)[\s/>]")
FEEDS = frozenset(("rss", "feed", "rdf"))
HTML_TAGS = frozenset(
    ("html", "head", "body", "title", "meta", "link", "article", "main", "section", "div", "header", "h1", "p")
)
HTML_SUFFIXES = (".html", ".htm", ".xhtml")
XML_SUFFIXES = (".xml", ".rss", ".atom")
HEAD = 20_000


def form_of(text: str, name: str = "", media: str | None = None) -> Form:
    """The form of `text`, by its first tag, then by its media type, then by the suffix of its name."""
    head = text[:HEAD]
    at = 0
    declared = ""
    while skip := SKIP.match(head, at):
        declared += skip[0].lower()[:40]
        at = skip.end()
    tag = TAG.match(head, at)
    root = tag[2].lower() if tag else ""
    suffix = name.lower().removesuffix(".gz")
    if root in FEEDS:
        return "feed"
    if root == "html" or "<!doctype html" in declared:
        return "html"
    if media in ("text/html", "application/xhtml+xml") or suffix.endswith(HTML_SUFFIXES):
        return "html" if "<" in text else "plain"
    if "<?xml" in declared or (tag and suffix.endswith(XML_SUFFIXES)):
        return "xml"
    if root in HTML_TAGS and media != "text/plain":
        return "html"
    return "plain"
