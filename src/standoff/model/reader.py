"""The model over a document: an encoder run by onnxruntime, its scores laid on the parser's tokens."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from standoff.errors import KnowledgeError
from standoff.records import Document, Happens, Marks, Said

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from spacy.tokens import Span as Sentence
    from tokenizers import Encoding, Tokenizer

__all__ = ["Reader", "load_reader", "why_unread"]

_NAMED: Final = "STANDOFF_MODEL"
_NONE: Final = frozenset({"", "none"})
_SHIPPED: Final = Path(__file__).parent / "weights"

_BATCH = 16
_LEAST = 0.02
_LEAST_CUE = 0.1
_CUE_CLASSES, _BEGINS, _INSIDE = 3, 1, 2
_Scores = npt.NDArray[np.float32]
_Tokens = Sequence[int | None]
"""For each piece the token in which it lies."""


@dataclass(frozen=True)
class Reader:
    """The model, ready to read. Safe to use from several processes, not from several threads at once."""

    session: InferenceSession
    tokenizer: Tokenizer
    labels: Mapping[str, Any]

    def read(self, document: Document) -> Marks:
        """The marks of a document's parsed text, sentence by sentence."""
        sentences = list(document.parse.sents)
        coded = self.tokenizer.encode_batch([sentence.text for sentence in sentences])
        units = [_Unit(*unit) for unit in zip(sentences, coded, strict=True)]
        order = sorted(range(len(units)), key=lambda at: len(units[at].coded.ids))
        triggers: dict[int, Happens] = {}
        cues: list[Said] = []
        for start in range(0, len(order), _BATCH):
            batch = [units[at] for at in order[start : start + _BATCH]]
            longest = len(batch[-1].coded.ids)
            ids = np.zeros((len(batch), longest), dtype=np.int64)
            mask = np.zeros_like(ids)
            for row, unit in enumerate(batch):
                ids[row, : len(unit.coded.ids)] = unit.coded.ids
                mask[row, : len(unit.coded.ids)] = 1
            token, arcs = self.session.run(["token", "arcs"], {"ids": ids, "mask": mask})
            for row, unit in enumerate(batch):
                tokens = unit.tokens()
                triggers |= self._triggers(token[row, : len(tokens)], arcs[row, : len(tokens)], tokens)
                cues += self._cues(token[row, : len(tokens)], arcs[row, : len(tokens)], tokens)
        return Marks(triggers, sorted(cues, key=lambda said: said.cue))

    def _triggers(self, scores: _Scores, arcs: _Scores, tokens: _Tokens) -> dict[int, Happens]:
        """The triggers that begin with a token, by the first of its pieces."""
        kinds, roles = self.labels["types"], self.labels["roles"]
        width = self.labels["arc"] * (len(roles) + 2)
        likely = _sigmoid(scores[:, : 1 + len(kinds)])
        found: dict[int, Happens] = {}
        for piece in np.flatnonzero(likely[:, 0] > _LEAST).tolist():
            number = tokens[piece]
            if number is not None and (piece == 0 or tokens[piece - 1] != number):
                probability, *types = map(float, likely[piece])
                filled = zip(roles, self._held(arcs[:, :width], piece, self.labels["role_bias"], tokens), strict=True)
                found[number] = Happens(probability, dict(zip(kinds, types, strict=True)), dict(filled))
        return found

    def _cues(self, scores: _Scores, arcs: _Scores, tokens: _Tokens) -> Iterator[Said]:
        """The cues, and for each the pieces that are most likely in its source and its content."""
        last = scores[:, -_CUE_CLASSES:]
        likely = np.exp(last - last.max(axis=1, keepdims=True))
        likely /= likely.sum(axis=1, keepdims=True)
        is_inside = likely.argmax(axis=1) == _INSIDE
        width = self.labels["arc"] * (len(self.labels["parts"]) + 2)
        for piece in np.flatnonzero(likely[:, _BEGINS] > _LEAST_CUE).tolist():
            number = tokens[piece]
            if number is None or (piece and tokens[piece - 1] == number):
                continue
            last_token, end = number, piece + 1
            while (
                end < len(tokens) and (within := tokens[end]) is not None and (is_inside[end] or within == last_token)
            ):
                last_token, end = within, end + 1
            source, content = self._held(arcs[:, -width:], piece, self.labels["part_bias"], tokens)
            yield Said(float(likely[piece, _BEGINS]), (number, last_token + 1), source, content)

    def _held(
        self, arcs: _Scores, piece: int, bias: Sequence[float], tokens: _Tokens
    ) -> list[tuple[tuple[int, int], ...]]:
        """For each class but the first the runs of tokens that most likely hold it to a piece."""
        width = self.labels["arc"]
        begin, to = arcs[piece, :-width].reshape(len(bias), width), arcs[:, -width:]
        told = (to @ begin.T / np.sqrt(width) + np.array(bias, dtype=np.float32)).argmax(axis=1)
        return [_runs(tokens[at] for at in np.flatnonzero(told == kind).tolist()) for kind in range(1, len(bias))]


