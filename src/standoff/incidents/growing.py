"""Groups that grow from the likeliest pair of members to the least likely."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from standoff.incidents.weights import Weights

__all__ = ["Groups"]

Places = npt.NDArray[np.int64]


class Groups:
    """Groups while they grow, each under the number of its first member. Between each two stand the sum of their pairs'
    scores above that of pairs never compared, endlessly low where a pair is barred, and the likeliest pair's score,
    endlessly low where none was compared."""

    def __init__(self, ids: Sequence[str], rule: Weights, mains: Collection[str]) -> None:
        self._not_compared, self._best_part, falls = rule["not_compared"], rule["best"], rule["falls"]
        self._ids = sorted(ids)
        self._number = {each: number for number, each in enumerate(self._ids)}
        self._number_at = np.array([self._number[each] for each in ids], dtype=np.int64)
        count = len(self._ids)
        self._members = [[number] for number in range(count)]
        self._size = np.ones(count, dtype=np.int64)
        self._has_main = np.array([each in mains for each in self._ids], dtype=np.bool_)
        self._total = np.zeros((count, count))
        self._best = np.full((count, count), -np.inf)
        part = [self._best_part / max(size, 1) ** falls for size in range(count + 1)]
        self._part = np.minimum(part, 1.0 - 1e-9)  # a barred pair always counts

    def score(self, a: Places, b: Places, scores: npt.NDArray[np.float64] | float) -> None:
        """Say how likely members are one, by their places in the ids, before any are joined."""
        for one, other in self._both_ways(a, b):
            self._total[one, other] = scores - self._not_compared
            self._best[one, other] = scores

    def bar(self, a: Places, b: Places) -> None:
        """Keep members apart."""
        for one, other in self._both_ways(a, b):
            self._total[one, other] = -np.inf

    def places(self, pairs: Iterable[tuple[str, str]]) -> tuple[Places, Places]:
        """The places of those pairs of which both are members."""
        known = [(self._number[a], self._number[b]) for a, b in pairs if a in self._number and b in self._number]
        found = np.argsort(self._number_at)[np.array(known, dtype=np.int64).reshape(-1, 2)]
        return found[:, 0], found[:, 1]

    def grow(self, *, of_mains: bool) -> None:
        """Join groups, the likeliest first: those that each have a member that its report is about, or all others."""
        likely = np.array([self._likely(group, of_mains) for group in range(len(self._ids))])
        while likely.size:
            kept, gone = divmod(int(likely.argmax()), len(self._ids))
            if not likely[kept, gone] > 0.0:
                return
            self._join(kept, gone)
            likely[gone] = likely[:, gone] = -np.inf
            likely[kept] = likely[:, kept] = self._likely(kept, of_mains)

    def listed(self) -> list[list[str]]:
        return sorted(sorted(self._ids[each] for each in members) for members in self._members if members)

    def _both_ways(self, a: Places, b: Places) -> Iterator[tuple[Places, Places]]:
        one, other = self._number_at[a], self._number_at[b]
        yield one, other
        yield other, one

    def _likely(self, group: int, of_mains: bool) -> npt.NDArray[np.float64]:
        """How likely a group and each other are one; minus infinity where they may not be joined."""
        size = self._size[group]
        part = self._part[np.minimum(size, self._size)]
        mean = self._total[group] / (size * self._size) + self._not_compared
        likely: npt.NDArray[np.float64] = (1.0 - part) * mean + part * self._best[group]
        likely[(self._has_main & self._has_main[group]) != of_mains] = -np.inf
        return likely

    def _join(self, kept: int, gone: int) -> None:
        """Two groups as one under the lesser number. What is gone keeps its size, and may be joined with nothing."""
        self._members[kept] += self._members[gone]
        self._members[gone] = []
        self._size[kept] += self._size[gone]
        self._has_main[kept] |= self._has_main[gone]
        total, best = self._total, self._best
        total[kept] = total[:, kept] = total[kept] + total[gone]
        best[kept] = best[:, kept] = np.maximum(best[kept], best[gone])
        best[gone] = best[:, gone] = best[kept, kept] = -np.inf
