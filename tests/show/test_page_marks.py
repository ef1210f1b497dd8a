import re
import time
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markupsafe import Markup

from onrecord.show.page_marks import DEEPEST, Mark, marked, paragraphs
from onrecord.show.page_text import html_text, shown
from tests.show.pages import balanced

WORDS = st.text(st.sampled_from("ab <>&\"'\n\r\t \u00e9\u05d0\u202e\x00\x1b\ud800\U0001f600"), min_size=1, max_size=60)


@st.composite
def texts_with_marks(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(WORDS)
    spans = draw(st.lists(st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))), max_size=9))
    marks = [
        Mark((start, end), attributes=Markup(' class="m{}"').format(i), once=Markup(' id="i{}"').format(i), rank=i % 3)
        for i, (start, end) in enumerate(spans)
        if start < end
    ]
    return text, marks


def pieces(element: html.HtmlElement, inside: tuple[str, ...] = ()) -> Iterator[tuple[str, frozenset[str]]]:
    """Each character under an element with the classes around it."""
    around = (*inside, *element.get("class", "").split())
    yield from ((c, frozenset(around)) for c in element.text or "")
    for child in element:
        yield from pieces(child, around)
        yield from ((c, frozenset(around)) for c in child.tail or "")


@given(texts_with_marks())
def test_every_mark_is_around_its_characters_and_no_others(given_: tuple[str, list[Mark]]) -> None:
    text, marks = given_
    spans = paragraphs(text)
    drawn = "".join(f"<p>{block}</p>" for block in marked(text, spans, marks))
    balanced(drawn)
    root = html.fragment_fromstring(drawn, create_parent="div")
    found = list(pieces(root))
    assert "".join(c for c, _ in found) == shown(text)
    expected = [
        frozenset(str(m.attributes)[8:-1] for m in marks if m.span[0] <= at < m.span[1]) for at in range(len(text))
    ]
    assert [classes for _, classes in found] == expected
    assert sorted(root.xpath("//@id")) == sorted(str(m.once)[5:-1] for m in marks)


@given(WORDS)
def test_paragraphs_are_the_whole_text_in_lines(text: str) -> None:
    spans = paragraphs(text)
    assert "".join(text[start:end] for start, end in spans) == text
    assert all("\n" not in text[start:end].strip() for start, end in spans)


def test_crossing_marks_are_cut_at_the_crossing() -> None:
    marks = [Mark((0, 4), attributes=Markup(' class="a"')), Mark((2, 6), attributes=Markup(' class="b"'))]
    assert list(marked("abcdef", [(0, 6)], marks)) == [
        '<span class="a">ab<span class="b">cd</span></span><span class="b">ef</span>'
    ]


def test_equal_marks_nest_by_rank_and_then_as_given() -> None:
    marks = [Mark((0, 1), tag=tag, rank=rank) for tag, rank in (("i", 2), ("b", 1), ("u", 1))]
    assert list(marked("a", [(0, 1)], marks)) == ["<b><u><i>a</i></u></b>"]


def test_a_number_stands_once_before_the_first_piece() -> None:
    mark = Mark((1, 5), front=Markup("<a></a>"), once=Markup(' id="x"'))
    assert list(marked("a\nb\nc\n", paragraphs("a\nb\nc\n"), [mark])) == [
        'a<a></a><span id="x">\n</span>',
        "<span>b\n</span>",
        "<span>c</span>\n",
    ]


def test_marks_beyond_the_deepest_keep_their_number_and_anchor() -> None:
    text = "x" * 100
    marks = [Mark((i, 100), front=Markup("<a></a>"), once=Markup(' id="i{}"').format(i)) for i in range(2 * DEEPEST)]
    (drawn,) = marked(text, [(0, 100)], marks)
    seen = balanced(drawn)
    assert seen.all("id") == [f"i{i}" for i in range(2 * DEEPEST)]
    assert drawn.count("<a>") == 2 * DEEPEST
    assert re.sub("<[^>]*>", "", drawn) == text


def drawing(size: int) -> tuple[int, float]:
    """Length of the HTML and seconds for `size` marks that all cross."""
    text = "word " * size + "\n" * size
    marks = [Mark((i, i + size)) for i in range(size)]
    begun = time.process_time()
    length = sum(map(len, marked(text, paragraphs(text), marks)))
    return length, time.process_time() - begun


def test_crossing_marks_cost_linear_work() -> None:
    small, _ = drawing(1_000)
    large, seconds = drawing(20_000)
    assert large < 25 * small
    assert seconds < 5


def test_unsafe_characters_become_symbols_one_for_one() -> None:
    text = "a\x00\x1b\x7f\x9b\u202e\u2066\ud800\uffff\U0001fffe\r\t\nb\u200d\u05d0"
    assert shown(text) == "a\u2400\u241b\u2421\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\r\t\nb\u200d\u05d0"
    assert html_text("\r<b a=\"1\" b='2'>&") == "&#13;&lt;b a=&#34;1&#34; b=&#39;2&#39;&gt;&amp;"
