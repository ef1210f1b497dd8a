"""The whole run: `python -m tests.fuzz --inputs 100000 --seed 1`. Inputs that go wrong are kept in tests/fuzz/cases.

With `--atheris` the inputs are led by coverage, and the run ends at the first that goes wrong.
"""

import argparse
import subprocess
import sys
import tempfile
import time
import traceback
from importlib.util import find_spec
from pathlib import Path


def generated(inputs: int, seed: int) -> int:
    """Try so many inputs of the seeded generator; how many went wrong."""
    from onrecord.read.encoder import Encoder
    from tests.fuzz.checks import keep, went_through
    from tests.fuzz.inputs import Maker

    maker, encoder = Maker(seed), Encoder(threads=1)
    reports = refused = wrong = 0
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(1, inputs + 1):
            made = maker.made()
            try:
                got, not_got = went_through(made, Path(folder), encoder)
            except Exception:
                wrong += 1
                print(f"\ninput {number}, kept as {keep(made)}:\n{traceback.format_exc(limit=-4)}", flush=True)
            else:
                reports, refused = reports + got, refused + not_got
            if number % 100 == 0:
                print(
                    f"\r{number:,} inputs, {reports:,} reports, {refused:,} refused, {wrong} wrong", end="", flush=True
                )
    print(f"\n{inputs:,} inputs with seed {seed} in {time.monotonic() - begun:.0f} s: {wrong} went wrong")
    return wrong


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--atheris", action="store_true", help="let coverage lead (pip install atheris)")
    args = parser.parse_args()
    if args.atheris:
        if find_spec("atheris") is None:
            parser.error("--atheris needs atheris; install it with: pip install atheris")
        with tempfile.TemporaryDirectory() as folder:
            words = ["-m", "tests.fuzz.guided", folder, str(args.inputs), str(args.seed)]
            ended = subprocess.run([sys.executable, *words], check=False).returncode
        raise SystemExit(ended != 0)
    raise SystemExit(generated(args.inputs, args.seed) > 0)
