#!/usr/bin/env python3
"""Train the encoder on prepared words; a checkpoint an epoch, with its exponential moving average.

    python train.py train.pickle BASE_MODEL_DIR OUT_DIR --epochs 4

`BASE_MODEL_DIR` holds a BERT-shaped model with its tokenizer (MiniLM-L6). bfloat16 matrix products on the CPU.
"""

import argparse
import pickle
import random
import time
from pathlib import Path
from typing import Any

import torch
from torch import nn
from transformers import AutoTokenizer

from network import Encoder, link_loss, narrow
from onrecord.read.words import shape
from vary import pool, vary

LONGEST = 320
"""Word pieces of a training example; longer paragraphs are cut there."""

GOLD = 0.3
"""Weight of the corpus's own labels where a teacher's are at hand."""


class Example:
    """One paragraph, in pieces."""

    def __init__(self, row: dict[str, Any], tokenizer: Any) -> None:
        encoded = tokenizer(row["words"], is_split_into_words=True, truncation=True, max_length=LONGEST)
        owners = encoded.word_ids()
        self.pieces: list[int] = encoded["input_ids"]
        shapes = [shape(word, attached) for word, attached in zip(row["words"], row["attached"], strict=True)]
        self.shapes = [0 if owner is None else shapes[owner] for owner in owners]
        self.firsts = [at for at, owner in enumerate(owners) if owner is not None and owner != owners[at - 1]]
        self.kept = [owners[at] for at in self.firsts]
        place = {word: at for at, word in enumerate(self.kept)}
        pick = lambda labels: [labels[word] for word in self.kept]  # noqa: E731
        self.attribution = pick(row["attribution"]) if row["attribution"] is not None else None
        self.taught = [pick(path) for path in row.get("taught", [])]
        self.name, self.tag = pick(row["name"]), pick(row["tag"])
        self.links = []
        for link in row["links"]:
            moved = {
                role: [(place[a], place[b - 1] + 1) for a, b in spans if a in place and b - 1 in place]
                for role, spans in link.items()
            }
            if moved["cue"]:
                self.links.append(moved)


def batches(examples: list[Example], size: int, rng: random.Random) -> list[list[Example]]:
    """Shuffled batches of like length."""
    order = list(examples)
    rng.shuffle(order)
    chunks = [sorted(order[i : i + size * 50], key=lambda e: len(e.pieces)) for i in range(0, len(order), size * 50)]
    found = [chunk[i : i + size] for chunk in chunks for i in range(0, len(chunk), size)]
    rng.shuffle(found)
    return found


def padded(rows: list[list[int]], fill: int = 0) -> torch.Tensor:
    width = max(map(len, rows))
    return torch.tensor([row + [fill] * (width - len(row)) for row in rows])


def paths_of(example: Example, width: int, most: int) -> tuple[torch.Tensor, torch.Tensor]:
    """The label paths to learn, [1 + most, width], and their weights: the gold one `GOLD`, a teacher's the rest."""
    paths = [example.attribution or example.taught[0], *example.taught]
    gold = (GOLD if example.attribution is not None else 0.0) if example.taught else 1.0
    weights = [gold] + [(1 - gold) / len(example.taught) for _ in example.taught]
    missing = 1 + most - len(paths)
    paths, weights = paths + paths[:1] * missing, weights + [0.0] * missing
    return torch.tensor([path + [0] * (width - len(path)) for path in paths]), torch.tensor(weights)


