"""The Python of `docs/spacy.md`, run again; `python -m tests.spacy.doc_blocks --write` renews what it prints."""

import io
import re
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[2] / "docs" / "spacy.md"
BLOCK = re.compile(r"(?<=```python\n)(?P<code>.*?)(?P<between>```\n\n```text\n)(?P<shown>.*?)(?=```)", re.DOTALL)


def renewed(page: str) -> str:
    """The page with the output of every block as it is now; the blocks share their names, as they do for a reader."""
    names: dict[str, Any] = {}

    def run(block: re.Match[str]) -> str:
        printed = io.StringIO()
        with redirect_stdout(printed):
            exec(block["code"], names)
        return block["code"] + block["between"] + printed.getvalue()

    return BLOCK.sub(run, page)


if __name__ == "__main__":
    after = renewed(PAGE.read_text(encoding="utf-8"))
    if "--write" in sys.argv:
        PAGE.write_text(after, encoding="utf-8")
    print(after)
