"""The example reports and their gold are whole, say where they come from, and are read in every format."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import standoff

EXAMPLES = Path(standoff.__file__).parent / "examples"
FILES = sorted(path.name for path in (EXAMPLES / "reports").iterdir())
GOLD = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted((EXAMPLES / "gold").glob("*.json"))}
TYPES = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "OTHER",
}  # fmt: skip


def _sources() -> dict[str, Any]:
    return tomllib.loads((EXAMPLES / "sources.toml").read_text(encoding="utf-8"))["report"]


def test_every_example_says_what_it_rests_on_and_under_which_licence() -> None:
    sources = _sources()

    assert sorted(sources) == FILES
    for name, source in sources.items():
        assert source["licence"] == "CC0-1.0", name
        assert all((source["incident"], source["view"], source["format"])), name
        for basis in source["rests_on"]:
            assert all((basis["outlet"], basis["what"], basis["on"])), name


def test_there_are_four_incidents_or_more_and_ten_formats() -> None:
    sources = _sources()

    assert len({source["incident"] for source in sources.values()}) >= 4
    assert {Path(name).suffix for name in sources} == {
        ".txt", ".md", ".json", ".jsonl", ".csv", ".html", ".eml", ".xml", ".pdf", ".warc",
    }  # fmt: skip


def test_every_text_is_marked_as_written_for_standoff(readings: list[standoff.Reading]) -> None:
    for name in FILES:
        if name != "kramatorsk-2-kyiv.pdf":
            raw = (EXAMPLES / "reports" / name).read_text(encoding="utf-8").lower()
            assert "written for standoff in its own words" in raw, name
    pages = [each.report.text for each in readings if each.report and "kramatorsk-2" in str(each.report.path)]
    assert any("Written for Standoff" in text for text in pages)


@pytest.mark.parametrize("name", GOLD)
def test_gold_is_well_formed(name: str) -> None:
    claims = GOLD[name]["claims"]
    ids = [claim["id"] for claim in claims]

    assert len(set(ids)) == len(ids)
    for claim in claims:
        at = f"{name} {claim['id']}"
        assert claim["types"], at
        assert set(claim["types"]) <= TYPES, at
        assert claim["stance"] in ("asserts", "denies", "questions"), at
        assert claim["polarity"] in ("positive", "negative"), at
        assert claim["certainty"] in ("certain", "probable", "possible"), at
        assert claim["reality"] in ("actual", "attempted", "habitual", "planned", "hypothetical"), at
        assert claim["responds_to"] is None or claim["responds_to"] in ids, at
        assert claim["responds_to"] != claim["id"], at
        for name_list in ("claimant", "via", "actor", "target"):
            assert claim[name_list] is None or all(claim[name_list]), at
        if claim["when"]:
            first, last = map(date.fromisoformat, claim["when"])
            assert first <= last, at
        for toll in claim["tolls"]:
            assert toll["low"] is None or toll["high"] is None or toll["low"] <= toll["high"], at
    for incident in GOLD[name]["incidents"]:
        assert set(incident["claims"]) <= set(ids)


@pytest.mark.parametrize("name", [name for name, gold in GOLD.items() if gold["claims"][0]["start"] is not None])
def test_gold_offsets_give_back_the_quotes(name: str) -> None:
    raw = (EXAMPLES / GOLD[name]["report"]["file"]).read_text(encoding="utf-8")
    text = json.loads(raw)["text"] if GOLD[name]["report"]["file"].endswith(".json") else raw

    for claim in GOLD[name]["claims"]:
        assert text[claim["start"] : claim["end"]] == claim["quote"]


def test_every_file_is_read_and_none_is_rejected(readings: list[standoff.Reading]) -> None:
    read = [each.report for each in readings if each.report]

    assert [each.rejections for each in readings if each.report is None] == []
    assert len(read) == 23
    for name in FILES:
        assert any(name in str(report.path) for report in read), name


def test_the_reprint_names_its_origin_and_the_feed_its_days(readings: list[standoff.Reading]) -> None:
    reports = [each.report for each in readings if each.report]
    (mail,) = [report for report in reports if "harbour.eml" in str(report.path)]
    feed = [report for report in reports if "galwan-2" in str(report.path)]
    (digest,) = [report for report in reports if "digest" in str(report.path)]

    assert mail.origin is not None
    assert mail.origin.name == "Potomac Wire"
    assert mail.published_on == date(2020, 8, 27)
    assert [report.published_on for report in feed] == [date(2020, 6, 17), date(2021, 2, 19)]
    assert digest.origin is not None
    assert digest.origin.name == "Front Lines Review"
    assert digest.published_on == date(2020, 8, 29)
