"""Tables of measured figures, made from `figures.json`."""

import json
from pathlib import Path
from typing import Any


def table(group: str, file: Path) -> str:
    """The figures of one group as a Markdown table, with the texts that they were measured on.

    Raises KeyError for a group, or a set of texts, that the file does not hold.
    """
    held: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    lines = ["| what | figure | measured on |", "| --- | --- | --- |"]
    for row in held["groups"][group]:
        its = held["sets"][row["on"]]
        shaped = " *" if its["shaped"] else ""
        figure = row["figure"].replace(" %", "\N{NO-BREAK SPACE}%").replace("F ", "F\N{NO-BREAK SPACE}")
        lines.append(f"| {row['what']} | {figure} | {its['name']}{shaped} |")
    return "\n".join(lines)
