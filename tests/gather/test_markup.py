"""HTML fragments as feeds carry them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.gather.markup import fragment_text


def test_paragraphs_and_entities() -> None:
    fragment = (
        "<p>The quay\n is <b>shut</b>.</p><p>&ldquo;Two piles&rdquo; &amp; more<br/>cracked</p><script>x()</script>"
    )
    assert fragment_text(fragment) == "The quay is shut.\n“Two piles” & more\ncracked"


def test_text_without_tags() -> None:
    assert fragment_text(" 3 < 4 said the clerk ") == "3 < 4 said the clerk"
    assert fragment_text("") == ""


@pytest.mark.parametrize("piece", ["<!--", "<a ", "<a b='", "<![CDATA[", "</", "<div>", "&#"])
def test_hostile_fragments_take_linear_time(piece: str) -> None:
    start = time.process_time()
    fragment_text(piece * 50_000)
    assert time.process_time() - start < 2


def test_nesting_loses_no_words() -> None:
    assert fragment_text("<div>" * 5000 + "The quay is shut.") == "The quay is shut."


@given(st.text(alphabet="<>/pbr&;a1\"' =!-", max_size=60))
def test_never_raises(fragment: str) -> None:
    fragment_text(fragment)
