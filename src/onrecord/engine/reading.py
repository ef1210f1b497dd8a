"""The one function that reads: a table of reports in, tables of rows out."""

from collections.abc import Callable

import pyarrow as pa

from onrecord.engine.tables import Tables, reports_of, tables_of
from onrecord.errors import ModelError
from onrecord.gather import Failure
from onrecord.ledger.adding import bare, label, read_packaged
from onrecord.records import Reading, Report


def read_table(reports: pa.Table, read: Callable[[Report], Reading] = read_packaged) -> Tables:
    """Read every report of a table with the columns of `SCHEMAS["reports"]`; the tables are those of `SCHEMAS`.

    Rows stand in the order of the reports, within a report in that of its reading. The same table always gives the
    same tables. A report that cannot be read is a row of `failures`. Raises ModelError where the packaged model cannot
    be loaded, RecordError for a table that is none of reports.
    """
    found: list[Reading] = []
    failures: list[Failure] = []
    for report in reports_of(reports):
        try:
            found.append(read(bare(report)))
        except ModelError:
            raise
        except Exception as error:
            failures.append(Failure(label(report), f"could not be read: {type(error).__name__}: {error}"))
    return tables_of(found, failures)
