"""What Standoff finds in the example reports, against what a careful reader found.

``floors.toml`` holds the least that every report and all of them together must score. Floors only rise.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import standoff

from .example import Example
from .gold_scoring import Score, names_agree, pair_claims, score_report

FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))
ESSENTIAL = tomllib.loads((Path(__file__).parent / "essential.toml").read_text(encoding="utf-8"))["claim"]


def _claimant(claim: dict[str, Any]) -> list[str]:
    chain = claim["attribution"]
    return [chain[-1]["source"]["name"], chain[-1]["source"]["text"]] if chain else []


def _told(claim: dict[str, Any]) -> str:
    chain = " < ".join(link["source"]["name"] for link in claim["attribution"]) or "own voice"
    return f"{chain}: {claim['evidence'][0]['quote']!r}"


@pytest.mark.parametrize("name", FLOORS["report"])
def test_a_report_is_read_no_worse_than_before(name: str, examples: dict[str, Example]) -> None:
    example = examples[name]
    score = score_report(example.gold, example.found, example.text)

    assert score.claim_f1 >= FLOORS["report"][name]["claim_f1"]
    assert score.accuracy("claimant") >= FLOORS["report"][name]["claimant"]
    assert score.right("claimant") >= FLOORS["report"][name]["claimants_right"]


def test_every_report_with_gold_has_a_floor(examples: dict[str, Example]) -> None:
    assert sorted(FLOORS["report"]) == sorted(examples)


def test_all_reports_together_are_read_no_worse_than_before(examples: dict[str, Example]) -> None:
    total = Score()
    for example in examples.values():
        total.add(score_report(example.gold, example.found, example.text))

    assert total.claim_f1 >= FLOORS["total"]["claim_f1"]
    assert total.fields_mean >= FLOORS["total"]["fields_mean"]
    for name, floor in FLOORS["field"].items():
        assert total.accuracy(name) >= floor, name
    for name, floor in FLOORS["right"].items():
        assert total.right(name) >= floor, name


def test_what_somebody_denies_is_never_an_act_in_the_publishers_voice(examples: dict[str, Example]) -> None:
    """A claim on the very words that somebody denies is laid to somebody."""
    acts = []
    for example in examples.values():
        denials = [claim for claim in example.gold if claim["stance"] == "denies" and claim["actor"]]
        assertions = [claim for claim in example.gold if claim["stance"] != "denies"]
        for wanted, found, _ in pair_claims(denials + assertions, example.found, example.text):
            if wanted in denials and not found["attribution"]:
                acts.append(f"{example.name}: {_told(found)}")

    assert acts == []


@pytest.mark.parametrize(
    "essential",
    [pytest.param(each, id=f"{each['report']}: {each['words']}") for each in ESSENTIAL],
)
def test_an_essential_claim_is_read_rightly(essential: dict[str, Any], examples: dict[str, Example]) -> None:
    example = examples[essential["report"]]
    told = example.claims_on(essential["words"])
    assert told, f"no claim on «{essential['words']}»"
    right = [_is_right(claim, essential, example) for claim in told]

    assert any(right), [_told(claim) for claim in told]


def _is_right(claim: dict[str, Any], essential: dict[str, Any], example: Example) -> bool:
    chain = claim["attribution"]
    counted = [(toll["what"], toll["low"]) for toll in claim["tolls"]]
    return (
        names_agree(essential.get("claimant"), _claimant(claim))
        and (chain[-1]["stance"] if chain else "asserts") == essential.get("stance", "asserts")
        and all(claim[name] == essential.get(name, claim[name]) for name in ("polarity", "reality", "certainty"))
        and ("via" not in essential or names_agree(essential["via"], [link["source"]["name"] for link in chain[:-1]]))
        and ("answers" not in essential or _answers(claim, essential["answers"], example))
        and all(toll in counted for toll in essential.get("tolls", {}).items())
    )


def _answers(claim: dict[str, Any], words: str, example: Example) -> bool:
    return claim["responds_to"] in {answered["id"] for answered in example.claims_on(words)}


def test_every_span_of_every_record_gives_back_its_words(readings: list[standoff.Reading]) -> None:
    checked = 0
    for reading in readings:
        if reading.report is None:
            continue
        records = [claim.to_dict() for claim in reading.claims]
        records += [found.to_dict(reading.report.id) for found in reading.attributions]
        records += [found.to_dict(reading.report.id) for found in reading.places]
        records += [found.to_dict(reading.report.id) for found in reading.dates]
        for span in _spans(records):
            assert reading.report.text[span["start"] : span["end"]] == span.get("quote", span.get("text"))
            checked += 1

    assert checked > 1000


def _spans(record: Any) -> list[dict[str, Any]]:
    if isinstance(record, list):
        return [span for each in record for span in _spans(each)]
    if not isinstance(record, dict):
        return []
    own = [record] if record.get("start") is not None and ("quote" in record or record.get("text") is not None) else []
    return own + [span for value in record.values() for span in _spans(value)]


def test_no_claim_comes_out_of_boilerplate(readings: list[standoff.Reading]) -> None:
    for reading in readings:
        for claim in reading.claims:
            for furniture in (
                "Note to readers",
                "Copyright",
                "Subscribe",
                "donate",
                "Follow us",
                "Written for Standoff",
            ):
                assert furniture.lower() not in claim.evidence[0].text.lower()


def test_a_reprint_gives_the_claims_of_the_report_it_repeats(
    examples: dict[str, Example], readings: list[standoff.Reading]
) -> None:
    (mail,) = [each for each in readings if each.report and "harbour.eml" in str(each.report.path)]
    told_there = {(claim.evidence[0].text, claim.event.type) for claim in mail.claims}
    told_here = {
        (claim["evidence"][0]["quote"], claim["event"]["type"])
        for claim in examples["collision-2-washington"].found
        if claim["evidence"][0]["quote"] in mail.report.text  # type: ignore[union-attr]
    }

    assert len(told_there) >= 5
    assert len(told_here & told_there) >= 0.8 * len(told_here)


def test_reading_twice_gives_the_same_claims(examples: dict[str, Example]) -> None:
    path = Path(standoff.__file__).parent / "examples" / "reports" / "ahli-1-gaza.json"
    (again,) = standoff.read(path)

    assert [claim.to_dict() for claim in again.claims] == examples["ahli-1-gaza"].found