@dataclass(frozen=True)
class _Unit:
    """A sentence and its pieces."""

    sentence: Sentence
    coded: Encoding

    def tokens(self) -> list[int | None]:
        """For each piece the token in which it lies."""
        at: dict[int, int] = {}
        for token in self.sentence:
            begin = token.idx - self.sentence.start_char
            at.update(dict.fromkeys(range(begin, begin + len(token.text)), token.i))
        return [at.get(begin) if end > begin else None for begin, end in self.coded.offsets]


def _runs(numbers: Iterable[int | None]) -> tuple[tuple[int, int], ...]:
    runs: list[tuple[int, int]] = []
    for number in sorted({each for each in numbers if each is not None}):
        if runs and runs[-1][1] == number:
            runs[-1] = (runs[-1][0], number + 1)
        else:
            runs.append((number, number + 1))
    return tuple(runs)


def _sigmoid(scores: _Scores) -> _Scores:
    return np.asarray(1 / (1 + np.exp(-scores)), dtype=np.float32)


def why_unread() -> str | None:
    """Why the model does not read, in words for a person; ``None`` where it does, or where none is wanted."""
    if os.environ.get(_NAMED) in _NONE:
        return None
    lacking = [name for name in ("onnxruntime", "tokenizers") if find_spec(name) is None]
    if lacking:
        return f"The rules read alone, and find less: the model needs {' and '.join(lacking)}, not installed here."
    return None


@cache
def load_reader() -> Reader | None:
    """The model that ships with Standoff, or the one in the folder that STANDOFF_MODEL names. ``None``, so that the
    rules read alone, where that is ``none``, or where what runs the model is not installed.

    Raises ``KnowledgeError`` where the folder lacks a file, or the weights are not those that were described.
    """
    named = os.environ.get(_NAMED)
    if named in _NONE or (named is None and why_unread() is not None):
        return None
    folder = Path(named) if named else _SHIPPED
    missing = [name for name in ("reader.json", "reader.onnx", "tokenizer.json") if not (folder / name).is_file()]
    if missing:
        raise KnowledgeError(
            f"{folder} holds no model: {', '.join(missing)} is not there.",
            advice=f"Name a folder that training/model/export.py wrote, or set {_NAMED}=none: rules read alone.",
        )
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")  # processes share the cores
    try:
        from onnxruntime import InferenceSession, SessionOptions
        from tokenizers import Tokenizer
    except ImportError as error:
        raise KnowledgeError(
            f"The model needs {error.name}, which is not installed.",
            advice=f"Install it with pip install {error.name}, or set {_NAMED}=none to read by rules alone.",
        ) from error
    labels = json.loads((folder / "reader.json").read_text(encoding="utf-8"))
    weights = (folder / "reader.onnx").read_bytes()
    if hashlib.sha256(weights).hexdigest() != labels["sha256"]:
        raise KnowledgeError(
            f"{folder / 'reader.onnx'} is not the file that reader.json describes.",
            advice="Install Standoff anew, or export your own model anew with training/model/export.py.",
        )
    options = SessionOptions()
    options.intra_op_num_threads = 1  # processes share the cores
    options.inter_op_num_threads = 1
    session = InferenceSession(weights, options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(labels["longest"])
    tokenizer.no_padding()
    return Reader(session, tokenizer, labels)
