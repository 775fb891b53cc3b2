"""What a report is about, as far as it helps to tell places of one name apart."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from standoff.gazetteer import Candidate

__all__ = ["MOST_VOTES", "Story"]

MOST_VOTES = 4
"""One name counts so often at most for its country, and all for one country three times as often: a report about Syria
may name Russia thirty times."""


@dataclass(slots=True)
class Story:
    """Votes for countries by the names that hardly mean anything else; and the settlements that are sure already.

    ``cast`` holds what each name, by its key, has said, ``regions`` the first-order regions named, each with the key
    that names it.
    """

    votes: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    cast: dict[str, tuple[str, float]] = field(default_factory=dict)
    regions: dict[str, str] = field(default_factory=dict)
    anchors: list[Candidate] = field(default_factory=list)

    def vote(self, country: str, weight: float, key: str | None = None) -> None:
        """Count a name, an adjective or a hint for a country."""
        self.votes[country] += weight
        if key is not None:
            self.cast[key] = country, weight

    def shares(self, key: str | None = None) -> dict[str, float]:
        """The share of each country in what all names but one say; empty where they say nothing."""
        votes = dict(self.votes)
        if key in self.cast:
            country, weight = self.cast[key]
            votes[country] -= weight
        counted = {country: min(count, 3.0 * MOST_VOTES) for country, count in votes.items() if count > 0}
        total = sum(counted.values())
        return {country: count / total for country, count in counted.items()}
