"""The model over a document: an encoder run by onnxruntime, its scores laid on the parser's tokens."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from standoff.errors import KnowledgeError
from standoff.records import Document, Happens, Marks

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

__all__ = ["Reader", "load_reader"]

_BATCH = 16
_LEAST = 0.02
_Scores = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Reader:
    """The model, ready to read. Safe to use from several processes, not from several threads at once."""

    session: InferenceSession
    tokenizer: Tokenizer
    labels: Mapping[str, Any]

    def read(self, document: Document) -> Marks:
        """The marks of a document's parsed text, sentence by sentence."""
        parse = document.parse
        sentences = [(sentence.start, sentence.end, sentence.start_char, sentence.text) for sentence in parse.sents]
        coded = self.tokenizer.encode_batch([text for *_, text in sentences])
        order = sorted(range(len(coded)), key=lambda at: len(coded[at].ids))
        triggers: dict[int, Happens] = {}
        for start in range(0, len(order), _BATCH):
            rows = order[start : start + _BATCH]
            longest = max(len(coded[at].ids) for at in rows)
            ids = np.zeros((len(rows), longest), dtype=np.int64)
            mask = np.zeros_like(ids)
            for row, at in enumerate(rows):
                ids[row, : len(coded[at].ids)] = coded[at].ids
                mask[row, : len(coded[at].ids)] = 1
            (token,) = self.session.run(["token"], {"ids": ids, "mask": mask})
            for row, at in enumerate(rows):
                first, last, begin, _ = sentences[at]
                starts = {parse[number].idx - begin: number for number in range(first, last)}
                for piece, (offset, end) in enumerate(coded[at].offsets):
                    number = starts.get(offset)
                    if number is None or end == offset:
                        continue
                    told = self._happens(token[row, piece])
                    if told.probability > _LEAST:
                        triggers[number] = told
        return Marks(triggers)

    def _happens(self, scores: _Scores) -> Happens:
        """What the first scores of a piece say: whether a trigger begins there, then each type."""
        probability, *types = map(float, _sigmoid(scores[: 1 + len(self.labels["types"])]))
        return Happens(probability, dict(zip(self.labels["types"], types, strict=True)))


def _sigmoid(scores: _Scores) -> _Scores:
    return np.asarray(1 / (1 + np.exp(-scores)), dtype=np.float32)


@cache
def load_reader() -> Reader | None:
    """The model in the folder that STANDOFF_MODEL names, or ``None`` where it names none: then the rules read alone.

    Raises ``KnowledgeError`` where the folder lacks a file, the weights are not those that were described, or what runs
    them is not installed.
    """
    named = os.environ.get("STANDOFF_MODEL")
    if not named:
        return None
    folder = Path(named)
    missing = [name for name in ("reader.json", "reader.onnx", "tokenizer.json") if not (folder / name).is_file()]
    if missing:
        raise KnowledgeError(
            f"{folder} holds no model: {', '.join(missing)} is not there.",
            advice="Name the folder that training/model/export.py wrote, or unset STANDOFF_MODEL: rules read alone.",
        )
    try:
        from onnxruntime import InferenceSession, SessionOptions
        from tokenizers import Tokenizer
    except ImportError as error:
        raise KnowledgeError(
            f"The model needs {error.name}, which is not installed.",
            advice='Install it with pip install "standoff[model]", or unset STANDOFF_MODEL to read by rules alone.',
        ) from error
    labels = json.loads((folder / "reader.json").read_text(encoding="utf-8"))
    weights = (folder / "reader.onnx").read_bytes()
    if hashlib.sha256(weights).hexdigest() != labels["sha256"]:
        raise KnowledgeError(
            f"{folder / 'reader.onnx'} is not the file that reader.json describes.",
            advice="Export the model anew with training/model/export.py.",
        )
    options = SessionOptions()
    options.intra_op_num_threads = 1  # processes share the cores
    options.inter_op_num_threads = 1
    session = InferenceSession(weights, options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(labels["longest"])
    tokenizer.no_padding()
    return Reader(session, tokenizer, labels)
