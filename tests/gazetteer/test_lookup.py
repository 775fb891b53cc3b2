"""What a name can mean, in a small gazetteer made by hand."""

from __future__ import annotations

import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.gazetteer.conftest import MakeGazetteer, place

from standoff.errors import PlacesError
from standoff.gazetteer import KINDS, Candidate, Gazetteer, fold
from standoff.gazetteer.store import imports_path


def ids(candidates: tuple[Candidate, ...]) -> list[str]:
    return [candidate.id for candidate in candidates]


def test_a_candidate_says_all_that_is_known_of_a_place(small: Gazetteer) -> None:
    assert small.find("Edleb") == (
        Candidate(
            id="geonames:169389", name="Idlib", kind="city", lat=35.93, lon=36.63, country="SYR", countries=("SYR",),
            admin1=None, population=128_840, radius_km=5.5, is_main_name=True, is_loose=False,
        ),
    )  # fmt: skip


def test_a_river_through_several_countries_has_no_one_country(small: Gazetteer) -> None:
    (river,) = small.find("the Euphrates")

    assert (river.country, river.countries, river.kind) == (None, ("TUR", "SYR", "IRQ"), "river")


def test_main_names_come_before_others_and_then_the_more_people(small: Gazetteer) -> None:
    assert ids(small.find("Springfield")) == ["geonames:2", "geonames:1", "geonames:3"]
    assert [candidate.is_main_name for candidate in small.find("Springfield")] == [True, True, False]


def test_countries_and_capitals_come_first(make_gazetteer: MakeGazetteer) -> None:
    path = make_gazetteer(
        place("a:1", "Georgia", "admin1", 33.0, -83.0, "USA", 100_000_000),
        place("a:2", "Georgia", "country", 42.0, 43.0, "GEO", 3_700_000, is_first=True),
        place("a:3", "Victoria", "city", -37.0, 144.0, "AUS", 6_000_000),
        place("a:4", "Victoria", "city", -4.6, 55.4, "SYC", 22_000, is_first=True),
    )
    gazetteer = Gazetteer.open(path)

    assert ids(gazetteer.find("Georgia")) == ["a:2", "a:1"]
    assert ids(gazetteer.find("Victoria")) == ["a:4", "a:3"]


def test_a_word_for_the_kind_of_place_brings_that_kind_to_the_front(small: Gazetteer) -> None:
    assert ids(small.find("Idlib")) == ["geonames:169387", "geonames:169389"]
    assert ids(small.find("Idlib city")) == ["geonames:169389", "geonames:169387"]
    assert ids(small.find("Idlib province")) == ["geonames:169387", "geonames:169389"]
    assert ids(small.find("province of Idlib")) == ["geonames:169387", "geonames:169389"]
    assert ids(small.find("Euphrates River")) == ["standoff:euphrates"]


def test_the_english_article_is_taken_off_where_the_whole_is_no_name(make_gazetteer: MakeGazetteer) -> None:
    path = make_gazetteer(
        place("a:1", "The Valley", "city", 18.2, -63.1, "AIA", 2_000, is_first=True),
        place("a:2", "Gaza Strip", "admin1", 31.4, 34.4, "PSE", 2_000_000),
    )
    gazetteer = Gazetteer.open(path)

    assert ids(gazetteer.find("the Gaza Strip")) == ["a:2"]
    assert ids(gazetteer.find("the Gaza Strip region")) == ["a:2"]
    assert ids(gazetteer.find("The Valley")) == ["a:1"]
    assert gazetteer.find("Valley") == ()
    assert gazetteer.known_keys(["the gaza strip", "the valley", "valley", "the"]) == {"the gaza strip", "the valley"}


def test_a_river_is_no_country_of_its_name(make_gazetteer: MakeGazetteer) -> None:
    path = make_gazetteer(
        place("a:1", "Jordan", "country", 31.0, 36.0, "JOR", 10_000_000, is_first=True),
        place("a:2", "Congo", "country", -2.5, 23.5, "COD", 84_000_000, is_first=True),
        place("a:3", "Congo", "river", -4.0, 16.0, "COD COG"),
    )
    gazetteer = Gazetteer.open(path)

    assert gazetteer.find("Jordan River") == ()
    assert gazetteer.known_keys(["jordan river", "congo river"]) == {"congo river"}
    assert ids(gazetteer.find("Congo River")) == ["a:3"]
    assert ids(gazetteer.find("Congo")) == ["a:2", "a:3"]


def test_a_name_that_only_sounds_known_is_found_last_and_says_so(small: Gazetteer) -> None:
    (found,) = small.find("Hassakeh")

    assert (found.id, found.is_loose, found.is_main_name) == ("geonames:173811", True, True)
    assert small.known_keys([fold("Hassakeh")]) == set()


