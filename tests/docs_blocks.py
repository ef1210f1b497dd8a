"""The blocks of the documentation's pages, run again; `python -m tests.docs_blocks --write [PAGE…]` renews them.

Blocks of kind `console` and `python` are those of the README (see `readme_blocks`). The blocks of one page run one
after the other in a folder of its own and share their names. Except for the tutorial, which makes it, the folder holds
`onrecord.db`: a ledger of the packaged story. The clock stands still, so that ids of judgements do not change.

A comment `<!-- row of TABLE: WORDS -->` is followed by the first row of that table whose words begin with WORDS: what
its spans and ids stand for, then the row itself as JSON.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import onrecord
from onrecord import demo
from onrecord.records import quote
from onrecord.show.clean import shorten
from tests.readme_blocks import BLOCK, REPORTS, words_of

DOCS = Path(__file__).parent.parent / "docs"
PAGES = ("tutorial.md", "tables/*.md", "howto/*.md")
LEDGER = "onrecord.db"
MAKES_ITS_OWN = "tutorial.md"
END = "\x00"
"""Printed behind each block."""

ROW = re.compile(
    r"(?P<mark><!-- row of (?P<table>\w+): (?P<words>.+?) -->)(?:\n```text\n.*?```\n\n```json\n.*?```)?", re.DOTALL
)
SPANS = ("span", "content", "source", "cue", "hedge")
LONGEST = 88

Step = str | list[str]
Work = tuple[Path, Path | None, list[Step]]

RUNNER = f"""
import datetime, json, os, shutil, sys
from onrecord.cli.app import run
from onrecord.ledger import Ledger
Ledger.open.__func__.__kwdefaults__["clock"] = lambda: datetime.datetime(2031, 9, 26, 8, tzinfo=datetime.UTC)
for folder, given, steps in json.load(sys.stdin):
    os.chdir(folder)
    if given:
        shutil.copy(given, folder)
    names = {{"__name__": "__main__"}}
    for step in steps:
        if isinstance(step, str):
            exec(step, names)
        elif status := run(step):
            sys.exit(f"{{folder}}: onrecord {{step}} ended with {{status}}")
        print(end={END!r}, flush=True)
