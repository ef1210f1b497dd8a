"""The whole run: python -m tests.concurrency [--minutes 5] [--server | --ledger postgresql://…]

Four writers and eight readers at one ledger: a new file, or a new schema of a server's database (`--server` starts a
server for it, `--ledger` names one).
"""

import argparse
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from tests import server
from tests.concurrency.crowd import crowd, same_as_one_writer, told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--server", action="store_true", help="on PostgreSQL, on a server that is started for it")
    parser.add_argument("--ledger", help="the address of a database, in which a schema is made and dropped")
    args = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        where = str(folder / "story.db")
        if args.server or args.ledger:
            url = args.ledger or stack.enter_context(server.server())
            name = f"onrecord_crowd_{time.time_ns()}"
            where = server.in_schema(url, name)
            stack.callback(server.drop, url, name)
        found = crowd(where, 60 * args.minutes, least=4)
        told(found, same_as_one_writer(where, found, folder / "alone.db"))


if __name__ == "__main__":
    main()
