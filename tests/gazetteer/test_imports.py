"""A user's own places: GeoNames dumps and tables, beside the built gazetteer."""

from __future__ import annotations

import sqlite3
import zipfile
from pathlib import Path

import pytest
from tests.gazetteer.conftest import SMALL, MakeGazetteer

from standoff.errors import FormatError, KnowledgeError, PlacesError, ReadError
from standoff.gazetteer import Candidate, Gazetteer, dump, imports
from standoff.gazetteer.build import write_file
from standoff.gazetteer.dump import Tally
from standoff.gazetteer.imports import import_places, refold
from standoff.gazetteer.store import imports_path


def line(number: object, name: str, lat: object, lon: object, feature: str, country: str, **more: str) -> str:
    """A line of a dump. ``feature`` is class and code: "P.PPL"."""
    cells = [""] * 19
    cells[0], cells[1], cells[2], cells[4], cells[5], cells[8] = str(number), name, name, str(lat), str(lon), country
    cells[6], cells[7] = feature.split(".")
    cells[3], cells[9] = more.get("others", ""), more.get("also", "")
    cells[10], cells[14] = more.get("region", ""), more.get("people", "0")
    return "\t".join(cells)


DUMP = "\n".join(
    [
        line(
            101, "Tall Kamash", 36.1, 40.2, "P.PPL", "SY", region="01", people="340", others="Tel Kamash,swldw,XYZ,تل"
        ),
        line(102, "Qaşr Nahr", 36.2, 40.3, "P.PPLA2", "SY", region="01", people="6500"),
        line(103, "Nahr al-Kamash", 36.3, 40.4, "H.STM", "SY", also="SY,IQ"),
        line(104, "Kamash Dam", 36.4, 40.5, "S.DAM", "SY"),
        line(105, "Kamash Primary School", 36.4, 40.5, "S.SCH", "SY"),
        line(106, "Kamash Capital", 36.5, 40.6, "P.PPLC", "IQ", people="90"),
    ]
)


@pytest.fixture
def built(make_gazetteer: MakeGazetteer) -> Path:
    return make_gazetteer()


def written(folder: Path, text: str, name: str = "XX.txt") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def taken_in(built: Path, source: Path) -> Tally:
    return import_places(source, imports_path(built))


def dumped(path: Path) -> list[str]:
    with sqlite3.connect(path) as connection:
        return sorted(connection.iterdump())


def test_a_dump_is_taken_in_and_found_beside_what_was_built(built: Path, tmp_path: Path) -> None:
    tally = taken_in(built, written(tmp_path, DUMP))
    gazetteer = Gazetteer.open(built)

    assert (tally.added, tally.changed, tally.unchanged, tally.left_out, tally.wrong) == (5, 0, 0, 1, 0)
    assert gazetteer.find("Tel Kamash") == (
        Candidate(
            id="geonames:101", name="Tall Kamash", kind="village", lat=36.1, lon=40.2, country="SYR", countries=("SYR",),
            admin1="Al-Hasakah", population=340, radius_km=1.0, is_main_name=True, is_loose=False,
        ),
    )  # fmt: skip
    assert [place.id for place in gazetteer.find("Idlib")] == ["geonames:169387", "geonames:169389"]
    assert gazetteer.known_keys(["idlib", "tel kamash", "xyz", "swldw"]) == {"idlib", "tel kamash"}
    assert gazetteer.by_id("geonames:104") == gazetteer.find("Kamash Dam")[0]


@pytest.mark.parametrize(
    ("name", "kind", "countries"),
    [
        ("Tall Kamash", "village", ("SYR",)),
        ("Qasr Nahr", "town", ("SYR",)),
        ("Nahr al-Kamash", "river", ("SYR", "IRQ")),
        ("Kamash Dam", "dam", ("SYR",)),
        ("Kamash Capital", "city", ("IRQ",)),
    ],
)
def test_features_become_kinds_of_place(
    built: Path, tmp_path: Path, name: str, kind: str, countries: tuple[str, ...]
) -> None:
    taken_in(built, written(tmp_path, DUMP))
    place = Gazetteer.open(built).find(name)[0]

    assert (place.kind, place.countries) == (kind, countries)


def test_the_same_dump_once_more_changes_nothing(built: Path, tmp_path: Path) -> None:
    source = written(tmp_path, DUMP)
    taken_in(built, source)
    before = dumped(imports_path(built))

    tally = taken_in(built, source)

    assert (tally.added, tally.changed, tally.unchanged) == (0, 0, 5)
    assert dumped(imports_path(built)) == before


