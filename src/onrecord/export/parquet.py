"""The record as a folder of Parquet files, one a table, with spans, lists and dates as such."""

from pathlib import Path

from onrecord.export.folder import new_folder
from onrecord.export.tables import TABLES, chunks, columns, schema
from onrecord.ledger import Ledger


def write_parquet(ledger: Ledger, folder: Path, as_of: str | None = None) -> None:
    """Write the tables of the record to the folder, `reports.parquet` and so on; an earlier export is replaced.

    UsageError where something else stands there, Error where it cannot be written.
    """
    import pyarrow.parquet as pq

    with new_folder(folder, "parquet") as part:
        writers = {table: pq.ParquetWriter(part / f"{table}.parquet", schema(table)) for table in TABLES}
        try:
            for table, rows in chunks(ledger, as_of):
                writers[table].write_table(columns(table, rows))
        finally:
            for writer in writers.values():
                writer.close()
