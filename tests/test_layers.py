"""Imports go one way, and nothing of the command line reaches into the library."""

from __future__ import annotations

import tomllib
from pathlib import Path

import grimp
import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
CONTRACTS = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
    "contracts"
]
LAYERS = [[name.strip(" ()") for name in layer.split("|")] for layer in CONTRACTS[0]["layers"]]


@pytest.fixture(scope="module")
def imports() -> grimp.ImportGraph:
    """Who imports whom."""
    return grimp.build_graph("standoff", include_external_packages=True, cache_dir=None)


def test_every_top_level_package_has_its_place(imports: grimp.ImportGraph) -> None:
    placed = {f"standoff.{name}" for layer in LAYERS for name in layer}
    assert imports.find_children("standoff") - placed <= {"standoff.__main__"}


def test_no_package_imports_one_above_it_or_beside_it(imports: grimp.ImportGraph) -> None:
    height = {f"standoff.{name}": level for level, layer in enumerate(reversed(LAYERS)) for name in layer}
    wrong = []
    for module in sorted(each for each in imports.modules if each.startswith("standoff.")):
        home = ".".join(module.split(".")[:2])
        for imported in imports.find_modules_directly_imported_by(module):
            other = ".".join(imported.split(".")[:2])
            if home in height and other in height and home != other and height[other] >= height[home]:
                wrong.append(f"{module} imports {imported}")
    assert wrong == []


def test_records_and_errors_know_nothing_of_files_or_terminals(imports: grimp.ImportGraph) -> None:
    for module in ("standoff.records", "standoff.errors"):
        for each in imports.find_descendants(module) | {module}:
            assert not imports.find_modules_directly_imported_by(each) & {"rich", "typer", "sqlite3", "trafilatura"}


def test_only_the_command_line_prints(imports: grimp.ImportGraph) -> None:
    printers = {
        module.split(".")[1]
        for module in imports.modules
        if module.startswith("standoff.") and imports.find_modules_directly_imported_by(module) & {"rich", "typer"}
    }
    assert printers == {"cli"}
