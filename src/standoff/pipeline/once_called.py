"""An incident by an id that it had before: links and citations outlive what ids are made of."""

from __future__ import annotations

import re

from standoff.incidents import incident_id_of
from standoff.store import Store

__all__ = ["incident_once_called"]

_LONG_ENOUGH = re.compile("[0-9a-f]{8,16}")
"""What the command line prints of an id, or all of it: less could be the beginning of any."""


def incident_once_called(store: Store, beginning: str) -> str | None:
    """The id of the incident that holds the claim with which one of this id began, or what that report tells beside it.

    An incident is called after the first claim of its first telling. It is called otherwise once that claim is
    rejected, an earlier report comes, or it is merged with an earlier one.
    """
    if not _LONG_ENOUGH.fullmatch(beginning):
        return None
    for report_id, claim_id in store.claims.ids():
        if incident_id_of(report_id, claim_id).startswith(beginning):
            claims = {claim.id: claim.scene for claim in store.claims.of_report(report_id)}
            beside = (each for each, scene in claims.items() if scene == claims[claim_id])
            return next((uid for each in (claim_id, *beside) for uid in store.incidents.of_claim(each)), None)
    return None
