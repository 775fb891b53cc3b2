"""Teach the model to compare mentions: whether words of two claims of one report tell of one happening.

usage: python training/model/mentions.py MODEL --readings FOLDER [--seed N]

MODEL is the folder that `export.py` wrote. Its encoder stays as it is. Of what its last layers make of the words that
tell a claim, and of the whole sentence, a linear map makes `WIDTH` numbers, so that the product of two claims' numbers
is how far they speak for one happening, in log-odds, beside the features that `training/linking.py` weighs. It learns
from the claims of reports of our own that lie in marked words, as `linking.py` does: those with split = "fit", and
those whose claims are annotated.

MODEL/reader.onnx gets the map as a further output, and MODEL/reader.json its name and the new hash. FOLDER (where
`linking.py` keeps what was read) gets mentions.npz: the numbers of each claim by a map that did not see its topic,
which `linking.py --mentions` weighs.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime import InferenceSession
from tokenizers import Tokenizer
from torch import Tensor, nn

sys.path[:0] = [str(Path(__file__).parents[1])]
from linking import FOLDS, Fitting, Reading, folds_of, read_marked, within  # noqa: E402

WIDTH = 32
SEEN = (192, 128)
"""Before the map is learnt, what the encoder makes of a trigger, and of a sentence, is brought down to its so many main
directions."""
EPOCHS, BATCH, RATE, DECAY, DROP = 5, 256, 5e-4, 0.05, 0.3
PENALTY = 2.0
"""Of the features beside which the map is learnt; what `linking.py` chooses for them."""

Numbers = NDArray[np.float32]


def add_seen(graph: Any) -> None:
    """Add to the exported graph what the map is laid on: of each chosen piece the last layers side by side, and their
    mean over its sentence."""
    normed = {name for node in graph.node if node.op_type == "LayerNormalization" for name in node.output}
    deep = next(node.output[0] for node in graph.node if node.op_type == "Concat" and set(node.input) <= normed)
    add_constants(graph, mention_last=np.array([2]), mention_pieces=np.array([1]), mention_row=np.array(0))
    graph.node.extend([
        helper.make_node("Cast", ["mask"], ["mention_mask"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["mention_mask", "mention_last"], ["mention_masks"]),
        helper.make_node("Mul", [deep, "mention_masks"], ["mention_masked"]),
        helper.make_node("ReduceSum", ["mention_masked", "mention_pieces"], ["mention_sum"], keepdims=0),
        helper.make_node("ReduceSum", ["mention_mask", "mention_pieces"], ["mention_length"], keepdims=1),
        helper.make_node("Div", ["mention_sum", "mention_length"], ["mention_mean"]),
        helper.make_node("Gather", ["chosen", "mention_row"], ["mention_rows"], axis=1),
        helper.make_node("Gather", ["mention_mean", "mention_rows"], ["mention_sentence"], axis=0),
        helper.make_node("GatherND", [deep, "chosen"], ["mention_trigger"]),
        helper.make_node("Concat", ["mention_trigger", "mention_sentence"], ["seen"], axis=1),
    ])  # fmt: skip


def add_map(graph: Any, weights: Numbers, bias: Numbers) -> None:
    """Add the map, and what it gives as an output."""
    add_constants(graph, mention_weights=weights, mention_bias=bias)
    graph.node.extend([
        helper.make_node("MatMul", ["seen", "mention_weights"], ["mention_product"]),
        helper.make_node("Add", ["mention_product", "mention_bias"], ["mention"]),
    ])  # fmt: skip
    graph.output.append(helper.make_tensor_value_info("mention", TensorProto.FLOAT, ["chosen", WIDTH]))


def add_constants(graph: Any, **values: NDArray[Any]) -> None:
    graph.initializer.extend(numpy_helper.from_array(value, name) for name, value in values.items())


def seen_of(model: Any, folder: Path, readings: Sequence[Reading]) -> tuple[dict[str, int], Numbers]:
    """What the encoder makes of each claim: the rows of a table by the claims' ids, and the table."""
    model.graph.output.append(helper.make_tensor_value_info("seen", TensorProto.FLOAT, None))
    session = InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    model.graph.output.pop()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(json.loads((folder / "reader.json").read_text())["longest"])
    words: dict[str, list[tuple[str, int]]] = {}
    for reading in readings:
        for claim in reading.claims:
            start, end = claim.sentence.start, claim.sentence.end
            if start <= claim.event.trigger.start < end:
                words.setdefault(reading.report.text[start:end], []).append(
                    (claim.id, claim.event.trigger.start - start)
                )
    rows: dict[str, int] = {}
    table: list[Numbers] = []
    for text, asked in words.items():
        coded = tokenizer.encode(text)
        begins = {at: coded.char_to_token(at) for _, at in asked}
        ids = np.array([coded.ids], np.int64)
        of_asked = np.zeros_like(ids)
        of_asked[0, [piece for piece in begins.values() if piece is not None]] = 1
        chosen, seen = session.run(["chosen", "seen"], {"ids": ids, "mask": np.ones_like(ids), "asked": of_asked})
        place = {piece: at for at, piece in enumerate(chosen[:, 1].tolist())}
        for claim_id, at in asked:
            if (piece := begins[at]) is not None:
                rows[claim_id] = len(table)
                table.append(seen[place[piece]].astype(np.float16))
    return rows, np.stack(table)


