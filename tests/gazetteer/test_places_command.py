"""``standoff places`` as a user meets it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from tests.gazetteer.conftest import MakeGazetteer
from tests.gazetteer.test_imports import DUMP

from standoff.cli.app import main
from standoff.gazetteer.store import imports_path


@pytest.fixture
def places(make_gazetteer: MakeGazetteer, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = make_gazetteer()
    monkeypatch.setenv("STANDOFF_PLACES", str(path))
    monkeypatch.setenv("COLUMNS", "120")
    return path


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    def run(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["standoff", "places", *map(str, arguments)])
        code = main()
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_find_shows_what_a_name_can_mean(places: Path, run) -> None:
    code, out, err = run("find", "Idlib")

    assert (code, err) == (0, "")
    heading, first, second = out.splitlines()
    assert heading.split() == ["Place", "Kind", "Where", "Lat", "Lon", "People", "Id"]
    assert first.split() == ["Idlib", "admin1", "Syria", "35.8700", "36.5500", "1,500,000", "geonames:169387"]
    assert second.split() == ["Idlib", "city", "Syria", "35.9300", "36.6300", "128,840", "geonames:169389"]


def test_find_prints_json_lines(places: Path, run) -> None:
    code, out, _ = run("find", "Edleb", "Nowhere", "--format", "jsonl")

    assert code == 0
    assert [json.loads(line) for line in out.splitlines()] == [
        {
            "name_asked": "Edleb", "id": "geonames:169389", "name": "Idlib", "kind": "city", "lat": 35.93, "lon": 36.63,
            "country": "SYR", "countries": ["SYR"], "admin1": None, "population": 128840, "radius_km": 5.5,
            "is_main_name": True, "is_loose": False,
        }
    ]  # fmt: skip


def test_find_says_when_nothing_is_known(places: Path, run) -> None:
    assert run("find", "Now\x1b[31mhere") == (
        1,
        "",
        "No place is known by the name Nowhere. Spell it otherwise, or add it: `standoff places import --help`.\n",
    )


def test_find_says_when_a_name_was_found_by_sound(places: Path, run) -> None:
    _, out, _ = run("find", "Hassakeh")

    assert "al-Hasakah (by sound)" in out


def test_find_shows_no_more_than_asked(places: Path, run) -> None:
    _, out, _ = run("find", "Springfield", "--most", "1")

    assert len(out.splitlines()) == 2


def test_without_a_gazetteer_the_command_that_builds_it_is_named(
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STANDOFF_PLACES", str(tmp_path / "none.sqlite"))

    code, _, err = run("find", "Idlib")

    assert (code, err) == (
        1, f"standoff: There is no gazetteer at {tmp_path / 'none.sqlite'}.\nRun: standoff places build\n"
    )  # fmt: skip


def test_import_says_what_was_taken_in_and_where_it_lies(places: Path, run, tmp_path: Path) -> None:
    source = tmp_path / "SY.txt"
    source.write_text(DUMP, "utf-8")

    code, out, err = run("import", source)

    assert (code, out) == (0, "")
    assert err.splitlines() == [
        f"{source}: 5 new places, 0 changed, 0 as they were; 1 line about other things left out.",
        f"They lie in {imports_path(places)}",
    ]
    assert run("find", "Kamash Dam")[0] == 0


def test_import_tells_of_wrong_lines_and_says_so_with_its_exit_code(places: Path, run, tmp_path: Path) -> None:
    source = tmp_path / "SY.txt"
    source.write_text(DUMP + "\nbroken\n", "utf-8")

    code, _, err = run("import", source)

    assert code == 3
    assert "1 line could not be read.\n  Line 7: it has 1 columns, not 19.\n" in err


def test_import_of_something_else_says_what_it_takes(places: Path, run, tmp_path: Path) -> None:
    source = tmp_path / "story.txt"
    source.write_text("Four people were hurt.\n")

    code, _, err = run("import", source)

    assert code == 1
    assert err.startswith(f"standoff: {source} holds no place that could be read. Line 1: it has 1 columns, not 19.\n")
    assert "allCountries.zip" in err


def test_build_keeps_imports_and_says_where_the_gazetteer_lies(
    places: Path, run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "SY.txt"
    source.write_text(DUMP, "utf-8")
    run("import", source)
    monkeypatch.setattr("standoff.gazetteer.build.gathered", list)

    code, _, err = run("build")

    assert code == 0
    assert err.startswith(f"0 places, 0 names: {places} (")
    assert run("find", "Kamash Dam")[0] == 0


@pytest.mark.parametrize("command", ["build", "find", "import"])
def test_every_command_has_help_with_examples(run, command: str) -> None:
    code, out, _ = run(command, "--help")

    assert code == 0
    assert f"standoff places {command}" in out.replace("STANDOFF_PLACES=/srv/places.sqlite ", "")
