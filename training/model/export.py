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

LEAST = {"trigger": 0.02, "cue": 0.1}
"""What is less likely than that to begin a trigger, or a cue, is not looked at further."""
OUTPUTS = ["token", "to", "chosen", "sub_event", "happened", "role_from", "part_from"]


class Outputs(nn.Module):
    """The reader with its outputs as the package reads them: the larger heads look only at pieces that may tell
    something, and at those that are asked for."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, mask: Tensor, asked: Tensor) -> tuple[Tensor, ...]:
        states, deep = self.reader.states(ids, mask)
        token = self.reader.token(states)
        begins = (token[..., 0].sigmoid() > LEAST["trigger"]) | (token[..., -3:].softmax(-1)[..., 1] > LEAST["cue"])
        chosen = torch.nonzero((begins & (mask > 0)) | (asked > 0))
        state, depths = states[chosen[:, 0], chosen[:, 1]], deep[chosen[:, 0], chosen[:, 1]]
        return (
            token,
            torch.cat([self.reader.role_to(states), self.reader.part_to(states)], dim=-1),
            chosen,
            self.reader.sub_event(depths),
            self.reader.happened(depths)[:, : len(HAPPENED)],
            self.reader.role_from(state),
            self.reader.part_from(state),
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
    each, some = {0: "rows", 1: "pieces"}, {0: "chosen"}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            Outputs(reader), (ids, torch.ones_like(ids), torch.ones_like(ids)), whole, dynamo=False, opset_version=17,
            input_names=["ids", "mask", "asked"], output_names=OUTPUTS,
            dynamic_axes={"ids": each, "mask": each, "asked": each}
            | {name: each if name in ("token", "to") else some for name in OUTPUTS},
        )  # fmt: skip
        quantize_dynamic(whole, chosen.out / "reader.onnx", weight_type=QuantType.QInt8, per_channel=True)
    shutil.copy(Path(chosen.base) / "tokenizer.json", chosen.out / "tokenizer.json")
    weights = (chosen.out / "reader.onnx").read_bytes()
    widths = dict(zip(("trigger", "types", *ONE_OF, "cue"), reader.widths, strict=True))
    del widths["sub_event"]
    ends = list(accumulate(widths.values()))
    described = {
        "sha256": hashlib.sha256(weights).hexdigest(),
        "longest": LONGEST,
        "least": LEAST,
        "arc": ARC,
        "columns": {name: [end - widths[name], end] for name, end in zip(widths, ends, strict=True)},
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
