"""The text of a short piece of HTML, as feeds carry it."""

import re
from importlib import import_module
from typing import Any

BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "br", "dd", "div", "dl", "dt", "figcaption", "figure",
        "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section",
        "table", "td", "th", "tr", "ul",
    )
)  # fmt: skip
HIDDEN = frozenset(("script", "style", "template", "noscript", "svg", "head"))
SPACE = re.compile(r"\s+")
UNSAFE = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def fragment_text(fragment: str) -> str:
    """The words of an HTML fragment: one line a paragraph, runs of white space as one space."""
    fragment = UNSAFE.sub(" ", fragment)
    marked_up = "<" in fragment or "&" in fragment
    lines = "".join(words(fragment)).split("\n") if marked_up else [fragment]
    tidied = (SPACE.sub(" ", line).strip() for line in lines)
    return "\n".join(line for line in tidied if line)


def words(fragment: str) -> list[str]:
    """The character data outside hidden elements, a newline at the edges of blocks. Linear in the fragment."""
    etree: Any = import_module("lxml.etree")  # has no type stubs
    # A target parser reports events and builds no tree, so that deep nesting costs nothing.
    collector = Collector()
    parser = etree.HTMLParser(target=collector, recover=True, remove_comments=True, remove_pis=True)
    try:
        parser.feed(f"<body>{fragment}</body>")
        parser.close()
    except etree.ParserError:
        pass
    return collector.parts


class Collector:
    """Takes the parser's events: keeps character data, and goes quiet inside a hidden element."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.hidden = 0

    def start(self, tag: str, _attributes: object) -> None:
        """An element begins."""
        self.hidden += tag in HIDDEN
        if tag in BLOCKS:
            self.parts.append("\n")

    def end(self, tag: str) -> None:
        """An element ends."""
        self.hidden -= tag in HIDDEN
        if tag in BLOCKS:
            self.parts.append("\n")

    def data(self, data: str) -> None:
        """Character data; its own newlines are mere white space."""
        if not self.hidden:
            self.parts.append(SPACE.sub(" ", data))

    def close(self) -> None:
        """The fragment is over."""
