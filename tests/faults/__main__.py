"""The whole run: python -m tests.faults [--kills 100] [--seed 1] [--server | --ledger postgresql://…]

The ledgers are files, or schemas of a server's database (`--server` starts a server for it, `--ledger` names one).
"""

import argparse
import tempfile
import time
from contextlib import ExitStack, closing
from pathlib import Path

from tests import server
from tests.faults.kills import Files, Ledgers, Schemas, killed, write_pile


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--server", action="store_true", help="on PostgreSQL, on a server that is started for it")
    parser.add_argument("--ledger", help="the address of a database, in which schemas are made and dropped")
    args = parser.parse_args()
    begun = time.monotonic()
    with ExitStack() as stack:
        work = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder = write_pile(work / "reports")
        ledgers: Ledgers = Files(work)
        if args.server or args.ledger:
            ledgers = stack.enter_context(closing(Schemas(args.ledger or stack.enter_context(server.server()))))
        among = 0
        for number, kill in enumerate(killed(folder, ledgers, work / "add.log", args.kills, args.seed), 1):
            among += kill.among_writes
            print(f"kill {number}: after {kill.after:.2f} s, {kill.reports} whole reports", flush=True)
    assert among, "no kill fell among writes: nothing was tried"
    print(
        f"{args.kills} kills with seed {args.seed}, {among} among writes: nothing lost, "
        f"in {time.monotonic() - begun:.0f} s"
    )


if __name__ == "__main__":
    main()