def test_a_changed_line_replaces_the_place_and_its_names(built: Path, tmp_path: Path) -> None:
    taken_in(built, written(tmp_path, DUMP))
    moved = line(101, "Tall Qamash", 36.15, 40.25, "P.PPL", "SY", people="400")

    tally = taken_in(built, written(tmp_path, moved))
    gazetteer = Gazetteer.open(built)

    assert (tally.added, tally.changed, tally.unchanged) == (0, 1, 0)
    assert [(place.lat, place.name) for place in gazetteer.find("Tall Qamash")] == [(36.15, "Tall Qamash")]
    assert gazetteer.known_keys(["tel kamash", "tall kamash", "kamash dam"]) == {"kamash dam"}


def test_imports_survive_a_new_build(built: Path, tmp_path: Path) -> None:
    taken_in(built, written(tmp_path, DUMP))

    write_file(built, SMALL)

    assert [place.id for place in Gazetteer.open(built).find("Kamash Dam")] == ["geonames:104"]


def test_a_place_that_is_both_built_and_imported_is_told_once(built: Path, tmp_path: Path) -> None:
    taken_in(built, written(tmp_path, line(169389, "Idlib", 10.0, 10.0, "P.PPL", "SY", people="128840")))

    assert [(place.id, place.lat) for place in Gazetteer.open(built).find("Idlib city")] == [
        ("geonames:169389", 35.93),
        ("geonames:169387", 35.87),
    ]


