#!/usr/bin/env python3
"""A teacher's labels for prepared words: label paths drawn from its CRF, for a smaller encoder to learn from.

    python teach.py train.pickle BASE_MODEL_DIR TEACHER.pt taught.pickle --layers 10

To learn from paths drawn from a teacher's distribution is, in the mean, to match the distribution itself
(sequence-level distillation, Kim and Rush 2016). Paragraphs of a corpus without attributions get paths as well; those
that are labelled to have none keep that label alone, since a teacher trained with `--quoted` sees too few of them.
"""

import argparse
import pickle
import time
from pathlib import Path

import torch
from transformers import AutoTokenizer

from network import Encoder
from train import Example, padded

DRAWN = 4
"""Paths a paragraph."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("base")
    parser.add_argument("teacher", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--layers", type=int)
    parser.add_argument("--batch", type=int, default=24)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    tokenizer = AutoTokenizer.from_pretrained(args.base)
    model = Encoder(args.base, layers=args.layers)
    model.load_state_dict(torch.load(args.teacher))
    model.eval()
    rows = [row for row in pickle.loads(args.data.read_bytes()) if len(row["words"]) > 3]
    untaught = [row for row in rows if row["attribution"] is not None and not any(row["attribution"])]
    rows = [row for row in rows if row["attribution"] is None or any(row["attribution"])]
    rows.sort(key=lambda row: len(row["words"]))
    begun = time.time()
    with torch.no_grad():
        for at in range(0, len(rows), args.batch):
            batch = rows[at : at + args.batch]
            examples = [Example(row, tokenizer) for row in batch]
            pieces = padded([e.pieces for e in examples])
            mask = padded([[1] * len(e.pieces) for e in examples])
            with torch.autocast("cpu", torch.bfloat16):
                scores, *_ = model(
                    pieces, mask, padded([e.shapes for e in examples]), padded([e.firsts for e in examples])
                )
            lengths = torch.tensor([len(e.firsts) for e in examples])
            drawn = model.crf.sample(scores.float(), lengths, DRAWN).tolist()
            for row, example, paths in zip(batch, examples, drawn, strict=True):
                missing = len(row["words"]) - len(example.firsts)
                row["taught"] = [path[: len(example.firsts)] + [0] * missing for path in paths]
            if at // args.batch % 50 == 0:
                print(f"{at}/{len(rows)} paragraphs {time.time() - begun:.0f} s", flush=True)
    args.out.write_bytes(pickle.dumps(rows + untaught))


if __name__ == "__main__":
    main()
