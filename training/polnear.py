"""PolNeAR's stand-off annotation (Newell, Margolin and Ruths 2018): texts, labelled ranges, attributions."""

from collections.abc import Iterator
from glob import escape
from pathlib import Path

Range = tuple[int, int]


def polnear(folder: Path) -> Iterator[tuple[str, str, list[tuple[str, list[Range]]], list[dict[str, list[Range]]]]]:
    """Each report's name, text, its labelled character ranges and its attributions, by the first annotator."""
    for file in sorted((folder / "text").glob("*.txt")):
        annotations = sorted((folder / "attributions").glob(escape(file.stem) + "_*.ann"))
        if not annotations:
            continue
        spans: dict[str, tuple[str, list[Range]]] = {}
        rows = []
        for line in annotations[0].read_text(encoding="utf-8").splitlines():
            parts = line.split("\t")
            if len(parts) > 1 and parts[0].startswith("T"):
                label, where = parts[1].split(" ", 1)
                ranges = [(int(a), int(b)) for a, b in (piece.split() for piece in where.split(";"))]
                spans[parts[0]] = (label, ranges)
            elif len(parts) > 1 and parts[0].startswith("E"):
                row: dict[str, list[Range]] = {"source": [], "cue": [], "content": []}
                for part in parts[1].split():
                    role, ref = part.split(":")
                    role = role.rstrip("0123456789").lower()
                    if role in row and ref in spans:
                        row[role] += spans[ref][1]
                rows.append(row)
        with file.open(encoding="utf-8", newline="") as handle:
            yield file.stem, handle.read(), list(spans.values()), rows
