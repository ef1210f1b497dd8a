"""Where the names of places stand on a map, so that none covers another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.show.charts.look import wide
from onrecord.show.charts.outlines import Point

Box = tuple[float, float, float, float]
"""Left, upper, right and lower edge, in pixels."""


@dataclass(frozen=True, slots=True)
class Label:
    """A name and where it stands: the middle of its height, and whether it begins, ends or is centred there."""

    text: str
    x: float
    y: float
    align: str
    box: Box


def placed(
    names: Sequence[tuple[str, Point, float]], size: float, taken: Iterable[Box], room: tuple[float, float]
) -> list[Label]:
    """The names that find room, the first ones first, beside their points (radius in pixels)."""
    boxes = list(taken)
    boxes += [(x - r, y - r, x + r, y + r) for _, (x, y), r in names]
    found: list[Label] = []
    for own, (text, point, radius) in enumerate(names):
        own_box = len(boxes) - len(names) - len(found) + own
        for label in choices(text, point, radius, size):
            left, top, right, bottom = label.box
            inside = left >= 0 and top >= 0 and right <= room[0] and bottom <= room[1]
            others = (box for at, box in enumerate(boxes) if at != own_box)
            if inside and not any(touch(label.box, box) for box in others):
                boxes.append(label.box)
                found.append(label)
                break
    return found


def choices(text: str, point: Point, radius: float, size: float) -> list[Label]:
    """The places where a name may stand: right, left, above, below, and aslant."""
    x, y = point
    width, half = wide(text, size), size * 0.62
    gap = radius + 3
    found = []
    for align, dx, dy in (
        ("left", gap, 0.0),
        ("right", -gap, 0.0),
        ("center", 0.0, -gap - half),
        ("center", 0.0, gap + half),
        ("left", gap * 0.8, -half - 2),
        ("left", gap * 0.8, half + 2),
        ("right", -gap * 0.8, -half - 2),
        ("right", -gap * 0.8, half + 2),
    ):
        start = x + dx - {"left": 0.0, "right": width, "center": width / 2}[align]
        found.append(Label(text, x + dx, y + dy, align, (start, y + dy - half, start + width, y + dy + half)))
    return found


def touch(one: Box, other: Box) -> bool:
    """Whether two boxes have room in common."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
