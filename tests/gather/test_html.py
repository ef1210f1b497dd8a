"""HTML pages."""

import subprocess
import sys

import pytest

from onrecord.errors import GatherError
from onrecord.gather.html import parse_html

from .conftest import BODY, page

HEAD = """
<meta property="og:site_name" content="The Sound Post">
<meta name="author" content="Ola Berg">
<meta content="2031-03-05T11:05:00+01:00" property="article:published_time">
<link rel="canonical" href="https://www.sound.example/news/quay">
"""
LINES = [line for line in BODY.split("\n") if line]


def test_article_and_what_the_page_says_of_it() -> None:
    report = parse_html(page(head=HEAD), path="quay.html")
    assert report.text.split("\n") == LINES
    assert (report.title, report.outlet, report.byline) == ("Quay at Norrvik shut", "The Sound Post", "Ola Berg")
    assert report.published == "2031-03-05T10:05:00Z"
    assert (report.url, report.path) == ("https://www.sound.example/news/quay", "quay.html")


def test_same_page_same_report() -> None:
    assert len({parse_html(page(head=HEAD)).id for _ in range(3)}) == 1


def test_outlet_is_the_host_where_no_name_is_given() -> None:
    text = page().replace(" - The Sound Post", "")
    report = parse_html(text, url="https://www.sound.example/news/quay")
    assert report.outlet == "sound.example"
    assert report.url == "https://www.sound.example/news/quay"


def test_front_page_as_canonical_address_is_not_believed() -> None:
    head = '<link rel="canonical" href="https://sound.example/">'
    assert parse_html(page(head=head), url="https://sound.example/news/quay").url == "https://sound.example/news/quay"


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta name="date" content="2031-03-05">', "2031-03-05"),
        ('<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2031-03-05T08:00:00Z"}</script>',
         "2031-03-05T08:00:00Z"),
        ('<meta property="article:published_time" content="not yet"><meta name="pubdate" content="5 March 2031">',
         "2031-03-05"),
        ("", None),
    ],
)  # fmt: skip
def test_published(head: str, published: str | None) -> None:
    assert parse_html(page(head=head)).published == published


def test_time_element_adds_the_time() -> None:
    text = page().replace("</h1>", '</h1><time class="published" datetime="2031-03-05T07:45:00Z">5 March 2031</time>')
    assert parse_html(text).published == "2031-03-05T07:45:00Z"


def test_lists_and_line_breaks() -> None:
    text = page().replace(
        "</article>", "<ul><li>The quay stays shut for now.</li><li>Boats go to Sund.</li></ul></article>"
    )
    lines = parse_html(text).text.split("\n")
    assert lines[-2:] == ["The quay stays shut for now.", "Boats go to Sund."]


@pytest.mark.parametrize(
    "text",
    [
        "<html><body><nav><a href='/'>Home</a></nav></body></html>",
        "<!DOCTYPE html><html></html>",
        "<html><head><title>Sign in</title></head><body><form><input name=q></form></body></html>",
        "<",
    ],
)
def test_page_without_an_article(text: str) -> None:
    with pytest.raises(GatherError, match="no article text was found"):
        parse_html(text)


def test_nothing_is_printed() -> None:
    code = (
        "from onrecord.gather.html import parse_html\n"
        "try:\n    parse_html('<html><body></body></html>')\nexcept Exception as e:\n    print(e)\n"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert done.stdout == "no article text was found in this HTML page\n"


def test_deeply_nested_page_ends() -> None:
    text = "<html><body>" + "<div>" * 20_000 + f"<p>{LINES[0]}</p>"
    try:
        report = parse_html(text)
    except GatherError:
        return
    assert LINES[0] in report.text
