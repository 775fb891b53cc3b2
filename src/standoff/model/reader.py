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
from standoff.records import Document, Happened, Happens, Marks, Said

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from spacy.tokens import Span as Sentence
    from tokenizers import Encoding, Tokenizer

__all__ = ["Reader", "load_reader", "why_unread"]

_NAMED: Final = "STANDOFF_MODEL"
_NONE: Final = frozenset({"", "none"})
_SHIPPED: Final = Path(__file__).parent / "weights"

_BATCH = 4
"""So many sentences of like length at once: with more, what is reckoned for padding costs more than it saves."""
_OUTPUTS: Final = ("token", "to", "chosen", "sub_event", "happened", "role_from", "part_from")
_LATER: Final = ("mention", "passage")
_TOLD_AS: Final = ("certainty", "reality")
_BEGINS, _INSIDE = 1, 2
_NOTHING: Final = np.zeros((0, 0), np.float32)
_Scores = npt.NDArray[np.float32]
_Tokens = Sequence[int | None]
"""For each piece the token in which it lies."""


@dataclass(frozen=True, slots=True)
class _Pieces:
    """A sentence in pieces, with scores: of each piece its own and what it is held by, and of the ``chosen`` pieces,
    which may tell something or are asked for, what they tell, what each of them holds and what it is compared by."""

    coded: Encoding
    token: _Scores
    to: _Scores
    chosen: list[int]
    sub_event: _Scores
    happened: _Scores
    role_from: _Scores
    part_from: _Scores
    mention: _Scores
    passage: _Scores
    """Of the whole sentence, how far it speaks for each sub-event."""


@dataclass(frozen=True)
class Reader:
    """The model, ready to read. Safe to use from several processes, not from several threads at once."""

    session: InferenceSession
    tokenizer: Tokenizer
    labels: Mapping[str, Any]

    @property
    def _taught(self) -> list[str]:
        """Which of the outputs that not every model has this one has."""
        return [name for name in _LATER if name in self.labels]

    def read(self, document: Document) -> Marks:
        """The marks of a document's parsed text, sentence by sentence."""
        sentences = list(document.parse.sents)
        triggers: dict[int, Happens] = {}
        cues: list[Said] = []
        passages: dict[int, Mapping[str, float]] = {}
        for number, scored in self._scored([sentence.text for sentence in sentences]):
            tokens = _tokens_of(sentences[number], scored.coded)
            triggers |= self._triggers(scored, tokens)
            cues += self._cues(scored, tokens)
            if "passage" in self.labels:
                passages[number] = dict(zip(self.labels["passage"], scored.passage.tolist(), strict=True))
        return Marks(triggers, sorted(cues, key=lambda said: said.cue), [passages[at] for at in sorted(passages)])

    def happened(self, sentences: Sequence[str], words: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Happened]:
        """Whether what words name is put forward as having happened. A word is the number of its sentence and a
        character of it; one behind what the model reads of a sentence is left out."""
        kinds = self.labels["happened"]
        return {
            (number, at): Happened(
                **dict(zip(kinds, _softmax(scored.happened[place : place + 1])[0].tolist(), strict=True))
            )
            for number, at, scored, place in self._asked(sentences, words)
        }

    def mentions(
        self, sentences: Sequence[str], words: Iterable[tuple[int, int]]
    ) -> dict[tuple[int, int], tuple[float, ...]]:
        """What the model makes of the words that tell something, to be compared: the product of two says how far both
        tell of one happening. Words are given, and left out, as for ``happened``; a model that was not taught to
        compare has none."""
        if "mention" not in self.labels:
            return {}
        return {
            (number, at): tuple(scored.mention[place].tolist())
            for number, at, scored, place in self._asked(sentences, words)
        }

    def _asked(
        self, sentences: Sequence[str], words: Iterable[tuple[int, int]]
    ) -> Iterator[tuple[int, int, _Pieces, int]]:
        """Each word with the scores of its sentence and its place among the chosen pieces."""
        wanted: dict[int, list[int]] = {}
        for number, at in words:
            wanted.setdefault(number, []).append(at)
        numbers = sorted(wanted)
        asked = [wanted[number] for number in numbers]
        for order, scored in self._scored([sentences[number] for number in numbers], asked):
            places = {piece: place for place, piece in enumerate(scored.chosen)}
            for at in asked[order]:
                if (piece := _piece_at(scored.coded, at)) is not None:
                    yield numbers[order], at, scored, places[piece]

    def _scored(self, sentences: Sequence[str], asked: Sequence[Sequence[int]] = ()) -> Iterator[tuple[int, _Pieces]]:
        """The number of each sentence with its scores; what ``asked`` characters of it stand in is scored whole."""
        outputs = [*_OUTPUTS, *self._taught]
        coded = self.tokenizer.encode_batch(list(sentences))
        order = sorted(range(len(coded)), key=lambda at: len(coded[at].ids))
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            ids = np.zeros((len(batch), len(coded[batch[-1]].ids)), dtype=np.int64)
            mask, of_asked = np.zeros_like(ids), np.zeros_like(ids)
            for row, at in enumerate(batch):
                ids[row, : len(coded[at].ids)] = coded[at].ids
                mask[row, : len(coded[at].ids)] = 1
                for character in asked[at] if asked else ():
                    if (piece := _piece_at(coded[at], character)) is not None:
                        of_asked[row, piece] = 1
            given = {"ids": ids, "mask": mask, "asked": of_asked}
            told = dict(zip(outputs, self.session.run(outputs, given), strict=True))
            token, to, chosen = (told[name] for name in _OUTPUTS[:3])
            firsts = np.searchsorted(chosen[:, 0], range(len(batch) + 1)).tolist()
            for row, at in enumerate(batch):
                pieces, of_row = len(coded[at].ids), slice(firsts[row], firsts[row + 1])
                own = [told[name][of_row] for name in _OUTPUTS[3:]]
                own.append(told["mention"][of_row] if "mention" in told else _NOTHING)
                own.append(told["passage"][row] if "passage" in told else _NOTHING)
                yield at, _Pieces(coded[at], token[row, :pieces], to[row, :pieces], chosen[of_row, 1].tolist(), *own)

    def _of(self, scores: _Scores, name: str) -> _Scores:
        """The columns of one label."""
        first, end = self.labels["columns"][name]
        return scores[:, first:end]

    def _triggers(self, scored: _Pieces, tokens: _Tokens) -> dict[int, Happens]:
        """The triggers that begin with a token, by the first of its pieces."""
        kinds, sorts, roles = self.labels["types"], self.labels["one_of"]["sub_event"], self.labels["roles"]
        own = scored.token[scored.chosen]
        likely, types = _sigmoid(self._of(own, "trigger"))[:, 0].tolist(), _sigmoid(self._of(own, "types")).tolist()
        sub_events = _softmax(scored.sub_event).tolist()
        kept = [name for name in _TOLD_AS if name in self.labels["columns"]]
        told_as = {name: _softmax(self._of(own, name)).tolist() for name in kept}
        to, bias = scored.to[:, : self.labels["arc"]], self.labels["role_bias"]
        found: dict[int, Happens] = {}
        for place, piece in enumerate(scored.chosen):
            number = tokens[piece]
            if likely[place] > self.labels["least"]["trigger"] and number is not None and _begins(tokens, piece):
                found[number] = Happens(
                    likely[place],
                    dict(zip(kinds, types[place], strict=True)),
                    dict(zip(sorts, sub_events[place], strict=True)),
                    dict(zip(roles, _held(scored.role_from[place], to, bias, tokens), strict=True)),
                    {
                        name: dict(zip(self.labels["one_of"][name], shares[place], strict=True))
                        for name, shares in told_as.items()
                    },
                )
        return found

    def _cues(self, scored: _Pieces, tokens: _Tokens) -> Iterator[Said]:
        """The cues, and for each the pieces that are most likely in its source and its content."""
        likely = _softmax(self._of(scored.token, "cue"))
        is_inside = likely.argmax(axis=1) == _INSIDE
        to, bias = scored.to[:, self.labels["arc"] :], self.labels["part_bias"]
        for place, piece in enumerate(scored.chosen):
            number, probability = tokens[piece], float(likely[piece, _BEGINS])
            if probability <= self.labels["least"]["cue"] or number is None or not _begins(tokens, piece):
                continue
            last_token, end = number, piece + 1
            while (
                end < len(tokens) and (within := tokens[end]) is not None and (is_inside[end] or within == last_token)
            ):
                last_token, end = within, end + 1
            source, content = _held(scored.part_from[place], to, bias, tokens)
            yield Said(probability, (number, last_token + 1), source, content)


