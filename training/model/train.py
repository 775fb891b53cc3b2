"""Train the small model: which words tell a happening or cue an attribution, and what belongs to each.

usage: python training/model/train.py OUT [--epochs N] [--base FOLDER] [--only KEY] [--seed N]

One encoder (MiniLM-L6, Apache-2.0) with small heads over its last layer. For every word piece: does a happening's
trigger begin here, of which types, with which stance, polarity, certainty and reality; does it begin or go on with a
cue. For every pair of a trigger and a word piece: is the piece in its actor, target, place or time; of a cue and a
piece: is it in the source or the content. Learns on `training/sentences` only; a topic lies in one of three parts
(train, choose, test) by the hash of its name. Writes OUT/model.pt, OUT/log.jsonl (a line an epoch), OUT/figures.json.
"""

import argparse
import hashlib
import json
import math
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from transformers import AutoTokenizer, BertModel

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "sentences"))
from check import ONE_OF, TYPES, Sample, Span, read_samples  # noqa: E402

ROLES = ("actor", "target", "place", "when")
PARTS = ("source", "content")
LONGEST = 160
FROZEN = 2
"""Layers of the encoder that stay as they are, with the embeddings."""
ARC = 64


@dataclass
class Unit:
    """A paragraph as word pieces with what it should be read as."""

    text: str
    ids: list[int]
    offsets: list[tuple[int, int]]
    triggers: list[tuple[int, list[int], list[int]]]
    """Piece, types, and one number for each of stance, polarity, certainty, reality."""
    roles: list[list[tuple[int, int]]]
    """For each trigger its (piece, role from 1 on)."""
    cues: list[int]
    """For each piece 0 outside, 1 at the beginning of a cue, 2 inside."""
    heads: list[int]
    parts: list[list[tuple[int, int]]]
    below: Tensor | None = None
    """What the frozen layers make of the pieces: it is reckoned once."""


def part_of(topic: str) -> str:
    """train, choose or test: a tenth each for the last two."""
    number = hashlib.sha256(topic.encode()).digest()[0]
    return "test" if number < 26 else "choose" if number < 52 else "train"


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
        values = [choices.index(getattr(happening, name)) for name, choices in ONE_OF.items()]
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
    return Unit(text, ids, offsets, triggers, roles, cues, heads, parts)


