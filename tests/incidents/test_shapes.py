"""Tellings are kept as JSON and given back as they were."""

from __future__ import annotations

import json

from standoff.incidents import tellings_of
from standoff.incidents.shapes import shape_of, telling_of

from .made_claims import COALITION, claim, report


def test_a_telling_is_the_same_after_it_was_kept() -> None:
    told = claim("r1", "A", actor=COALITION, killed=(3, None), place=("Sorn", 36.0, 38.0), day="2016-07-18")

    for telling in (*tellings_of(report("r1"), [told]), *tellings_of(report("r2", day=None), [])):
        assert telling_of(json.loads(json.dumps(shape_of(telling)))) == telling