"""
"""Runs the steps of page after page in one interpreter, which loads the encoder once."""


def pages() -> list[Path]:
    """The pages whose blocks are run again."""
    return sorted(page for pattern in PAGES for page in DOCS.glob(pattern))


def renewed(texts: dict[str, str]) -> dict[str, str]:
    """The pages, by name, with the output of every block as it is now."""
    with TemporaryDirectory() as place, demo.reports() as reports:
        folders = {name: Path(place, str(number)) for number, name in enumerate(["", *texts])}
        for folder in folders.values():
            shutil.copytree(reports, folder / REPORTS)
        made = folders[""] / LEDGER
        work: list[Work] = [(folders[""], None, [["add", REPORTS]])]
        for name, text in texts.items():
            wanted = [step for match in BLOCK.finditer(text) for step in steps(match)]
            work.append((folders[name], None if name == MAKES_ITS_OWN else made, wanted))
        output = iter(run(work)[1:])
        with onrecord.open(made, create=False) as ledger:
            rows = Rows(ledger)
        return {name: ROW.sub(rows.shown, filled(text, output)) for name, text in texts.items()}


def filled(page: str, output: Iterator[str]) -> str:
    """The page with what its blocks print, in their order."""

    def shown(match: re.Match[str]) -> str:
        if match["python"] is not None:
            return f"```python\n{match['python']}```\n\n```text\n{next(output)}```"
        return "```console\n" + "\n".join(f"{line}\n{next(output)}" for line in lines(match)) + "```"

    return BLOCK.sub(shown, page)


def steps(match: re.Match[str]) -> Iterator[Step]:
    """What a block runs: Python as text, a command as its arguments."""
    if match["python"] is not None:
        yield match["python"]
    else:
        yield from (words_of(line) for line in lines(match))


def lines(match: re.Match[str]) -> list[str]:
    """The commands of a console block."""
    return [line for line in match["console"].splitlines() if line.startswith("$ ")]


def run(work: list[Work]) -> list[str]:
    """What each step prints: of each folder its steps, a ledger copied into it before; RuntimeError where one fails."""
    call = [sys.executable, "-X", "utf8", "-c", RUNNER]
    given = json.dumps([(str(folder), ledger and str(ledger), steps) for folder, ledger, steps in work])
    done = subprocess.run(call, input=given, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise RuntimeError(f"a block failed: {done.stderr}")
    return done.stdout.split(END)[:-1]


class Rows:
    """The rows of a ledger, found by their words."""

    def __init__(self, ledger: onrecord.Ledger) -> None:
        self.rows = [(table, row) for table, row in ledger.dump()]
        self.texts = {report.id: report.text for report in ledger.reports()}
        self.names: dict[str, str] = {}
        for table, row in self.rows:
            own = row.get("id") if isinstance(row, dict) else None
            if own is not None:
                self.names[own] = self.words(table, row)

    def words(self, table: str, row: Any) -> str:
        """What a row is called by: the words of its spans, its title or name, or those of the first row it holds."""
        if isinstance(row, list):
            return self.names[row[0]]
        for key in ("title", "name"):
            if key in row and table != "places":
                return str(row[key])
        if "span" in row or "content" in row:
            return self.quoted(row["report"], row["span"] if "span" in row else row["content"])
        return self.names[row.get("statement") or row.get("variant") or row["between"][0][0]]

    def quoted(self, report: str, spans: Any) -> str:
        """The words of a span or of several."""
        return quote(self.texts[report], [spans] if isinstance(spans[0], int) else spans)

    def shown(self, match: re.Match[str]) -> str:
        """The comment with the row that it asks for; ValueError where there is none."""
        for table, row in self.rows:
            if table == match["table"] and self.words(table, row).startswith(match["words"]):
                told = "\n".join(self.told(row))
                return f"{match['mark']}\n```text\n{told}\n```\n\n```json\n{printed(row)}\n```"
        raise ValueError(f"no row of {match['table']} begins with {match['words']!r}")

    def told(self, row: Any) -> Iterator[str]:
        """What the row's spans and ids stand for, a line each."""
        items = row.items() if isinstance(row, dict) else ((str(n), given) for n, given in enumerate(row, 1))
        pairs = [(key, text) for key, value in items if key != "id" for text in self.meanings(row, key, value)]
        width = max((len(key) for key, _ in pairs), default=0)
        before = ""
        for key, text in pairs:
            yield f"{'' if key == before else key:{width}}  {shorten(text, LONGEST - width)}"
            before = key

    def meanings(self, row: Any, key: str, value: Any) -> Iterator[str]:
        """What a field's value stands for: the words at its spans, or what the ids in it name."""
        if key in SPANS and value:
            yield self.quoted(row["report"], value)
        elif isinstance(value, list):
            for part in few(value):
                yield from self.meanings(row, "", part)
        elif isinstance(value, dict):
            yield self.quoted(value["report"], value["span"])
        elif isinstance(value, str) and value in self.names:
            yield self.names[value]


def printed(row: Any) -> str:
    """The row as JSON, a field a line; a long text is cut short."""
    if isinstance(row, list):
        return json.dumps(row, ensure_ascii=False)
    cells = {key: few(shorten(value, 72) if key == "text" else value) for key, value in row.items()}
    inside = ",\n".join(f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in cells.items())
    return f"{{\n{inside}\n}}"


def few(value: Any) -> Any:
    """The first two of a list of objects (an entity has many mentions)."""
    return value[:2] if isinstance(value, list) and value and isinstance(value[0], dict) else value


if __name__ == "__main__":
    wanted = [Path(given).resolve() for given in sys.argv[1:] if given != "--write"] or pages()
    before = {page.relative_to(DOCS).as_posix(): page.read_text(encoding="utf-8") for page in wanted}
    after = renewed(before)
    for name in [name for name in after if after[name] != before[name]]:
        if "--write" in sys.argv[1:]:
            (DOCS / name).write_text(after[name], encoding="utf-8")
        print(f"{name} has changed")
