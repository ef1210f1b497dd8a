"""HTML pages: the article's text and what the page says of it, by trafilatura."""

import logging
import re
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from onrecord.errors import GatherError
from onrecord.gather.dates import normal_date
from onrecord.records import Report

LATEST = "2200-01-01"
"""Latest date of publication believed; a fixed day, so that the same page gives the same report on any day."""

PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "pubdate", "publishdate",
    "publish-date", "publish_date", "parsely-pub-date", "sailthru.date", "dc.date", "dc.date.issued",
    "dcterms.created", "dcterms.issued", "dcterms.date", "cxenseparse:recs:publishtime", "article.published",
)  # fmt: skip
"""Names of the `meta` elements that hold the time of publication, best first."""

META = re.compile(r"<meta\s([^<>]{1,1000})>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""([a-zA-Z:-]{1,40})\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)')""")
JSON_LD = re.compile(r'"datePublished"\s{0,9}:\s{0,9}"([^"<>]{4,60})"')
TIME = re.compile(r"""<time\s[^<>]{0,500}?datetime\s{0,9}=\s{0,9}["']([^"'<>]{4,60})["']""", re.IGNORECASE)
SENTENCE_WORDS = 5
SENTENCE_LETTERS = 25


def parse_html(text: str, *, url: str | None = None, path: str | None = None) -> Report:
    """The report of an HTML page, its language not yet told.

    `text` is the article's paragraphs, one a line, without tables and readers' comments; `url` the address that
    the page calls its own, else the one given; `outlet` the site's name, else its host. Raises GatherError where
    the page holds no article.
    """
    page = extract(text, url)
    body = tidy(page.text or "", page.title) if page else ""
    if page is None or not any(map(is_sentence, body.splitlines())):
        raise GatherError("no article text was found in this HTML page")
    address = own_address(page.url, url)
    return Report(
        url=address,
        path=path,
        outlet=one_line(page.sitename) or host(address),
        title=one_line(page.title),
        byline=one_line((page.author or "").replace("; ", ", ")),
        published=published(text, page.date),
        text=body,
    )


def extract(text: str, url: str | None) -> Any:
    """What trafilatura finds in a page, None for nothing; GatherError where it breaks on the page."""
    from trafilatura import bare_extraction

    for name in ("trafilatura", "htmldate"):
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
    try:
        return bare_extraction(
            text,
            url=url,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params={"original_date": True, "extensive_search": True, "max_date": LATEST},
        )
    except Exception as error:
        raise GatherError(f"the HTML cannot be taken apart: {type(error).__name__}: {error}") from error


def tidy(text: str, title: str | None) -> str:
    """The paragraphs without list marks, empty lines and a first line that repeats the title."""
    lines = [line.strip().removeprefix("- ") for line in text.splitlines()]
    lines = [line for line in lines if line and line != "-"]
    if len(lines) > 1 and title and one_line(lines[0]) == one_line(title):
        del lines[0]
    return "\n".join(lines)


def is_sentence(line: str) -> bool:
    """Whether a line is long enough to be running text, not a link or a label."""
    return len(line.split()) >= SENTENCE_WORDS or sum(map(str.isalpha, line)) >= SENTENCE_LETTERS


def one_line(value: str | None) -> str | None:
    """`value` with single spaces, None for an empty one."""
    return " ".join((value or "").split()) or None


def host(url: str | None) -> str | None:
    """The host of an address, without "www."."""
    try:
        name = urlsplit(url or "").hostname
    except ValueError:
        return None
    return name.removeprefix("www.") if name else None


def own_address(canonical: str | None, url: str | None) -> str | None:
    """The page's own address: the canonical one, unless it is none or points at the front page of the site."""
    try:
        address = urljoin(url or "", canonical or "")
        parts = urlsplit(address)
    except ValueError:
        return url
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return url
    front_page = parts.path in ("", "/") and not parts.query
    return url if url and front_page else address


def published(text: str, day: str | None) -> str | None:
    """When the page was published: by its meta elements, its JSON-LD, else the `day` that htmldate found.

    htmldate gives days alone; a `time` element of that day adds the time.
    """
    found: dict[str, str] = {}
    for match in META.finditer(text):
        values = {name.lower(): unescape(a or b) for name, a, b in ATTRIBUTE.findall(match[1])}
        name = (values.get("property") or values.get("name") or values.get("itemprop") or "").lower()
        if name in PUBLISHED and name not in found and (value := normal_date(values.get("content"))):
            found[name] = value
    for name in PUBLISHED:
        if name in found:
            return found[name]
    if (match_ld := JSON_LD.search(text)) and (value := normal_date(match_ld[1])):
        return value
    if day is None:
        return None
    times = (normal_date(match[1]) for match in TIME.finditer(text))
    return next((value for value in times if value and value.startswith(day)), None) or normal_date(day)
