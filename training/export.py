#!/usr/bin/env python3
"""A checkpoint to what the package ships: int8 ONNX weights, tokenizer, labels and transitions.

python export.py OUT_DIR/epoch2.pt BASE_MODEL_DIR ../src/onrecord/read/model
"""

import argparse
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

from network import LINK_SIZE, Encoder
from onrecord.read.words import SHAPES
from prepare import ATTRIBUTION, NAMES, TAGS

INPUTS = ["pieces", "mask", "shapes", "firsts"]
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("base")
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    model = Encoder(args.base, attention="eager")
    model.load_state_dict(torch.load(args.checkpoint))
    model.bert.embeddings.word_embeddings = RowScaled(model.bert.embeddings.word_embeddings.weight.data)
    model.eval()
    inputs = (
        torch.ones(2, 9, dtype=torch.long),
        torch.ones(2, 9, dtype=torch.long),
        torch.ones(2, 9, dtype=torch.long),
        torch.ones(2, 7, dtype=torch.long),
    )
    pieces = {0: "batch", 1: "pieces"}
    axes = dict.fromkeys(INPUTS[:3], pieces) | {name: {0: "batch", 1: "words"} for name in ["firsts", *OUTPUTS]}
    with tempfile.TemporaryDirectory() as folder:
        plain, ready = Path(folder, "plain.onnx"), Path(folder, "ready.onnx")
        torch.onnx.export(
            model,
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
            op_types_to_quantize=["MatMul"],
            nodes_to_exclude=heads,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
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
    (args.out / "encoder.json").write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
