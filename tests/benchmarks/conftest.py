"""The benchmarks are programs beside the package: let their files be imported by name."""

from __future__ import annotations

import sys
from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"
for folder in ("quality", "speed"):
    sys.path.append(str(BENCHMARKS / folder))
