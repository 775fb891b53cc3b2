"""Train the small model: which words tell a happening or cue an attribution, and what belongs to each.

usage: python training/model/train.py OUT --base FOLDER [--settled FOLDER] [--teacher FOLDER] [--epochs N] [--seeds N,N]

One encoder (MiniLM-L6, Apache-2.0) with small heads over its last layer. For every word piece: does a happening's
trigger begin here, of which types and sub-event, with which stance, polarity, certainty and reality; is what it names
put forward as having happened; does it begin or go on with a cue. For every pair of a trigger and a word piece: is
the piece in its actor, target, place or time; of a cue and a piece: is it in the source or the content. Learns on
`training/sentences`; a topic lies in one of three parts (train, choose, test) by the hash of its name. Whether a
thing happened it learns on the `train` parts of UDS It Happened (CC BY-SA 4.0) and MEANTIME (CC BY 4.0), where
`--settled` names their folder, and is measured on UDS' `dev`. One model is trained for each seed, all from the same
beginning, and their weights are averaged.

With `--teacher` larger encoders learn first, each on all folds of the training part but one, and say of the lines of
that one, which they have not seen, how likely each answer is; what is asked of the small model is a mean of that and of
what the annotators wrote. So one writer's slip counts for less, and what is doubtful is learnt as doubtful.

Writes OUT/model.pt, OUT/log.jsonl (a line an epoch) and OUT/figures.json; with teachers also OUT/taught.pt, which a
later run takes up.
"""

import argparse
import hashlib
import json
import math
import random
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, fields
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from transformers import AutoModel, AutoTokenizer, BertModel

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "sentences")]
from annotated import part_of  # noqa: E402
from check import ONE_OF as SAID  # noqa: E402
from check import SUB_EVENTS, TYPES, Sample, Span, read_samples  # noqa: E402

ONE_OF: dict[str, tuple[str, ...]] = {**SAID, "sub_event": ("", *SUB_EVENTS)}
HAPPENED = ("no", "unsettled", "yes")
ROLES = ("actor", "target", "place", "when")
PARTS = ("source", "content")
LONGEST = 160
MASK = 103
"""The word piece that stands for one that is hidden."""
ARC = 64
DEPTHS = 4
"""So many of the last layers the heads for sub-events and for what happened look at."""
EDGE, BORDER = 0.125, 0.25
"""How far below a border of a class of what happened its middle lies, and how wide it is, in units of the labels."""
SCALE = (-2.5, -1.5, -0.5, 0.5, 1.5, 2.5)
"""The steps between labels, each learnt as "more than this"; they serve training alone and do not ship."""

MARKS = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[MASK]": "<mask>"}
"""What a teacher of another family calls the pieces that are no words."""
LIKEWISE = 0.5
"""How much it counts what a teacher says of whether our own happenings took place, beside those of UDS and MEANTIME."""

Numbers = NDArray[Any]


@dataclass
class Taught:
    """What a teacher that has not seen a line makes of it: scores before they are made shares."""

    token: Numbers
    happened: Numbers
    """[pieces, columns] and [pieces, classes of what happened]."""
    roles: Numbers
    parts: Numbers
    """[triggers, pieces, roles] and [cues, pieces, parts]."""


@dataclass
class Unit:
    """A paragraph as word pieces with what it should be read as."""

    text: str
    ids: list[int]
    offsets: list[tuple[int, int]]
    triggers: list[tuple[int, list[int], list[int]]]
    """Piece, types, and one number for each of `ONE_OF`."""
    roles: list[list[tuple[int, int]]]
    """For each trigger its (piece, role from 1 on)."""
    cues: list[int]
    """For each piece 0 outside, 1 at the beginning of a cue, 2 inside."""
    heads: list[int]
    parts: list[list[tuple[int, int]]]
    fold: int
    taught: Taught | None = None


@dataclass
class Settled:
    """A sentence as word pieces, and of some of them whether what they name happened."""

    ids: list[int]
    events: list[tuple[int, float]]
    """Piece, and from -3 (certainly did not happen) to 3 (certainly did)."""
    fold: int
    taught: Taught | None = None


@dataclass
class Wanted:
    """What a batch of units should be read as, as shares: of what has but one class they sum to one."""

    triggers: Tensor
    cues: Tensor
    """[rows, pieces]: that a happening's trigger begins; [rows, pieces, classes] of a cue."""
    at: tuple[Tensor, Tensor]
    """Row and piece of each trigger."""
    kinds: Tensor
    values: Tensor
    """[triggers, types] and [triggers, columns of all of `ONE_OF`]."""
    roles: Tensor
    """[triggers, pieces, classes]; of pieces behind the last of a unit none."""
    heads: tuple[Tensor, Tensor]
    parts: Tensor
    """The same of cues."""
    happened: Tensor | None
    """[triggers, classes], where a teacher says so."""


