#!/usr/bin/env python3
"""A checkpoint to what the package ships: int8 ONNX weights, tokenizer, labels and transitions.

python export.py OUT_DIR/epoch2.pt BASE_MODEL_DIR ../src/onrecord/read/model
"""

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn
from transformers import AutoTokenizer

from network import LINK_SIZE, Encoder, narrow
from onrecord.read.words import SHAPES
from prepare import ATTRIBUTION, NAMES, TAGS

INPUTS = ["pieces", "shapes", "firsts"]
OUTPUTS = ["attribution", "name", "tag", "link"]
HEADS = [[name] for name in OUTPUTS]
"""First parts of the names of the nodes that stay in full precision."""


class RowScaled(nn.Module):
    """An embedding table in int8 with one scale a row."""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        self.register_buffer("scale", table.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127)
        self.register_buffer("rows", (table / self.scale).round().to(torch.int8))

    def forward(self, pieces: Tensor) -> Tensor:
        return self.rows[pieces].float() * self.scale[pieces]


class Slim(nn.Module):
    """The trained encoder laid out for one paragraph a run: no batch, no mask, one product for query, key and value.

    In the last layer only the words' first pieces ask, since only they are read. Same scores as `Encoder`.
    """

    def __init__(self, model: Encoder) -> None:
        super().__init__()
        embeddings, config = model.bert.embeddings, model.bert.config
        self.heads, self.size = config.num_attention_heads, config.hidden_size
        self.words = RowScaled(embeddings.word_embeddings.weight.data)
        kind = embeddings.token_type_embeddings.weight.data[0]
        self.position = nn.Parameter(embeddings.position_embeddings.weight.data + kind)
        self.shape, self.norm = model.shape, embeddings.LayerNorm
        self.layers = model.bert.encoder.layer
        self.ask, self.tell = nn.ModuleList(), nn.ModuleList()
        for layer in self.layers:
            attention = layer.attention.self
            self.ask.append(joined([attention.query], (self.size // self.heads) ** -0.5))
            self.tell.append(joined([attention.key, attention.value]))
        self.all = nn.ModuleList(joined([ask, tell]) for ask, tell in zip(self.ask[:-1], self.tell[:-1], strict=True))
        self.attribution, self.name, self.tag, self.link = model.attribution, model.name, model.tag, model.link

    def split(self, rows: Tensor, parts: int) -> tuple[Tensor, ...]:
        """[N, parts x size] as that many [heads, N, size / heads]."""
        heads = rows.view(-1, parts * self.heads, self.size // self.heads).transpose(0, 1)
        return tuple(heads[at : at + self.heads] for at in range(0, parts * self.heads, self.heads))

    def forward(self, pieces: Tensor, shapes: Tensor, firsts: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """`pieces`, `shapes` [T]; `firsts` [W], the position of each word's first piece; scores [W, ...]."""
        rows = self.norm(self.words(pieces) + self.shape(shapes) + self.position[: pieces.shape[0]])
        for at, layer in enumerate(self.layers):
            if at < len(self.layers) - 1:
                query, key, value = self.split(self.all[at](rows), 3)
            else:
                key, value = self.split(self.tell[at](rows), 2)
                rows = rows[firsts]
                (query,) = self.split(self.ask[at](rows), 1)
            seen = torch.softmax(query @ key.transpose(1, 2), -1) @ value
            attended = layer.attention.output.dense(seen.transpose(0, 1).reshape(-1, self.size))
            rows = layer.attention.output.LayerNorm(attended + rows)
            widened = nn.functional.gelu(layer.intermediate.dense(rows))
            rows = layer.output.LayerNorm(layer.output.dense(widened) + rows)
        return self.attribution(rows), self.name(rows), self.tag(rows), self.link(rows)


def joined(parts: list[nn.Linear], scale: float = 1.0) -> nn.Linear:
    """Linear maps of one input side by side as one, times `scale`."""
    weight = torch.cat([part.weight.data for part in parts]) * scale
    made = nn.Linear(weight.shape[1], weight.shape[0])
    made.weight.data, made.bias.data = weight, torch.cat([part.bias.data for part in parts]) * scale
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("base")
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    model = Encoder(args.base, attention="eager")
    weights = torch.load(args.checkpoint)
    narrow(model, len(weights["bert.encoder.layer.0.intermediate.dense.bias"]))
    model.load_state_dict(weights)
    inputs = (torch.ones(9, dtype=torch.long), torch.ones(9, dtype=torch.long), torch.ones(7, dtype=torch.long))
    axes = {"pieces": {0: "pieces"}, "shapes": {0: "pieces"}} | {name: {0: "words"} for name in ["firsts", *OUTPUTS]}
    with tempfile.TemporaryDirectory() as folder:
        plain, ready = Path(folder, "plain.onnx"), Path(folder, "ready.onnx")
        torch.onnx.export(
            Slim(model).eval(),
            inputs,
            str(plain),
            input_names=INPUTS,
            output_names=OUTPUTS,
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        heads = [node.name for node in onnx.load(str(ready)).graph.node if node.name.split("/")[1:2] in HEADS]
        quantize_dynamic(
            str(ready),
            str(args.out / "encoder.onnx"),
            op_types_to_quantize=["MatMul", "Gemm"],
            nodes_to_exclude=heads,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            extra_options={"MatMulConstBOnly": True},
        )
    AutoTokenizer.from_pretrained(args.base).save_pretrained(folder)
    shutil.copy(Path(folder, "tokenizer.json"), args.out / "tokenizer.json")
    crf: nn.Module = model.crf
    rounded = lambda values: [round(v, 4) for v in values.tolist()]  # noqa: E731
    meta = {
        "attribution": ATTRIBUTION,
        "name": NAMES,
        "tag": TAGS,
        "shapes": SHAPES,
        "link_size": LINK_SIZE,
        "longest": 512,
        "crf": {"start": rounded(crf.start), "end": rounded(crf.end), "moves": [rounded(row) for row in crf.moves]},
    }
    files = [args.out / name for name in ("encoder.onnx", "tokenizer.json")]
    meta["sha256"] = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    (args.out / "encoder.json").write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
