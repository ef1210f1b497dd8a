"""Reading over a Ray cluster: sources are gathered in tasks, and read by actors that load the model once."""

import json
import logging
import os
import warnings
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pyarrow as pa

from onrecord.engine.parts import Unit, parts
from onrecord.engine.reading import read_table
from onrecord.engine.tables import SCHEMAS, Tables, joined, tables_of
from onrecord.errors import UsageError
from onrecord.gather import Failure, Options

BLOCK = 256 * 1024
"""Bytes after which gathered parts are handed on to be read."""
GATHERING = 0.1
"""Cores that a task which gathers is counted as: it mostly waits."""


def over_ray(
    work: Sequence[Unit], there: frozenset[str], options: Options, workers: int
) -> Iterator[tuple[str, Tables]]:
    """The parts that are not there yet, by name, read, in the order in which they are done.

    Joins the cluster that `RAY_ADDRESS` names, or starts one on this machine. Sources must be within reach of every
    machine. UsageError where Ray is not installed.
    """
    try:
        import ray
        from ray.data import DataContext
    except ImportError as error:
        raise UsageError(f"the engine ray needs Ray: pip install 'onrecord[ray]' ({error})") from error

    if not work:
        return
    if not ray.is_initialized():
        local = {} if os.environ.get("RAY_ADDRESS") else {"include_dashboard": False}
        ray.init(logging_level="ERROR", log_to_driver=False, **local)
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    context = DataContext.get_current()
    context.target_max_block_size = BLOCK
    context.enable_progress_bars = False
    rows = [{"number": unit.number} for unit in work]
    by_number = {unit.number: unit for unit in work}

    def gathered(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
        for part in parts(by_number[row["number"]], options):
            if part.name not in there:
                yield {"part": part.name, "reports": packed({"reports": part.reports}), "failures": told(part.failures)}

    found = (
        ray.data.from_items(rows, override_num_blocks=len(rows))
        .flat_map(gathered, num_cpus=GATHERING)
        .map_batches(Reader, batch_size=1, batch_format="numpy", concurrency=workers, num_cpus=0.9)
    )
    with warnings.catch_warnings():
        # Few parts leave actors without work: true, and of no use to whoever reads few reports.
        warnings.filterwarnings("ignore", message="The minimum number of concurrent actors", category=UserWarning)
        for row in found.iter_rows():
            yield str(row["part"]), unpacked(row["tables"])


class Reader:
    """An actor that reads parts."""

    def __init__(self) -> None:
        os.environ.setdefault("ONRECORD_THREADS", "1")

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        """Read one part."""
        reports = unpacked(batch["reports"][0])["reports"]
        failures = tables_of((), (Failure(*row) for row in json.loads(batch["failures"][0])))
        return {"part": batch["part"], "tables": [packed(joined([read_table(reports), failures]))]}


def told(failures: Iterable[Failure]) -> str:
    """The failures of a part as JSON."""
    return json.dumps([[row.source, row.reason, row.kind] for row in failures])


def packed(tables: Tables) -> bytes:
    """Tables as bytes: each in the Arrow stream format, behind its length."""
    found = b""
    for name in SCHEMAS:
        if name in tables:
            sink = pa.BufferOutputStream()
            with pa.ipc.new_stream(sink, tables[name].schema) as stream:
                stream.write_table(tables[name])
            data = sink.getvalue().to_pybytes()
            found += f"{name} {len(data)}\n".encode() + data
    return found


def unpacked(data: bytes) -> Tables:
    """The tables that were packed."""
    found: Tables = {}
    at = 0
    while at < len(data):
        end = data.index(b"\n", at)
        name, length = data[at:end].decode().split()
        with pa.ipc.open_stream(data[end + 1 : end + 1 + int(length)]) as stream:
            found[name] = stream.read_all()
        at = end + 1 + int(length)
    return found