def units(samples: Sequence[Sample], tokenizer: Any) -> Iterator[Unit]:
    for sample in samples:
        start = 0
        for paragraph in sample.whole.split("\n\n"):
            if paragraph.strip():
                yield _unit(sample, paragraph, start, tokenizer)
            start += len(paragraph) + 2


def _unit(sample: Sample, text: str, start: int, tokenizer: Any) -> Unit:
    coded = tokenizer(text, truncation=True, max_length=LONGEST, return_offsets_mapping=True)
    ids, offsets = coded["input_ids"], coded["offset_mapping"]

    def pieces(spans: Sequence[Span]) -> list[int]:
        return [
            at
            for at, (first, last) in enumerate(offsets)
            if last > first and any(s.start - start <= first and last <= s.end - start for s in spans)
        ]

    triggers, roles = [], []
    for happening in sample.happenings:
        at = pieces([happening.trigger])
        if not at:
            continue
        values = [choices.index(getattr(happening, name) or "") for name, choices in ONE_OF.items()]
        triggers.append((at[0], [TYPES.index(name) for name in happening.types], values))
        roles.append(
            [(piece, number) for number, role in enumerate(ROLES, 1) for piece in pieces(getattr(happening, role))]
        )
    cues, heads, parts = [0] * len(ids), [], []
    for attribution in sample.attributions:
        at = pieces(attribution.cue)
        if not at:
            continue
        for piece in at:
            cues[piece] = max(cues[piece], 2) if piece != at[0] else 1
        heads.append(at[0])
        parts.append(
            [(piece, number) for number, part in enumerate(PARTS, 1) for piece in pieces(getattr(attribution, part))]
        )
    return Unit(text, ids, offsets, triggers, roles, cues, heads, parts, fold_of(sample.topic))


def fold_of(name: str) -> int:
    """A number that goes with a topic or the number of a sentence; its rest by the count of folds is the fold."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[1:3], "big")


def settled(path: Path, tokenizer: Any, reports: Path | None = None) -> Iterator[Settled]:
    """The sentences of a file of UDS or MEANTIME; those to measure on have their texts in another."""
    texts = {} if reports is None else {each["id"]: each["text"] for each in map(json.loads, reports.open())}
    for line in map(json.loads, path.open()):
        text = texts.get(line["id"]) or line["text"]
        coded = tokenizer(text, truncation=True, max_length=LONGEST, return_offsets_mapping=True)
        begins = {begin: at for at, (begin, end) in reversed(list(enumerate(coded["offset_mapping"]))) if end > begin}
        events = [(begins[each["start"]], each["label"]) for each in line["events"] if each["start"] in begins]
        yield Settled(coded["input_ids"], events, fold_of(str(line["id"])))


def kind_of(label: float) -> int:
    """The place in `HAPPENED` of a label, by the mapping of the set's scorer."""
    return 2 if label >= 1 else 0 if label <= -1 else 1


