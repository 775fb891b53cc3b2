"""How sure it is that a happening was read rightly: a weighted sum of what could be seen, between 0 and 1."""

from __future__ import annotations

from collections.abc import Sequence

from standoff.events.choose import Chosen
from standoff.events.modality import Modality
from standoff.records import Participant

__all__ = ["confidence_of"]

# The trigger's own weight is the start; each feature seen adds or takes away. docs/explanation/events.md says why.
_FORM = {"verb": 0.0, "object": 0.0, "occur": -0.05, "undergo": -0.05, "adjective": -0.1, "noun": -0.2}
_LINK = {"ROOT": 0.0, "ccomp": -0.02, "conj": -0.05, "advcl": -0.12, "relcl": -0.12, "acl": -0.12, "xcomp": -0.02}


def confidence_of(chosen: Chosen, modality: Modality, parties: Sequence[Participant]) -> float:
    """A number between 0.05 and 0.99: the higher, the likelier the type and parties are right."""
    found = chosen.found
    sure = found.trigger.weight + _FORM[found.form]
    sure += _LINK.get(found.head.dep_, -0.1) if found.form != "noun" else 0.0
    sure += 0.04 * any(each.role == "actor" for each in parties) + 0.03 * any(each.role == "target" for each in parties)
    sure += 0.03 * any(each.actor is not None for each in parties)
    sure -= 0.1 * (modality.reality == "hypothetical") + 0.05 * (modality.polarity == "negative")
    return round(min(0.99, max(0.05, sure)), 3)
