"""An incident by an id that it had before: links and citations outlive what ids are made of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from standoff.incidents import incident_id_of
from standoff.records import Claim
from standoff.store import Store

__all__ = ["incident_once_called"]

_LONG_ENOUGH = re.compile("[0-9a-f]{8,16}")
"""What the command line prints of an id, or all of it: less could be the beginning of any."""
_WORD = re.compile(r"\w+")
_ALIKE = 0.5
"""So much of the words of two claims must be the same for the one to tell in a later version what the other told."""


def incident_once_called(store: Store, beginning: str) -> str | None:
    """The id of the incident that holds the claim with which one of this id began, or what that report tells beside it;
    where the report was corrected since, that which its last version tells in like words.

    An incident is called after the first claim of its first telling. It is called otherwise once that claim is
    rejected, its report is corrected, an earlier report comes, or it is merged with an earlier one.
    """
    if not _LONG_ENOUGH.fullmatch(beginning):
        return None
    for report_id, claim_id in store.claims.ids():
        if incident_id_of(report_id, claim_id).startswith(beginning):
            claims = {claim.id: claim for claim in store.claims.of_report(report_id)}
            first = claims[claim_id]
            meant = [first, *(claim for claim in claims.values() if claim.scene == first.scene)]
            held = (uid for claim in meant for uid in store.incidents.of_claim(claim.id))
            return next(held, None) or _told_since(store, report_id, meant)
    return None


def _told_since(store: Store, report_id: str, meant: Sequence[Claim]) -> str | None:
    """The incident of that claim of the report's last version which is most like one of these."""
    versions = store.reports.versions(report_id)
    later = store.claims.of_report(versions[-1]) if versions and versions[-1] != report_id else ()
    likeness = {claim.id: max(_likeness(claim, each) for each in meant) for claim in later}
    for claim_id in sorted(likeness, key=lambda each: -likeness[each]):
        held = store.incidents.of_claim(claim_id)
        if held and likeness[claim_id] >= _ALIKE:
            return held[0]
    return None


def _likeness(one: Claim, other: Claim) -> float:
    """How much of the words of the sentences of two claims is the same, from 0 to 1; 0 where type or place differ."""
    places = {claim.place.mention.name for claim in (one, other) if claim.place}
    if one.event.type != other.event.type or len(places) > 1:
        return 0.0
    some, others = (set(_WORD.findall(claim.sentence.text.casefold())) for claim in (one, other))
    return 2 * len(some & others) / (len(some) + len(others) or 1)