class Reader(nn.Module):
    """The encoder and its heads."""

    def __init__(self, base: str, pull: float = 1.0, table: Sequence[int] | None = None) -> None:
        """`table` says which piece of an encoder of another family each piece is."""
        super().__init__()
        self.pull = pull
        kind: Any = BertModel if table is None else AutoModel
        self.encoder = kind.from_pretrained(base, add_pooling_layer=False, dtype=torch.float32)
        self.register_buffer("table", None if table is None else torch.tensor(table), persistent=False)
        width = self.encoder.config.hidden_size
        self.drop = nn.Dropout(0.1)
        self.widths = [1, len(TYPES), *(len(choices) for choices in ONE_OF.values()), 3]
        self.sub_event, self.happened = (
            nn.Sequential(nn.Linear(DEPTHS * width, 4 * ARC), nn.GELU(), nn.Dropout(0.1), nn.Linear(4 * ARC, kinds))
            for kinds in (len(ONE_OF["sub_event"]), len(HAPPENED) + len(SCALE))
        )
        self.token = nn.Linear(width, sum(self.widths) - len(ONE_OF["sub_event"]))
        self.role_from, self.role_to = nn.Linear(width, (len(ROLES) + 1) * ARC), nn.Linear(width, ARC)
        self.part_from, self.part_to = nn.Linear(width, (len(PARTS) + 1) * ARC), nn.Linear(width, ARC)
        self.bias = nn.ParameterList(
            [nn.Parameter(torch.zeros(len(ROLES) + 1)), nn.Parameter(torch.zeros(len(PARTS) + 1))]
        )

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        states, deep = self.states(ids, mask)
        return self._heads(self.drop(states), self.pull * deep + (1 - self.pull) * deep.detach())

    def states(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """What the encoder makes of each piece: its last layer, and the last `DEPTHS` side by side."""
        if self.table is not None:
            told = self.encoder(self.table[ids], attention_mask=mask, output_hidden_states=True).hidden_states
            return told[-1], torch.cat(told[-DEPTHS:], dim=-1)
        states = self.encoder.embeddings(input_ids=ids)
        hidden = (1.0 - mask[:, None, None, :].to(states.dtype)) * -10000.0
        depths: list[Tensor] = []
        for layer in self.encoder.encoder.layer:
            told = layer(states, attention_mask=hidden)
            states = told[0] if isinstance(told, tuple) else told
            depths.append(states)
        return states, torch.cat(depths[-DEPTHS:], dim=-1)

    def _heads(self, states: Tensor, deep: Tensor) -> tuple[Tensor, ...]:
        token = self.token(states)
        return (
            torch.cat([token[..., :-3], self.sub_event(deep), token[..., -3:]], dim=-1),
            self.role_from(states), self.role_to(states), self.part_from(states), self.part_to(states),
            self.happened(deep),
        )  # fmt: skip


Line = TypeVar("Line", Unit, Settled)


def batches(data: Sequence[Line], size: int, chance: random.Random | None) -> Iterator[list[Line]]:
    """Units of like length together, in an order by chance."""
    order = sorted(range(len(data)), key=lambda at: (len(data[at].ids) + (chance.random() * 8 if chance else 0), at))
    groups = [order[at : at + size] for at in range(0, len(order), size)]
    if chance:
        chance.shuffle(groups)
    for group in groups:
        yield [data[at] for at in group]


def padded(batch: Sequence[Unit] | Sequence[Settled]) -> tuple[Tensor, Tensor]:
    longest = max(len(unit.ids) for unit in batch)
    ids, mask = torch.zeros(len(batch), longest, dtype=torch.long), torch.zeros(len(batch), longest, dtype=torch.long)
    for row, unit in enumerate(batch):
        ids[row, : len(unit.ids)] = torch.tensor(unit.ids)
        mask[row, : len(unit.ids)] = 1
    return ids, mask


def hidden(ids: Tensor, share: float) -> Tensor:
    """The pieces with some of them masked, so that words are read by those around them too."""
    chosen = (torch.rand(ids.shape, device=ids.device) < share) & (ids > MASK)
    return torch.where(chosen, MASK, ids)


def arcs(source: Tensor, to: Tensor, bias: Tensor) -> Tensor:
    """Scores of each class for every piece, from one piece: [pieces, classes]."""
    return to @ source.view(-1, ARC).T / math.sqrt(ARC) + bias


def wanted_of(batch: Sequence[Unit], share: float) -> Wanted:
    """What is asked of a model: what the annotators wrote, a `share` of it what the teachers make of it, if any."""
    longest = max(len(unit.ids) for unit in batch)
    triggers, cues = np.zeros((len(batch), longest), np.float32), np.zeros((len(batch), longest, 3), np.float32)
    for row, unit in enumerate(batch):
        triggers[row, [piece for piece, *_ in unit.triggers]] = 1
        cues[row, range(len(unit.cues)), unit.cues] = 1
    told = [(row, *trigger) for row, unit in enumerate(batch) for trigger in unit.triggers]
    starts = np.cumsum([0, *map(len, ONE_OF.values())])
    kinds, values = np.zeros((len(told), len(TYPES)), np.float32), np.zeros((len(told), starts[-1]), np.float32)
    for number, (_, _, known, of_each) in enumerate(told):
        kinds[number, known] = 1
        values[number, starts[:-1] + of_each] = 1
    heads = [(row, piece) for row, unit in enumerate(batch) for piece in unit.heads]
    roles = _marked(batch, longest, [unit.roles for unit in batch], len(ROLES) + 1)
    parts = _marked(batch, longest, [unit.parts for unit in batch], len(PARTS) + 1)
    happened = None
    if share and all(unit.taught is not None for unit in batch):
        happened = np.zeros((len(told), len(HAPPENED)), np.float32)
        ends = np.cumsum([0, 1, len(TYPES), *map(len, ONE_OF.values()), 3])
        first = of_cue = 0
        for row, unit in enumerate(batch):
            taught, size = unit.taught, len(unit.ids)
            assert taught is not None
            token = taught.token.astype(np.float32)
            _mix(triggers[row, :size], _sigmoid(token[:, 0]), share)
            _mix(cues[row, :size], _softmax(token[:, ends[-2] :]), share)
            of_unit, at = slice(first, first + len(unit.triggers)), [piece for piece, *_ in unit.triggers]
            _mix(kinds[of_unit], _sigmoid(token[at, ends[1] : ends[2]]), share)
            for (begin, end), (start, stop) in zip(pairwise(ends[2:-1]), pairwise(starts), strict=True):
                _mix(values[of_unit, start:stop], _softmax(token[at, begin:end]), share)
            _mix(roles[of_unit, :size], _softmax(taught.roles.astype(np.float32)), share)
            _mix(parts[of_cue : of_cue + len(unit.heads), :size], _softmax(taught.parts.astype(np.float32)), share)
            happened[of_unit] = _softmax(taught.happened[at].astype(np.float32))
            first, of_cue = of_unit.stop, of_cue + len(unit.heads)
    return Wanted(
        torch.from_numpy(triggers), torch.from_numpy(cues), _places([(row, piece) for row, piece, *_ in told]),
        torch.from_numpy(kinds), torch.from_numpy(values), torch.from_numpy(roles),
        _places(heads), torch.from_numpy(parts), None if happened is None else torch.from_numpy(happened),
    )  # fmt: skip


def _mix(wanted: Numbers, taught: Numbers, share: float) -> None:
    wanted *= 1 - share
    wanted += share * taught


def _sigmoid(scores: Numbers) -> Numbers:
    return 1 / (1 + np.exp(-scores))


def _softmax(scores: Numbers) -> Numbers:
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    return raised / raised.sum(-1, keepdims=True)


def _places(told: Sequence[tuple[int, int]]) -> tuple[Tensor, Tensor]:
    rows, pieces = np.array(told, np.int64).reshape(-1, 2).T
    return torch.from_numpy(rows.copy()), torch.from_numpy(pieces.copy())


def _marked(batch: Sequence[Unit], longest: int, marks: Sequence[list[list[tuple[int, int]]]], kinds: int) -> Numbers:
    """For each head of a batch the class of every piece of its unit."""
    wanted = np.zeros((sum(map(len, marks)), longest, kinds), np.float32)
    number = 0
    for unit, of_unit in zip(batch, marks, strict=True):
        for told in of_unit:
            wanted[number, : len(unit.ids), 0] = 1
            for piece, kind in told:
                wanted[number, piece] = 0
                wanted[number, piece, kind] = 1
            number += 1
    return wanted


def moved(wanted: Wanted, device: str) -> Wanted:
    def there(value: Any) -> Any:
        if value is None:
            return None
        return tuple(map(there, value)) if isinstance(value, tuple) else value.to(device, non_blocking=True)

    return Wanted(**{each.name: there(getattr(wanted, each.name)) for each in fields(wanted)})


def loss_of(model: Reader, mask: Tensor, wanted: Wanted, out: tuple[Tensor, ...]) -> Tensor:
    token, role_from, role_to, part_from, part_to, happened = (each.float() for each in out)
    starts = np.cumsum([0, *model.widths])
    each = nn.functional.binary_cross_entropy_with_logits(token[..., 0], wanted.triggers, reduction="none")
    total = 4 * (each * mask).sum() / mask.sum()
    if len(wanted.kinds):
        at = token[wanted.at]
        total = total + 6 * nn.functional.binary_cross_entropy_with_logits(at[:, starts[1] : starts[2]], wanted.kinds)
        of_each = wanted.values.split(model.widths[2:-1], dim=1)
        for number, shares in enumerate(of_each):
            scores = at[:, starts[2 + number] : starts[3 + number]]
            total = total + (1.0 if number == len(SAID) else 0.5) * nn.functional.cross_entropy(scores, shares)
        total = total + _arc_loss(wanted.at, wanted.roles, role_from, role_to, model.bias[0])
        if wanted.happened is not None:
            scores = happened[wanted.at][:, : len(HAPPENED)]
            total = total + LIKEWISE * nn.functional.cross_entropy(scores, wanted.happened)
    each = nn.functional.cross_entropy(
        token[..., starts[-2] :].transpose(1, 2), wanted.cues.transpose(1, 2), reduction="none"
    )
    total = total + 4 * (each * mask).sum() / mask.sum()
    if len(wanted.parts):
        total = total + _arc_loss(wanted.heads, wanted.parts, part_from, part_to, model.bias[1])
    return total


def loss_of_settled(batch: Sequence[Settled], happened: Tensor, shares: Tensor, share: float) -> Tensor:
    """A class counts for the more, the rarer it is. Labels are means of a few people's, so that one beside the border
    of a class belongs to both; the steps of the scale are learnt too, so that what is far off counts as far off."""
    told = [(row, piece, label) for row, line in enumerate(batch) for piece, label in line.events]
    if not told:
        return 0 * happened.sum()
    rows, pieces = _places([(row, piece) for row, piece, _ in told])
    scores = happened[rows.to(happened.device), pieces.to(happened.device)].float()
    label = torch.tensor([label for *_, label in told]).to(happened.device)
    yes, no = torch.sigmoid((label - 1 + EDGE) / BORDER), torch.sigmoid((-1 + EDGE - label) / BORDER)
    aims = torch.stack([no, (1 - yes - no).clamp(min=0), yes], dim=1)
    weights = (aims * shares.to(aims.device)).sum(1)
    of_kinds = nn.functional.cross_entropy(scores[:, : len(HAPPENED)], aims, reduction="none")
    of_kinds = (of_kinds * weights).sum() / weights.sum()
    if share and all(line.taught is not None for line in batch):
        taught = [line.taught.happened[piece] for line in batch if line.taught for piece, _ in line.events]
        aims = torch.from_numpy(_softmax(np.array(taught, np.float32))).to(aims.device)
        of_kinds = (1 - share) * of_kinds + share * nn.functional.cross_entropy(scores[:, : len(HAPPENED)], aims)
    above = (label[:, None] > torch.tensor(SCALE, device=label.device)).float()
    of_steps = nn.functional.binary_cross_entropy_with_logits(scores[:, len(HAPPENED) :], above)
    return of_kinds + of_steps


def _arc_loss(at: tuple[Tensor, Tensor], wanted: Tensor, source: Tensor, to: Tensor, bias: Tensor) -> Tensor:
    """The mean over all heads of the mean over the pieces."""
    begin = source[at].view(len(wanted), -1, ARC)
    scores = torch.einsum("hpa,hca->hcp", to[at[0]], begin) / math.sqrt(ARC) + bias[None, :, None]
    losses = nn.functional.cross_entropy(scores, wanted.transpose(1, 2), reduction="none")
    return 4 * (losses.sum(1) / wanted.sum((1, 2))).mean()


@torch.no_grad()
def teach(model: Reader, data: Sequence[Unit] | Sequence[Settled]) -> None:
    """Set beside each line what a model makes of it."""
    model.eval()
    device = next(model.parameters()).device
    for batch in batches(data, 64, None):
        with torch.autocast(device.type, dtype=torch.bfloat16, enabled=device.type == "cuda"):
            out = model(*(each.to(device) for each in padded(batch)))
        token, role_from, role_to, part_from, part_to, happened = (each.float() for each in out)
        for row, line in enumerate(batch):
            size = len(line.ids)

            def held(
                heads: Sequence[int], source: Tensor, to: Tensor, bias: Tensor, row: int = row, size: int = size
            ) -> Numbers:
                begin = source[row, list(heads)].view(len(heads), len(bias), ARC)
                scores = torch.einsum("pa,hca->hpc", to[row, :size], begin) / math.sqrt(ARC) + bias
                return scores.cpu().numpy().astype(np.float16)

            is_unit = isinstance(line, Unit)
            line.taught = Taught(
                token[row, : size if is_unit else 0].cpu().numpy().astype(np.float16),
                happened[row, :size, : len(HAPPENED)].cpu().numpy().astype(np.float16),
                held([piece for piece, *_ in line.triggers] if is_unit else [], role_from, role_to, model.bias[0]),
                held(line.heads if is_unit else [], part_from, part_to, model.bias[1]),
            )  # fmt: skip


@torch.no_grad()
def figures(model: Reader, data: Sequence[Unit]) -> dict[str, float]:
    """How well the model does: F1 of triggers and cues at one half, shares of attributes right, F1 of pieces."""
    model.eval()
    device = next(model.parameters()).device
    starts = np.cumsum([0, *model.widths])
    hit = got = want = 0
    cue_hit = cue_got = cue_want = 0
    right: dict[str, list[int]] = {name: [] for name in ("type", *ONE_OF)}
    rare: dict[str, list[int]] = {name: [] for name in ONE_OF}
    pieces = {name: [0, 0, 0] for name in (*ROLES, *PARTS)}
    for batch in batches(data, 32, None):
        out = [each.float().cpu() for each in model(*(each.to(device) for each in padded(batch)))]
        token, role_from, role_to, part_from, part_to, _ = out
        for row, unit in enumerate(batch):
            size = len(unit.ids)
            told = {at for at in range(size) if token[row, at, 0] > 0}
            gold = {piece for piece, *_ in unit.triggers}
            hit, got, want = hit + len(told & gold), got + len(told), want + len(gold)
            cues = {at for at in range(size) if int(token[row, at, starts[-2] :].argmax()) == 1}
            cue_hit, cue_got, cue_want = (
                cue_hit + len(cues & set(unit.heads)),
                cue_got + len(cues),
                cue_want + len(set(unit.heads)),
            )
            for piece, kinds, values in unit.triggers:
                right["type"].append(int(int(token[row, piece, starts[1] : starts[2]].argmax()) in kinds))
                for number, name in enumerate(ONE_OF):
                    guess = int(token[row, piece, starts[2 + number] : starts[3 + number]].argmax())
                    right[name].append(int(guess == values[number]))
                    if values[number]:
                        rare[name].append(int(guess == values[number]))
            for heads, marks, names, source, to, bias in (
                ([t[0] for t in unit.triggers], unit.roles, ROLES, role_from, role_to, model.bias[0]),
                (unit.heads, unit.parts, PARTS, part_from, part_to, model.bias[1]),
            ):
                for head, known in zip(heads, marks, strict=True):
                    guess = arcs(source[row, head], to[row, :size], bias.cpu()).argmax(1).tolist()
                    for number, name in enumerate(names, 1):
                        mine = {at for at in range(size) if guess[at] == number}
                        yours = {at for at, kind in known if kind == number}
                        for place, amount in enumerate((len(mine & yours), len(mine), len(yours))):
                            pieces[name][place] += amount
    model.train()
    return {
        "triggers": 2 * hit / max(got + want, 1),
        "cues": 2 * cue_hit / max(cue_got + cue_want, 1),
        **{name: sum(values) / max(len(values), 1) for name, values in right.items()},
        **{f"{name}, rare": sum(values) / max(len(values), 1) for name, values in rare.items()},
        **{name: 2 * a / max(b + c, 1) for name, (a, b, c) in pieces.items()},
    }


@torch.no_grad()
def told(model: Reader, data: Sequence[Settled]) -> tuple[Numbers, Numbers]:
    """The scores of the three classes of each event, and its class."""
    model.eval()
    device = next(model.parameters()).device
    scores: list[Tensor] = []
    kinds: list[int] = []
    for batch in batches(data, 64, None):
        happened = model(*(each.to(device) for each in padded(batch)))[-1].float().cpu()
        for row, line in enumerate(batch):
            scores += [happened[row, piece, : len(HAPPENED)] for piece, _ in line.events]
            kinds += [kind_of(label) for _, label in line.events]
    model.train()
    return torch.stack(scores).numpy(), np.array(kinds)


def balanced(model: Reader, data: Sequence[Settled]) -> dict[str, float]:
    """The mean over the three classes of the share of events that is read right."""
    if not data:
        return {}
    scores, kinds = told(model, data)
    right = scores.argmax(1) == kinds
    shares = {name: float(right[kinds == kind].mean()) for kind, name in enumerate(HAPPENED)}
    return {"happened": sum(shares.values()) / len(shares), **shares}


def even(model: Reader, data: Sequence[Settled]) -> None:
    """Raise or lower the classes of what happened so that the mean of the shares read right is highest on some data."""
    scores, kinds = told(model, data)
    steps = np.arange(-1.5, 1.51, 0.1)

    def share(shift: tuple[float, float, float]) -> float:
        right = (scores + np.array(shift)).argmax(1) == kinds
        return float(np.mean([right[kinds == kind].mean() for kind in range(len(HAPPENED))]))

    best = max(((float(a), float(b), 0.0) for a in steps for b in steps), key=share)
    with torch.no_grad():
        model.happened[-1].bias[: len(HAPPENED)] += torch.tensor(best)


@dataclass(frozen=True)
class Course:
    """How one model learns."""

    name: str
    base: str
    table: tuple[int, ...] | None
    seed: int
    pull: float
    epochs: int
    rate: float
    batch: int
    share: float
    """Of what its teachers say in what it learns."""
    masked: float
    half: bool
    device: str
    out: Path
    begin: Path | None = None
    """A model to go on from."""
    part: float = 1.0
    """Of its lines that it learns of in an epoch."""


Data = dict[str, list[Unit]]
OfSettled = dict[str, list[Settled]]


def trained(course: Course, data: Data, told_of: OfSettled) -> dict[str, Tensor]:
    """The weights of the best epoch of one model; a line an epoch goes to the log."""
    torch.set_float32_matmul_precision("high")
    torch.manual_seed(0)
    model = Reader(course.base, course.pull, course.table)
    if course.begin is not None:
        model.load_state_dict(torch.load(course.begin)["state"])
    model.to(course.device)
    torch.manual_seed(course.seed)
    chance = random.Random(course.seed)
    for parameter in model.encoder.embeddings.parameters():  # half of all, and too many for so few words
        parameter.requires_grad = False
    slow = [p for name, p in model.named_parameters() if name.startswith("encoder") and p.requires_grad]
    fast = [p for name, p in model.named_parameters() if not name.startswith("encoder") and p.requires_grad]
    groups = [{"params": slow, "lr": course.rate}, {"params": fast, "lr": 1e-3}]
    optimizer = torch.optim.AdamW([group for group in groups if group["params"]], weight_decay=0.01, fused=True)
    sizes = (course.batch, course.batch * 4 // 3)
    in_epoch = math.ceil(len(data["train"]) / sizes[0]) + math.ceil(len(told_of["train"]) / sizes[1])
    in_epoch = math.ceil(in_epoch * course.part)
    steps = course.epochs * in_epoch
    counts = np.bincount([kind_of(x) for line in told_of["train"] for _, x in line.events], minlength=len(HAPPENED))
    shares = torch.tensor(counts.sum() / np.maximum(counts, 1) / len(counts), dtype=torch.float)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (0.1 * steps), max(0.02, (steps - step) / (0.9 * steps)))
    )
    best, kept = 0.0, model.state_dict()
    with (course.out / "log.jsonl").open("a") as log:
        for epoch in range(1, course.epochs + 1):
            begun, losses = time.monotonic(), []
            ahead = [*batches(data["train"], sizes[0], chance), *batches(told_of["train"], sizes[1], chance)]
            chance.shuffle(ahead)
            for batch in ahead[:in_epoch]:
                ids, mask = (each.to(course.device, non_blocking=True) for each in padded(batch))
                with torch.autocast(course.device, dtype=torch.bfloat16, enabled=course.half):
                    out = model(hidden(ids, course.masked), mask)
                if isinstance(batch[0], Unit):
                    loss = loss_of(model, mask, moved(wanted_of(batch, course.share), course.device), out)
                else:
                    loss = loss_of_settled(batch, out[-1], shares, course.share)
                optimizer.zero_grad()
                loss.backward()
                nn.utils.clip_grad_norm_(model.parameters(), 1.0)
                optimizer.step()
                schedule.step()
                losses.append(loss.detach())
            line = {"name": course.name, "epoch": epoch, "loss": float(torch.stack(losses).mean())}
            line["seconds"] = time.monotonic() - begun
            if epoch % max(1, course.epochs // 5) == 0 or epoch == course.epochs:
                reached = figures(model, data["choose"]) | balanced(model, told_of["choose"])
                line |= reached
                if mark_of(reached) > best:
                    best = mark_of(reached)
                    kept = {name: value.detach().cpu().clone() for name, value in model.state_dict().items()}
                    torch.save({"state": kept}, course.out / f"{course.name}.pt")  # a run cut short leaves one
            print(json.dumps({k: round(v, 3) if isinstance(v, float) else v for k, v in line.items()}), flush=True)
            log.write(json.dumps(line) + "\n")
            log.flush()
    return kept


def teaching(course: Course, fold: int, folds: int, data: Data, told_of: OfSettled) -> list[list[Taught | None]]:
    """What a teacher that learns on the other folds makes of the lines of one, in their order."""
    lines: tuple[list[Unit], list[Settled]] = data["train"], told_of["train"]
    state = trained(
        course,
        {**data, "train": [line for line in lines[0] if line.fold % folds != fold]},
        {**told_of, "train": [line for line in lines[1] if line.fold % folds != fold]},
    )
    model = Reader(course.base, course.pull, course.table).to(course.device)
    model.load_state_dict(state)
    for part in lines:
        teach(model, [line for line in part if line.fold % folds == fold])
    return [[line.taught for line in part] for part in lines]


def mark_of(reached: dict[str, float]) -> float:
    """What a model is chosen by."""
    names = ("triggers", "cues", "actor", "target", "content", "type", "sub_event", "happened")
    return sum(reached.get(name, 0.0) for name in names)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--base", required=True, help="folder of the encoder's weights and tokenizer")
    parser.add_argument("--settled", type=Path, help="folder of UDS and MEANTIME; without it no word has happened")
    parser.add_argument("--epochs", type=int, default=16)
    parser.add_argument("--rate", type=float, default=2e-4, help="the encoder's learning rate at its highest")
    parser.add_argument("--batch", type=int, default=24, help="paragraphs that are learnt at once")
    parser.add_argument("--masked", type=float, default=0.1, help="share of the word pieces that are hidden")
    parser.add_argument("--pull", default="1", help="for each seed how far the last two heads move the encoder: 0 to 1")
    parser.add_argument("--seeds", default="1", help="one model is trained for each, and their weights averaged")
    parser.add_argument("--begin", type=Path, help="a model.pt to go on from")
    parser.add_argument("--part", type=float, default=1.0, help="of the lines that are learnt of in an epoch")
    parser.add_argument("--teacher", help="folder of a larger encoder over the same word pieces that teaches this one")
    parser.add_argument("--folds", type=int, default=3, help="so many teachers, each of the lines of one fold")
    parser.add_argument("--share", type=float, default=0.5, help="of what the teachers say in what is learnt")
    parser.add_argument("--teacher-epochs", type=int, default=5)
    parser.add_argument("--teacher-rate", type=float, default=6e-5)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--half", action="store_true", help="train in bfloat16 (teachers on a GPU do so anyway)")
    parser.add_argument("--together", type=int, default=1, help="so many models learn side by side")
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    tokenizer = AutoTokenizer.from_pretrained(chosen.base)
    data: Data = {"train": [], "choose": [], "test": []}
    for sample in read_samples([HERE.parent / "sentences"]):
        data[part_of(sample.topic)] += units([sample], tokenizer)
    told_of: OfSettled = {"train": [], "choose": []}
    if chosen.settled is not None:
        for name in ("uds_train.jsonl", "meantime_train.jsonl"):
            told_of["train"] += settled(chosen.settled / name, tokenizer)
        of_dev = (chosen.settled / f"uds_dev_{name}.jsonl" for name in ("gold", "reports"))
        told_of["choose"] += settled(next(of_dev), tokenizer, next(of_dev))
    print(
        {name: len(part) for name, part in data.items()},
        {name: len(part) for name, part in told_of.items()},
        flush=True,
    )
    courses = [
        Course(f"seed-{seed}", chosen.base, None, int(seed), float(pull), chosen.epochs, chosen.rate, chosen.batch,
               chosen.share if chosen.teacher else 0.0, chosen.masked, chosen.half, chosen.device, chosen.out,
               chosen.begin, chosen.part)
        for seed, pull in pulled(chosen.seeds.split(","), chosen.pull.split(","))
    ]  # fmt: skip
    with ProcessPoolExecutor(chosen.together, mp_context=get_context("spawn")) as side_by_side:
        if chosen.teacher:
            learn_of_teachers(chosen, tokenizer, data, told_of, side_by_side)
        running = [side_by_side.submit(trained, course, data, told_of) for course in courses]
        states = [each.result() for each in running]
    mean = {name: torch.stack([state[name].float() for state in states]).mean(0) for name in states[0]}
    model = Reader(chosen.base)
    model.load_state_dict(mean)
    if told_of["choose"]:
        even(model, told_of["choose"])
    reached = {part: figures(model, data[part]) for part in ("choose", "test")}
    reached["choose"] |= balanced(model, told_of["choose"])
    torch.save({"state": model.state_dict(), "choose": reached["choose"]}, chosen.out / "model.pt")
    (chosen.out / "figures.json").write_text(json.dumps(reached, indent=1))
    print((chosen.out / "figures.json").read_text())


def pulled(seeds: Sequence[str], pulls: Sequence[str]) -> Iterator[tuple[str, str]]:
    yield from zip(seeds, pulls if len(pulls) > 1 else [*pulls] * len(seeds), strict=True)


def learn_of_teachers(
    chosen: argparse.Namespace, tokenizer: Any, data: Data, told_of: OfSettled, side_by_side: ProcessPoolExecutor
) -> None:
    """Set beside each line of the training parts what a teacher makes of it that has not seen it."""
    kept = chosen.out / "taught.pt"
    if not kept.exists():
        words = AutoTokenizer.from_pretrained(chosen.teacher).get_vocab()
        own = sorted(tokenizer.get_vocab().items(), key=lambda piece: piece[1])
        table = tuple(words.get(MARKS.get(piece, piece), words[MARKS["[PAD]"]]) for piece, _ in own)
        courses = [
            Course(f"teacher-{fold}", chosen.teacher, table, fold, 1.0, chosen.teacher_epochs, chosen.teacher_rate, 32,
                   0.0, chosen.masked, chosen.half or chosen.device == "cuda", chosen.device, chosen.out)
            for fold in range(chosen.folds)
        ]  # fmt: skip
        running = [
            side_by_side.submit(teaching, course, fold, chosen.folds, data, told_of)
            for fold, course in enumerate(courses)
        ]
        told = [each.result() for each in running]
        parts = [
            [next(filter(None, says)) for says in zip(*of_part, strict=True)] for of_part in zip(*told, strict=True)
        ]
        torch.save([_packed(part) for part in parts], kept)
    for part, packed in zip((data["train"], told_of["train"]), torch.load(kept), strict=True):
        for line, taught in zip(part, _unpacked(packed), strict=True):
            line.taught = taught


def _packed(taught: Sequence[Taught]) -> dict[str, Tensor]:
    """What is said of many lines in a few long rows of numbers, with the shape of each."""
    rows: dict[str, Tensor] = {}
    for name in (each.name for each in fields(Taught)):
        values = [getattr(each, name) for each in taught]
        rows[name] = torch.from_numpy(np.concatenate([each.ravel() for each in values] or [np.zeros(0, np.float16)]))
        rows[f"{name}, shape"] = torch.tensor([each.shape for each in values])
    return rows


def _unpacked(rows: dict[str, Tensor]) -> Iterator[Taught]:
    columns = []
    for name in (each.name for each in fields(Taught)):
        flat, shapes = rows[name].numpy(), rows[f"{name}, shape"].numpy()
        ends = np.cumsum(shapes.prod(1))
        columns.append([flat[end - shape.prod() : end].reshape(shape) for end, shape in zip(ends, shapes, strict=True)])
    return (Taught(*of_line) for of_line in zip(*columns, strict=True))


if __name__ == "__main__":
    main()
