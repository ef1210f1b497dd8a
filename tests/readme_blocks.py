"""The commands and the Python that the README shows, run again; `python -m tests.readme_blocks --write` renews them.

A block of kind `console` holds lines `$ onrecord …`, each followed by what it prints. A block of kind `python` is
followed by one of kind `text` that holds what it prints. All run one after the other in a folder that holds the
packaged reports where a clone of the repository has them.
"""

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from onrecord import demo

README = Path(__file__).parent.parent / "README.md"
REPORTS = "src/onrecord/demo/reports"
INSIDE = r"(?:(?!```).)*"
BLOCK = re.compile(
    rf"```console\n(?P<console>{INSIDE})```|```python\n(?P<python>{INSIDE})```\n\n```text\n{INSIDE}```", re.DOTALL
)
MAIN = "from onrecord.cli import main; main()"


def renewed(text: str) -> str:
    """The README with the output of every block as it is now."""
    with TemporaryDirectory() as folder, demo.reports() as reports:
        shutil.copytree(reports, Path(folder, REPORTS))
        return BLOCK.sub(lambda match: run_block(match, folder), text)


def run_block(match: re.Match[str], folder: str) -> str:
    """One block with its output as it is now."""
    if match["python"] is not None:
        return f"```python\n{match['python']}```\n\n```text\n{run(['-c', match['python']], folder)}```"
    lines = [line for line in match["console"].splitlines() if line.startswith("$ ")]
    shown = "\n".join(f"{line}\n{run(arguments(line), folder)}" for line in lines)
    return f"```console\n{shown}```"


def arguments(line: str) -> Iterator[str]:
    """What Python is called with for a line `$ onrecord …`."""
    yield from ("-c", MAIN, *words_of(line))


def words_of(line: str) -> list[str]:
    """The arguments of onrecord in a line `$ onrecord …`; ValueError for another program."""
    program, *rest = shlex.split(line.removeprefix("$ "))
    if program != "onrecord":
        raise ValueError(f"a console block runs {program!r}; only onrecord is run again")
    return rest


def run(given: Iterable[str], folder: str) -> str:
    """What Python prints when called with these arguments; raises RuntimeError with its errors where it fails."""
    call = [sys.executable, "-X", "utf8", *given]
    done = subprocess.run(call, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise RuntimeError(f"{call[-1]} … failed: {done.stderr}")
    return done.stdout


if __name__ == "__main__":
    before = README.read_text(encoding="utf-8")
    after = renewed(before)
    if "--write" in sys.argv[1:]:
        README.write_text(after, encoding="utf-8")
    print("the README is as it was" if after == before else "the README has changed")
