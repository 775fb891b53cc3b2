"""Groups that grow from the likeliest pair of members to the least likely."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import numpy as np
import numpy.typing as npt

from standoff.incidents.weights import Weights

__all__ = ["Groups"]

Pair = tuple[str, str]
_Numbers = int | npt.NDArray[np.int64]


class Groups:
    """Groups while they grow, each under the number of its first member. Between each two stand the sum of their pairs'
    scores above that of pairs never compared, and the likeliest pair's score."""

    def __init__(self, ids: Sequence[str], rule: Weights, mains: Collection[str]) -> None:
        self._not_compared, self._best_part, falls = rule["not_compared"], rule["best"], rule["falls"]
        self._ids = sorted(ids)
        self._number = {each: number for number, each in enumerate(self._ids)}
        count = len(self._ids)
        self._members = [[number] for number in range(count)]
        self._size = np.ones(count, dtype=np.int64)
        self._has_main = np.array([each in mains for each in self._ids], dtype=np.bool_)
        self._total = np.zeros((count, count))
        self._best = np.full((count, count), self._not_compared)
        self._compared = np.zeros((count, count), dtype=np.bool_)
        self._barred = np.zeros((count, count), dtype=np.bool_)
        self._part = np.array([self._best_part / max(size, 1) ** falls for size in range(count + 1)])

    def score(self, pairs: Sequence[tuple[str, str, float]]) -> None:
        """Say how likely members are one, before any are joined."""
        number = self._number.get
        a = np.array([number(one, -1) for one, _, _ in pairs], dtype=np.int64)
        b = np.array([number(other, -1) for _, other, _ in pairs], dtype=np.int64)
        known = (a >= 0) & (b >= 0)
        a, b, scores = a[known], b[known], np.array([score for _, _, score in pairs], dtype=np.float64)[known]
        for one, other in ((a, b), (b, a)):
            self._total[one, other] = scores - self._not_compared
            self._best[one, other] = scores
            self._compared[one, other] = True

    def bar(self, pairs: Iterable[Pair]) -> None:
        """Keep members apart."""
        for a, b in pairs:
            if a in self._number and b in self._number:
                one, other = self._number[a], self._number[b]
                self._barred[one, other] = self._barred[other, one] = True

    def join_all(self, a: str, b: str) -> None:
        """Join the groups of two members whatever the scores say."""
        if a in self._number and b in self._number:
            one, other = sorted(self._group_of(self._number[each]) for each in (a, b))
            if one != other:
                self._join(one, other)

    def grow(self, threshold: float, *, of_mains: bool) -> None:
        """Join groups, the likeliest first: those that each have a member that its report is about, or all others."""
        every = np.arange(len(self._ids))
        likely = self._likely(every[:, None], every, of_mains)
        while likely.size:
            kept, gone = divmod(int(likely.argmax()), len(every))
            if not likely[kept, gone] > threshold:
                return
            self._join(kept, gone)
            likely[gone] = likely[:, gone] = -np.inf
            likely[kept] = likely[:, kept] = self._likely(kept, every, of_mains)

    def listed(self) -> list[list[str]]:
        return sorted(sorted(self._ids[each] for each in members) for members in self._members if members)

    def _group_of(self, member: int) -> int:
        return next(group for group, members in enumerate(self._members) if member in members)

    def _likely(self, a: _Numbers, b: _Numbers, of_mains: bool) -> npt.NDArray[np.float64]:
        """How likely groups are one; minus infinity where they may not be joined."""
        one, other = self._size[a], self._size[b]
        part = self._part[np.minimum(one, other)]
        mean = (1.0 - part) * (self._total[a, b] / np.maximum(one * other, 1) + self._not_compared)
        both = self._has_main[a] & self._has_main[b]
        may = self._compared[a, b] & ~self._barred[a, b] & (both == of_mains)
        return np.where(may, mean + part * self._best[a, b], -np.inf)

    def _join(self, kept: int, gone: int) -> None:
        """Two groups as one under the lesser number."""
        self._members[kept] += self._members[gone]
        self._members[gone] = []
        self._size[kept] += self._size[gone]
        self._size[gone] = 0
        self._has_main[kept] |= self._has_main[gone]
        for between, joined in (
            (self._total, np.add), (self._best, np.maximum),
            (self._compared, np.logical_or), (self._barred, np.logical_or),
        ):  # fmt: skip
            between[kept] = between[:, kept] = joined(between[kept], between[gone])
        self._compared[gone] = self._compared[:, gone] = False
        self._compared[kept, kept] = False