def loss_of(model: Encoder, batch: list[Example]) -> torch.Tensor:
    pieces = padded([e.pieces for e in batch])
    mask = padded([[1] * len(e.pieces) for e in batch])
    with torch.autocast("cpu", torch.bfloat16):
        scores, names, tags, links = model(
            pieces, mask, padded([e.shapes for e in batch]), padded([e.firsts for e in batch])
        )
    names, tags, links = names.float(), tags.float(), links.float()
    loss = 0.5 * nn.functional.cross_entropy(
        names.transpose(1, 2), padded([e.name for e in batch], -100), ignore_index=-100
    )
    loss = loss + 0.2 * nn.functional.cross_entropy(
        tags.transpose(1, 2), padded([e.tag for e in batch], -100), ignore_index=-100
    )
    quoted = [i for i, e in enumerate(batch) if e.attribution is not None or e.taught]
    if quoted:
        lengths = torch.tensor([len(batch[i].firsts) for i in quoted])
        most = max(len(batch[i].taught) for i in quoted)
        paths, weights = zip(*(paths_of(batch[i], int(lengths.max()), most) for i in quoted), strict=True)
        chosen = scores.float()[quoted][:, : int(lengths.max())]
        loss = loss + model.crf.loss(chosen, torch.stack(paths), torch.stack(weights), lengths)
    linked = [link_loss(links[i], e.links) for i, e in enumerate(batch) if e.links]
    if linked:
        loss = loss + 0.1 * torch.stack([part for part, _ in linked]).sum() / max(1, sum(n for _, n in linked))
    return loss


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("base")
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--batch", type=int, default=24)
    parser.add_argument("--rate", type=float, default=1.2e-4)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rename", nargs="*", default=["person", "place"], help="kinds of names to exchange at random")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--start", type=Path, help="checkpoint whose weights to begin with")
    parser.add_argument("--narrow", type=int, help="keep only so many inner units of each layer")
    parser.add_argument("--layers", type=int, help="keep only so many of the base model's layers")
    parser.add_argument(
        "--quoted", action="store_true", help="attributions only: every paragraph that has some, half of the others"
    )
    return parser.parse_args()


def main() -> None:
    args = options()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    rng = random.Random(args.seed)
    tokenizer = AutoTokenizer.from_pretrained(args.base)
    rows = [row for row in pickle.loads(args.data.read_bytes()) if len(row["words"]) > 3]
    if args.quoted:
        rows = [r for r in rows if r["attribution"] and (any(r["attribution"]) or rng.random() < 0.5)]
    names = pool(frozenset(args.rename))
    print(len(rows), "paragraphs", sum(len(row["words"]) for row in rows), "words", flush=True)
    model = Encoder(args.base, layers=args.layers)
    if args.start:
        weights = torch.load(args.start)
        narrow(model, len(weights["bert.encoder.layer.0.intermediate.dense.bias"]))
        model.load_state_dict(weights)
    if args.narrow:
        narrow(model, args.narrow)
    fresh = [p for n, p in model.named_parameters() if not n.startswith("bert.")]
    optimizer = torch.optim.AdamW(
        [{"params": model.bert.parameters(), "peak": args.rate}, {"params": fresh, "peak": 10 * args.rate}],
        weight_decay=0.01,
    )
    average = {name: value.detach().clone() for name, value in model.state_dict().items()}
    steps = args.epochs * (len(rows) // args.batch + 50)
    step, begun = 0, time.time()
    args.out.mkdir(parents=True, exist_ok=True)
    for epoch in range(args.epochs):
        model.train()
        total = 0.0
        examples = [Example(vary(row, names, rng), tokenizer) for row in rows]
        for at, batch in enumerate(batches(examples, args.batch, rng), 1):
            step += 1
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * min(step / 200, max(0.02, 1 - step / steps))
            loss = loss_of(model, batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            total += loss.item()
            if step % 10 == 0:
                keep = min(0.998, step / (step + 100))
                with torch.no_grad():
                    for name, value in model.state_dict().items():
                        if value.is_floating_point():
                            average[name].lerp_(value, 1 - keep**10)
                        else:
                            average[name].copy_(value)
            if step % 100 == 0:
                print(
                    f"epoch {epoch} step {step}/{steps} loss {total / at:.4f} {time.time() - begun:.0f} s", flush=True
                )
        torch.save(average, args.out / f"epoch{epoch}.pt")
    tokenizer.save_pretrained(args.out)


if __name__ == "__main__":
    main()
