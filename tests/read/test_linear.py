"""Cost grows with the length of a text, not with its square.

Work is counted, not timed, where Python code does it: a trace hook counts the lines run, one more for each turn of a
comprehension, so that a busy machine changes nothing. What runs inside a single call (regular expressions, joined
tuples) is timed at two lengths far apart, in seconds of this process, with a margin of three and the best of three.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from types import FrameType
from typing import Any

import pytest

from onrecord.read.cast import cast_of
from onrecord.read.document import Document, Name, outline
from onrecord.read.figures import find_figures
from onrecord.read.linking import Attribution
from onrecord.read.people import people_of
from onrecord.read.quotations import Said, join_paragraphs
from onrecord.read.quote_marks import quoted_regions
from onrecord.read.reader import read_report
from onrecord.read.sentences import split_sentences
from onrecord.read.speakers import resolve_speakers
from onrecord.read.taglines import with_taglines
from onrecord.read.times import find_times
from onrecord.records import Report
from tests.read.hostile import TEXTS, name
from tests.read.stand_in import StandIn

pytestmark = pytest.mark.usefixtures("nothing_kept")

Work = Callable[[], object]


def lines(work: Work) -> int:
    """Lines of Python that the work runs."""
    count = 0

    def hook(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal count
        count += 1
        return hook

    before = sys.gettrace()
    sys.settrace(hook)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def assert_proportional(made: Callable[[int], Work], size: int) -> None:
    """Four times the size, four times the lines; tables are loaded before anything is counted."""
    made(size)()
    assert lines(made(4 * size)) < 4.6 * lines(made(size)) + 500


def seconds(work: Work) -> float:
    """Processor seconds of the best of three tries."""
    tries = []
    for _ in range(3):
        begun = time.process_time()
        work()
        tries.append(time.process_time() - begun)
    return min(tries)


def assert_quick(made: Callable[[int], Work], size: int) -> None:
    """Eight times the size costs no more than three times eight; the square of it would be 64."""
    small, large = seconds(made(size)), seconds(made(8 * size))
    assert large < 24 * small + 0.02


@pytest.mark.parametrize(
    ("kind", "size"),
    [
        ("a report in one line", 700),
        ("a report in paragraphs", 700),
        ("bodies", 700),
        ("curly quotes", 150),
        ("figures without a stop", 500),
        ("one-word straight quotations", 400),
        ("paragraphs of open quotations", 500),
        ("that", 500),
        ("we said", 500),
    ],
)
def test_a_reading(kind: str, size: int) -> None:
    """The encoder, linear by its chunks, is stood in for."""
    texts = {count: Report(text=TEXTS[kind](count), published="2031-03-05") for count in (size, 4 * size)}
    assert_proportional(lambda count: lambda: read_report(texts[count], StandIn()), size)


def test_sentences_of_marks_alone() -> None:
    assert_quick(lambda n: lambda: split_sentences("." * n, 0, n), 2000)
    assert_quick(lambda n: lambda: split_sentences("?" + " " * n, 0, n), 2000)


@pytest.mark.parametrize("unit", ["“”", "“", '"', "‘a’ ", "‘a s’ ", '"a" '])
def test_quotation_marks(unit: str) -> None:
    assert_proportional(lambda n: lambda: list(quoted_regions(unit * n, 0, len(unit) * n)), 500)
    assert_quick(lambda n: lambda: list(quoted_regions(unit * n, 0, len(unit) * n)), 500)


def test_quotations_behind_one_tagline() -> None:
    def made(count: int) -> Callable[[], list[Attribution]]:
        words = ["“", "Yes", "”", "he", "said", "."] + ["“", "no", "”"] * count
        tags = ["PUNCT", "UH", "PUNCT", "PRP", "VBD", "PUNCT"] + ["PUNCT", "UH", "PUNCT"] * count
        rows = [Attribution(((0, 3),), (), ())]
        rows += [Attribution(((at, at + 3),), (), ()) for at in range(6, len(words), 3)]
        return lambda: with_taglines(rows, words, tags)

    (row,) = made(50)()
    assert len(row.contents) == 51
    assert_quick(made, 5000)


def test_paragraphs_behind_an_attribution_of_many_contents() -> None:
    def made(count: int) -> Work:
        text = "“Yes.” " * count + "\n" + "a\n" * count
        first = 7 * count
        paragraphs = [(0, first - 1)] + [(at, at + 1) for at in range(first + 1, len(text), 2)]
        contents = tuple((at, at + 6) for at in range(0, first, 7))
        said = [[Said(contents, ((0, 1),), ((1, 2),))]] + [[] for _ in paragraphs[1:]]
        return lambda: join_paragraphs(text, paragraphs, said)

    assert_proportional(made, 200)


def cast_document(pattern: str, count: int) -> Document:
    """The pattern `count` times, a new name for "@" each time; runs of capitalised words are people, tags by looks."""
    plain = outline(Report(text=" ".join(pattern.replace("@", name(at)) for at in range(count))))
    words = [plain.text[a:b] for a, b in plain.words]
    named = [word[0].isupper() and word not in ("The", "She", "We") for word in words]
    names = []
    for at in range(len(words)):
        if named[at] and not (at and named[at - 1]):
            stop = next((k for k in range(at, len(words)) if not named[k]), len(words))
            names.append(Name((plain.words[at][0], plain.words[stop - 1][1]), "person"))
    common = {"said": "VBD", "the": "DT", "she": "PRP", "we": "PRP"}
    tags = ["NNP" if named[at] else common.get(word.lower(), "NN") for at, word in enumerate(words)]
    return replace(plain, tags=tuple(tags), names=tuple(names))


@pytest.mark.parametrize("pattern", ["@ Ruiz said no. Ruiz said yes.", "Ana @ said no. Ana said yes."])
def test_people_of_one_name(pattern: str) -> None:
    documents = {count: cast_document(pattern, count) for count in (150, 600)}
    assert_proportional(lambda count: lambda: people_of(documents[count]), 150)


@pytest.mark.parametrize(
    "pattern",
    [
        "The minister, Ana @, said no. The minister said yes.",
        "Ukrainian minister Ana @ said no. The Ukrainian minister said yes.",
        "The nurse said no to Ana @.",
        "Ana Ruiz said no to @. She said yes.",
        "“We know,” we said to Ana @.",
    ],
)
def test_the_last_sources_of_a_long_report(pattern: str) -> None:
    """Twenty look-ups among ten times as many people, roles and sayings run as many lines."""

    def cost(count: int) -> int:
        document = cast_document(pattern, count)
        said, first = [], 0
        for at, (start, end) in enumerate(document.words):
            word = document.lower[at]
            if word == "said":
                source = (document.words[first][0], document.words[at - 1][1])
                said.append(Said(((end, end + 1),), (source,), ((start, end),)))
            first = at + 1 if word in (".", "”") else first
        bare = [replace(row, source=()) for row in said]
        many, one = (bare[:-count] + said[-count:] for count in (21, 1))
        casts = [cast_of(document, said) for _ in range(2)]
        return lines(lambda: resolve_speakers(casts[0], many)) - lines(lambda: resolve_speakers(casts[1], one))

    cost(100)
    assert cost(1000) < 1.5 * cost(100)


@pytest.mark.parametrize(
    "unit", ["123\u00a0", "123,", "two hundred and ", "as of Tuesday 12 ships. ", "between 5 and "]
)
def test_figures(unit: str) -> None:
    def made(count: int) -> Work:
        document = outline(Report(text=unit * count, published="2031-03-05"))
        times = find_times(document)
        return lambda: find_figures(document, times)

    assert_proportional(made, 60)


def test_a_number_in_groups_without_end() -> None:
    def made(count: int) -> Work:
        document = outline(Report(text="123\u00a0" * count))
        return lambda: find_figures(document)

    assert_quick(made, 400)
