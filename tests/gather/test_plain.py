"""Plain text with and without headers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.gather import parse_text

HEADER = "Title: Quay shut\nOutlet: The Sound Post\nByline: Ola Berg\nPublished: 2031-03-05T11:05:00+01:00\nUrl: https://sound.example/q\n"
LINES = st.text(alphabet=st.characters(blacklist_characters="\r\n", blacklist_categories=["Cs"]), max_size=30)


def test_header_fields() -> None:
    report = parse_text(HEADER + "\nThe quay is shut.\n", path="a.txt")
    assert (report.title, report.outlet, report.byline) == ("Quay shut", "The Sound Post", "Ola Berg")
    assert report.published == "2031-03-05T10:05:00Z"
    assert (report.url, report.path) == ("https://sound.example/q", "a.txt")
    assert report.text == "The quay is shut.\n"
    assert report.language is None


@pytest.mark.parametrize(
    "text",
    [
        "The quay is shut.\n",
        "Title: no blank line follows\nThe quay is shut.\n",
        "Title: nothing follows\n",
        "Title: x\nMood: grim\n\nThe quay is shut.\n",
        "\nTitle: x\n\nThe quay is shut.\n",
        "Warning: the quay is shut.\n\nSo said the council.\n",
        "",
        "\n\n",
    ],
)
def test_all_body_without_a_proper_header(text: str) -> None:
    report = parse_text(text)
    assert report.text == text
    assert (report.title, report.outlet, report.url) == (None, None, None)


def test_keys_in_any_case_in_any_order_and_empty_ones() -> None:
    report = parse_text("URL : https://a.example/\nTITLE:Quay shut\nByLine:\ntitle: a second one\n\nBody.")
    assert (report.title, report.url, report.byline, report.text) == ("Quay shut", "https://a.example/", None, "Body.")


def test_windows_newlines_stay_in_the_text() -> None:
    raw = HEADER.replace("\n", "\r\n") + "\r\nFirst.\r\n\r\nSecond.\r\n"
    report = parse_text(raw)
    assert report.title == "Quay shut"
    assert report.published == "2031-03-05T10:05:00Z"
    assert report.text == raw.partition("\r\n\r\n")[2] == "First.\r\n\r\nSecond.\r\n"


def test_byte_order_mark_is_dropped() -> None:
    assert parse_text("\ufeffTitle: Quay shut\n\nBody.").title == "Quay shut"
    assert parse_text("\ufeffBody.").text == "Body."


@pytest.mark.parametrize("published", ["2031-02-30", "soon", "03/05/2031", "2031-13-01T00:00:00Z"])
def test_bad_date_is_none(published: str) -> None:
    report = parse_text(f"Title: x\nPublished: {published}\n\nBody.")
    assert (report.title, report.published, report.text) == ("x", None, "Body.")


@given(title=LINES, outlet=LINES, newline=st.sampled_from(["\n", "\r\n"]), body=st.text())
def test_body_comes_back_exactly(title: str, outlet: str, newline: str, body: str) -> None:
    raw = newline.join((f"Title: {title}", f"Outlet: {outlet}", "", "")) + body
    report = parse_text(raw)
    assert report.text == body
    assert (report.title or "", report.outlet or "") == (title.strip(), outlet.strip())


@given(body=st.text())
def test_headerless_body_comes_back_exactly(body: str) -> None:
    text = "Said the mayor: " + body
    assert parse_text(text).text == text
