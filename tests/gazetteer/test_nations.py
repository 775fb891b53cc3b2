"""Adjectives, peoples and capitals that point to a country."""

from __future__ import annotations

import pytest

from standoff.gazetteer import capitals, demonyms, sources
from standoff.gazetteer.nations import nations


@pytest.mark.parametrize(
    ("word", "country"),
    [
        ("Syrian", "SYR"), ("Syrians", "SYR"), ("Iraqi", "IRQ"), ("Turkish", "TUR"), ("Turks", "TUR"), ("Saudi", "SAU"),
        ("Emirati", "ARE"), ("British", "GBR"), ("French", "FRA"), ("Nigerien", "NER"), ("Nigerian", "NGA"),
        ("Congolese", "COD"), ("South Sudanese", "SSD"), ("Sudanese", "SDN"), ("Burmese", "MMR"), ("Malian", "MLI"),
        ("Burkinabe", "BFA"), ("Palestinian", "PSE"), ("Israelis", "ISR"), ("Kosovar", "XKX"), ("North Korean", "PRK"),
        ("Central African", "CAF"), ("Dominican", "DOM"), ("Taiwanese", "TWN"), ("Yemenis", "YEM"), ("Afghan", "AFG"),
    ],
)  # fmt: skip
def test_a_demonym_points_to_its_country(word: str, country: str) -> None:
    assert demonyms()[word] == country


@pytest.mark.parametrize("word", ["Kurdish", "Kurds", "Arab", "Catalan", "US", "Rohingya", "Tuareg"])
def test_a_people_without_a_state_of_its_own_points_to_none(word: str) -> None:
    assert word not in demonyms()


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Moscow", "RUS"), ("Kyiv", "UKR"), ("Kiev", "UKR"), ("Washington", "USA"), ("Ankara", "TUR"), ("Tehran", "IRN"),
        ("Damascus", "SYR"), ("Tel Aviv", "ISR"), ("Jerusalem", "ISR"), ("New Delhi", "IND"), ("Beijing", "CHN"),
        ("Ouagadougou", "BFA"), ("Naypyidaw", "MMR"),
    ],
)  # fmt: skip
def test_a_capital_stands_for_its_government(name: str, country: str) -> None:
    assert capitals()[name] == country


def test_cities_that_house_no_national_government_stand_for_none() -> None:
    assert {"Brussels", "Geneva", "New York"}.isdisjoint(capitals())


def test_every_country_that_is_an_iso_member_has_a_row() -> None:
    islands_and_dependencies = {
        "ABW", "AIA", "ALA", "ATA", "ATF", "BES", "BLM", "BVT", "CCK", "CXR", "CYM", "GGY", "GLP", "GUF", "HMD", "IMN",
        "IOT", "JEY", "MAF", "MNP", "MSR", "MTQ", "MYT", "NFK", "PCN", "SGS", "SHN", "SJM", "SPM", "SXM", "TCA", "TKL",
        "UMI", "VGB", "VIR", "WLF",
    }  # fmt: skip
    known = {entry["iso3"] for entry in sources.countries()}

    assert known - set(nations()) - islands_and_dependencies == set()
    assert set(nations()) - known == set()
