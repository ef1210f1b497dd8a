"""The record in files that other programs read."""

from onrecord.export.json import export_json, write_json
from onrecord.export.jsonl import export_jsonl, write_jsonl

__all__ = ["export_json", "export_jsonl", "write_json", "write_jsonl"]
