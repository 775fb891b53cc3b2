"""What the model makes of the words that tell the claims of a report, to be compared with one another."""

from __future__ import annotations

from collections.abc import Sequence

from standoff.incidents import Mentions
from standoff.model import Reader
from standoff.records import Claim, Report

__all__ = ["mentions_of"]


def mentions_of(report: Report, claims: Sequence[Claim], reader: Reader | None) -> Mentions:
    """What tells each claim of a report as ``reader`` sees it in its sentence. Claims whose words it does not see are
    left out, and all where there is nothing to compare or nobody who reads."""
    if reader is None or len(claims) < 2:
        return {}
    numbers: dict[tuple[int, int], int] = {}
    words: dict[str, tuple[int, int]] = {}
    for claim in claims:
        sentence = claim.sentence.start, claim.sentence.end
        if sentence[0] <= claim.event.trigger.start < sentence[1]:
            at = claim.event.trigger.start - sentence[0]
            words[claim.id] = numbers.setdefault(sentence, len(numbers)), at
    read = reader.mentions([report.text[start:end] for start, end in numbers], words.values())
    return {uid: read[word] for uid, word in words.items() if word in read}
