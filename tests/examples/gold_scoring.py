"""Claims found against claims in the gold, by the rules that `make quality` scores with, written small.

A found claim is paired with the gold claim whose quote it overlaps most (token F1 of at least 0.35, one to one, best
first, ties by agreement of the fields). Over the pairs each field is right or wrong; a field that the gold leaves open
is not scored.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

__all__ = ["Score", "field_agreement", "locate", "names_agree", "pair_claims", "score_report"]

LEAST_OVERLAP = 0.35
BALANCED = ("stance", "polarity", "certainty", "reality")
_ARTICLES = frozenset(("the", "a", "an", "of", "and", "in", "by", "to", "local", "some", "their", "its", "his"))
_SAME = {
    "u.s.": "us",
    "usa": "us",
    "american": "us",
    "americans": "us",
    "united states": "us",
    "washington": "us",
    "russian federation": "russia",
    "russian": "russia",
    "moscow": "russia",
    "syrian": "syria",
    "united nations": "un",
    "iranian": "iran",
    "tehran": "iran",
    "israeli": "israel",
    "saudi arabia": "saudi",
    "ukrainian": "ukraine",
    "kyiv": "ukraine",
    "defence": "defense",
}


@dataclass
class Score:
    """Counts that add up over reports."""

    gold: int = 0
    found: int = 0
    paired: int = 0
    fields: dict[str, list[bool]] = field(default_factory=dict)
    classes: dict[str, dict[str, list[bool]]] = field(default_factory=dict)

    def add(self, other: Score) -> None:
        self.gold += other.gold
        self.found += other.found
        self.paired += other.paired
        for name, marks in other.fields.items():
            self.fields.setdefault(name, []).extend(marks)
        for name, by_class in other.classes.items():
            for value, marks in by_class.items():
                self.classes.setdefault(name, {}).setdefault(value, []).extend(marks)

    @property
    def claim_f1(self) -> float:
        return 2 * self.paired / (self.gold + self.found) if self.gold + self.found else 0.0

    def accuracy(self, name: str) -> float:
        """The share of pairs on which a field is right; for the skewed ones the mean over the gold's values."""
        if name in BALANCED:
            shares = [sum(marks) / len(marks) for marks in self.classes.get(name, {}).values()]
            return sum(shares) / len(shares) if shares else 0.0
        marks = self.fields.get(name, [])
        return sum(marks) / len(marks) if marks else 0.0

    def right(self, name: str) -> int:
        """On how many pairs a field is right, or, for "stance.denies" and its like, right where the gold has that value: a
        number that finding more claims cannot lower, as it can a share."""
        field_name, _, value = name.partition(".")
        if value:
            return sum(self.classes.get(field_name, {}).get(value, []))
        return sum(self.fields.get(name, []))

    @property
    def fields_mean(self) -> float:
        return sum(map(self.accuracy, self.fields)) / len(self.fields) if self.fields else 0.0


def locate(quote: str, text: str) -> tuple[int, int]:
    """Where a quote stands in a text, whatever the blanks between its words. Raises ``ValueError`` if nowhere."""
    match = re.search(r"\s+".join(map(re.escape, quote.split())), text)
    if match is None:
        raise ValueError(f"the text does not hold «{quote}»")
    return match.span()


def _words(name: str) -> set[str]:
    name = name.lower().replace("’", "'").replace("*", "")
    for long, short in _SAME.items():
        name = re.sub(rf"(?<!\w){re.escape(long)}(?!\w)", short, name)
    return {word.removesuffix("'s") for word in re.findall(r"[\w'-]+", name)} - _ARTICLES


def names_agree(accepted: list[str] | None, found: Iterable[str | None]) -> bool:
    """Whether one accepted name and one found name hold each other, or share half their words. ``None`` accepts
    only that nothing was found."""
    told = [words for words in (_words(name or "") for name in found) if words]
    if not accepted:
        return not told
    return any(
        wanted <= words or words <= wanted or len(wanted & words) / len(wanted | words) >= 0.5
        for wanted in filter(None, map(_words, accepted))
        for words in told
    )


