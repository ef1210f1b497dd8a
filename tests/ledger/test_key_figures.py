"""What a key figure is called."""

import pytest

from onrecord.ledger.figures import Given
from onrecord.ledger.key_figures import thing
from onrecord.records import Figure, Report


@pytest.mark.parametrize(
    ("text", "figure", "of", "expected"),
    [
        ("Some 140 people had fallen ill.", "Some 140 people", "people", "people fallen ill"),
        ("Some 140 people, most of them old.", "Some 140 people", "people", "people"),
        ("They tested 12 samples by noon.", "12 samples", "samples", "samples"),
        ("It rose by 12% of the budget.", "12%", "%", "% budget"),
        ("There were 140.", "140", None, ""),
    ],
)
def test_a_broad_word_takes_the_words_behind_it(text: str, figure: str, of: str | None, expected: str) -> None:
    report = Report(text=text)
    at = text.index(figure)
    row = Figure(report=report.id, span=(at, at + len(figure)), value=1, of=of)
    assert thing(Given(row, report, None, None, (0, len(text)))) == expected
