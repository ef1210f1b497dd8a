"""onrecord turns a pile of news reports into a sourced record.

import onrecord

ledger = onrecord.open("story.db")
ledger.add("reports/")
for s in ledger.said("Austin", act="deny"):
    print(s.said_on, s.speaker.name, s.certainty, s.quote, s.report.url)

reading = onrecord.read("The harbour master said the quay was empty.")
"""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import onrecord.read as _read_package  # loaded here so that the function `read` below keeps its name
from onrecord.errors import Error, GatherError, LedgerError, ModelError, RecordError, UsageError
from onrecord.records import (
    Damage,
    Dispute,
    Entity,
    Expectation,
    Figure,
    Mention,
    Movement,
    Place,
    Question,
    QuoteVariant,
    Reading,
    Report,
    Series,
    Statement,
    Time,
)

if TYPE_CHECKING:
    from onrecord.ledger import Ledger

__version__ = "0.1.0"

__all__ = [
    "Damage",
    "Dispute",
    "Entity",
    "Error",
    "Expectation",
    "Figure",
    "GatherError",
    "Ledger",
    "LedgerError",
    "Mention",
    "ModelError",
    "Movement",
    "Place",
    "Question",
    "QuoteVariant",
    "Reading",
    "RecordError",
    "Report",
    "Series",
    "Statement",
    "Time",
    "UsageError",
    "open",
    "read",
]

del _read_package


def open(path: str | Path, *, create: bool = True) -> "Ledger":
    """Open the ledger at `path`, a file or postgresql://…, making it if it is new.

    LedgerError where it cannot be opened.
    """
    from onrecord.ledger import Ledger

    return Ledger.open(path, create=create)


def read(source: Report | str) -> Reading:
    """Read one report, given as a Report or as plain text with or without headers; nothing is stored."""
    from onrecord.gather import parse_text
    from onrecord.read.reader import read_report

    return read_report(source if isinstance(source, Report) else parse_text(source))


def _notebook(reading: Reading) -> str:
    """The reading as HTML for a notebook."""
    from onrecord.show.page import fragment

    return fragment(reading)


Reading.notebook = _notebook


def __getattr__(name: str) -> Any:
    """`Ledger`, loaded when first asked for."""
    if name == "Ledger":
        return import_module("onrecord.ledger").Ledger
    raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
