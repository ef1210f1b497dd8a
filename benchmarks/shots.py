#!/usr/bin/env python3
"""Write the pictures of the six main pages of the packaged story, as Chromium shows them, to docs/_static/shots.

    pip install '.[test]' && python benchmarks/shots.py [FOLDER] [--theme dark] [--width 360]

Needs Chromium on the PATH, or named with --browser. Each picture is a PNG of the page from its top, under 250 kB.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.request import urlopen

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "_static" / "shots"
ONRECORD = [sys.executable, "-c", "from onrecord.cli import main; main()"]
WIDTH, HEIGHT = 1120, 880
LARGEST = 250_000
"""Bytes of a picture, at most."""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"]


@contextmanager
def served(ledger: Path) -> Iterator[str]:
    """The address at which `onrecord serve` shows the packaged story, kept in `ledger`."""
    subprocess.run([*ONRECORD, "demo", "--ledger", str(ledger)], check=True, stdout=subprocess.DEVNULL)
    command = [*ONRECORD, "serve", "--ledger", str(ledger), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            told = server.stderr.readline() if server.stderr else ""
            if not (address := re.search(r"http://\S+?(?=/\s)", told)):
                sys.exit(f"onrecord serve did not say where it is: {told!r}")
            yield address[0]
        finally:
            server.terminate()


def addresses(site: str) -> dict[str, str]:
    """The addresses of the six pages by the names of their pictures; of a kind the page with most to show."""

    def rows(path: str) -> list[dict[str, Any]]:
        with urlopen(f"{site}{path}.json") as answer:
            return list(json.load(answer)["rows"])

    copied = Counter(row["copy_of"] for row in rows("/reports") if row["copy_of"])
    claim = max(rows("/claims"), key=lambda row: len(row["statements"]))
    return {
        "brief": "/",
        "report": f"/reports/{copied.most_common(1)[0][0]}",
        "speaker": f"/speakers/{rows('/speakers')[0]['id']}",
        "claim": f"/claims/{claim['statements'][0]}",
        "quotations": "/quotes?altered=1",
        "map": "/map",
    }


def pictures(site: str, folder: Path, arguments: argparse.Namespace) -> list[Path]:
    """Write the pictures; the program ends with a message where one has become too large."""
    from playwright.sync_api import sync_playwright

    made = []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=arguments.browser, args=FLAGS)
        context = browser.new_context(
            viewport={"width": arguments.width, "height": HEIGHT},
            color_scheme=arguments.theme,
            device_scale_factor=arguments.scale,
            locale="en-GB",
            reduced_motion="reduce",
        )
        tab = context.new_page()
        for name, path in addresses(site).items():
            tab.goto(site + path)
            file = folder / f"{name}.png"
            tab.screenshot(path=file)
            if file.stat().st_size >= LARGEST:
                sys.exit(f"{file} has {file.stat().st_size:,} bytes; at most {LARGEST:,} are wanted: lower --scale")
            made.append(file)
        browser.close()
    return made


def main() -> None:
    """Make the story's ledger, serve it, and take the pictures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--width", type=int, default=WIDTH, metavar="PIXELS")
    parser.add_argument("--scale", type=float, default=1.0, help="device pixels a pixel")
    parser.add_argument("--browser", default=shutil.which("chromium") or shutil.which("google-chrome"), metavar="FILE")
    arguments = parser.parse_args()
    if arguments.browser is None:
        sys.exit("there is no chromium on the PATH; name the browser with --browser FILE")
    arguments.folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="onrecord-") as scratch, served(Path(scratch, "story.db")) as site:
        for file in pictures(site, arguments.folder, arguments):
            print(f"{file}  {file.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