def directions_of(table: Numbers) -> tuple[Numbers, Numbers]:
    """The middle of all claims, and a map on the main directions of the trigger's part of the table and the sentence's,
    the strongest ones held back a little."""
    middle = table.mean(axis=0, dtype=np.float64).astype(np.float32)
    half = table.shape[1] // 2
    maps = np.zeros((table.shape[1], sum(SEEN)), np.float32)
    column = 0
    for part, count in zip((slice(0, half), slice(half, None)), SEEN, strict=True):
        centred = table[:, part].astype(np.float32) - middle[part]
        sizes, vectors = np.linalg.eigh(centred.T @ centred / len(centred))
        sizes, vectors = sizes[::-1][:count], vectors[:, ::-1][:, :count]
        maps[part, column : column + count] = vectors * (sizes * sizes[0]) ** -0.25
        column += count
    return middle, maps


def learn(x: Tensor, pairs: Tensor, odds: Tensor, wanted: Tensor, sizes: Tensor, seed: int) -> nn.Linear:
    """The map by which the products of pairs, added to the log-odds that they have without, say best which are one."""
    torch.manual_seed(seed)
    to, bias, drop = nn.Linear(x.shape[1], WIDTH), nn.Parameter(torch.zeros(1)), nn.Dropout(DROP)
    groups = [{"params": to.parameters(), "weight_decay": DECAY}, {"params": [bias], "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=RATE)
    for _ in range(EPOCHS):
        for some in torch.randperm(len(pairs)).split(BATCH):
            one, other = to(drop(x[pairs[some, 0]])), to(drop(x[pairs[some, 1]]))
            said = odds[some] + (one * other).sum(-1) / WIDTH**0.5 + bias
            lost = nn.functional.binary_cross_entropy_with_logits(said, wanted[some], sizes[some], reduction="sum")
            optimizer.zero_grad()
            (lost / sizes[some].sum()).backward()
            optimizer.step()
    return to


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--readings", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    readings = [each for each in read_marked(given.readings)["model"] if each.marked.split in ("fit", None)]
    folds = folds_of(readings)
    described = json.loads((given.model / "reader.json").read_text(encoding="utf-8"))
    if "mention" in described:
        raise SystemExit("This model compares mentions already: export it anew.")
    model = onnx.load(given.model / "reader.onnx")
    add_seen(model.graph)
    rows, table = seen_of(model, given.model, readings)
    examples = [each for each in within(readings) if each.pair[0] in rows and each.pair[1] in rows]
    fitting = Fitting(examples, folds)
    unseen = fitting.unseen(PENALTY)
    print(f"{len(table)} claims, {len(examples)} pairs; log loss without the model {fitting.loss(unseen):.4f}")

    middle, directions = directions_of(table)
    x = torch.from_numpy((table.astype(np.float32) - middle) @ directions)
    pairs = torch.tensor([[rows[a], rows[b]] for a, b in (each.pair for each in examples)])
    odds, wanted, sizes = (torch.from_numpy(each).float() for each in (unseen, fitting.y, fitting.sizes))
    of_pair, of_claim = fitting.of[:, 0], np.full(len(table), -1)
    for reading in readings:
        of_claim[[rows[claim.id] for claim in reading.claims if claim.id in rows]] = folds[reading.marked.topic]
    read = np.zeros((len(table), WIDTH), np.float32)
    for fold in range(FOLDS):
        others = torch.from_numpy(np.flatnonzero(of_pair != fold))
        to = learn(x, pairs[others], odds[others], wanted[others], sizes[others], given.seed)
        with torch.no_grad():
            read[of_claim == fold] = to(x[of_claim == fold]).numpy() / WIDTH**0.25
        print(f"  fold {fold} of {FOLDS}", flush=True)
    products = (read[pairs[:, 0].numpy()] * read[pairs[:, 1].numpy()]).sum(axis=1)
    print(f"log loss with it, on topics that it has not seen: {fitting.loss(unseen + products):.4f}")
    ids = sorted(rows, key=lambda claim_id: rows[claim_id])
    np.savez(given.readings / "mentions.npz", ids=np.array(ids), read=read)

    to = learn(x, pairs, odds, wanted, sizes, given.seed)
    weights = directions @ to.weight.detach().numpy().T / WIDTH**0.25
    bias = to.bias.detach().numpy() / WIDTH**0.25 - middle @ weights
    add_map(model.graph, weights.astype(np.float32), bias.astype(np.float32))
    onnx.checker.check_model(model)
    onnx.save(model, given.model / "reader.onnx")
    described["sha256"] = hashlib.sha256((given.model / "reader.onnx").read_bytes()).hexdigest()
    described["mention"] = WIDTH
    (given.model / "reader.json").write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
