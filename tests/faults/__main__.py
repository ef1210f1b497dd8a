"""The whole run: `python -m tests.faults --kills 100 --seed 1`."""

import argparse
import tempfile
import time
from pathlib import Path

from tests.faults.kills import killed, write_pile

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as work:
        folder = write_pile(Path(work, "reports"))
        among = 0
        for number, kill in enumerate(killed(folder, Path(work), args.kills, args.seed), 1):
            among += kill.among_writes
            print(f"kill {number}: after {kill.after:.2f} s, {kill.reports} whole reports", flush=True)
    assert among, "no kill fell among writes: nothing was tried"
    print(
        f"{args.kills} kills with seed {args.seed}, {among} among writes: nothing lost, "
        f"in {time.monotonic() - begun:.0f} s"
    )