def _held(begin: _Scores, to: _Scores, bias: Sequence[float], tokens: _Tokens) -> list[tuple[tuple[int, int], ...]]:
    """For each class but the first the runs of tokens that most likely hold it to a piece."""
    width = to.shape[1]
    scores = to @ begin.reshape(len(bias), width).T / np.sqrt(width) + np.array(bias, dtype=np.float32)
    told = scores.argmax(axis=1)
    return [_runs(tokens[at] for at in np.flatnonzero(told == kind).tolist()) for kind in range(1, len(bias))]


def _begins(tokens: _Tokens, piece: int) -> bool:
    """Whether a piece is the first of its token."""
    return piece == 0 or tokens[piece - 1] != tokens[piece]


def _piece_at(coded: Encoding, at: int) -> int | None:
    """The piece in which a character of a sentence stands."""
    return next((piece for piece, (begin, end) in enumerate(coded.offsets) if begin <= at < end), None)


def _tokens_of(sentence: Sentence, coded: Encoding) -> list[int | None]:
    """For each piece of a sentence the token in which it lies."""
    at: dict[int, int] = {}
    for token in sentence:
        begin = token.idx - sentence.start_char
        at.update(dict.fromkeys(range(begin, begin + len(token.text)), token.i))
    return [at.get(begin) if end > begin else None for begin, end in coded.offsets]


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


def _softmax(scores: _Scores) -> _Scores:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=np.float32)


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
    try:
        labels = json.loads((folder / "reader.json").read_text(encoding="utf-8"))
    except ValueError as error:
        raise KnowledgeError(
            f"{folder / 'reader.json'} is damaged: {error}",
            advice="Install Standoff anew, or export your own model anew with training/model/export.py.",
        ) from error
    if "least" not in labels:
        raise KnowledgeError(
            f"{folder / 'reader.json'} describes a model for another version of Standoff.",
            advice="Export it anew with training/model/export.py, or leave STANDOFF_MODEL unset.",
        )
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
