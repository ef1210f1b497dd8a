"""The sentence around a span."""

from onrecord.ledger.context import LONGEST, Sentences
from onrecord.records import Report


def test_the_sentence_that_holds_the_span() -> None:
    report = Report(text="It rained. The quay was empty, he said.\nIt was late.")
    start, end = Sentences().around(report, (15, 19))
    assert report.text[start:end] == "The quay was empty, he said."


def test_a_text_without_full_stops_is_cut_around_the_span() -> None:
    report = Report(text="12 ships and " * 5000)
    sentences = Sentences()
    for at in (0, 13 * 2500, 13 * 4999):
        start, end = sentences.around(report, (at, at + 8))
        assert start <= at < at + 8 <= end
        assert end - start <= LONGEST + 8
        assert report.text[start:end].split()[0] in ("12", "ships", "and")
        assert report.text[start:end].split()[-1] in ("12", "ships", "and")


def test_a_text_without_spaces_is_cut_too() -> None:
    report = Report(text="a" * 9000)
    assert Sentences().around(report, (4000, 4005)) == (4000 - LONGEST // 2, 4005 + LONGEST // 2)
