"""The record in files that other programs read."""

from onrecord.export.csv import write_csv
from onrecord.export.json import export_json, write_json
from onrecord.export.jsonl import export_jsonl, write_jsonl
from onrecord.export.jsonld import write_jsonld
from onrecord.export.parquet import write_parquet

__all__ = ["export_json", "export_jsonl", "write_csv", "write_json", "write_jsonl", "write_jsonld", "write_parquet"]