def test_places_with_one_spelling_only_are_not_found_by_sound(small: Gazetteer) -> None:
    assert small.find("Hassok") == ()


@pytest.mark.parametrize(
    "name", ["", "  ", "—", "Nowhere at all", "x" * 5000, "\x00", "'; DROP TABLE places; --", "\ud800"]
)
def test_what_is_no_name_is_found_nowhere(small: Gazetteer, name: str) -> None:
    assert small.find(name) == ()


def test_known_keys_are_told_in_one_go(small: Gazetteer) -> None:
    keys = [
        "idlib",
        "idlib province",
        "river euphrates",
        "euphrates river",
        "nowhere",
        "",
        *(f"x{n}" for n in range(5000)),
    ]

    assert small.known_keys(keys) == {"idlib", "idlib province", "euphrates river"}


def test_a_known_key_is_one_that_find_knows(small: Gazetteer) -> None:
    for name in ("Idlib", "Edleb", "governorate of Idlib", "US", "Nowhere"):
        exact = [candidate for candidate in small.find(name) if not candidate.is_loose]
        assert (fold(name) in small.known_keys([fold(name)])) == bool(exact)


def test_a_place_and_a_country_are_found_by_their_ids(small: Gazetteer) -> None:
    assert small.by_id("standoff:euphrates") == small.find("Euphrates")[0]
    assert small.by_id("standoff:nothing") is None
    assert small.country("SYR") == small.find("Syria")[0]
    assert small.country("XYZ") is None


def test_threads_share_a_gazetteer(small: Gazetteer) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(small.find, ["Idlib", "Springfield", "Nowhere", "Edleb"] * 100))

    assert found == [small.find(name) for name in ["Idlib", "Springfield", "Nowhere", "Edleb"] * 100]


def test_a_forked_process_opens_the_file_for_itself(small: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> None:
    before = small._reader()
    monkeypatch.setattr(os, "getpid", lambda: -1)

    assert ids(small.find("Springfield")) == ["geonames:2", "geonames:1", "geonames:3"]
    assert small._reader() is not before


def test_a_closed_gazetteer_opens_again_when_asked(small: Gazetteer) -> None:
    small.close()

    assert ids(small.find("Edleb")) == ["geonames:169389"]


def test_nothing_is_written_beside_a_gazetteer_that_is_read(make_gazetteer: MakeGazetteer) -> None:
    path = make_gazetteer()
    Gazetteer.open(path).find("Idlib")

    assert [entry.name for entry in path.parent.iterdir()] == ["places.sqlite"]


def test_a_missing_gazetteer_is_told_of_with_the_command_that_builds_it(tmp_path: Path) -> None:
    with pytest.raises(PlacesError) as raised:
        Gazetteer.open(tmp_path / "none.sqlite")

    assert raised.value.message == f"There is no gazetteer at {tmp_path / 'none.sqlite'}."
    assert raised.value.advice == "Run: standoff places build"


@pytest.mark.parametrize("damage", [b"", b"not a database at all", None])
def test_a_damaged_gazetteer_is_told_of(make_gazetteer: MakeGazetteer, damage: bytes | None) -> None:
    path = make_gazetteer()
    path.write_bytes(path.read_bytes()[:3000] if damage is None else damage)

    with pytest.raises(PlacesError) as raised:
        Gazetteer.open(path)

    assert raised.value.advice == "Run: standoff places build"


@pytest.mark.parametrize(("name", "value"), [("format", "0"), ("fingerprint", "of something else")])
def test_a_gazetteer_built_from_other_data_is_told_of(make_gazetteer: MakeGazetteer, name: str, value: str) -> None:
    path = make_gazetteer()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE about SET value = ? WHERE name = ?", (value, name))
    connection.close()

    with pytest.raises(PlacesError, match="was built by another Standoff or from other data") as raised:
        Gazetteer.open(path)

    assert raised.value.advice == "Run: standoff places build"


def test_damaged_imports_are_told_of_by_their_name(make_gazetteer: MakeGazetteer) -> None:
    path = make_gazetteer()
    imports_path(path).write_bytes(b"not a database, and longer than the header of one" * 10)

    with pytest.raises(PlacesError, match="imported"):
        Gazetteer.open(path)


def test_the_kinds_are_those_of_the_contract() -> None:
    assert " ".join(KINDS) == (
        "country admin1 admin2 region city town village neighbourhood camp base airport crossing river lake sea strait "
        "gulf island mountain desert valley dam oilfield border street other"
    )
