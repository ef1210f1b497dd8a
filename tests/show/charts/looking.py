"""What a drawn chart holds: its words, shapes and places."""

from xml.etree import ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"


def parsed(drawn: str) -> ET.Element:
    """The chart as XML."""
    return ET.fromstring(drawn)


def words(drawn: str) -> list[str]:
    """All words that can be seen."""
    return ["".join(element.itertext()) for element in parsed(drawn).iter(f"{SVG}text")]


def told(drawn: str) -> str:
    """What the chart shows, in words, for those who hear it."""
    return parsed(drawn).findtext(f"{SVG}desc") or ""


def colored(drawn: str, color: str) -> list[ET.Element]:
    """The shapes filled or drawn with a colour."""
    return [one for one in parsed(drawn).iter() if color in (one.get("fill", ""), one.get("stroke", ""))]


def size(drawn: str) -> tuple[float, float]:
    """Width and height in pixels."""
    root = parsed(drawn)
    return float(root.get("width", "0")), float(root.get("height", "0"))