def _km(one: dict[str, Any], other: dict[str, Any]) -> float:
    a, b = math.radians(one["lat"]), math.radians(other["lat"])
    turn = math.radians(other["lon"] - one["lon"])
    height = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(turn / 2) ** 2
    return 12742 * math.asin(math.sqrt(height))


def _parties(found: dict[str, Any], role: str) -> list[str | None]:
    return [
        name
        for party in found["participants"]
        if party["role"] == role
        for name in (party["text"], party["name"], (party["actor"] or {}).get("name"))
    ]


def _days_agree(gold: list[str], found: dict[str, Any] | None) -> bool:
    if not found or not found["earliest"] or not found["latest"]:
        return False
    first, last = map(date.fromisoformat, gold)
    earliest, latest = date.fromisoformat(found["earliest"]), date.fromisoformat(found["latest"])
    return earliest <= last and latest >= first and (latest - earliest).days <= (last - first).days + 3


def field_agreement(gold: dict[str, Any], found: dict[str, Any]) -> dict[str, bool]:
    """Of each field that the gold tells: whether the found claim agrees."""
    chain = found["attribution"]
    agree = {
        "type": found["event"]["type"] in gold["types"],
        "claimant": names_agree(
            gold["claimant"], [chain[-1]["source"]["name"], chain[-1]["source"]["text"]] if chain else []
        ),
        "stance": found["stance"] == gold["stance"],
        **{name: found[name] == gold[name] for name in ("polarity", "certainty", "reality")},
    }
    if gold["via"]:
        agree["via"] = names_agree(gold["via"], [link["source"]["name"] for link in chain[:-1]])
    for role in ("actor", "target"):
        if gold[role]:
            agree[role] = names_agree(gold[role], _parties(found, role))
    if gold["place"]:
        place = found["place"]
        agree["place"] = (
            bool(place) and place["lat"] is not None and _km(gold["place"], place) <= gold["place"]["within_km"]
        )
    if gold["when"]:
        agree["when"] = _days_agree(gold["when"], found["when"])
    if gold["tolls"]:
        counted = {(toll["what"], toll["low"], toll["high"]) for toll in found["tolls"]}
        agree["tolls"] = all((toll["what"], toll["low"], toll["high"]) in counted for toll in gold["tolls"])
    return agree


def pair_claims(
    gold: list[dict[str, Any]], found: list[dict[str, Any]], text: str
) -> list[tuple[dict[str, Any], dict[str, Any], dict[str, bool]]]:
    """Gold claims and found ones that speak of the same words, with the agreement of their fields."""
    words = [match.start() for match in re.finditer(r"\w+", text)]

    def within(start: int, end: int) -> set[int]:
        return {at for at in words if start <= at < end}

    golden = [within(claim["start"], claim["end"]) for claim in gold]
    told = [within(claim["evidence"][0]["start"], claim["evidence"][0]["end"]) for claim in found]
    candidates = []
    for g, wanted in enumerate(golden):
        for f, got in enumerate(told):
            overlap = 2 * len(wanted & got) / (len(wanted) + len(got)) if wanted & got else 0.0
            if overlap >= LEAST_OVERLAP:
                agree = field_agreement(gold[g], found[f])
                candidates.append((-round(overlap, 2), -sum(agree.values()), g, f, agree))
    pairs, used_gold, used_found = [], set(), set()
    for *_, g, f, agree in sorted(candidates, key=lambda candidate: candidate[:4]):
        if g not in used_gold and f not in used_found:
            used_gold.add(g)
            used_found.add(f)
            pairs.append((gold[g], found[f], agree))
    return pairs


def score_report(gold: list[dict[str, Any]], found: list[dict[str, Any]], text: str) -> Score:
    """How well the found claims of one report agree with its gold."""
    pairs = pair_claims(gold, found, text)
    score = Score(len(gold), len(found), len(pairs))
    for wanted, _, agree in pairs:
        for name, is_right in agree.items():
            score.fields.setdefault(name, []).append(is_right)
            if name in BALANCED:
                score.classes.setdefault(name, {}).setdefault(wanted[name], []).append(is_right)
    return score
