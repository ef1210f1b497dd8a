"""Charts drawn: as SVG for a page or a file, and as PNG."""

import hashlib
import re
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, Literal

import vl_convert

from onrecord.show.charts.look import DARK, SANS, SMALL, SOFT, Chart, wide

etree: Any = import_module("lxml.etree")  # has no type stubs

Theme = Literal["page", "light", "dark"]

SVG = "http://www.w3.org/2000/svg"
GROUND = {"light": "#ffffff", "dark": "#17181b"}
"""What lies behind a chart that is a file of its own."""

COLORED = ("fill", "stroke", "stop-color")
REFERENCE = re.compile(r"url\(['\"]?#([^'\")]+)['\"]?\)")
ID = re.compile(r' id="([^"]+)"')
LINE, GAP, MARGIN = 15, 10, 4
"""Pixels of a line that explains a chart, between the last and the drawing, and at the edges."""

EMPTY = ("", "M0,0h0v0h0Z")
"""Outlines of nothing."""


def svg(chart: Chart, theme: Theme = "page") -> str:
    """The chart as an SVG element, as wide as it is meant to be, with its title and description for those who hear it.

    For a `page` it has no background and no title of its own to see, and its colours follow the page's color-scheme;
    for a file it is `light` or `dark`. It has no script, style sheet, style attribute or link, and asks for nothing
    from elsewhere; the same chart gives the same bytes, and its ids occur in no other chart.
    """
    spec = specified(chart)
    title, told = heard(spec)
    lines: list[str] = []
    if theme == "page":
        spec, lines = untitled(spec)
    root = etree.fromstring(numbered(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])).encode())
    name = f"chart-{hashlib.blake2b(etree.tostring(root) + told.encode(), digest_size=5).hexdigest()}"
    cleaned(root, name)
    explained(root, lines)
    color = colors(theme)
    for element in root.iter():
        for key in COLORED:
            if key in element.attrib:
                element.set(key, color(element.get(key)))
    if theme != "page":
        ground = etree.Element(f"{{{SVG}}}rect", width="100%", height="100%", fill=GROUND[theme])
        root.insert(0, ground)
    root.set("role", "img")
    root.set("aria-labelledby", f"{name}-title {name}-desc")
    for at, (kind, text) in enumerate((("title", title), ("desc", told))):
        element = etree.Element(f"{{{SVG}}}{kind}", id=f"{name}-{kind}")
        element.text = text
        root.insert(at, element)
    etree.cleanup_namespaces(root, top_nsmap={None: SVG})
    return str(etree.tostring(root, encoding="unicode"))


def png(chart: Chart, scale: float = 2.0) -> bytes:
    """The chart as a PNG on white; at `scale` 2 a pixel of the chart is two of the picture."""
    return bytes(vl_convert.svg_to_png(svg(chart, "light"), scale=scale))


def specified(chart: Chart) -> dict[str, Any]:
    """The chart's specification; it is not held against the schema, which takes longer than to draw it."""
    spec: dict[str, Any] = chart.to_dict(validate=False)
    return spec


def numbered(drawn: str) -> str:
    """The SVG with its ids counted from 1: those that it comes with go on counting from chart to chart."""
    ids = {given: f"part{number}" for number, given in enumerate(dict.fromkeys(ID.findall(drawn)), 1)}
    named = ID.sub(lambda match: f' id="{ids[match[1]]}"', drawn)
    return REFERENCE.sub(lambda match: f"url(#{ids.get(match[1], match[1])})", named)


def heard(spec: dict[str, Any]) -> tuple[str, str]:
    """The chart's title, and what it shows in words."""
    title = spec.get("title", {})
    return str(title.get("text", "")), str(spec.get("description", ""))


def untitled(spec: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The chart without its title, and the lines that explain it."""
    lines = spec.get("title", {}).get("subtitle", [])
    return {key: value for key, value in spec.items() if key != "title"}, list(lines)


def explained(root: Any, lines: Sequence[str]) -> None:
    """Put the lines above what is drawn: the drawing itself would measure each letter of them, which takes longest."""
    if not lines:
        return
    left, top, width, height = map(float, root.get("viewBox").split())
    room = LINE * len(lines) + GAP
    drawn = etree.Element(f"{{{SVG}}}g", transform=f"translate(0,{room})")
    drawn.extend(list(root))
    look = {"x": str(MARGIN), "font-family": SANS, "font-size": f"{SMALL}px", "fill": SOFT}
    for number, line in enumerate(lines):
        etree.SubElement(root, f"{{{SVG}}}text", y=str(MARGIN + SMALL + LINE * number), **look).text = line
    root.append(drawn)
    width = max(width, MARGIN * 2 + max(wide(line, SMALL) for line in lines))
    size = [f"{value:g}" for value in (left, top, width, height + room)]
    root.set("viewBox", " ".join(size))
    root.set("width", size[2])
    root.set("height", size[3])


def cleaned(root: Any, name: str) -> None:
    """Take from the SVG what only a program needs: classes, roles of parts, unseen parts; ids get `name` in front.

    What surrounds words is drawn below them.
    """
    for element in list(root.iter(f"{{{SVG}}}path")):
        if element.get("display") == "none" or element.get("d", "") in EMPTY:
            element.getparent().remove(element)
    for element in reversed(list(root.iter(f"{{{SVG}}}g"))):
        if len(element) == 0 and element.getparent() is not None:
            element.getparent().remove(element)
    for element in root.iter(f"{{{SVG}}}text"):
        element.set("paint-order", "stroke")
    for element in root.iter():
        given = dict(element.attrib)
        element.attrib.clear()
        for key, value in given.items():
            for known, how in declarations(value) if key == "style" else ((key, value),):
                if not is_idle(known, how):
                    element.set(known, f"{name}-{how}" if known == "id" else REFERENCE.sub(rf"url(#{name}-\1)", how))


def declarations(style: str) -> list[tuple[str, str]]:
    """The parts of a style attribute; each is as well an attribute of its own, which no page forbids."""
    parts = (part.partition(":") for part in style.split(";"))
    return [(key.strip(), value.strip()) for key, _, value in parts if value.strip()]


def is_idle(key: str, value: str) -> bool:
    """Whether an attribute changes nothing of what is seen."""
    return key in ("class", "role", "pointer-events") or key.startswith("aria-") or (key, value) == ("opacity", "1")


def colors(theme: Theme) -> Callable[[str], str]:
    """What each colour of a chart becomes."""

    def found(color: str) -> str:
        light = color.lower()
        if light not in DARK or theme == "light":
            return color
        return DARK[light] if theme == "dark" else f"light-dark({light}, {DARK[light]})"

    return found
