"""What must hold of any input and of any reading."""

import hashlib
import time
from pathlib import Path

from onrecord.gather import Failure, Options, gather, holds_many
from onrecord.read.encoder import Encoder
from onrecord.read.reader import read_report
from onrecord.records import Reading, Report, as_spans
from tests.fuzz.inputs import Made

START, EACH = 1.0, 0.0004
"""Seconds that an input may take, and seconds more for each of its characters: ten times what news takes."""

CASES = Path(__file__).parent / "cases"
"""Inputs that went wrong once."""

ANY = Options(any_language=True, follow=False, timeout=0.2)


def grounded(reading: Reading) -> None:
    """Every row points at words of the report, and at rows of the same reading."""
    text = reading.report.text
    for row in reading.rows():
        for name in row.SPANS:
            for start, end in as_spans(getattr(row, name)):
                assert 0 <= start < end <= len(text)
                assert text[start:end].strip()
        assert getattr(row, "report", reading.report.id) == reading.report.id
    contents = {row.id: row.content for row in reading.statements}
    assert {row.within for row in reading.statements if row.within} <= set(contents)
    for figure in reading.figures:
        if figure.statement:
            assert any(a <= figure.span[0] and figure.span[1] <= b for a, b in contents[figure.statement])
    known = {entity.id for entity in reading.entities}
    assert {row.speaker for row in reading.statements if row.speaker} <= known
    assert {row.entity for row in reading.mentions} <= known


def keep(made: Made) -> str:
    """Keep an input that went wrong, for the tests; its name there."""
    name = f"{hashlib.sha256(made.data).hexdigest()[:12]}-{made.name}"
    (CASES / name).write_bytes(made.data)
    return name


def went_through(made: Made, folder: Path, encoder: Encoder) -> tuple[int, int]:
    """Gather and read an input; how many reports and refusals came of it. Raises AssertionError where it went wrong."""
    path = folder / made.name
    path.write_bytes(made.data)
    counts, spent, limit = once(path, encoder)
    if spent > limit:  # what is loaded at first use, or another process, may have taken it: once more
        counts, spent, limit = once(path, encoder)
    assert spent <= limit, f"{spent:.2f} s where {limit:.2f} s are allowed"
    return counts


def once(path: Path, encoder: Encoder) -> tuple[tuple[int, int], float, float]:
    """Reports and refusals, seconds spent, and seconds allowed."""
    begun = time.process_time()
    found = list(gather([str(path)], ANY))
    assert found or holds_many(path.name), "neither a report nor a reason"
    reports = [item for item in found if isinstance(item, Report)]
    for item in found:
        if isinstance(item, Failure):
            assert item.reason.strip()
    for report in reports:
        grounded(read_report(report, encoder))
    spent = time.process_time() - begun
    size = max(path.stat().st_size, sum(len(report.text) for report in reports))
    return (len(reports), len(found) - len(reports)), spent, START + EACH * size
