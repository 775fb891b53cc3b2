"""Print how reliably changed reports are read, show what went wrong, and raise the floors to what is reached now.

usage, from the top of the repository: python -m tests.reliability.measure [--errors] [--raise] [CHANGE ...]
"""

from __future__ import annotations

import math
import sys
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

from standoff.pipeline import Knowledge, Reading
from standoff.pipeline.spread import analyse_reports

from .books import Kept, copies_of, incidents_of, kept, with_copies
from .changes import CHANGES
from .facets import FIELDS
from .rates import Rate, rate_of, reports_of_our_own

__all__ = ["FLOORS", "books", "figures_of", "main"]

FLOORS = Path(__file__).parent / "floors.toml"
_HEAD = """\
# The least that each change must reach; `python -m tests.reliability.measure --raise` writes this file. Floors only
# rise. `changed` is the share of the claims that the change is about which come out as they should, `stayed` that of the
# others in the same reports; `incidents` the share of incidents.
"""


def books(readings: Sequence[Reading], knowledge: Knowledge) -> dict[str, Kept]:
    """What becomes of incidents when reports are added in another order, or all of them once more as copies."""
    shuffled = list(readings)
    Random(5).shuffle(shuffled)
    with tempfile.TemporaryDirectory() as folder:
        first = incidents_of(readings, Path(folder) / "first.db")
        other = incidents_of(shuffled, Path(folder) / "shuffled.db")
        more = incidents_of([*readings, *copies_of(readings, knowledge)], Path(folder) / "copies.db")
    return {"reports shuffled": kept(first, other), "copies added": with_copies(first, more)}


def figures_of(rates: Mapping[str, Rate], kept_: Mapping[str, Kept]) -> dict[str, dict[str, float]]:
    """What has a floor, by change and name."""
    figures = {name: {"changed": rate.changed, "stayed": rate.stayed} for name, rate in rates.items()}
    return figures | {name: {"incidents": each.share} for name, each in kept_.items()}


def _show(rate: Rate) -> None:
    for each in rate.wrong:
        about = "about" if each.is_about else "rest"
        print(f"  {each.report[:16]} {about} {', '.join(each.fields)}: «{each.words[:90]}»")
        for field in each.fields:
            if each.expected and each.found:
                print(f"      {field}: {getattr(each.expected, field)} -> {getattr(each.found, field)}")


def _raise(figures: Mapping[str, Mapping[str, float]]) -> None:
    before = tomllib.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    lines = [_HEAD]
    for change in [*before, *(name for name in figures if name not in before)]:
        held, reached = before.get(change, {}), figures.get(change, {})
        names = list(dict.fromkeys([*held, *reached]))
        floors = {
            name: max(held.get(name, 0.0), math.floor(reached.get(name, 0.0) * 1000 + 1e-6) / 1000) for name in names
        }
        lines += [f'["{change}"]', *(f"{name} = {floor:.3f}" for name, floor in floors.items()), ""]
    FLOORS.write_text("\n".join(lines), encoding="utf-8")


def main(arguments: list[str]) -> int:
    if {each for each in arguments if each.startswith("--")} - {"--errors", "--raise"}:
        print(__doc__)
        return 2
    names = [each for each in arguments if not each.startswith("--")]
    knowledge = Knowledge.load()
    readings = list(analyse_reports(reports_of_our_own(knowledge), knowledge))
    rates: dict[str, Rate] = {}
    print(f"{'':16} reports  changed          stayed           all    " + " ".join(f"{name[:6]:>6}" for name in FIELDS))
    for name in names or CHANGES:
        rate = rates[name] = rate_of(name, readings, knowledge)
        print(
            f"{name:16} {rate.reports:7}  {rate.changed:.3f} ({rate.about_right:3}/{rate.about:3})  "
            f"{rate.stayed:.3f} ({rate.rest_right:3}/{rate.rest:3})  {rate.right:.3f}  "
            + " ".join(f"{rate.share(field):6.3f}" for field in FIELDS)
            + f"  lost {rate.by_field['lost']}, too many {rate.by_field['too many']}"
        )
        if "--errors" in arguments:
            _show(rate)
    found = {} if names else books(readings, knowledge)
    for name, each in found.items():
        print(f"{name:16} incidents {each.share:.3f} ({each.right}/{each.incidents})")
        for said in each.wrong if "--errors" in arguments else ():
            print(f"  {said}")
    if "--raise" in arguments:
        _raise(figures_of(rates, found))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
