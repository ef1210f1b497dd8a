"""Errors that onrecord raises on purpose.

::

    Error                   anything onrecord raises; catch this one
    ├── UsageError          the call's words are off: an unknown option value, a missing ledger
    ├── GatherError         a report could not be had: unreachable, empty, binary, too large
    ├── RecordError         a row that cannot be: a span outside its text, an unknown vocabulary word
    ├── ModelError          the packaged model is absent or damaged
    └── LedgerError         the ledger cannot be opened, read or written

A message says what failed, what was found, what is allowed and what to do next.
"""


class Error(Exception):
    """Anything onrecord raises on purpose."""


class UsageError(Error):
    """The call's words are off."""


class GatherError(Error):
    """A report could not be had from its source."""


class RecordError(Error, ValueError):
    """A row that cannot be."""


class ModelError(Error):
    """The packaged model is absent or damaged."""


class LedgerError(Error):
    """The ledger cannot be opened, read or written."""
