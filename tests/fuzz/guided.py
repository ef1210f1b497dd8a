"""Fuzzing led by coverage, with atheris (`pip install atheris`): inputs that reach new code are changed further.

It begins with inputs of the seeded generator, so that pages and feeds are well-formed before they are spoiled. The
first byte of an input says what kind of file the others are. `python -m tests.fuzz --atheris` starts it: atheris ends
the process in which it runs.
"""

import sys
import traceback
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["onrecord"]):
    from onrecord.read.encoder import Encoder
    from tests.fuzz.checks import CASES, keep, went_through
    from tests.fuzz.inputs import Made, Maker

NAMES = ("input.txt", "input.html", "input.xml", "input")
STARTS = 300
"""Inputs of the generator to begin with."""
LONGEST = 20_000
"""Bytes of an input at most."""


def fuzz(folder: Path, inputs: int, seed: int) -> None:
    """Try so many inputs; leaves the program, with a status other than 0 at the first that goes wrong."""
    encoder = Encoder(threads=1)
    corpus, work = folder / "corpus", folder / "work"
    corpus.mkdir()
    work.mkdir()
    maker = Maker(seed)
    starts = [(f"input{case.suffix}", case.read_bytes()) for case in sorted(CASES.glob("*-input*"))]
    starts += [(made.name, made.data) for made in (maker.made() for _ in range(STARTS))]
    for number, (name, data) in enumerate(starts):
        (corpus / f"{number}").write_bytes(bytes([NAMES.index(name)]) + data)

    def once(data: bytes) -> None:
        if not data:
            return
        made = Made("guided", NAMES[data[0] % len(NAMES)], data[1:])
        try:
            went_through(made, work, encoder)
        except Exception:
            print(f"\nkept as {keep(made)}:\n{traceback.format_exc(limit=-4)}", flush=True)
            raise

    options = [f"-runs={inputs}", f"-seed={seed}", f"-max_len={LONGEST}", "-timeout=120", "-rss_limit_mb=0"]
    atheris.Setup([sys.argv[0], *options, f"-artifact_prefix={work}/", str(corpus)], once)
    atheris.Fuzz()


if __name__ == "__main__":
    fuzz(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
