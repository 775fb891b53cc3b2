"""Set the weights by which a passage speaks for ACLED's sub-events: softmax regressions over its words and its states.

usage: python training/model/passages.py MODEL OUT [--unseen FILE]

MODEL is the folder that `export.py` and `mentions.py` wrote. Its encoder stays as it is. Learns on `training/notes`:
over hashed words (`standoff.events.passages`), weighed by how rare they are, and over the mean of what the encoder's
last layers make of each sentence. Prints for each file what both make of it when they have learnt on the others: the
share of labels right, and F1 weighted by how often each sub-event is there. Then learns on all.

Writes passages.npz and passages.json to OUT (src/standoff/model/weights for what ships), and adds the second sum to
MODEL/reader.onnx as a further output, with its name and the new hash in MODEL/reader.json.
"""

import argparse
import hashlib
import io
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import spacy
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime import InferenceSession
from tokenizers import Tokenizer
from torch import Tensor

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "notes"), str(HERE.parent / "sentences")]
from check import SUB_EVENTS  # noqa: E402
from notes import read_notes  # noqa: E402

from standoff.events.passages import BUCKETS, buckets_of, weight_of  # noqa: E402

NAMES = ("", *SUB_EVENTS)
PENALTY_OF_WORDS, PENALTY_OF_STATES = 0.0002, 0.02
"""How much the squares of the weights count, of a note's loss, where what they are laid on is of like size."""
STEPS = 150
LARGEST = 127
SEEN = "mention_mean"
"""The tensor of the graph that holds the mean of the last layers over each sentence; `mentions.py` adds it."""

Numbers = NDArray[np.float32]


@dataclass
class Notes:
    """Notes as the two sums see them: of each the buckets, the encoder's mean, and the number of its name."""

    buckets: list[list[int]]
    states: Numbers
    names: NDArray[np.int64]


def notes_in(path: Path, session: InferenceSession, tokenizer: Tokenizer) -> Notes:
    cut = spacy.blank("en")
    ends = cut.add_pipe("sentencizer")
    told = read_notes(path)
    sentences = [[each.text for each in ends(cut.make_doc(note.text)).sents] for note in told]
    states = [np.mean([_state(sentence, session, tokenizer) for sentence in each], axis=0) for each in sentences]
    names = np.array([NAMES.index(note.sub_event) for note in told])
    return Notes([buckets_of(each) for each in sentences], np.stack(states), names)


def _state(sentence: str, session: InferenceSession, tokenizer: Tokenizer) -> Numbers:
    ids = np.array([tokenizer.encode(sentence).ids], np.int64)
    given = {"ids": ids, "mask": np.ones_like(ids), "asked": np.zeros_like(ids)}
    (state,) = session.run([SEEN], given)
    return np.asarray(state[0], np.float32)


def together(parts: Sequence[Notes]) -> Notes:
    return Notes(
        [each for part in parts for each in part.buckets],
        np.concatenate([part.states for part in parts]),
        np.concatenate([part.names for part in parts]),
    )


def softmax_regression(x: Tensor, names: NDArray[np.int64], penalty: float) -> tuple[Tensor, Tensor]:
    """The weights and the start of each name that make the names likeliest, the squares of the weights held down."""
    weights = torch.zeros(x.shape[1], len(NAMES), requires_grad=True)
    start = torch.zeros(len(NAMES), requires_grad=True)
    wanted = torch.from_numpy(names)
    steps = torch.optim.LBFGS([weights, start], max_iter=STEPS, line_search_fn="strong_wolfe", tolerance_grad=1e-6)

    def lost() -> Tensor:
        steps.zero_grad()
        loss = torch.nn.functional.cross_entropy(x @ weights + start, wanted) + penalty * (weights**2).sum() / 2
        loss.backward()
        return loss

    steps.step(lost)
    return weights.detach(), start.detach()


@dataclass
class Sums:
    """What was learnt: of each bucket and of each number of a state how far it speaks for each name, and of none."""

    words: Numbers
    of_words: Numbers
    states: Numbers
    of_states: Numbers

    def likely(self, notes: Notes) -> tuple[Numbers, Numbers]:
        """The log-likelihood of each name of some notes, by their words and by their states."""
        points = [self.words[each].sum(axis=0) * weight_of(each) + self.of_words for each in notes.buckets]
        return _log_likely(np.stack(points)), _log_likely(notes.states @ self.states + self.of_states)


def _log_likely(points: Numbers) -> Numbers:
    raised = points - points.max(axis=1, keepdims=True)
    return np.asarray(raised - np.log(np.exp(raised).sum(axis=1, keepdims=True)), np.float32)


