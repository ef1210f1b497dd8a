"""The command line: one file a command; each parses, calls the library and renders."""

import sys


def main() -> None:
    """The console script `onrecord`."""
    from onrecord.cli.app import run

    sys.exit(run(sys.argv[1:]))
