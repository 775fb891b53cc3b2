"""Score the example reports, show what was read wrongly, and raise the floors to what is reached now.

usage, from the top of the repository: python -m tests.examples.measure [--errors] [--raise]
"""

from __future__ import annotations

import math
import sys
import tomllib
from pathlib import Path

import standoff

from .example import EXAMPLES, Example, examples_of
from .gold_scoring import BALANCED, Score, pair_claims, score_report

FLOORS = Path(__file__).parent / "floors.toml"
_HEAD = """\
# The least that each report and all of them together must score; `python -m tests.examples.measure --raise` writes
# this file. Floors only rise. Under `field` and `claimant` stand shares of the claims found; under `right` and
# `claimants_right` the numbers of claims on which a field is right, which finding more claims cannot lower.
"""


def _floor(reached: float, before: float) -> float:
    return max(before, math.floor(reached * 100) / 100)


def _show_errors(example: Example) -> None:
    pairs = pair_claims(example.gold, example.found, example.text)
    print(f"\n{example.name}")
    for gold, found, agree in pairs:
        wrong = [name for name, is_right in agree.items() if not is_right]
        if wrong:
            chain = " < ".join(link["source"]["name"] for link in found["attribution"]) or "own voice"
            print(f"  {gold['id']} wrong {', '.join(wrong)}: «{gold['quote'][:80]}» laid to {chain}")
    paired_gold = [gold["id"] for gold, _, _ in pairs]
    paired_found = [found["id"] for _, found, _ in pairs]
    for gold in example.gold:
        if gold["id"] not in paired_gold:
            print(f"  {gold['id']} missed: «{gold['quote'][:100]}»")
    for found in example.found:
        if found["id"] not in paired_found:
            print(f"  too many: «{found['evidence'][0]['quote'][:100]}»")


def main(arguments: list[str]) -> int:
    if set(arguments) - {"--errors", "--raise"}:
        print(__doc__)
        return 2
    before = tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    total, reports = Score(), []
    for name, example in examples_of(list(standoff.read(EXAMPLES / "reports"))).items():
        score = score_report(example.gold, example.found, example.text)
        total.add(score)
        held = before.get("report", {}).get(name, {})
        claim_f1 = _floor(score.claim_f1, held.get("claim_f1", 0.0))
        claimant = _floor(score.accuracy("claimant"), held.get("claimant", 0.0))
        right = max(score.right("claimant"), held.get("claimants_right", 0))
        reports.append(
            f"{name} = {{ claim_f1 = {claim_f1:.2f}, claimant = {claimant:.2f}, claimants_right = {right} }}"
        )
        print(f"{name:24} claims F1 {score.claim_f1:.3f}   claimant {score.accuracy('claimant'):.3f}")
        if "--errors" in arguments:
            _show_errors(example)
    print(f"{'all':24} claims F1 {total.claim_f1:.3f}   mean of the fields {total.fields_mean:.3f}")
    print(f"{'':24} {total.paired} of {total.gold} gold, {total.found} found")
    for name in sorted(total.fields):
        print(f"  {name:10} {total.accuracy(name):.3f}")
    if "--raise" in arguments:
        held = before.get("total", {})
        lines = [_HEAD, "[total]", f"claim_f1 = {_floor(total.claim_f1, held.get('claim_f1', 0.0)):.2f}"]
        lines.append(f"fields_mean = {_floor(total.fields_mean, held.get('fields_mean', 0.0)):.2f}")
        held = before.get("field", {})
        fields = [f"{name} = {_floor(total.accuracy(name), held.get(name, 0.0)):.2f}" for name in sorted(total.fields)]
        held = before.get("right", {})
        names = sorted(set(total.fields) - set(BALANCED))
        names += [f"{name}.{value}" for name in BALANCED for value in sorted(total.classes.get(name, {}))]
        counts = [f'"{name}" = {max(total.right(name), held.get(name, 0))}' for name in names]
        parts = [*lines, "", "[field]", *fields, "", "[right]", *counts, "", "[report]", *reports, ""]
        FLOORS.write_text("\n".join(parts), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
