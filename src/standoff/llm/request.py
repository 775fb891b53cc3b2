"""What a language model is asked: passages, instructions, the shape of the answer; and what that will cost."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from standoff.llm.words import Passage
from standoff.ontology import load_lexicon
from standoff.records import Certainty, Polarity, Reality, Report, Role, SourceKind, Span, Stance, TollKind

__all__ = ["LABELS", "Estimate", "Price", "answer_shape", "estimate", "messages_for", "passages_of"]

PASSAGE_LETTERS = 12_000
"""A longer report is asked about in several passages, each of whole sentences: about 2,000 words, 120 claims."""
READABLE_LETTERS = 200_000
"""So much of a report is read at most, by the rules as by a model."""
LETTERS_A_TOKEN = 4
LETTERS_A_CLAIM = 100
TOKENS_A_CLAIM = 200
TOKENS_A_SECOND = 50

LABELS: dict[str, tuple[str, ...]] = {
    "stance": get_args(Stance),
    "polarity": get_args(Polarity),
    "certainty": get_args(Certainty),
    "reality": get_args(Reality),
    "role": get_args(Role),
    "kind": tuple(kind for kind in get_args(SourceKind) if kind != "publisher"),
    "what": get_args(TollKind),
}
"""What a model may say without the report's own words, each one of these."""


@dataclass(frozen=True, slots=True)
class Price:
    """What a million tokens cost, sent and answered, in whatever currency the user thinks of."""

    sent: float
    answered: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """What asking about some reports will come to, by a rule of thumb."""

    reports: int
    requests: int
    sent_tokens: int
    answer_tokens: int

    def cost(self, price: Price) -> float:
        return (self.sent_tokens * price.sent + self.answer_tokens * price.answered) / 1_000_000

    def seconds(self, at_once: int) -> float:
        return self.answer_tokens / TOKENS_A_SECOND / min(at_once, max(1, self.requests))


def estimate(reports: Iterable[Report]) -> Estimate:
    """Reckon a token as four letters, sent with the instructions once a passage; a claim as 100 letters of text and
    200 tokens of answer."""
    told = sum(len(message["content"]) for message in messages_for(Passage.of(Report("", ""), ())))
    told += len(str(answer_shape()))
    count = requests = letters = 0
    for report in reports:
        of_this = min(len(report.text), READABLE_LETTERS)
        count += 1
        requests += max(1, math.ceil(of_this / PASSAGE_LETTERS))
        letters += of_this
    sent = (letters + requests * told) // LETTERS_A_TOKEN
    return Estimate(count, requests, sent, letters * TOKENS_A_CLAIM // LETTERS_A_CLAIM)


def passages_of(report: Report, sentences: Sequence[Span]) -> list[Passage]:
    """The sentences of a report in passages that a model can be asked about one by one."""
    passages: list[Passage] = []
    taken: list[Span] = []
    letters = 0
    for sentence in sentences:
        if taken and letters + len(sentence.text) > PASSAGE_LETTERS:
            passages.append(Passage.of(report, taken))
            taken, letters = [], 0
        taken.append(sentence)
        letters += len(sentence.text)
    return [*passages, Passage.of(report, taken)] if taken else passages


def messages_for(passage: Passage, *, is_shape_told: bool = False) -> list[dict[str, str]]:
    """The messages of one request; ``is_shape_told`` for an endpoint that cannot be held to a schema."""
    report = passage.report
    known = {"title": report.title, "publisher": report.publisher, "published on": report.published_on}
    head = "\n".join(f"{name}: {' '.join(str(value).split())[:300]}" for name, value in known.items() if value)
    told = _instructions()
    return [
        {"role": "system", "content": told["text"] + (told["again"] if is_shape_told else "")},
        {"role": "user", "content": f"{head}\n\n<report>\n{passage.text}\n</report>".lstrip()},
    ]


@cache
def _instructions() -> dict[str, str]:
    told = tomllib.loads(files("standoff.llm").joinpath("instructions.toml").read_text(encoding="utf-8"))
    types = "\n".join(f"- {name}: {kind.definition}" for name, kind in load_lexicon().types.items())
    return {"text": told["text"].replace("{types}", types).strip(), "again": "\n\n" + told["again"].strip()}


@cache
def answer_shape() -> dict[str, Any]:
    """The JSON schema of an answer, in the part of JSON Schema that endpoints can hold a model to."""
    words, maybe, number = {"type": "string"}, {"type": ["string", "null"]}, {"type": ["integer", "null"]}
    label = {name: {"type": "string", "enum": list(values)} for name, values in LABELS.items()}
    link = {"source": maybe, "name": maybe, "kind": label["kind"], "cue": maybe, "stance": label["stance"]}
    party = {"role": label["role"], "words": words, "name": maybe}
    toll = {"what": label["what"], "words": words, "low": number, "high": number}
    claim = {
        "quote": words,
        "trigger": words,
        "type": {"type": "string", "enum": list(load_lexicon().types)},
        "attribution": _list(link),
        **{name: label[name] for name in ("polarity", "certainty", "reality")},
        "participants": _list(party),
        "place": maybe,
        "when": maybe,
        "tolls": _list(toll),
        "equipment": {"type": "array", "items": words},
        "responds_to": number,
    }
    return _object({"claims": _list(claim)})


def _object(keys: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": keys, "required": list(keys), "additionalProperties": False}


def _list(keys: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": _object(keys)}