class Reader(nn.Module):
    """The encoder and its heads."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(base, add_pooling_layer=False)
        width = self.encoder.config.hidden_size
        self.drop = nn.Dropout(0.1)
        self.widths = [1, len(TYPES), *(len(choices) for choices in ONE_OF.values()), 3]
        self.token = nn.Linear(width, sum(self.widths))
        self.role_from, self.role_to = nn.Linear(width, (len(ROLES) + 1) * ARC), nn.Linear(width, ARC)
        self.part_from, self.part_to = nn.Linear(width, (len(PARTS) + 1) * ARC), nn.Linear(width, ARC)
        self.bias = nn.ParameterList(
            [nn.Parameter(torch.zeros(len(ROLES) + 1)), nn.Parameter(torch.zeros(len(PARTS) + 1))]
        )

    def below(self, ids: Tensor, mask: Tensor) -> Tensor:
        """The states after the frozen layers."""
        states = self.encoder.embeddings(input_ids=ids)
        return self._through(self.encoder.encoder.layer[:FROZEN], states, mask)

    def above(self, states: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """The scores of all heads from the states after the frozen layers."""
        return self._heads(self.drop(self._through(self.encoder.encoder.layer[FROZEN:], states, mask)))

    def _through(self, layers: nn.ModuleList, states: Tensor, mask: Tensor) -> Tensor:
        hidden = (1.0 - mask[:, None, None, :].to(states.dtype)) * -10000.0
        for layer in layers:
            told = layer(states, attention_mask=hidden)
            states = told[0] if isinstance(told, tuple) else told
        return states

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        return self.above(self.below(ids, mask), mask)

    def _heads(self, states: Tensor) -> tuple[Tensor, ...]:
        return (
            self.token(states), self.role_from(states), self.role_to(states), self.part_from(states),
            self.part_to(states), states,
        )  # fmt: skip


def batches(data: Sequence[Unit], size: int, chance: random.Random | None) -> Iterator[list[Unit]]:
    """Units of like length together, in an order by chance."""
    order = sorted(range(len(data)), key=lambda at: (len(data[at].ids) + (chance.random() * 8 if chance else 0), at))
    groups = [order[at : at + size] for at in range(0, len(order), size)]
    if chance:
        chance.shuffle(groups)
    for group in groups:
        yield [data[at] for at in group]


def padded(batch: Sequence[Unit]) -> tuple[Tensor, Tensor]:
    longest = max(len(unit.ids) for unit in batch)
    ids, mask = torch.zeros(len(batch), longest, dtype=torch.long), torch.zeros(len(batch), longest, dtype=torch.long)
    for row, unit in enumerate(batch):
        ids[row, : len(unit.ids)] = torch.tensor(unit.ids)
        mask[row, : len(unit.ids)] = 1
    return ids, mask


@torch.no_grad()
def prepare(model: Reader, data: Sequence[Unit]) -> None:
    """Reckon what the frozen layers make of each unit."""
    model.eval()
    for batch in batches(data, 32, None):
        states = model.below(*padded(batch))
        for row, unit in enumerate(batch):
            unit.below = states[row, : len(unit.ids)].clone()
    model.train()


def beneath(batch: Sequence[Unit]) -> tuple[Tensor, Tensor]:
    ids, mask = padded(batch)
    states = torch.zeros(*ids.shape, batch[0].below.shape[-1])
    for row, unit in enumerate(batch):
        states[row, : len(unit.ids)] = unit.below
    return states, mask


def arcs(source: Tensor, to: Tensor, bias: Tensor) -> Tensor:
    """Scores of each class for every piece, from one piece: [pieces, classes]."""
    return to @ source.view(-1, ARC).T / math.sqrt(ARC) + bias


def loss_of(model: Reader, batch: Sequence[Unit], out: tuple[Tensor, ...], only: str | None) -> Tensor:
    token, role_from, role_to, part_from, part_to, _ = (each.float() for each in out)
    total = token.new_zeros(())
    starts = np.cumsum([0, *model.widths])
    _, mask = padded(batch)
    gold = torch.zeros_like(mask, dtype=torch.float)
    cue = torch.full_like(mask, -100)
    for row, unit in enumerate(batch):
        for piece, _, _ in unit.triggers:
            gold[row, piece] = 1
        cue[row, : len(unit.cues)] = torch.tensor(unit.cues)
    seen = mask.bool()
    if only in (None, "happenings"):
        total = total + 4 * nn.functional.binary_cross_entropy_with_logits(token[..., 0][seen], gold[seen])
        rows = [(row, piece, kinds, values) for row, unit in enumerate(batch) for piece, kinds, values in unit.triggers]
        if rows:
            at = token[[row for row, *_ in rows], [piece for _, piece, *_ in rows]]
            kinds = torch.zeros(len(rows), len(TYPES))
            for number, (_, _, known, _) in enumerate(rows):
                kinds[number, known] = 1
            total = total + 6 * nn.functional.binary_cross_entropy_with_logits(at[:, starts[1] : starts[2]], kinds)
            for number in range(len(ONE_OF)):
                scores = at[:, starts[2 + number] : starts[3 + number]]
                wanted = torch.tensor([values[number] for *_, values in rows])
                total = total + 0.5 * nn.functional.cross_entropy(scores, wanted)
            total = total + _arc_loss(batch, "triggers", "roles", role_from, role_to, model.bias[0])
    if only in (None, "attributions"):
        total = total + 4 * nn.functional.cross_entropy(token[..., starts[-2] :].transpose(1, 2), cue)
        total = total + _arc_loss(batch, "heads", "parts", part_from, part_to, model.bias[1])
    return total


def _arc_loss(batch: Sequence[Unit], heads: str, marks: str, source: Tensor, to: Tensor, bias: Tensor) -> Tensor:
    total, count = source.new_zeros(()), 0
    for row, unit in enumerate(batch):
        for head, told in zip(getattr(unit, heads), getattr(unit, marks), strict=True):
            piece = head[0] if isinstance(head, tuple) else head
            scores = arcs(source[row, piece], to[row, : len(unit.ids)], bias)
            wanted = torch.zeros(len(unit.ids), dtype=torch.long)
            for at, kind in told:
                wanted[at] = kind
            total, count = total + nn.functional.cross_entropy(scores, wanted), count + 1
    return 4 * total / max(count, 1)


@torch.no_grad()
def figures(model: Reader, data: Sequence[Unit]) -> dict[str, float]:
    """How well the model does: F1 of triggers and cues at one half, shares of attributes right, F1 of pieces."""
    model.eval()
    starts = np.cumsum([0, *model.widths])
    hit = got = want = 0
    cue_hit = cue_got = cue_want = 0
    right: dict[str, list[int]] = {name: [] for name in ("type", *ONE_OF)}
    rare: dict[str, list[int]] = {name: [] for name in ONE_OF}
    pieces = {name: [0, 0, 0] for name in (*ROLES, *PARTS)}
    for batch in batches(data, 32, None):
        out = [each.float() for each in model.above(*beneath(batch))]
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
                    guess = arcs(source[row, head], to[row, :size], bias).argmax(1).tolist()
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--base", required=True, help="folder of the encoder's weights and tokenizer")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--only", choices=("happenings", "attributions"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--half", action="store_true", help="train in bfloat16")
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(chosen.seed)
    chance = random.Random(chosen.seed)
    tokenizer = AutoTokenizer.from_pretrained(chosen.base)
    data: dict[str, list[Unit]] = {"train": [], "choose": [], "test": []}
    for sample in read_samples([HERE.parent / "sentences"]):
        data[part_of(sample.topic)] += units([sample], tokenizer)
    print({name: len(part) for name, part in data.items()}, flush=True)
    model = Reader(chosen.base)
    for frozen in (model.encoder.embeddings, *model.encoder.encoder.layer[:FROZEN]):
        for parameter in frozen.parameters():
            parameter.requires_grad = False
    for part in data.values():
        prepare(model, part)
    slow = [p for name, p in model.named_parameters() if name.startswith("encoder") and p.requires_grad]
    fast = [p for name, p in model.named_parameters() if not name.startswith("encoder")]
    optimizer = torch.optim.AdamW([{"params": slow, "lr": 1e-4}, {"params": fast, "lr": 1e-3}], weight_decay=0.01)
    steps = chosen.epochs * math.ceil(len(data["train"]) / 24)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (0.1 * steps), max(0.02, (steps - step) / (0.9 * steps)))
    )
    best = 0.0
    with (chosen.out / "log.jsonl").open("a") as log:
        for epoch in range(1, chosen.epochs + 1):
            begun, losses = time.monotonic(), []
            for batch in batches(data["train"], 24, chance):
                with torch.autocast("cpu", dtype=torch.bfloat16, enabled=chosen.half):
                    out = model.above(*beneath(batch))
                loss = loss_of(model, batch, out, chosen.only)
                optimizer.zero_grad()
                loss.backward()
                nn.utils.clip_grad_norm_(model.parameters(), 1.0)
                optimizer.step()
                schedule.step()
                losses.append(loss.item())
            told = figures(model, data["choose"])
            line = {"epoch": epoch, "loss": sum(losses) / len(losses), "seconds": time.monotonic() - begun, **told}
            print(json.dumps({k: round(v, 3) for k, v in line.items()}), flush=True)
            log.write(json.dumps(line) + "\n")
            mark = told["triggers"] + told["cues"] + told["actor"] + told["target"] + told["content"] + told["type"]
            if mark > best:
                best = mark
                torch.save({"state": model.state_dict(), "choose": told}, chosen.out / "model.pt")
    model.load_state_dict(torch.load(chosen.out / "model.pt")["state"])
    (chosen.out / "figures.json").write_text(json.dumps(figures(model, data["test"]), indent=1))
    print("test", (chosen.out / "figures.json").read_text())


if __name__ == "__main__":
    main()
