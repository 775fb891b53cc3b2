"""Set the weights by which words lean to ACLED's sub-events: softmax regression over hashed words, by AdaGrad.

usage: python training/model/leanings.py OUT [--epochs 4] [--rate 0.3] [--decay 0] [--seed 7]

Learns from the topics of the learning part of training/sentences; prints the share of sub-events right at known
triggers, of all happenings and of those that have one, after each epoch on the topics that are chosen by, at the end on
those of the test part; writes leanings.npz and leanings.json to OUT (src/standoff/model/weights for what ships). Takes
half a minute on one core, and no package beside those that Standoff itself needs.
"""

import argparse
import hashlib
import io
import json
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import spacy

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "sentences"))
from annotated import part_of
from check import SUB_EVENTS, Sample, read_samples

from standoff.events.leanings import BUCKETS, about, beside, of_sentence

NAMES = ("", *SUB_EVENTS)
_LARGEST = 127


@dataclass(slots=True)
class Told:
    """Happenings as features: of each its buckets and how much they count, and the number of its sub-event."""

    buckets: list[list[int]]
    counts: list[list[float]]
    names: list[int]

    def batch(self, rows: Sequence[int]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Of some happenings the buckets one after another, their counts, whose each is, and the names."""
        lengths = [len(self.buckets[row]) for row in rows]
        return (
            np.fromiter((each for row in rows for each in self.buckets[row]), np.int64),
            np.fromiter((each for row in rows for each in self.counts[row]), np.float32),
            np.repeat(np.arange(len(rows)), lengths),
            np.array([self.names[row] for row in rows]),
        )


def told_in(samples: Sequence[Sample]) -> Told:
    """Every happening of the samples, in sentences as a full stop or a new paragraph ends them."""
    cut = spacy.blank("en")
    ends = cut.add_pipe("sentencizer")
    told = Told([], [], [])
    for sample in samples:
        sentences: list[list[str]] = [[]]
        starts: list[tuple[int, int, int]] = []
        for token in ends(cut.make_doc(sample.whole)):
            if sentences[-1] and (token.is_sent_start or (token.is_space and "\n" in token.text)):
                sentences.append([])
            if not token.is_space:
                starts.append((token.idx, len(sentences) - 1, len(sentences[-1])))
                sentences[-1].append(token.text)
        for happening in sample.happenings:
            _, number, at = starts[max(bisect_right(starts, (happening.trigger.start, len(starts), 0)) - 1, 0)]
            before = sentences[number - 1] if number else []
            after = sentences[number + 1] if number + 1 < len(sentences) else []
            words = sentences[number]
            features = [of_sentence(words), beside(before, after), *about(words, at)]
            told.buckets.append([each for buckets, _ in features for each in buckets])
            told.counts.append([count for buckets, count in features for _ in buckets])
            told.names.append(NAMES.index(happening.sub_event or ""))
    return told


def scores(weights: np.ndarray, start: np.ndarray, told: Told, rows: Sequence[int]) -> tuple[np.ndarray, Any]:
    """How likely each name is of some happenings, with the batch that they came as."""
    buckets, counts, owner, _ = batch = told.batch(rows)
    points = np.zeros((len(rows), len(NAMES)), np.float32)
    np.add.at(points, owner, weights[buckets] * counts[:, None])
    points += start
    raised = np.exp(points - points.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True), batch


def learn(told: Told, *, epochs: int, rate: float, decay: float, seed: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """The weights of each bucket and of none after each epoch."""
    order = np.random.default_rng(seed)
    weights = np.zeros((BUCKETS, len(NAMES)), np.float32)
    start, squares, of_start = np.zeros(len(NAMES), np.float32), np.full(BUCKETS, 1e-6, np.float32), 1e-6
    for _ in range(epochs):
        rows = order.permutation(len(told.names))
        for first in range(0, len(rows), 256):
            some = rows[first : first + 256]
            likely, (buckets, counts, owner, names) = scores(weights, start, told, some)
            likely[np.arange(len(some)), names] -= 1.0
            met, at = np.unique(buckets, return_inverse=True)
            slope = np.zeros((len(met), len(NAMES)), np.float32)
            np.add.at(slope, at, likely[owner] * counts[:, None])
            slope += decay * len(told.names) * weights[met]
            squares[met] += (slope**2).sum(axis=1)
            weights[met] -= rate * slope / np.sqrt(squares[met])[:, None]
            of_start += float((likely.sum(axis=0) ** 2).sum())
            start -= rate * likely.sum(axis=0) / np.sqrt(of_start)
        yield weights, start


def right(weights: np.ndarray, start: np.ndarray, told: Told) -> tuple[float, float]:
    """The share of names right, of all happenings and of those that have a sub-event."""
    found = np.concatenate(
        [
            scores(weights, start, told, range(first, min(first + 2048, len(told.names))))[0].argmax(axis=1)
            for first in range(0, len(told.names), 2048)
        ]
    )
    names = np.array(told.names)
    return float((found == names).mean()), float((found == names)[names > 0].mean())


def main(arguments: Sequence[str]) -> None:
    """Learn, print the shares that are right, write the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=0.3)
    parser.add_argument("--decay", type=float, default=0.0)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args(arguments)
    samples = list(read_samples([Path(__file__).parents[1] / "sentences"]))
    parts = {
        part: told_in([each for each in samples if part_of(each.topic) == part]) for part in ("train", "choose", "test")
    }
    weights, start = np.zeros((0, 0)), np.zeros(0)
    how = {"epochs": options.epochs, "rate": options.rate, "decay": options.decay, "seed": options.seed}
    for epoch, (weights, start) in enumerate(learn(parts["train"], **how), 1):
        print(epoch, *(f"{share:.3f}" for share in right(weights, start, parts["choose"])), flush=True)
    scale = np.maximum(np.abs(weights).max(axis=0), 1e-6) / _LARGEST
    rows = np.round(weights / scale).astype(np.int8)
    told = right(rows * scale, start, parts["test"])
    print("test", *(f"{share:.3f}" for share in told))
    kept = io.BytesIO()
    np.savez_compressed(kept, rows=rows, scale=scale.astype(np.float32), start=start.astype(np.float32))
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "leanings.npz").write_bytes(kept.getvalue())
    described = {"sha256": hashlib.sha256(kept.getvalue()).hexdigest(), "names": NAMES, "learnt": how}
    (options.out / "leanings.json").write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
