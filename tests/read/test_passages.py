"""Paragraphs that were read before are not read again, and give the same rows."""

from dataclasses import replace

import pytest

from onrecord import demo
from onrecord.gather import expand, gather
from onrecord.read.encoder import Encoder
from onrecord.read.reader import read_report
from onrecord.records import Report

LONG = "The quay is shut, Vera Holm said. " * 700
"""A paragraph that is read in sections."""


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    """The packaged story, a report that repeats paragraphs of two of its reports, and odd ones."""
    with demo.reports() as folder:
        found = [one for one in gather(expand([str(folder)])) if isinstance(one, Report)]
    parts = [paragraph for one in found[:2] for paragraph in one.text.split("\n") if paragraph]
    odd = ["\n".join(parts[1::2]), "\n\n".join([parts[2]] * 5), LONG, "“Shut,” he said.\n“Shut,” he said.\n"]
    return [*found, *(replace(found[0], text=text, url=f"https://a.example/{n}") for n, text in enumerate(odd))]


def test_repeated_paragraphs_give_the_same_rows_and_are_read_once(
    reports: list[Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    keeping = Encoder()
    monkeypatch.setenv("ONRECORD_KEPT_MB", "0")
    forgetful = Encoder()
    for report in reports:
        assert read_report(report, keeping) == read_report(report, forgetful)
    assert keeping.kept is not None
    assert forgetful.kept is not None
    assert keeping.kept.hits >= 10
    assert (len(forgetful.kept), forgetful.kept.hits) == (0, 0)
    misses = keeping.kept.misses
    again = [read_report(report, keeping) for report in reports]
    assert again == [read_report(report, forgetful) for report in reports]
    assert keeping.kept.misses == misses
