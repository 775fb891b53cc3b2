"""The making of the gazetteer's file."""

from __future__ import annotations

import io
import pickle
import sqlite3
from pathlib import Path

import pytest
from tests.gazetteer.conftest import SMALL, place

from standoff.errors import PlacesError
from standoff.gazetteer import Gazetteer, build, sources
from standoff.gazetteer.build import write_file
from standoff.gazetteer.raw import KINDS, learn
from standoff.gazetteer.sources import is_useful_alias, read_plain_pickle, shown
from standoff.gazetteer.store import imports_path, places_path
from standoff.gazetteer.tables import data_files, read_table


def test_the_same_places_give_the_same_file(tmp_path: Path) -> None:
    write_file(tmp_path / "one.sqlite", SMALL)
    write_file(tmp_path / "two.sqlite", SMALL)

    assert (tmp_path / "one.sqlite").read_bytes() == (tmp_path / "two.sqlite").read_bytes()


def test_a_build_that_fails_leaves_the_earlier_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "deep" / "places.sqlite"
    write_file(path, SMALL)
    before = path.read_bytes()

    def fail(connection: sqlite3.Connection) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(build, "finish", fail)
    with pytest.raises(PlacesError, match="database or disk is full"):
        write_file(path, SMALL)

    assert path.read_bytes() == before
    assert [entry.name for entry in path.parent.iterdir()] == ["places.sqlite"]


def test_a_folder_that_cannot_be_made_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(PlacesError) as raised:
        write_file(tmp_path / "file" / "places.sqlite", SMALL)

    assert "standoff places build --to FILE" in str(raised.value.advice)


class _Evil:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (Path, ("/tmp/evil",))


@pytest.mark.parametrize("held", [_Evil(), [Path], {"a": io.StringIO}])
def test_a_pickle_that_names_anything_is_refused(held: object) -> None:
    with pytest.raises(PlacesError, match=r"geo\.pkl is not the plain data it should be: it names"):
        read_plain_pickle(io.BytesIO(pickle.dumps(held)), file="geo.pkl")


@pytest.mark.parametrize("held", [b"", b"\x80\x05", b"garbage", b"\x80\x04P0\n.", pickle.dumps([1.0, "a"])[:-3]])
def test_a_damaged_pickle_is_refused(held: bytes) -> None:
    with pytest.raises(PlacesError):
        read_plain_pickle(io.BytesIO(held), file="geo.pkl")


def test_a_pickle_of_plain_values_is_read() -> None:
    held = [["Gaza", "PS", 34.5, None, 410_000, {"a": (1, 2)}]]

    assert read_plain_pickle(io.BytesIO(pickle.dumps(held)), file="geo.pkl") == held


@pytest.mark.parametrize(
    ("name", "is_useful"),
    [
        ("Deir Ezzor", True), ("Ḩamāh", True), ("N'Djamena", True), ("Hit", True), ("Vịnh Hạ Long", True),
        ("GZA", False), ("DMSC", False), ("swldw", False), ("Ko", False), ("غزة", False), ("Киев", False), ("غزة City", False),
        ("http://x.org/Gaza", False), ("Gaza.com", False), ("Gaza_City", False), ("Sector 7", False), ("", False),
        ("Ga\x07za", False),
    ],
)  # fmt: skip
def test_alternate_names_that_no_report_in_latin_letters_uses_are_dropped(name: str, is_useful: bool) -> None:
    assert is_useful_alias(name) == is_useful


@pytest.mark.parametrize(
    ("name", "country", "as_shown"),
    [
        ("Al Ḩasakah", "SY", "Al-Hasakah"),
        ("Dayr az Zawr", "SY", "Dayr az Zawr"),
        ("‘Ayn al ‘Arab", "SY", "Ayn al Arab"),
        ("Mek'ele", "ET", "Mekele"),
        ("N'Djamena", "TD", "N'Djamena"),
        ("Al Ain", "US", "Al Ain"),
        ("Łódź", "PL", "Łódź"),
    ],
)
def test_transliterated_names_are_shown_as_english_print_writes_them(name: str, country: str, as_shown: str) -> None:
    assert shown(name, country) == as_shown


def test_every_table_can_be_read() -> None:
    for table in data_files():
        text = table.read_text("utf-8")
        header = next(line for line in text.splitlines() if line.strip() and not line.startswith("#"))
        rows = list(read_table(text, tuple(header.split("\t")), file=table.name))
        assert rows, table.name


def test_regions_have_their_codes_once() -> None:
    rows = sources.admin_rows()
    codes = [row.code for row in rows if row.code]
    numbers = [row.number for row in rows if row.number]

    assert len(codes) == len(set(codes))
    assert len(numbers) == len(set(numbers))
    assert all(row.name and len(row.alpha2) == 2 for row in rows)


def test_features_become_kinds_that_there_are() -> None:
    table = next(table for table in data_files() if table.name == "features.tsv").read_text("utf-8")
    rows = list(read_table(table, ("feature", "kind"), file="features.tsv"))

    assert {row["kind"] for row in rows} - {*KINDS, "settlement"} == set()
    assert len({row["feature"] for row in rows}) == len(rows)


def test_the_file_lies_where_the_environment_says_or_in_the_virtual_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STANDOFF_PLACES", str(tmp_path / "mine.sqlite"))
    assert places_path() == tmp_path / "mine.sqlite"
    assert imports_path(places_path()) == tmp_path / "mine-imported.sqlite"

    monkeypatch.delenv("STANDOFF_PLACES")
    monkeypatch.setattr("sys.prefix", str(tmp_path))
    assert places_path() == tmp_path / "share" / "standoff" / "places.sqlite"

    monkeypatch.setattr("sys.base_prefix", str(tmp_path))
    assert places_path().parts[-2:] == ("standoff", "places.sqlite")


def test_the_built_file_holds_the_world_and_every_place_has_a_point_and_a_name(gazetteer: Gazetteer) -> None:
    with sqlite3.connect(f"{gazetteer.path.resolve().as_uri()}?mode=ro", uri=True) as connection:
        kinds = dict(connection.execute("SELECT kind, count(*) FROM places GROUP BY kind"))
        (pointless,) = connection.execute("SELECT count(*) FROM places WHERE lat NOT BETWEEN -90 AND 90").fetchone()
        (nameless,) = connection.execute(
            "SELECT count(*) FROM places WHERE place NOT IN (SELECT place FROM names)"
        ).fetchone()

    assert set(kinds) <= set(KINDS)
    assert kinds["country"] > 240
    assert kinds["admin1"] > 3500
    assert kinds["city"] + kinds["town"] + kinds["village"] > 230_000
    assert (pointless, nameless) == (0, 0)


def test_small_words_of_english_are_names_only_of_countries_and_of_towns_of_size() -> None:
    usa = place("g:1", "United States", "country", 39.8, -98.5, "USA", 327_000_000, is_first=True)
    learn(usa, ["US"], are_main=True)

    assert learn(usa, ["Some"]).keys == {"united states": True, "us": True}
    assert place("g:2", "Most", "town", 50.5, 13.6, "CZE", 63_000).keys == {"most": True}
    assert place("g:3", "Of", "town", 40.9, 40.3, "TUR", 32_000).keys == {}
    assert place("g:4", "Over", "village", 52.3, 0.0, "GBR", 2_800).keys == {}
    assert place("g:5", "Caen", "city", 49.2, -0.4, "FRA", 110_000, "Can", "Kan").keys == {"caen": True, "kan": False}
    assert place("g:6", "Å", "village", 67.9, 12.9, "NOR", 100).keys == {}