def test_wrong_lines_are_counted_and_told_of_and_the_rest_is_taken_in(built: Path, tmp_path: Path) -> None:
    lines = [
        line(101, "Tall Kamash", 36.1, 40.2, "P.PPL", "SY"),
        "too\tfew\tcolumns",
        line("x7", "Bad Id", 1, 1, "P.PPL", "SY"),
        line(103, " ", 1, 1, "P.PPL", "SY"),
        line(104, "Off the globe", 91, 1, "P.PPL", "SY"),
        line(105, "Nowhere", 1, "nan", "P.PPL", "SY"),
        "",
        line(106, "Stray", 1, 2, "P.PPL", "??", people="many"),
    ]
    source = written(tmp_path, "\n".join(lines))
    source.write_bytes(source.read_bytes() + b"\n\xff\xfe\tnot utf-8\n" + b"x" * 300_000 + b"\n")

    tally = taken_in(built, source)

    assert (tally.added, tally.wrong) == (2, 7)
    assert tally.reasons == [
        "Line 2: it has 3 columns, not 19.",
        "Line 3: its id is 'x7', not a number.",
        "Line 4: it has no name.",
        "Line 5: its latitude is '91'.",
        "Line 6: its longitude is 'nan'.",
        "Line 9: it is not UTF-8.",
        "Line 10: it is longer than any line of a dump.",
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("story.txt", "Four people were hurt near the bridge.\n" * 30),
        ("long.txt", "Four people were hurt near the bridge.\n" * 3000),
        ("empty.txt", ""),
    ],
)
def test_what_is_no_dump_is_refused_and_leaves_no_trace(built: Path, tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(FormatError) as raised:
        taken_in(built, written(tmp_path, text, name))

    assert "allCountries.zip" in str(raised.value.advice)
    assert not imports_path(built).exists()
    assert [entry.name for entry in built.parent.iterdir() if entry.name.startswith(".")] == []


def test_an_import_that_fails_half_way_leaves_the_earlier_one(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken_in(built, written(tmp_path, DUMP))
    before = imports_path(built).read_bytes()

    def fail(connection: sqlite3.Connection) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(imports, "_merge_names", fail)
    with pytest.raises(PlacesError, match="database or disk is full"):
        taken_in(built, written(tmp_path, line(200, "Late", 1, 1, "P.PPL", "SY")))

    assert imports_path(built).read_bytes() == before


def test_a_zip_is_read_without_its_readme(built: Path, tmp_path: Path) -> None:
    path = tmp_path / "SY.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "About the columns")
        archive.writestr("SY.txt", DUMP)

    assert taken_in(built, path).added == 5


def test_archives_that_are_no_dump_are_refused(built: Path, tmp_path: Path) -> None:
    two = tmp_path / "two.zip"
    with zipfile.ZipFile(two, "w") as archive:
        archive.writestr("a.txt", DUMP)
        archive.writestr("b.txt", DUMP)
    none = tmp_path / "none.zip"
    with zipfile.ZipFile(none, "w") as archive:
        archive.writestr("a.csv", DUMP)
    cut = tmp_path / "cut.zip"
    cut.write_bytes(two.read_bytes()[:-40])
    spoilt = tmp_path / "spoilt.zip"
    with zipfile.ZipFile(spoilt, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("SY.txt", DUMP)
    spoilt.write_bytes(spoilt.read_bytes()[:60] + b"\x00" * 40 + spoilt.read_bytes()[100:])

    for path in (two, none, cut, spoilt):
        with pytest.raises(FormatError):
            taken_in(built, path)
    assert not imports_path(built).exists()


def test_a_bomb_is_refused_before_it_is_unpacked(built: Path, tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("SY.txt", b"\t" * 50_000_000)

    with pytest.raises(FormatError, match="out of all proportion"):
        taken_in(built, path)


def test_an_archive_that_lies_about_its_size_is_stopped(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "liar.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("SY.txt", DUMP * 1000)
    monkeypatch.setattr(dump, "_member", lambda archive, source: archive.infolist()[0])
    monkeypatch.setattr(dump, "_LARGEST", 1000)

    with pytest.raises(FormatError, match="unpacks to more than 1,000 bytes"):
        taken_in(built, path)


def test_a_missing_file_is_told_of(built: Path, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"There is no file .*nothing\.zip"):
        taken_in(built, tmp_path / "nothing.zip")


def test_progress_is_told_in_bytes(built: Path, tmp_path: Path) -> None:
    source = written(tmp_path, "\n".join(line(n, f"Name{n}", 1, 1, "P.PPL", "SY") for n in range(1, 2501)))
    told: list[tuple[int, int]] = []

    import_places(source, imports_path(built), on_progress=lambda read, size: told.append((read, size)))

    size = source.stat().st_size
    assert len(told) == 3
    assert told[-1] == (size, size)
    assert told == sorted(told)


TABLE = (
    "name\tkind\tlat\tlon\tradius_km\tcountries\tadmin1\tpopulation\taliases\n"
    "# our own survey\n"
    "Camp Willow\tcamp\t36.9\t41.2\t1\tSYR\tAl-Hasakah\t\tWillow Camp|Mukhayyam al-Safsaf\n"
    "Stone Ford\tcrossing\t36.8\t41.9\t\tSYR|IRQ\t\t\t\n"
)


def test_a_table_of_ones_own_is_taken_in(built: Path, tmp_path: Path) -> None:
    tally = taken_in(built, written(tmp_path, TABLE, "ours.tsv"))
    gazetteer = Gazetteer.open(built)

    assert (tally.added, taken_in(built, tmp_path / "ours.tsv").unchanged) == (2, 2)
    assert gazetteer.find("Mukhayyam as-Safsaf") == (
        Candidate(
            id="own:camp-willow-syr", name="Camp Willow", kind="camp", lat=36.9, lon=41.2, country="SYR",
            countries=("SYR",), admin1="Al-Hasakah", population=0, radius_km=1.0, is_main_name=False, is_loose=False,
        ),
    )  # fmt: skip
    ford = gazetteer.find("Stone Ford")[0]
    assert (ford.country, ford.countries, ford.radius_km) == (None, ("SYR", "IRQ"), 2.0)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("\tcamp\t1\t1\t\tSYR\t\t\t", "there is no name"),
        ("Camp Oak\ttent\t1\t1\t\tSYR\t\t\t", "'tent' is no kind of place"),
        ("Camp Oak\tcamp\t1,5\t1\t\tSYR\t\t\t", "lat is '1,5'"),
        ("Camp Oak\tcamp\t1\t181\t\tSYR\t\t\t", "lon is '181'"),
        ("Camp Oak\tcamp\t1\t1\tfar\tSYR\t\t\t", "radius_km is 'far'"),
        ("Camp Oak\tcamp\t1\t1\t\tSyria\t\t\t", "no country has the code Syria"),
        ("Camp Oak\tcamp\t1\t1\t\tSYR\t\t\t\tmore\tstill", "11 columns"),
    ],
)
def test_a_wrong_line_of_a_table_is_named_with_what_to_write(
    built: Path, tmp_path: Path, wrong: str, said: str
) -> None:
    source = written(tmp_path, TABLE + wrong + "\n", "ours.tsv")

    with pytest.raises(KnowledgeError) as raised:
        taken_in(built, source)

    assert raised.value.message.startswith(f"ours.tsv, line 5: {said}")
    assert raised.value.advice
    assert not imports_path(built).exists()


def test_a_table_that_is_not_utf8_is_refused(built: Path, tmp_path: Path) -> None:
    path = tmp_path / "ours.tsv"
    path.write_bytes(TABLE.encode() + b"Camp \xe9\tcamp\t1\t1\n")

    with pytest.raises(FormatError, match="is not UTF-8"):
        taken_in(built, path)


def test_when_names_are_folded_anew_imports_are_too(built: Path, tmp_path: Path) -> None:
    taken_in(built, written(tmp_path, DUMP))
    taken_in(built, written(tmp_path, TABLE, "ours.tsv"))
    mine = imports_path(built)
    before = dumped(mine)
    with sqlite3.connect(mine) as connection:
        connection.execute("UPDATE about SET value = 'an older one' WHERE name = 'names'")
        connection.execute("UPDATE names SET key = 'old ' || key")
    connection.close()

    with pytest.raises(PlacesError) as raised:
        Gazetteer.open(built)
    assert raised.value.advice == "Run: standoff places build"
    assert refold(mine) is True

    assert dumped(mine) == before
    assert refold(mine) is False
    assert refold(tmp_path / "no such file") is False
