"""Reading at scale: tables of reports in, tables of rows out, in this process, over several, or over a cluster.

`read_table` is the one function that reads; an engine only says where it runs, so what is read is the same whichever
is taken. Nothing is related here: `onrecord add` takes the tables into a ledger, which relates.
"""

from onrecord.engine.folder import Folder, is_folder
from onrecord.engine.reading import read_table
from onrecord.engine.running import ENGINES, Done, run
from onrecord.engine.tables import SCHEMAS, readings

__all__ = ["ENGINES", "SCHEMAS", "Done", "Folder", "is_folder", "read_table", "readings", "run"]
