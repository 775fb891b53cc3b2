"""Which names of sources are of one voice in a report."""

from __future__ import annotations

import pytest

from standoff.claims.speakers import voices_of
from standoff.records import Source, Span


def source(name, kind="body", party=None):
    return Source(name, Span(name, 0, len(name)), kind, party)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (source("war monitor", "unnamed"), source("Sorn Observatory for Human Rights", "monitor")),
        (source("Dutch-based monitoring group", "unnamed"), source("Loma Rights Watch", "monitor")),
        (source("federation"), source("Pasco Miners Federation")),
        (source("press service"), source("press service of the northern garrison")),
        (source("LPF"), source("Loma Protection Force")),
        (source("spokesman", "person", "XYZ-FRONT"), source("Sorn Front", "body", "XYZ-FRONT")),
    ],
)
def test_a_description_or_short_name_is_of_one_voice_with_the_one_that_it_fits(one, other):
    voices = voices_of([one, other, source("mayor of Loma", "person")])
    assert voices[one.name] == voices[other.name] != voices["mayor of Loma"]


@pytest.mark.parametrize(
    ("one", "others"),
    [
        (source("war monitor", "unnamed"), [source("Loma Watch", "monitor"), source("Sorn Observatory", "monitor")]),
        (source("federation"), [source("Miners Federation"), source("Teachers Federation")]),
        (source("army"), [source("Sorn Liberation Army", "body", "XYZ-SLA")]),
        (source("residents", "unnamed"), [source("residents of Loma", "unnamed")]),
        (source("Defence Minister", "person", "NOR"), [source("Oslo", "state", "NOR")]),
        (source("two doctors", "unnamed"), [source("Loma Watch", "monitor")]),
    ],
)
def test_what_fits_several_or_may_be_another_has_a_voice_of_its_own(one, others):
    voices = voices_of([one, *others])
    assert voices[one.name] not in [voices[each.name] for each in others]
