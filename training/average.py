#!/usr/bin/env python3
"""The mean of the weights of checkpoints that began from the same weights (a "model soup", Wortsman et al. 2022).

python average.py run_places/epoch2.pt run_all/epoch2.pt mean.pt
"""

import argparse
from pathlib import Path

import torch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoints", type=Path, nargs="+", help="two or more checkpoints")
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    states = [torch.load(path) for path in args.checkpoints]
    mean = {
        name: torch.stack([state[name] for state in states]).mean(0) if value.is_floating_point() else value
        for name, value in states[0].items()
    }
    torch.save(mean, args.out)


if __name__ == "__main__":
    main()
