"""Looking at HTML in tests: is every tag closed, and what text does a reader see."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from lxml import html

VOID = {"meta", "input", "br", "hr", "img", "link", "wbr"}


@dataclass
class Seen:
    """Tags in order of their opening, with their attributes."""

    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)

    def with_class(self, name: str) -> list[dict[str, str | None]]:
        """Attributes of the elements of a class."""
        return [a for _, a in self.tags if name in (a.get("class") or "").split()]

    def all(self, attribute: str) -> list[str]:
        """Every value of an attribute."""
        return [value for _, a in self.tags if (value := a.get(attribute)) is not None]


class Balance(HTMLParser):
    """Fails on an end tag that does not close the element opened last."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[str] = []
        self.seen = Seen()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice: {names}"
        self.seen.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.stack, f"</{tag}> closes nothing"
        assert self.stack[-1] == tag, f"</{tag}> closes <{self.stack[-1]}>"
        self.stack.pop()


def balanced(page: str) -> Seen:
    """The elements of a page; an assertion error where its tags do not nest."""
    parser = Balance()
    parser.feed(page)
    parser.close()
    assert not parser.stack, f"left open: {parser.stack}"
    return parser.seen


def article_text(page: str) -> str:
    """The text of the page's paragraphs, its notes left out."""
    (article,) = html.document_fromstring(page).xpath("//article")
    return "".join(paragraph.text_content() for paragraph in article.xpath("./p"))
