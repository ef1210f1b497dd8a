"""The page in a real browser: what it lays out, and that nothing of a report runs in it."""

import json
import re
import shutil
import subprocess
from html import escape
from pathlib import Path

import pytest
from lxml import html

from onrecord.show.page import fragment, page
from onrecord.show.page_text import shown
from tests.show.pages import article_text
from tests.show.readings import harbour, hostile

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no chromium on the PATH")

MEASURE = """
const found = [...document.querySelectorAll("iframe")].map(frame => {
  const page = frame.contentDocument, box = one => page.querySelector(one).getBoundingClientRect();
  const style = one => frame.contentWindow.getComputedStyle(page.querySelector(one));
  const number = page.querySelector("article p .ref");
  return {
    width: page.documentElement.scrollWidth,
    text: box("article > p").toJSON(),
    notes: box("article > ol").toJSON(),
    line: style(".said.hedged").textDecorationStyle,
    firm: style("article .said.firm").textDecorationStyle,
    number: frame.contentWindow.getComputedStyle(number, "::before").content,
    reachable: (number.focus(), page.activeElement === number),
  };
});
document.getElementById("found").textContent = JSON.stringify(found);
"""


def browse(address: Path, profile: Path, *options: str) -> tuple[str, str]:
    """Standard output and standard error of one run of the browser without a window."""
    assert BROWSER
    command = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"]
    command += ["--disable-background-networking", "--enable-logging=stderr", f"--user-data-dir={profile}"]
    command += ["--hide-scrollbars", *options, address.as_uri()]
    done = subprocess.run(command, capture_output=True, timeout=120, check=True)
    return done.stdout.decode(), done.stderr.decode(errors="replace")


def test_the_page_folds_on_a_telephone_and_has_a_margin_on_a_desk(tmp_path: Path) -> None:
    made = escape(page(harbour()))
    inside = escape(f"<!doctype html><body style='margin:0'>{fragment(harbour())}")
    frames = "".join(
        f'<iframe srcdoc="{source}" style="border:0;height:600px;width:{width}px"></iframe>'
        for source, width in ((made, 360), (made, 1100), (inside, 360), (inside, 1100))
    )
    outer = tmp_path / "outer.html"
    outer.write_text(
        f"<!doctype html><meta charset=utf-8>{frames}<pre id=found></pre><script>onload = () => {{{MEASURE}}}</script>",
        encoding="utf-8",
    )
    seen = browse(outer, tmp_path / "profile", "--dump-dom")[0]
    found = json.loads(html.document_fromstring(seen).xpath("//pre[@id='found']")[0].text_content())
    for narrow, wide in (found[:2], found[2:]):
        assert narrow["width"] == 360, "nothing runs off the side"
        assert narrow["notes"]["top"] >= narrow["text"]["bottom"], "notes fold under their paragraph"
        assert wide["notes"]["left"] >= wide["text"]["right"], "notes stand in the margin"
        assert abs(wide["notes"]["top"] - wide["text"]["top"]) < 8, "level with their paragraph"
        for one in (narrow, wide):
            assert (one["line"], one["firm"]) == ("dashed", "solid")
            assert one["number"] == '"1"'
            assert one["reachable"]


def test_a_hostile_report_stays_text(tmp_path: Path) -> None:
    file = tmp_path / "hostile.html"
    file.write_text(page(hostile()), encoding="utf-8")
    seen, told = browse(file, tmp_path / "profile", "--dump-dom")
    root = html.document_fromstring(seen)
    assert not root.xpath("//script | //img | //article//b | //@onload | //@onerror | //@onclick")
    seen = seen.replace("\r", "&#13;")  # as the page has it; a second parser would take it for a line break
    assert article_text(seen) == shown(hostile().report.text)
    assert "CONSOLE" not in told


def test_the_page_prints(tmp_path: Path) -> None:
    file, paper = tmp_path / "page.html", tmp_path / "page.pdf"
    file.write_text(page(harbour()), encoding="utf-8")
    browse(file, tmp_path / "profile", f"--print-to-pdf={paper}", "--no-pdf-header-footer")
    data = paper.read_bytes()
    assert data.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", data)) == 1, "five statements fit one sheet"