def learn(notes: Notes) -> Sums:
    met, at = np.unique(np.concatenate([np.array(each) for each in notes.buckets]), return_inverse=True)
    lengths = [len(each) for each in notes.buckets]
    rarity = 1 + np.log((1 + len(lengths)) / (1 + np.bincount(at)))
    values = rarity[at] * np.repeat([weight_of(each) for each in notes.buckets], lengths)
    rows = np.repeat(np.arange(len(lengths)), lengths)
    places = torch.from_numpy(np.stack([rows, at]))
    x = torch.sparse_coo_tensor(places, torch.from_numpy(values).float(), (len(lengths), len(met))).to_sparse_csr()
    weights, of_words = softmax_regression(x, notes.names, PENALTY_OF_WORDS)
    words = np.zeros((BUCKETS, len(NAMES)), np.float32)
    words[met] = weights.numpy() * rarity[:, None]

    middle, spread = notes.states.mean(axis=0), notes.states.std(axis=0) + 1e-6
    of_all = torch.from_numpy((notes.states - middle) / spread)
    weights, start = softmax_regression(of_all, notes.names, PENALTY_OF_STATES)
    states = weights.numpy() / spread[:, None]
    return Sums(words, of_words.numpy(), states, start.numpy() - middle @ states)


def measured(names: NDArray[np.int64], found: NDArray[np.int64]) -> str:
    """The share of names right, and F1 weighted by how often each name but "" is there."""
    total = told = 0.0
    for name in range(1, len(NAMES)):
        there, said = names == name, found[names > 0] == name
        right = (there & (found == name)).sum()
        total += there.sum() * (2 * right / (there.sum() + said.sum()) if right else 0.0)
        told += there.sum()
    return f"{(names == found).mean():.3f} {total / told:.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--unseen", type=Path, help="keep here what is made of each note by what learnt on the others")
    given = parser.parse_args()
    described = json.loads((given.model / "reader.json").read_text(encoding="utf-8"))
    model = onnx.load(given.model / "reader.onnx")
    forget(model.graph)
    model.graph.output.append(helper.make_tensor_value_info(SEEN, TensorProto.FLOAT, None))
    session = InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    model.graph.output.pop()
    tokenizer = Tokenizer.from_file(str(given.model / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(described["longest"])
    parts = {path.stem: notes_in(path, session, tokenizer) for path in sorted((HERE.parent / "notes").glob("*.jsonl"))}

    print("file: right and weighted F1 by words, by states, by both")
    unseen: dict[str, Numbers] = {}
    for stem, part in parts.items():
        words, states = learn(together([each for other, each in parts.items() if other != stem])).likely(part)
        shown = (measured(part.names, each.argmax(axis=1)) for each in (words, states, words + states))
        print(f"{stem}: {', '.join(shown)}", flush=True)
        unseen |= {f"{stem}.words": words, f"{stem}.states": states}
    if given.unseen is not None:
        np.savez(given.unseen, **unseen)  # type: ignore[arg-type]

    sums = learn(together(list(parts.values())))
    scale = np.maximum(np.abs(sums.words).max(axis=0), 1e-6) / LARGEST
    kept = io.BytesIO()
    rows = np.round(sums.words / scale).astype(np.int8)
    np.savez_compressed(kept, rows=rows, scale=scale.astype(np.float32), start=sums.of_words)
    given.out.mkdir(parents=True, exist_ok=True)
    (given.out / "passages.npz").write_bytes(kept.getvalue())
    told = {
        "sha256": hashlib.sha256(kept.getvalue()).hexdigest(),
        "names": NAMES,
        "notes": len(together(list(parts.values())).names),
    }
    (given.out / "passages.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")

    add_sum(model.graph, sums)
    onnx.checker.check_model(model)
    onnx.save(model, given.model / "reader.onnx")
    described["sha256"] = hashlib.sha256((given.model / "reader.onnx").read_bytes()).hexdigest()
    described["passage"] = NAMES
    (given.model / "reader.json").write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")


def forget(graph: Any) -> None:
    """Take out the sum that an earlier run has added."""
    for kept in (graph.node, graph.initializer, graph.output):
        for each in [each for each in kept if each.name.startswith("passage")]:
            kept.remove(each)


def add_sum(graph: Any, sums: Sums) -> None:
    graph.initializer.extend([
        numpy_helper.from_array(sums.states.astype(np.float32), "passage_weights"),
        numpy_helper.from_array(sums.of_states.astype(np.float32), "passage_start"),
    ])  # fmt: skip
    graph.node.extend([
        helper.make_node("MatMul", [SEEN, "passage_weights"], ["passage_product"], name="passage_product"),
        helper.make_node("Add", ["passage_product", "passage_start"], ["passage"], name="passage"),
    ])  # fmt: skip
    graph.output.append(helper.make_tensor_value_info("passage", TensorProto.FLOAT, ["rows", len(NAMES)]))


if __name__ == "__main__":
    main()
