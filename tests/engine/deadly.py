"""Ways of reading that a worker process does not survive, or that fail."""

import os
import signal
from pathlib import Path

import pyarrow as pa

from onrecord.engine.reading import read_table
from onrecord.engine.tables import Tables
from onrecord.records import Reading, Report

ONCE = "ONRECORD_TEST_ONCE"
"""Names a file: the first worker that finds it missing makes it and dies."""


def bare(report: Report) -> Reading:
    """A reading without rows."""
    return Reading(report=report)


def kill_at_seven(reports: pa.Table) -> Tables:
    """Read, and be killed over the report with number 7."""
    if "Quay 7" in reports["title"].to_pylist():
        os.kill(os.getpid(), signal.SIGKILL)
    return read_table(reports, bare)


def kill_once(reports: pa.Table) -> Tables:
    """Read, and be killed once."""
    mark = Path(os.environ[ONCE])
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return read_table(reports, bare)


def fail_at_seven(report: Report) -> Reading:
    """Read, and fail over the report with number 7."""
    if report.title == "Quay 7":
        raise ZeroDivisionError("seven")
    return bare(report)
