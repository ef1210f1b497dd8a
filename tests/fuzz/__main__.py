"""The whole run: `python -m tests.fuzz --inputs 100000 --seed 1`. Inputs that go wrong are kept in tests/fuzz/cases."""

import argparse
import hashlib
import tempfile
import time
import traceback
from pathlib import Path

from onrecord.read.encoder import Encoder
from tests.fuzz.checks import went_through
from tests.fuzz.inputs import Maker

CASES = Path(__file__).parent / "cases"

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    maker, encoder = Maker(args.seed), Encoder(threads=1)
    reports = refused = wrong = 0
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(1, args.inputs + 1):
            made = maker.made()
            try:
                got, not_got = went_through(made, Path(folder), encoder)
            except Exception:
                wrong += 1
                kept = CASES / f"{hashlib.sha256(made.data).hexdigest()[:12]}-{made.name}"
                kept.write_bytes(made.data)
                print(f"\ninput {number}, kept as {kept.name}:\n{traceback.format_exc(limit=-4)}", flush=True)
            else:
                reports, refused = reports + got, refused + not_got
            if number % 100 == 0:
                print(
                    f"\r{number:,} inputs, {reports:,} reports, {refused:,} refused, {wrong} wrong", end="", flush=True
                )
    print(f"\n{args.inputs:,} inputs with seed {args.seed} in {time.monotonic() - begun:.0f} s: {wrong} went wrong")
    raise SystemExit(wrong > 0)
