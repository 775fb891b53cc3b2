"""Print how reliably changed reports are read, show what went wrong, and raise the floors to what is reached now.

usage, from the top of the repository: python -m tests.reliability.measure [--errors] [--raise] [CHANGE ...]
"""

from __future__ import annotations

import sys
import time

from standoff.pipeline import Knowledge
from standoff.pipeline.spread import analyse_reports

from .changes import CHANGES
from .facets import FIELDS
from .rates import Rate, rate_of, reports_of_our_own

__all__ = ["main"]


def _show(name: str, rate: Rate) -> None:
    for each in rate.wrong:
        print(f"  {name} | {each.report[:16]} {'about' if each.is_about else 'rest'} {', '.join(each.fields)}: "
              f"«{each.words[:90]}»")
        for field in each.fields:
            if each.expected and each.found:
                print(f"      {field}: {getattr(each.expected, field)} -> {getattr(each.found, field)}")


def main(arguments: list[str]) -> int:
    names = [each for each in arguments if not each.startswith("--")] or list(CHANGES)
    knowledge = Knowledge.load()
    readings = list(analyse_reports(reports_of_our_own(knowledge), knowledge))
    print(f"{'':16} reports  changed          stayed           " + " ".join(f"{name[:6]:>6}" for name in FIELDS))
    for name in names:
        start = time.perf_counter()
        rate = rate_of(name, readings, knowledge)
        print(f"{name:16} {rate.reports:7}  {rate.changed:.3f} ({rate.about_right:3}/{rate.about:3})  "
              f"{rate.stayed:.3f} ({rate.rest_right:3}/{rate.rest:3})  "
              + " ".join(f"{rate.share(field):6.3f}" for field in FIELDS)
              + f"  lost {rate.by_field['lost']}, too many {rate.by_field['too many']}  {time.perf_counter() - start:.1f} s")
        if "--errors" in arguments:
            _show(name, rate)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
