"""Make the shipped model of a trained one: int8 ONNX, the tokenizer, and a file that says what the numbers mean.

usage: python training/model/export.py TRAINED OUT --base FOLDER

TRAINED is what `train.py` wrote. OUT gets reader.onnx, tokenizer.json and reader.json (labels, biases, hash).
"""

import argparse
import hashlib
import json
import shutil
import tempfile
from itertools import accumulate
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from train import ARC, HAPPENED, LONGEST, ONE_OF, PARTS, ROLES, TYPES, Reader


class Outputs(nn.Module):
    """The reader with its outputs named as the package reads them."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        token, role_from, role_to, part_from, part_to, happened = self.reader(ids, mask)
        return torch.cat([token, happened[..., : len(HAPPENED)]], dim=-1), torch.cat(
            [role_from, role_to, part_from, part_to], dim=-1
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trained", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--base", required=True)
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    reader = Reader(chosen.base)
    reader.load_state_dict(torch.load(chosen.trained / "model.pt")["state"])
    reader.eval()
    ids = torch.ones(2, 16, dtype=torch.long)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            Outputs(reader), (ids, torch.ones_like(ids)), whole, dynamo=False, opset_version=17,
            input_names=["ids", "mask"], output_names=["token", "arcs"],
            dynamic_axes={name: {0: "rows", 1: "pieces"} for name in ("ids", "mask", "token", "arcs")},
        )  # fmt: skip
        quantize_dynamic(whole, chosen.out / "reader.onnx", weight_type=QuantType.QInt8, per_channel=True)
    shutil.copy(Path(chosen.base) / "tokenizer.json", chosen.out / "tokenizer.json")
    weights = (chosen.out / "reader.onnx").read_bytes()
    names = ("trigger", "types", *ONE_OF, "cue", "happened")
    ends = list(accumulate([*reader.widths, len(HAPPENED)]))
    described = {
        "sha256": hashlib.sha256(weights).hexdigest(),
        "longest": LONGEST,
        "arc": ARC,
        "columns": {name: list(ends) for name, *ends in zip(names, [0, *ends], ends, strict=False)},
        "types": TYPES,
        "one_of": {name: list(values) for name, values in ONE_OF.items()},
        "happened": HAPPENED,
        "roles": ROLES,
        "parts": PARTS,
        "role_bias": reader.bias[0].tolist(),
        "part_bias": reader.bias[1].tolist(),
    }
    (chosen.out / "reader.json").write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")
    print(f"{len(weights) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
